//! The static that describes an API.
//!
//! In: `ApiFacts`. Out: the expression of the runtime's `Api`. Must not: decide anything.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::literals::{grouped, names, server};
use crate::ir::{
    Credential, Envelope, OptionFact, RateHeaders, ResetUnit, SecurityScheme, SuccessRule, SuccessValue, WireName,
};
use crate::rust::{ApiFacts, ErrorTable};

/// `Api::new(…)` with all that is known of the API.
pub(super) fn facts(facts: &ApiFacts) -> TokenStream {
    let (crate_name, title) = (&facts.crate_name, &facts.display_name);
    let version = optional(facts.version.as_deref());
    let mut out = quote! {
        Api::new(#crate_name, #version)
            .display_name(#title)
            .user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")))
    };
    out.extend(facts.server.as_ref().map(server));
    if let Some(prefix) = &facts.protocol.env_prefix {
        out.extend(quote!(.env_prefix(#prefix)));
    }
    if !facts.schemes.is_empty() {
        let schemes = facts.schemes.iter().map(scheme);
        out.extend(quote!(.schemes(&[#(#schemes),*])));
    }
    if !facts.security.is_empty() {
        let alternatives = facts.security.iter().map(|all| names(all));
        out.extend(quote!(.security(&[#(#alternatives),*])));
    }
    out.extend(protocol(facts));
    out
}

fn protocol(api: &ApiFacts) -> TokenStream {
    let protocol = &api.protocol;
    let mut out = protocol.envelope.as_ref().map(envelope).unwrap_or_default();
    if !protocol.request_id_headers.is_empty() {
        let headers = &protocol.request_id_headers;
        out.extend(quote!(.request_id_headers(&[#(#headers),*])));
    }
    if let Some(header) = &protocol.version_header {
        out.extend(quote!(.version_header(#header)));
    }
    out.extend(protocol.rate_headers.as_ref().map(rate_headers));
    if let Some(limit) = protocol.rate_limit {
        let (calls, per) = (Literal::u32_unsuffixed(limit.calls), grouped(limit.per_ms));
        out.extend(quote!(.rate_limit(#calls, #per)));
    }
    if let Some(wait) = protocol.wait_after_rate_limit_ms.map(grouped) {
        out.extend(quote!(.after_429_ms(#wait)));
    }
    if api.error_table == ErrorTable::Present {
        out.extend(quote!(.errors(super::errors::TABLE)));
    }
    if !protocol.options.is_empty() {
        let options = protocol.options.iter().map(option);
        out.extend(quote!(.options(&[#(#options),*])));
    }
    out.extend(protocol.signing.as_ref().map(super::signing::tokens));
    out
}

fn scheme(scheme: &SecurityScheme) -> TokenStream {
    let name = &scheme.name.0;
    let credential = match &scheme.credential {
        Credential::ApiKeyHeader(name) => quote!(ApiKeyHeader(#name)),
        Credential::ApiKeyQuery(name) => quote!(ApiKeyQuery(#name)),
        Credential::ApiKeyCookie(name) => quote!(ApiKeyCookie(#name)),
        Credential::Basic => quote!(Basic),
        Credential::Bearer => quote!(Bearer),
        Credential::Other(what) => quote!(Other(#what)),
    };
    quote!(SecurityScheme::new(#name, SecuritySchemeKind::#credential))
}

fn path(names: &[WireName]) -> TokenStream {
    let names = names.iter().map(|name| &name.0);
    quote!(&[#(#names),*])
}

fn optional(text: Option<&str>) -> TokenStream {
    text.map_or_else(|| quote!(None), |text| quote!(Some(#text)))
}

fn envelope(envelope: &Envelope) -> TokenStream {
    let mut out = quote!(Envelope::new());
    if !envelope.payload.is_empty() {
        let payload = path(&envelope.payload);
        out.extend(quote!(.payload(#payload)));
    }
    for (method, at) in
        [(quote!(code), &envelope.code), (quote!(message), &envelope.message), (quote!(kind), &envelope.kind)]
    {
        if let Some(at) = at {
            let at = path(at);
            out.extend(quote!(.#method(#at)));
        }
    }
    let list = |codes: &[SuccessValue]| {
        let codes = codes.iter().map(success_value);
        quote!(&[#(#codes),*])
    };
    let rule = match &envelope.success {
        SuccessRule::Status => quote!(Status),
        SuccessRule::StatusAndCode(codes) => {
            let codes = list(codes);
            quote!(StatusAndCode(#codes))
        }
        SuccessRule::Code(codes) => {
            let codes = list(codes);
            quote!(Code(#codes))
        }
    };
    let at = envelope.success_path.as_deref().map(path).map(|at| quote!(.success_path(#at)));
    quote!(.envelope(#out.success(SuccessRule::#rule) #at))
}

fn success_value(value: &SuccessValue) -> TokenStream {
    let value = match value {
        SuccessValue::Number(number) => {
            let number = Literal::i64_unsuffixed(*number);
            quote!(Number(#number))
        }
        SuccessValue::Text(text) => quote!(Text(#text)),
        SuccessValue::Bool(flag) => quote!(Bool(#flag)),
    };
    quote!(SuccessValue::#value)
}

fn rate_headers(headers: &RateHeaders) -> TokenStream {
    let mut out = quote!(RateHeaders::new());
    if let Some(name) = &headers.limit {
        out.extend(quote!(.limit(#name)));
    }
    if let Some(name) = &headers.remaining {
        out.extend(quote!(.remaining(#name)));
    }
    if let Some(name) = &headers.reset {
        let unit = match headers.reset_unit {
            ResetUnit::EpochSeconds => quote!(EpochSeconds),
            ResetUnit::EpochMilliseconds => quote!(EpochMilliseconds),
            ResetUnit::DeltaSeconds => quote!(DeltaSeconds),
            ResetUnit::HttpDate => quote!(HttpDate),
            ResetUnit::Duration => quote!(Duration),
        };
        out.extend(quote!(.reset(#name, ResetUnit::#unit)));
    }
    quote!(.rate_headers(#out))
}

fn option(fact: &OptionFact) -> TokenStream {
    let name = &fact.option;
    let mut out = quote!(OptionSpec::new(#name));
    if let Some(env) = &fact.env {
        out.extend(quote!(.env(#env)));
    }
    for (method, value) in [(quote!(default), fact.default), (quote!(min), fact.min), (quote!(max), fact.max)] {
        if let Some(value) = value {
            let number = u64::try_from(value).map_or_else(|_| quote!(#value), grouped);
            out.extend(quote!(.#method(#number)));
        }
    }
    out
}
