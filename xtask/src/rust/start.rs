//! The calls that a reader sees first.
//!
//! In: the view of the newest version. Out: `QuickStart`. Must not: show a call that would not compile as it stands.

use proc_macro2::TokenStream;
use quote::quote;

use super::view::{Example, OperationView, QuickStart, Snippet, VersionView};

pub(super) fn view(version: &VersionView) -> Option<QuickStart> {
    let operations = version.services.iter().flat_map(|service| &service.operations);
    let complete: Vec<&OperationView> =
        operations.filter(|operation| operation.example.given.is_empty() && operation.deprecated.is_none()).collect();
    // One that gives an answer and asks for little.
    let weight = |operation: &&&OperationView| (shows_nothing(operation), operation.arguments.len());
    let best = complete.iter().min_by_key(weight)?;
    let paged = complete.iter().filter(|operation| operation.pages.is_some()).min_by_key(weight);
    let mut example = best.example.clone();
    if !shows_nothing(best) {
        example.body.extend(quote!(println!("{answer:?}");));
    }
    Some(QuickStart {
        path: version.path.clone(),
        first: first(&example),
        errors: errors(version, &best.example),
        pages: paged.map(|operation| pages(&operation.example)),
        example,
    })
}

fn shows_nothing(operation: &OperationView) -> bool {
    operation.output.to_string() == "()"
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

fn errors(version: &VersionView, example: &Example) -> Snippet {
    let code = version.errors.as_ref().and_then(|errors| errors.variants.first()).map(|variant| &variant.ident);
    let known: Option<TokenStream> = code
        .map(|code| quote!(Err(error) if error.code() == Some(ErrorCode::#code) => println!("that code: {error}"),));
    let call = &example.call;
    let function = quote! {
        async fn careful_call(client: Client) {
            match #call.await {
                Ok(answer) => println!("{answer:?}"),
                Err(error) if error.is_not_found() => println!("there is no such thing"),
                #known
                Err(error) => println!("{error}"),
            }
        }
    };
    let imports = if code.is_some() { with(&example.imports, "ErrorCode") } else { example.imports.clone() };
    Snippet { imports, function }
}

/// Adds a name after the client's.
fn with(imports: &str, name: &str) -> String {
    let others = imports.trim_matches(['{', '}']).strip_prefix("Client").unwrap_or_default();
    format!("{{Client, {name}{others}}}")
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
