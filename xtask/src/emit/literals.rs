//! Literals and paths of the runtime's plain values.
//!
//! In: numbers and plain values of the IR. Out: tokens. Must not: decide anything.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::ir::{Server, StatusPattern, Style};

/// `1_000`: a number with its thousands marked.
pub(super) fn grouped(number: u64) -> TokenStream {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len() % 3 == at % 3 {
            text.push('_');
        }
        text.push(digit);
    }
    text.parse().unwrap_or_else(|_| quote!(#number))
}

/// `&["a", "b"]`.
pub(super) fn names(names: &[String]) -> TokenStream {
    quote!(&[#(#names),*])
}

pub(super) fn style(style: Style) -> TokenStream {
    let name = match style {
        Style::Simple => "Simple",
        Style::Label => "Label",
        Style::Matrix => "Matrix",
        Style::Form => "Form",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::DeepObject => "DeepObject",
    };
    let name = format_ident!("{name}");
    quote!(sdk_runtime::Style::#name)
}

pub(super) fn explode(explode: bool) -> TokenStream {
    if explode { quote!(sdk_runtime::Explode::Yes) } else { quote!(sdk_runtime::Explode::No) }
}

/// Variant of the runtime's `Status`.
pub(super) fn status(status: StatusPattern) -> TokenStream {
    match status {
        StatusPattern::Exact(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(Exact(#code))
        }
        StatusPattern::Class(class) => {
            let class = Literal::u8_unsuffixed(class);
            quote!(Class(#class))
        }
        StatusPattern::Default => quote!(Default),
    }
}

/// `.server(…)`, with the defaults of its variables.
pub(super) fn server(server: &Server) -> TokenStream {
    let url = &server.url;
    let mut out = quote!(.server(#url));
    if !server.variables.is_empty() {
        let variables = server.variables.iter().map(|variable| {
            let (name, default) = (&variable.name.0, &variable.default);
            quote!((#name, #default))
        });
        out.extend(quote!(.server_variables(&[#(#variables),*])));
    }
    out
}
