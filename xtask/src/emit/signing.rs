//! How requests are signed, in the static of an API.
//!
//! In: `ir::Signing`. Out: the expression of the runtime's `Signing`. Must not: decide anything.

use proc_macro2::TokenStream;
use quote::quote;

use super::literals::grouped;
use crate::ir::{
    BinaryEncoding, BodyDigest, CanonicalString, DateFormat, DigestAlgorithm, EmptyBody, QueryOrder, RepeatedKeys,
    SignatureAlgorithm, SignatureMode, SignedPart, SignedQuery, Signing, SpaceEncoding,
};

/// `.signing(…)`.
pub(super) fn tokens(signing: &Signing) -> TokenStream {
    let modes = signing.modes.iter().map(mode);
    let canonical = canonical_string(&signing.canonical);
    let unsigned = signing.unsigned.as_ref().map(|name| &name.text).map(|name| quote!(.unsigned(#name)));
    let date = signing.date_header.as_ref().map(|header| {
        let format = match signing.date_format {
            DateFormat::HttpDate => quote!(HttpDate),
            DateFormat::Iso8601 => quote!(Iso8601),
            DateFormat::EpochSeconds => quote!(EpochSeconds),
            DateFormat::EpochMilliseconds => quote!(EpochMilliseconds),
        };
        quote!(.date(#header, DateFormat::#format))
    });
    let validity = signing.validity_seconds.map(grouped).map(|seconds| quote!(.validity_seconds(#seconds)));
    quote!(.signing(Signing::new(&[#(#modes),*], #canonical) #unsigned #date #validity))
}

fn mode(mode: &SignatureMode) -> TokenStream {
    let (name, header) = (&mode.name.text, &mode.header);
    let algorithm = match mode.algorithm {
        SignatureAlgorithm::HmacSha256 => quote!(HmacSha256),
        SignatureAlgorithm::RsaPssSha256 => quote!(RsaPssSha256),
    };
    let prefix = mode.prefix.as_ref().map(|text| quote!(.prefix(#text)));
    let encoding = (mode.encoding != BinaryEncoding::Base64).then(|| {
        let encoding = encoding(mode.encoding);
        quote!(.encoding(#encoding))
    });
    quote!(SignatureMode::new(#name, Algorithm::#algorithm, #header) #prefix #encoding)
}

fn encoding(encoding: BinaryEncoding) -> TokenStream {
    let name = match encoding {
        BinaryEncoding::Base64 => quote!(Base64),
        BinaryEncoding::HexLower => quote!(HexLower),
        BinaryEncoding::HexUpper => quote!(HexUpper),
    };
    quote!(BinaryEncoding::#name)
}

fn canonical_string(canonical: &CanonicalString) -> TokenStream {
    let parts = canonical.parts.iter().map(part);
    let joiner = &canonical.joiner;
    let mut out = quote!(CanonicalString::new(&[#(#parts),*]).joiner(#joiner));
    if canonical.parts.contains(&SignedPart::BodyDigest) {
        let digest = body_digest(canonical.body_digest);
        out.extend(quote!(.body_digest(#digest)));
    }
    if canonical.parts.contains(&SignedPart::Headers) {
        let (prefix, joiner) = (&canonical.header_prefix, &canonical.header_joiner);
        out.extend(quote!(.headers(SignedHeaders::with_prefix(#prefix).joiner(#joiner))));
    }
    let query = query(canonical.query);
    quote!(#out.query(#query))
}

fn part(part: &SignedPart) -> TokenStream {
    let part = match part {
        SignedPart::Method => quote!(Method),
        SignedPart::BodyDigest => quote!(BodyDigest),
        SignedPart::Body => quote!(Body),
        SignedPart::ContentType => quote!(ContentType),
        SignedPart::Date => quote!(Date),
        SignedPart::Headers => quote!(Headers),
        SignedPart::Header(name) => quote!(Header(#name)),
        SignedPart::Path => quote!(Path),
        SignedPart::Query => quote!(Query),
        SignedPart::Resource => quote!(Resource),
        SignedPart::Text(text) => quote!(Text(#text)),
    };
    quote!(SignedPart::#part)
}

fn body_digest(digest: BodyDigest) -> TokenStream {
    let algorithm = match digest.algorithm {
        DigestAlgorithm::Md5 => quote!(Md5),
        DigestAlgorithm::Sha256 => quote!(Sha256),
    };
    let encoding = encoding(digest.encoding);
    let empty = match digest.empty_body {
        EmptyBody::Blank => quote!(Blank),
        EmptyBody::Digest => quote!(Digest),
    };
    quote! {
        BodyDigest::new(DigestAlgorithm::#algorithm, #encoding)
            .empty_body(EmptyBody::#empty)
    }
}

fn query(query: SignedQuery) -> TokenStream {
    let order = match query.order {
        QueryOrder::ByKey => quote!(ByKey),
        QueryOrder::AsSet => quote!(AsSet),
    };
    let repeated = match query.repeated_keys {
        RepeatedKeys::Joined => quote!(Joined),
        RepeatedKeys::Kept => quote!(Kept),
    };
    let space = match query.space {
        SpaceEncoding::Plus => quote!(Plus),
        SpaceEncoding::Percent => quote!(Percent),
    };
    quote! {
        SignedQuery::new()
            .order(QueryOrder::#order)
            .repeated_keys(RepeatedKeys::#repeated)
            .space(SpaceEncoding::#space)
    }
}
