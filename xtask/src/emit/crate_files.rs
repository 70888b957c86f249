//! Files of the crate as a whole: manifest, `rustfmt.toml`, README, `lib.rs`.
//!
//! In: `CrateView`. Out: unformatted files. Must not: decide anything; templates see prepared strings only.

use minijinja::Value;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use proc_macro2::TokenStream;
use quote::quote;

use super::{EmitError, guide, parts, rust, services, version};
use crate::diag::codes;
use crate::format::{self, Source, UnformattedFile};
use crate::rust::{CrateView, QuickStart, Readme, Snippet};

const TEMPLATES: &[(&str, &str)] = &[
    ("Cargo.toml", include_str!("../../../templates/Cargo.toml.jinja")),
    ("README.md", include_str!("../../../templates/README.md.jinja")),
    ("rustfmt.toml", include_str!("../../../templates/rustfmt.toml.jinja")),
];

pub(super) fn drafts(view: &CrateView) -> Result<Vec<UnformattedFile>, EmitError> {
    let templates = environment()?;
    let snippet = |of: fn(&QuickStart) -> Option<&Snippet>| -> Result<Vec<String>, EmitError> {
        let found = view.quick_start.as_ref().and_then(|start| Some((start, of(start)?)));
        let lines = found.map(|(start, snippet)| readme_snippet(start, snippet)).transpose();
        lines.map(Option::unwrap_or_default).map_err(|error| EmitError::example("README.md", &error))
    };
    let data = context! {
        manifest => Serde(&view.manifest),
        readme => Serde(&view.readme),
        example => snippet(|start| Some(&start.first))?,
        errors => snippet(|start| Some(&start.errors))?,
        pages => snippet(|start| start.pages.as_ref())?,
    };
    let mut drafts = Vec::new();
    for (name, source) in TEMPLATES {
        let text = templates.render_named_str(name, source, &data).map_err(|error| EmitError {
            code: codes::EMIT_TEMPLATE,
            path: (*name).to_owned(),
            reason: format!("{error:#}"),
        })?;
        drafts.push(UnformattedFile { path: (*name).to_owned(), source: Source::Text(text) });
    }
    let lib = lib(view).map_err(|error| EmitError::example("src/lib.rs", &error))?;
    drafts.push(rust("src/lib.rs".to_owned(), lib));
    drafts.extend(guide::drafts(view, templates)?);
    Ok(drafts)
}

/// The table of all crates of a workspace.
pub(super) fn overview(readmes: &[Readme]) -> Result<String, EmitError> {
    text("crates.md", include_str!("../../../templates/crates.md.jinja"), context! { crates => Serde(readmes) })
}

/// One template by itself.
pub(super) fn text(name: &str, template: &str, data: Value) -> Result<String, EmitError> {
    environment()?.render_named_str(name, template, &data).map_err(|error| EmitError {
        code: codes::EMIT_TEMPLATE,
        path: format!("templates/{name}.jinja"),
        reason: format!("{error:#}"),
    })
}

fn environment() -> Result<Environment<'static>, EmitError> {
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    let syntax = syntax.map_err(|error| EmitError {
        code: codes::EMIT_TEMPLATE,
        path: "templates".to_owned(),
        reason: error.to_string(),
    })?;
    let mut templates = Environment::new();
    templates.set_syntax(syntax);
    // A misspelled name is an error, not an empty string.
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    // The view has made every text safe for where it is placed.
    templates.set_auto_escape_callback(|_| AutoEscape::None);
    Ok(templates)
}

/// A whole function, because a README hides no line.
fn readme_snippet(start: &QuickStart, snippet: &Snippet) -> Result<Vec<String>, syn::Error> {
    let mut lines = vec![format!("use {}::{};", start.path, snippet.imports.text()), String::new()];
    lines.extend(format::statements(&snippet.function)?);
    Ok(lines)
}

fn lib(view: &CrateView) -> Result<TokenStream, syn::Error> {
    let docs = lib_docs(view)?;
    let modules = view.versions.iter().map(|version| match &version.module {
        Some(module) => {
            let feature = module.to_string();
            let deprecated = parts::deprecated(version.deprecated.as_ref());
            // An item in it that is deprecated by itself would warn of its own module.
            let allow = version
                .deprecated
                .as_ref()
                .map(|_| quote!(#[allow(deprecated, reason = "a version that has ended still uses its own parts")]));
            quote!(#[cfg(feature = #feature)] #deprecated #allow pub mod #module;)
        }
        None => version::items(version),
    });
    let condition = match view.versions.last().and_then(|version| version.module.as_ref()) {
        Some(module) => {
            let feature = module.to_string();
            quote!(all(doctest, feature = #feature))
        }
        None => quote!(doctest),
    };
    let guide = view.guide.as_ref().map(|guide| match guide.feature.as_str() {
        "" => quote!(
            pub mod guide;
        ),
        feature => quote!(
            #[cfg(feature = #feature)]
            pub mod guide;
        ),
    });
    let recursion_limit = view.recursion_limit.map(|limit| {
        let limit = limit.to_string();
        quote!(#![recursion_limit = #limit])
    });
    let scripts = parts::scripts(view.scripts);
    Ok(quote! {
        #docs
        #recursion_limit
        #scripts
        #![forbid(unsafe_code)]
        #![warn(missing_docs)]
        pub use sdk_runtime as runtime;
        #guide
        #(#modules)*
        #[cfg(#condition)]
        #[doc = include_str!("../README.md")]
        struct Readme;
    })
}

fn lib_docs(view: &CrateView) -> Result<TokenStream, syn::Error> {
    let intro = parts::file_docs(&view.intro);
    let start = view.quick_start.as_ref().map(|start| quick_start(view, start)).transpose()?;
    let guide = view.guide.as_ref().map(|guide| {
        let line = " The [`guide`] has more: first steps, retries, errors, tests and others.";
        match guide.feature.as_str() {
            "" => quote!(#![doc = ""] #![doc = #line]),
            feature => {
                let without = format!(" The module `guide` has more. It comes with the feature `{feature}`.");
                quote! {
                    #![doc = ""]
                    #![cfg_attr(feature = #feature, doc = #line)]
                    #![cfg_attr(not(feature = #feature), doc = #without)]
                }
            }
        }
    });
    let root = view.versions.iter().find(|version| version.module.is_none()).map(|version| &version.docs);
    let root = root.map(|lines| {
        let heading = parts::file_docs(&["", "# The API", ""]);
        let lines = parts::file_docs(lines);
        quote!(#heading #lines)
    });
    let versions = features_table(view);
    Ok(quote!(#intro #start #guide #root #versions))
}

fn quick_start(view: &CrateView, start: &QuickStart) -> Result<TokenStream, syn::Error> {
    let before = parts::file_docs(&["", "# Quick start", ""]);
    // Without the feature the example has nothing to call.
    let fence = match view.versions.last().and_then(|version| version.module.as_ref()) {
        Some(module) => {
            let feature = module.to_string();
            quote! {
                #![cfg_attr(feature = #feature, doc = " ```no_run")]
                #![cfg_attr(not(feature = #feature), doc = " ```ignore")]
            }
        }
        None => quote!(#![doc = " ```no_run"]),
    };
    let mut lines = vec![format!("use {}::{};", start.path, start.example.imports.text()), String::new()];
    lines.push(services::head(&start.example));
    lines.extend(format::statements(&start.example.body)?);
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    let lines = parts::file_docs(&lines);
    Ok(quote!(#before #fence #lines))
}

/// Versions and what else can be switched on.
fn features_table(view: &CrateView) -> TokenStream {
    let mut lines: Vec<String> =
        ["", "# Features", "", "| Feature | What it adds |", "| --- | --- |"].map(str::to_owned).to_vec();
    for (at, version) in view.versions.iter().enumerate() {
        if let Some(module) = &version.module {
            let docs = version.docs.first().map_or("", String::as_str);
            let default = if at + 1 == view.versions.len() { " On by default." } else { "" };
            lines.push(format!("| `{module}` | {docs}{default} |"));
        }
    }
    for feature in &view.manifest.extras {
        let default = if feature.on { " On by default." } else { "" };
        lines.push(format!("| `{}` | {}{default} |", feature.name, feature.docs));
    }
    parts::file_docs(&lines)
}
