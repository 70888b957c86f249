//! The static that describes a call: the runtime's `Operation`.
//!
//! In: an `ir::Operation`, and the representation of its response that is asked for. Out: an expression. Must not: decide
//! what is asked for.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::http::{method_name, path_text};
use super::literals::{grouped, server, status_tokens};
use super::view::PagesView;
use crate::ir::{Idempotency, Method, Operation, WireName};

/// `Operation::new(…)` with all that is known of the call.
pub(super) fn facts(
    operation: &Operation,
    payload_path: &[WireName],
    accept: &[String],
    pages: Option<&PagesView>,
) -> TokenStream {
    let (id, path) = (&operation.id.0, path_text(&operation.path));
    let method = format_ident!("{}", method_name(operation.method));
    let statuses = operation.success.statuses.iter().map(|status| {
        let status = status_tokens(*status);
        quote!(Status::#status)
    });
    let mut tokens = quote!(Operation::new(#id, Method::#method, #path).success(&[#(#statuses),*]));
    let names = |names: &[WireName]| -> TokenStream {
        let names = names.iter().map(|name| &name.0);
        quote!(&[#(#names),*])
    };
    if !payload_path.is_empty() {
        let path = names(payload_path);
        tokens.extend(quote!(.payload(#path)));
    }
    if !accept.is_empty() {
        let accept = accept.join(", ");
        tokens.extend(quote!(.accept(#accept)));
    }
    if let Some(data) = &operation.success.last_event {
        tokens.extend(quote!(.last_event(#data)));
    }
    if let Some(idempotency) = idempotency(operation, names) {
        tokens.extend(quote!(.idempotency(sdk_runtime::Idempotency::#idempotency)));
    }
    if let Some(limit) = operation.rate_limit {
        let (calls, per) = (Literal::u32_unsuffixed(limit.calls), grouped(limit.per_ms));
        tokens.extend(quote!(.rate_limit(#calls, #per)));
    }
    if let Some(security) = &operation.security {
        let alternatives = security.iter().map(|all| names(all));
        tokens.extend(quote!(.security(&[#(#alternatives),*])));
    }
    if let Some(server) = operation.servers.first() {
        tokens.extend(self::server(server));
    }
    if let Some(PagesView { tokens: pages, .. }) = pages {
        tokens.extend(quote!(.pagination(#pages)));
    }
    if let Some(batch) = &operation.batch {
        let (most, path) = (grouped(u64::from(batch.max_items)), names(&batch.items));
        tokens.extend(quote!(.batch(#most, #path)));
    }
    tokens
}

/// What the method alone does not tell.
fn idempotency(operation: &Operation, names: impl Fn(&[WireName]) -> TokenStream) -> Option<TokenStream> {
    let by_method = !matches!(operation.method, Method::Post | Method::Patch);
    match &operation.idempotency {
        Idempotency::Idempotent => (!by_method).then(|| quote!(Idempotent)),
        Idempotency::NotIdempotent => by_method.then(|| quote!(NotIdempotent)),
        Idempotency::NaturalKey(key) => {
            let key = names(key);
            Some(quote!(NaturalKey(#key)))
        }
    }
}
