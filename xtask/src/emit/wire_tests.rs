//! Files under `tests/`.
//!
//! In: `WireTests`. Out: tokens of the file. Must not: decide anything.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::parts;
use crate::rust::{Check, ErrorTest, Exchange, LenientTest, PagesTest, TestResponse, WireTests};

pub(super) fn file(view: &WireTests) -> Result<TokenStream, syn::Error> {
    let docs =
        parts::file_docs(&["Every call over real HTTP on loopback: what it sends, and how it reads the response."]);
    let options = &view.options;
    let base = view.base.as_ref().map(|base| quote!(.base_path(#base)));
    let exchanges = view.exchanges.iter().map(exchange);
    let pages = view.pages.iter().map(pages);
    let errors = view.errors.as_ref().map(|(wire_tests, call)| errors(wire_tests, call));
    let lenient = lenient(&view.lenient);
    let start = parts::doc("A server, and a client that calls it.");
    let items = quote! {
        #start
        fn start() -> (MockApi, Client) {
            let api = MockApi::start() #base;
            let client = api.client(#options);
            (api, client)
        }
        #(#exchanges)*
        #(#pages)*
        #errors
        #lenient
    };
    let imports = imports(view)?;
    let scripts = parts::scripts(view.scripts);
    Ok(quote! {
        #docs
        #![allow(deprecated, reason = "what the API has deprecated is tested all the same")]
        #scripts
        #imports
        #items
    })
}

fn imports(view: &WireTests) -> Result<TokenStream, syn::Error> {
    let path: syn::Path = syn::parse_str(&view.path)?;
    let own = view.imports.names().map(parts::name);
    let mut helpers: BTreeSet<&str> =
        view.exchanges.iter().filter_map(|exchange| helper(&exchange.response.check)).collect();
    helpers.extend(view.exchanges.iter().filter_map(|exchange| reader(&exchange.response.check)));
    if !view.pages.is_empty() {
        helpers.extend(["all_items", "all_pages"]);
    }
    let helpers = helpers.into_iter().map(parts::name);
    Ok(quote! {
        use #path::{#(#own),*};
        use sdk_runtime::testing::{ExpectedRequest, MockApi, #(#helpers,)* block_on};
    })
}

/// The function of the runtime that reads a stream to its end.
fn reader(check: &Check) -> Option<&'static str> {
    match check {
        Check::Download => Some("all_bytes"),
        Check::Events(_) => Some("all_events"),
        Check::Lines(_) => Some("all_lines"),
        _ => None,
    }
}

/// The function of the runtime that a check calls.
fn helper(check: &Check) -> Option<&'static str> {
    match check {
        Check::Json { unknown: Some(_), .. } => Some("assert_decoded"),
        Check::Json { unknown: None, .. } => Some("assert_json"),
        Check::Variant(_, inner) => helper(inner),
        Check::Events(_) | Check::Lines(_) => Some("assert_items"),
        Check::Sent | Check::Done | Check::Text | Check::Bytes | Check::Download => None,
    }
}

fn exchange(view: &Exchange) -> TokenStream {
    let Exchange { name, call, expected, .. } = view;
    let content = view.content.as_ref().map(|content| quote!(let sent = #content;));
    let docs = parts::doc(&view.docs);
    let response_statement = response_statement(&view.response);
    let (bind, check) = check(&view.response.check, &view.response.body);
    let awaited =
        reader(&view.response.check).map(parts::name).map_or_else(|| quote!(call), |name| quote!(#name(call)));
    let unwrapped = match view.response.check {
        Check::Sent => quote!(),
        _ => quote!(.unwrap()),
    };
    quote! {
        #docs
        #[test]
        fn #name() {
            let (api, client) = start();
            #response_statement
            let call = #call;
            #bind block_on(#awaited)#unwrapped;
            #content
            api.assert_received(&#expected);
            #check
        }
    }
}

fn pages(view: &PagesTest) -> TokenStream {
    let PagesTest { name, call, bodies, expected, .. } = view;
    let docs = parts::doc(&view.docs);
    let (status, items) = (Literal::u16_unsuffixed(view.status), Literal::usize_unsuffixed(view.items));
    let respond = match &view.link {
        Some(url) => quote!(api.responds_with_links(#status, &responses, #url);),
        None => quote!(api.responds_in_order(#status, &responses);),
    };
    quote! {
        #docs
        #[test]
        fn #name() {
            let (api, client) = start();
            let responses = [#(#bodies),*];
            let expected = [#(#expected),*];
            let call = #call;
            #respond
            assert_eq!(all_items(call.clone().stream()).len(), #items);
            api.assert_received_each(&expected);
            #respond
            assert_eq!(all_pages(call.pages()).len(), 2);
            api.assert_received_each(&expected);
        }
    }
}

fn response_statement(view: &TestResponse) -> TokenStream {
    let (status, body) = (Literal::u16_unsuffixed(view.status), &view.body);
    match (&view.media_type, reads_body(&view.check)) {
        (Some(media_type), _) => quote!(api.responds_with(#status, #media_type, #body);),
        (None, true) => quote!(let text = #body; let body = api.responds(#status, text);),
        (None, false) => quote!(api.responds(#status, #body);),
    }
}

fn reads_body(check: &Check) -> bool {
    match check {
        Check::Json { .. } => true,
        Check::Variant(_, inner) => reads_body(inner),
        _ => false,
    }
}

/// The binding of the call's result, and the assertions on it.
fn check(check: &Check, body: &TokenStream) -> (TokenStream, TokenStream) {
    let response = quote!(let response =);
    match check {
        Check::Sent => (quote!(let _ =), quote!()),
        Check::Done => (quote!(), quote!()),
        Check::Json { expected, unknown: Some(names) } => {
            (response, quote!(assert_decoded(&response, &#expected, &[#(#names),*]);))
        }
        Check::Json { expected, unknown: None } => (response, quote!(assert_json(&response, &#expected);)),
        Check::Text => (response, quote!(assert_eq!(response, #body);)),
        Check::Bytes | Check::Download => (response, quote!(assert_eq!(response, #body);)),
        Check::Events(item) | Check::Lines(item) => (response, quote!(assert_items(&response, #item);)),
        Check::Variant(pattern, inner) => {
            let (_, inner) = self::check(inner, body);
            (response, quote!(let #pattern = response else { panic!("{response:?}") }; #inner))
        }
    }
}

fn errors(view: &ErrorTest, call: &TokenStream) -> TokenStream {
    let rows = view.rows.iter().map(|row| {
        let (status, code, variant) = (Literal::u16_unsuffixed(row.status), &row.code, &row.variant);
        quote!((#status, #code, ErrorCode::#variant))
    });
    let body = &view.body;
    let message = view.message.map(|message| quote!(assert_eq!(error.message(), Some(#message));));
    let docs = parts::doc("Each code of the table, in a response with its status.");
    quote! {
        #docs
        #[test]
        fn every_error_code_is_seen() {
            let (api, client) = start();
            for (status, code, expected) in [#(#rows),*] {
                api.responds(status, &format!(#body));
                let error = block_on(#call.max_retries(0)).unwrap_err();
                assert_eq!((error.status(), error.code()), (Some(status), Some(expected)));
                #message
            }
        }
    }
}

fn lenient(views: &[LenientTest]) -> Option<TokenStream> {
    let calls = views.iter().map(|LenientTest { status, call, bodies }| {
        let status = Literal::u16_unsuffixed(*status);
        quote! {
            for body in [#(#bodies),*] {
                api.responds(#status, body);
                block_on(#call).unwrap();
            }
        }
    });
    let docs = parts::doc("Absent, null and unknown values are all accepted.");
    (!views.is_empty()).then(|| {
        quote! {
            #docs
            #[test]
            fn lenient_responses() {
                let (api, client) = start();
                #(#calls)*
            }
        }
    })
}
