//! The public items of a version of the crate.
//!
//! In: its Rust view. Out: each item by its path, with its signature and where the document has it. Must not: compare.

use std::collections::BTreeMap;

use quote::ToTokens;

use crate::diag::Pointer;
use crate::rust::{
    Accessor, AccessorOutput, Argument, ArgumentForm, Constructor, Entry, EnumView, FieldView, ItemForm, ModelKind,
    ModelView, OperationView, RustType, Serialization, ServiceView, StructView, UnionView, VersionView,
};

/// What sort of item it is, which decides what its change means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Type,
    Field,
    Variant,
    /// A function of a type: a constructor, or one that starts a call.
    Function,
    /// A method of a builder.
    Method,
    Trait,
}

/// An item.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub(super) sort: Sort,
    /// As Rust.
    pub(super) signature: String,
    /// Name and type of each argument.
    pub(super) arguments: Vec<(String, String)>,
    pub(super) deprecated: bool,
    /// What code does not see: texts, and how it is written on the wire.
    pub(super) inner: String,
    /// In the working document.
    pub(super) origin: Option<Pointer>,
    /// The item that this one belongs to.
    pub(super) owner: Option<String>,
}

impl Item {
    /// What code depends on: the types, not the names of arguments.
    pub(super) fn shape(&self) -> (Vec<&str>, &str) {
        let types = self.arguments.iter().map(|(_, ty)| ty.as_str()).collect();
        let rest = if self.arguments.is_empty() { &*self.signature } else { self.output() };
        (types, rest)
    }

    /// What a function returns.
    fn output(&self) -> &str {
        self.signature.rsplit_once(" -> ").map_or("", |(_, output)| output)
    }

    /// The same arguments in another order.
    pub(super) fn reordered(&self, other: &Self) -> bool {
        let names = |item: &Self| item.arguments.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        let (old, new) = (names(self), names(other));
        let sorted = |names: &[String]| {
            let mut names = names.to_vec();
            names.sort();
            names
        };
        old != new && sorted(&old) == sorted(&new)
    }
}

/// Every item by its path below the version's root.
pub(super) type Items = BTreeMap<String, Item>;

pub(super) fn of(view: &VersionView) -> Items {
    let mut items = Items::new();
    client(view, &mut items);
    view.models.iter().for_each(|model| self::model(model, &mut items));
    view.enums.iter().for_each(|model| enumeration(model, &mut items));
    view.services.iter().for_each(|one| service(one, &mut items));
    for variant in view.errors.iter().flat_map(|errors| &errors.variants) {
        let path = format!("errors::ErrorCode::{}", variant.ident);
        items.insert(path, item(Sort::Variant, "", None, None));
    }
    items
}

fn item(sort: Sort, signature: impl Into<String>, origin: Option<&Pointer>, owner: Option<&str>) -> Item {
    let (origin, owner) = (origin.cloned(), owner.map(str::to_owned));
    Item {
        sort,
        signature: signature.into(),
        arguments: Vec::new(),
        deprecated: false,
        inner: String::new(),
        origin,
        owner,
    }
}

fn client(view: &VersionView, items: &mut Items) {
    let builder = match view.client.entry {
        // The name of an argument is nothing that code sees.
        Entry::ApiKey | Entry::Token => "(secret)",
        Entry::Plain => "()",
    };
    let facts = format!("{:?}", view.client.api);
    items.insert("Client::builder".to_owned(), Item { inner: facts, ..item(Sort::Function, builder, None, None) });
    for service in &view.client.services {
        let path = format!("Client::{}", service.method);
        items.insert(path, item(Sort::Function, format!("-> {}", service.ty), None, None));
    }
}

/// As tokens print it, with types of the API as a service names them.
fn text(ty: &RustType) -> String {
    ty.to_token_stream().to_string().replace(' ', "").replace("super::super::", "").replace("super::", "models::")
}

fn model(view: &ModelView, items: &mut Items) {
    let path = format!("models::{}", view.name);
    let at = Some(&view.origin.pointer);
    let what = match &view.kind {
        ModelKind::Struct(_) => "struct".to_owned(),
        ModelKind::Union(_) | ModelKind::ByStatus(_) => "enum".to_owned(),
        ModelKind::Alias(ty) => format!("= {}", text(ty)),
        ModelKind::Wrapper { ty, .. } => format!("({})", text(ty)),
    };
    let inner = view.docs.join("\n");
    items.insert(path.clone(), Item { inner, ..item(Sort::Type, what, at, None) });
    match &view.kind {
        ModelKind::Struct(one) => structure(&path, at, one, items),
        ModelKind::Union(one) => union(&path, at, one, items),
        ModelKind::ByStatus(variants) => {
            for variant in variants {
                let signature = variant.ty.as_ref().map(text).unwrap_or_default();
                let item = item(Sort::Variant, signature, at, Some(&path));
                items.insert(format!("{path}::{}", variant.ident), item);
            }
        }
        ModelKind::Alias(_) | ModelKind::Wrapper { .. } => {}
    }
}

fn structure(path: &str, at: Option<&Pointer>, view: &StructView, items: &mut Items) {
    let mut traits = vec!["Serialize"];
    if view.derive_default {
        traits.push("Default");
    }
    if matches!(view.writes, Serialization::Both | Serialization::BothAndMultipart) {
        traits.push("Deserialize");
    }
    for name in traits {
        items.insert(format!("{path}: {name}"), item(Sort::Trait, "", at, Some(path)));
    }
    let extra = text(&view.extra_ty);
    items.insert(format!("{path}.{}", view.extra), item(Sort::Field, extra, at, Some(path)));
    match &view.constructor {
        Constructor::None => {}
        Constructor::Default => {
            items.insert(format!("{path}::new"), item(Sort::Function, "()", at, Some(path)));
        }
        Constructor::Required { arguments, .. } => {
            items.insert(format!("{path}::new"), function(Sort::Function, arguments, at, Some(path)));
        }
    }
    view.fields.iter().for_each(|field| self::field(path, field, items));
}

fn field(path: &str, view: &FieldView, items: &mut Items) {
    let at = Some(&view.origin.pointer);
    let inner = format!("{}\n{}\n{:?}\n{:?}", view.docs.join("\n"), view.wire, view.sent, view.redacted);
    let deprecated = view.deprecated.is_some();
    let field = Item { inner, deprecated, ..item(Sort::Field, text(&view.ty), at, Some(path)) };
    items.insert(format!("{path}.{}", view.ident), field);
    if let Some(setter) = &view.setter {
        let setter_item = function(Sort::Method, std::slice::from_ref(&setter.argument), at, Some(path));
        items.insert(format!("{path}::{}", setter.method), setter_item);
    }
    if let Some(accessor) = &view.accessor {
        let signature = format!("-> {}", output(accessor));
        items.insert(format!("{path}::{}", accessor.method), item(Sort::Method, signature, at, Some(path)));
    }
}

fn output(accessor: &Accessor) -> String {
    match &accessor.output {
        AccessorOutput::Str => "&str".to_owned(),
        AccessorOutput::Copy(ty) => text(ty),
        AccessorOutput::Ref(ty) | AccessorOutput::BoxedRef(ty) => format!("&{}", text(ty)),
    }
}

fn union(path: &str, at: Option<&Pointer>, view: &UnionView, items: &mut Items) {
    for variant in &view.variants {
        let inner = format!("{}\n{:?}\n{:?}", variant.docs.join("\n"), variant.rule, view.tag);
        let variant_item = Item { inner, ..item(Sort::Variant, text(&variant.ty), at, Some(path)) };
        items.insert(format!("{path}::{}", variant.ident), variant_item);
    }
    for conversion in &view.from {
        let name = format!("{path}: From<{:?}>", conversion.source);
        items.insert(name, item(Sort::Trait, "", at, Some(path)));
    }
}

fn enumeration(view: &EnumView, items: &mut Items) {
    let path = format!("enums::{}", view.name);
    let at = Some(&view.origin.pointer);
    items.insert(path.clone(), item(Sort::Type, format!("enum of {:?}", view.repr), at, None));
    for variant in &view.variants {
        let inner = format!("{}\n{}", variant.docs.join("\n"), variant.wire);
        let variant_item = Item { inner, ..item(Sort::Variant, "", at, Some(&path)) };
        items.insert(format!("{path}::{}", variant.ident), variant_item);
    }
    let fallback = item(Sort::Variant, "", at, Some(&path));
    items.insert(format!("{path}::{}", view.fallback), fallback);
}

fn service(view: &ServiceView, items: &mut Items) {
    let path = format!("services::{}", view.ty);
    items.insert(path.clone(), item(Sort::Type, "struct", None, None));
    view.operations.iter().for_each(|one| operation(&path, one, items));
}

fn operation(service: &str, view: &OperationView, items: &mut Items) {
    let at = Some(&view.origin.pointer);
    let builder = format!("services::{}", view.ty);
    let start = format!("{service}::{}", view.method);
    let arguments = format!("{} -> {}", signature(&view.arguments), view.ty);
    let inner = format!("{}\n{:?}\n{:?}\n{:?}", view.docs.join("\n"), view.facts, view.applied, view.parts);
    let deprecated = view.deprecated.is_some();
    let own = function(Sort::Function, &view.arguments, at, None);
    items.insert(start, Item { inner, deprecated, signature: arguments, ..own });
    let streamed = if view.decode.is_stream() { ", streamed" } else { "" };
    let output = format!("-> {}{streamed}", text(&view.output));
    items.insert(builder.clone(), item(Sort::Type, output, at, None));
    if let Some(pages) = &view.pages {
        let signature = format!("-> pages of {}", text(&pages.item));
        items.insert(format!("{builder}::pages"), item(Sort::Method, signature, at, Some(&builder)));
    }
    for other in &view.representations {
        let signature = format!("-> {}", text(&other.output));
        items.insert(format!("{builder}::{}", other.send), item(Sort::Method, signature, at, Some(&builder)));
    }
    for setter in &view.setters {
        let at = setter.origin.as_ref().map_or(at, |origin| Some(&origin.pointer));
        let inner = format!("{}\n{:?}", setter.docs.join("\n"), setter.applied);
        let deprecated = setter.deprecated.is_some();
        let own = function(Sort::Method, std::slice::from_ref(&setter.argument), at, Some(&builder));
        let setter_item = Item { inner, deprecated, ..own };
        items.insert(format!("{builder}::{}", setter.method), setter_item);
    }
}

/// An item that takes arguments.
fn function(sort: Sort, arguments: &[Argument], at: Option<&Pointer>, owner: Option<&str>) -> Item {
    let each = arguments.iter().map(|argument| (argument.ident.to_string(), form(argument)));
    Item { arguments: each.collect(), ..item(sort, signature(arguments), at, owner) }
}

/// `(number: impl Into<String>)`.
fn signature(arguments: &[Argument]) -> String {
    let each = arguments.iter().map(|argument| format!("{}: {}", argument.ident, form(argument)));
    format!("({})", each.collect::<Vec<_>>().join(", "))
}

fn form(argument: &Argument) -> String {
    match &argument.form {
        ArgumentForm::Plain => text(&argument.target),
        ArgumentForm::Into => format!("impl Into<{}>", text(&argument.target)),
        ArgumentForm::IntoBox(inner) => format!("impl Into<{}>", text(inner)),
        ArgumentForm::OneOrMany(item) => format!("impl IntoList<{}>", text(item)),
        ArgumentForm::Items(ItemForm::Into(item)) => {
            format!("impl IntoIterator<Item = impl Into<{}>>", text(item))
        }
        ArgumentForm::Items(ItemForm::Plain(item)) => format!("impl IntoIterator<Item = {}>", text(item)),
        ArgumentForm::Entries(ItemForm::Into(item)) => {
            format!("impl IntoIterator<Item = (impl Into<String>, impl Into<{}>)>", text(item))
        }
        ArgumentForm::Entries(ItemForm::Plain(item)) => {
            format!("impl IntoIterator<Item = (impl Into<String>, {})>", text(item))
        }
    }
}
