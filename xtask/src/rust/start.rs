//! The calls that a reader sees first.
//!
//! In: the IR and the view of the newest version. Out: `QuickStart`. Must not: show a call that would not compile as it
//! stands.

use proc_macro2::TokenStream;
use quote::quote;

use super::example::client_expression;
use super::view::{Example, OperationView, QuickStart, RustType, Snippet, VersionView};
use crate::ir::{Api, Idempotency, Operation, RetryClass};

/// The call that is shown first: the one that the overlay names, or one that returns a response and requires little.
pub(super) fn best<'v>(api: &'v Api, version: &'v VersionView) -> Option<&'v OperationView> {
    let all = operations(api, version);
    let chosen = all.iter().find(|(operation, view)| {
        api.protocol.quick_start.as_ref() == Some(&operation.id) && view.example.given.is_empty()
    });
    chosen.map(|(_, view)| *view).or_else(|| complete(&all).min_by_key(weight))
}

pub(super) fn view(api: &Api, version: &VersionView) -> Option<QuickStart> {
    let all = operations(api, version);
    let best = best(api, version)?;
    let paged = complete(&all).filter(|operation| operation.pages.is_some()).min_by_key(weight);
    let keyed = all.iter().any(|(operation, view)| {
        std::ptr::eq(*view, best) && matches!(operation.idempotency, Idempotency::NaturalKey(_))
    });
    let already = keyed && api.errors.iter().any(|error| error.retry == RetryClass::AlreadyDone);
    let mut example = best.example.clone();
    if already {
        let (client, call, show) = (client_expression(&version.client), &example.call, &example.show);
        example.body = quote! {
            let client = #client;
            match #call.await {
                Ok(response) => { #show }
                Err(error) if error.is_already_exists() => println!("it already exists"),
                Err(error) => return Err(error.into()),
            }
        };
    }
    Some(QuickStart {
        path: version.path.clone(),
        first: first(&example),
        errors: errors(version, &best.example, already),
        pages: paged.map(|operation| pages(&operation.example)),
        example,
    })
}

/// All calls, with what is known of them.
fn operations<'v>(api: &'v Api, version: &'v VersionView) -> Vec<(&'v Operation, &'v OperationView)> {
    let services = version.services.iter().zip(&api.services);
    services.flat_map(|(view, service)| service.operations.iter().zip(&view.operations)).collect()
}

fn complete<'v>(all: &[(&'v Operation, &'v OperationView)]) -> impl Iterator<Item = &'v OperationView> {
    let views = all.iter().map(|(_, view)| *view);
    views.filter(|view| view.example.given.is_empty() && view.deprecated.is_none())
}

fn weight(operation: &&OperationView) -> (bool, usize) {
    (shows_nothing(operation), operation.arguments.len())
}

fn shows_nothing(operation: &OperationView) -> bool {
    operation.output == RustType::Unit
}

fn first(example: &Example) -> Snippet {
    let body = &example.body;
    let function = quote! {
        async fn first_call() -> Result<(), Box<dyn std::error::Error>> {
            #body
            Ok(())
        }
    };
    Snippet { imports: example.imports.clone(), function }
}

fn errors(version: &VersionView, example: &Example, already: bool) -> Snippet {
    let code = version.errors.as_ref().and_then(|errors| errors.variants.first()).map(|variant| &variant.ident);
    let known: Option<TokenStream> = code
        .map(|code| quote!(Err(error) if error.code() == Some(ErrorCode::#code) => println!("this code: {error}"),));
    let known = if already {
        Some(quote!(Err(error) if error.is_already_exists() => println!("it already exists"),))
    } else {
        known
    };
    let code = code.filter(|_| !already);
    let call = &example.call;
    let function = quote! {
        async fn careful_call(client: Client) {
            match #call.await {
                Ok(response) => println!("{response:?}"),
                Err(error) if error.is_not_found() => println!("not found"),
                #known
                Err(error) => println!("{error}"),
            }
        }
    };
    let imports = example.imports.clone();
    let imports = if code.is_some() { imports.with_error_code() } else { imports };
    Snippet { imports, function }
}

fn pages(example: &Example) -> Snippet {
    let call = &example.call;
    let function = quote! {
        async fn all_items(client: Client) -> Result<(), Box<dyn std::error::Error>> {
            let mut items = #call.stream();
            while let Some(item) = items.try_next().await? {
                println!("{item:?}");
            }
            Ok(())
        }
    };
    Snippet { imports: example.imports.clone(), function }
}
