//! The error table: rows for the runtime, variants for the user.
//!
//! In: `Api::errors`. Out: `ErrorsView`, or nothing where the API has no table. Must not: judge a retry class.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::ident::{RustIdent, Scope};
use super::view::{ErrorRowView, ErrorVariant, ErrorsView};
use crate::ir::{Api, ErrorClass, ErrorCode, RawCode, RetryClass};

pub(super) fn view(api: &Api) -> Option<ErrorsView> {
    if api.errors.is_empty() {
        return None;
    }
    let mut scope = Scope::reserving(&["Unknown"]);
    let mut variants: Vec<ErrorVariant> = Vec::new();
    let mut rows = Vec::new();
    for error in &api.errors {
        let name = RustIdent::screaming(&error.name).to_string();
        rows.extend(error.codes.iter().map(|code| ErrorRowView { tokens: row(code, &name, error) }));
        if variants.iter().any(|variant| variant.name == name) {
            continue;
        }
        let ident = scope.claim(&RustIdent::pascal(&error.name), "Code").ident;
        variants.push(ErrorVariant { docs: variant_docs(error, &name), name, ident });
    }
    Some(ErrorsView { rows, variants })
}

fn row(code: &RawCode, name: &str, error: &ErrorCode) -> TokenStream {
    let code = match code {
        RawCode::Number(number) => {
            let number = proc_macro2::Literal::i64_unsuffixed(*number);
            quote!(sdk_runtime::RawCode::Number(#number))
        }
        RawCode::Text(text) => quote!(sdk_runtime::RawCode::text(#text)),
    };
    let statuses = error.statuses.iter().map(|status| proc_macro2::Literal::u16_unsuffixed(*status));
    let kind = error.kind.as_ref().map_or_else(|| quote!(None), |kind| quote!(Some(#kind)));
    let meaning = docs::plain(&error.meaning);
    let retry = match error.retry {
        RetryClass::Never => quote!(Never),
        RetryClass::AfterWait => quote!(AfterWait),
        RetryClass::IfIdempotent => quote!(IfIdempotent),
        RetryClass::AlreadyDone => quote!(AlreadyDone),
    };
    let class = error.class.map(|class| match class {
        ErrorClass::Auth => quote!(Auth),
        ErrorClass::NotFound => quote!(NotFound),
        ErrorClass::RateLimited => quote!(RateLimited),
        ErrorClass::Server => quote!(Server),
    });
    let class = class.map_or_else(|| quote!(None), |class| quote!(Some(sdk_runtime::ErrorClass::#class)));
    quote! {
        sdk_runtime::ErrorRow {
            code: #code,
            name: #name,
            statuses: &[#(#statuses),*],
            kind: #kind,
            meaning: #meaning,
            retry: sdk_runtime::RetryClass::#retry,
            class: #class,
        }
    }
}

/// The codes as a reader sees them: `4001, 4002`.
pub(super) fn codes(error: &ErrorCode) -> String {
    let text = |code: &RawCode| match code {
        RawCode::Number(number) => number.to_string(),
        RawCode::Text(text) => docs::code(text),
    };
    error.codes.iter().map(text).collect::<Vec<_>>().join(", ")
}

/// The statuses as a reader sees them.
pub(super) fn statuses(error: &ErrorCode) -> String {
    error.statuses.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")
}

fn variant_docs(error: &ErrorCode, name: &str) -> docs::DocLines {
    let meaning = docs::inline(&error.meaning);
    let mut lines = vec![if meaning.is_empty() { format!("The API's {}.", docs::code(name)) } else { meaning }];
    let codes = codes(error);
    let statuses = statuses(error);
    let facts = match (codes.is_empty(), statuses.is_empty()) {
        (true, true) => return lines,
        (false, true) => format!("Code {codes}."),
        (true, false) => format!("Status {statuses}."),
        (false, false) => format!("Code {codes}, status {statuses}."),
    };
    docs::append(&mut lines, vec![facts]);
    lines
}
