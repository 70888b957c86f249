//! The static that describes a call, and the methods that put its inputs in their places.
//!
//! In: `OperationFacts`, `AppliedInput`s, `PagesView`. Out: expressions of the runtime's types. Must not: decide
//! anything.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::literals::{explode, grouped, names, server, status, style};
use super::parts;
use crate::ir::{BodyPart, CountedPages, Idempotency, Method, PageParameter, Pagination, PaginationStyle, WireName};
use crate::rust::{
    AppliedInput, BodyTarget, FieldStep, InputTarget, MultipartContent, OperationFacts, PagesView, RustIdent,
};

/// `Operation::new(…)` with all that is known of the call.
pub(super) fn facts(facts: &OperationFacts, pages: Option<&PagesView>) -> TokenStream {
    let (id, path) = (&facts.id, &facts.path);
    let method = method(facts.method);
    let statuses = facts.success.iter().map(|pattern| {
        let status = status(*pattern);
        quote!(Status::#status)
    });
    let mut tokens = quote!(Operation::new(#id, Method::#method, #path).success(&[#(#statuses),*]));
    if !facts.payload.is_empty() {
        let path = names(&facts.payload);
        tokens.extend(quote!(.payload(#path)));
    }
    if !facts.accept.is_empty() {
        let accept = facts.accept.join(", ");
        tokens.extend(quote!(.accept(#accept)));
    }
    if let Some(data) = &facts.last_event {
        tokens.extend(quote!(.last_event(#data)));
    }
    if let Some(idempotency) = &facts.idempotency {
        let idempotency = match idempotency {
            Idempotency::Idempotent => quote!(Idempotent),
            Idempotency::NotIdempotent => quote!(NotIdempotent),
            Idempotency::NaturalKey(key) => {
                let key = wire_names(key);
                quote!(NaturalKey(#key))
            }
            Idempotency::KeyHeader(name) => quote!(KeyHeader(#name)),
            Idempotency::KeyProperty(name) => quote!(KeyProperty(#name)),
        };
        tokens.extend(quote!(.idempotency(sdk_runtime::__private::Idempotency::#idempotency)));
    }
    if let Some(limit) = facts.rate_limit {
        let (calls, per) = (Literal::u32_unsuffixed(limit.calls), grouped(limit.per_ms));
        tokens.extend(quote!(.rate_limit(#calls, #per)));
    }
    if let Some(security) = &facts.security {
        let alternatives = security.iter().map(|all| names(all));
        tokens.extend(quote!(.security(&[#(#alternatives),*])));
    }
    tokens.extend(facts.server.as_ref().map(server));
    if let Some(PagesView { pagination, .. }) = pages {
        let pagination = self::pagination(pagination);
        tokens.extend(quote!(.pagination(#pagination)));
    }
    if let Some(batch) = &facts.batch {
        let (most, path) = (grouped(u64::from(batch.max_items)), wire_names(&batch.items));
        tokens.extend(quote!(.batch(#most, #path)));
    }
    tokens
}

fn method(method: Method) -> proc_macro2::Ident {
    format_ident!("{}", crate::rust::method_name(method))
}

fn wire_names(names: &[WireName]) -> TokenStream {
    let names = names.iter().map(|name| &name.0);
    quote!(&[#(#names),*])
}

/// The expression of the runtime's `Pagination`.
fn pagination(pagination: &Pagination) -> TokenStream {
    let style = &pagination.style;
    let start = match style {
        PaginationStyle::Cursor { param, next, .. } => {
            let (param, next) = (&param.0, wire_names(next));
            quote!(cursor(#param, #next))
        }
        PaginationStyle::Page(counted) => {
            let arguments = counted_arguments(counted);
            quote!(page(#arguments))
        }
        PaginationStyle::Offset(counted) => {
            let arguments = counted_arguments(counted);
            quote!(offset(#arguments))
        }
        PaginationStyle::Link => quote!(link()),
        PaginationStyle::NextUrl { next, .. } => {
            let next = wire_names(next);
            quote!(next_url(#next))
        }
    };
    let parameter = match pagination.parameter {
        PageParameter::Query => None,
        PageParameter::BodyText => Some(quote!(BodyText)),
        PageParameter::BodyNumber => Some(quote!(BodyNumber)),
    };
    let parameter = parameter.map(|name| quote!(.parameter(sdk_runtime::__private::PageParameter::#name)));
    let more = style.more().map(wire_names).map(|more| quote!(.more(#more)));
    let total = style.total().map(wire_names).map(|total| quote!(.total(#total)));
    let origins = &pagination.origins;
    let origins = (!origins.is_empty()).then(|| quote!(.origins(&[#(#origins),*])));
    let items = wire_names(&pagination.items);
    quote!(sdk_runtime::__private::Pagination::#start #parameter #more #total #origins .items(#items))
}

fn counted_arguments(counted: &CountedPages) -> TokenStream {
    let (param, size) = (&counted.param.0, &counted.size.0);
    let (default_size, first) = (grouped(counted.default_size), grouped(counted.first));
    quote!(#param, #size, #default_size, #first)
}

/// `items [trackings]`.
pub(super) fn page_fact((word, steps): &(&'static str, Vec<FieldStep>)) -> TokenStream {
    let word = parts::name(word);
    let steps = steps.iter().map(|step| match step {
        FieldStep::Optional => quote!(?),
        FieldStep::Wrapped => quote!(0),
        FieldStep::Field(ident) => quote!(#ident),
    });
    quote!(#word [#(#steps),*])
}

/// An item of the static with the encodings of a form.
pub(super) fn part(part: &BodyPart) -> TokenStream {
    let (wire, explode, style) = (&part.wire.0, explode(part.explode), style(part.style));
    let media_type = part.media_type.as_ref().map(|media_type| quote!(.media_type(#media_type)));
    quote!(sdk_runtime::__private::Part::new(#wire)#media_type.style(#style, #explode))
}

/// The method of `Call` that puts an input in its place: `.path("id", &id)`.
pub(super) fn applied(input: &AppliedInput) -> TokenStream {
    let ident = &input.ident;
    match &input.target {
        InputTarget::Path { wire } => quote!(.path(#wire, &#ident)),
        InputTarget::PathAs { wire, style, explode } => {
            let (style, explode) = (self::style(*style), self::explode(*explode));
            quote!(.path_as(#wire, #style, #explode, &#ident))
        }
        InputTarget::Query { wire } => quote!(.query(#wire, &#ident)),
        InputTarget::QueryJson { wire } => quote!(.query_json(#wire, &#ident)),
        InputTarget::QueryAs { wire, style, explode, allow_reserved } => {
            let (style, explode) = (self::style(*style), self::explode(*explode));
            let reserved = if *allow_reserved { quote!(Allow) } else { quote!(Escape) };
            quote!(.query_as(#wire, #style, #explode, sdk_runtime::__private::Reserved::#reserved, &#ident))
        }
        InputTarget::Header { wire } => quote!(.header(#wire, &#ident)),
        InputTarget::HeaderAs { wire, explode } => {
            let explode = self::explode(*explode);
            quote!(.header_as(#wire, #explode, &#ident))
        }
        InputTarget::Cookie { wire } => quote!(.cookie(#wire, &#ident)),
        InputTarget::Body(target) => applied_body(ident, target),
    }
}

fn applied_body(ident: &RustIdent, target: &BodyTarget) -> TokenStream {
    let list = |parts: &Option<RustIdent>| parts.as_ref().map_or_else(|| quote!(&[]), |name| quote!(#name));
    match target {
        BodyTarget::Json { wrapper, media_type } => {
            let call = match wrapper {
                Some(wrapper) => quote!(.json_in(#wrapper, &#ident)),
                None => quote!(.json(&#ident)),
            };
            let media_type = media_type.as_ref().map(|media_type| quote!(.media_type(#media_type)));
            quote!(#call #media_type)
        }
        BodyTarget::Form { parts } => {
            let parts = list(parts);
            quote!(.form(&#ident, #parts))
        }
        BodyTarget::Multipart { parts, content } => {
            let parts = list(parts);
            match content {
                MultipartContent::Properties => quote!(.multipart(&#ident, #parts)),
                MultipartContent::Whole => {
                    quote!(.multipart(&sdk_runtime::__private::multipart::Whole(&#ident), #parts))
                }
            }
        }
        BodyTarget::Text { media_type } => quote!(.text(#media_type, #ident)),
        BodyTarget::Bytes { media_type } => quote!(.upload(#media_type, #ident)),
    }
}
