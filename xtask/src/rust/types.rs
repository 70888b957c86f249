//! The only place where a type of the IR becomes a type of Rust.
//!
//! In: `ir::TypeRef` and the names given to the types of an API. Out: type tokens, argument forms.
//! Must not: decide presence; `structs` wraps what it gets from here.

use std::cell::Cell;

use proc_macro2::TokenStream;
use quote::quote;

use super::ident::{self, RustIdent, Scope};
use super::view::{Argument, Uses};
use crate::diag::Diagnostics;
use crate::diag::codes;
use crate::ir::{Api, Id, TypeDef, TypeKind, TypeRef};

/// Longest chain of aliases that is followed.
const LONGEST_CHAIN: usize = 32;

/// What generated files use by its bare name; a type of the API that is named so gets a suffix.
const TAKEN: &[&str] = &[
    "AsMut",
    "AsRef",
    "BTreeMap",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// Folder that a type's file is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TypeFolder {
    Models,
    Enums,
}

#[derive(Debug, Clone)]
pub(super) struct TypeName {
    pub(super) ident: RustIdent,
    pub(super) module: RustIdent,
    pub(super) folder: TypeFolder,
}

/// Names of all types of an API, by `Id`.
pub(super) fn names(api: &Api, diagnostics: &mut Diagnostics) -> Vec<TypeName> {
    let mut idents = Scope::reserving(TAKEN);
    let mut models = Scope::reserving(&["models"]);
    let mut enums = Scope::reserving(&["enums"]);
    let mut claim = |def: &TypeDef| {
        let folder = if matches!(def.kind, TypeKind::Enum { .. }) { TypeFolder::Enums } else { TypeFolder::Models };
        let claimed = idents.claim(&RustIdent::pascal(&def.name), "Model");
        if claimed.renamed {
            diagnostics.report(
                codes::RUST_RENAMED_TYPE,
                &def.origin.pointer,
                format!("the type `{}` is called `{}` in Rust", def.name, claimed.ident),
                "Its own name is taken; give it another with `x-sdk: {name: …}`.",
            );
        }
        let files = if folder == TypeFolder::Enums { &mut enums } else { &mut models };
        let module = files.claim(&ident::module(&def.name), "_").ident;
        TypeName { ident: claimed.ident, module, folder }
    };
    api.types.iter().map(&mut claim).collect()
}

/// Where the type stands: it decides the path to other types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UseSite {
    Model,
    Service,
    /// In a documentation example.
    Example,
}

/// Writes the types of one file.
pub(super) struct Types<'a> {
    api: &'a Api,
    names: &'a [TypeName],
    site: UseSite,
    binary: Cell<Binary>,
    /// The type that the file is about: known there by its bare name.
    own: Option<Id>,
    uses: Cell<Uses>,
}

/// What raw bytes are in the file at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Binary {
    /// A part of a multipart body.
    File,
    /// JSON has no bytes: base64 text.
    Base64,
}

impl<'a> Types<'a> {
    pub(super) fn new(api: &'a Api, names: &'a [TypeName], site: UseSite) -> Self {
        Self { api, names, site, binary: Cell::new(Binary::Base64), own: None, uses: Cell::default() }
    }

    /// For the file of the type `own`.
    pub(super) fn of_model(api: &'a Api, names: &'a [TypeName], own: Id, binary: Binary) -> Self {
        Self { binary: Cell::new(binary), own: Some(own), ..Self::new(api, names, UseSite::Model) }
    }

    /// Works with raw bytes as something else for a while.
    pub(super) fn with<T>(&self, binary: Binary, work: impl FnOnce(&Self) -> T) -> T {
        let before = self.binary.replace(binary);
        let done = work(self);
        self.binary.set(before);
        done
    }

    pub(super) fn api(&self) -> &'a Api {
        self.api
    }

    /// What has been referred to so far.
    pub(super) fn uses(&self) -> Uses {
        self.uses.get()
    }

    pub(super) fn def(&self, id: Id) -> Option<&'a TypeDef> {
        self.api.types.get(id.0)
    }

    /// The type behind aliases.
    pub(super) fn resolve<'t>(&self, ty: &'t TypeRef) -> &'t TypeRef
    where
        'a: 't,
    {
        let mut current = ty;
        for _ in 0..LONGEST_CHAIN {
            let (TypeRef::Named(id) | TypeRef::Boxed(id)) = current else { return current };
            match self.def(*id).map(|def| &def.kind) {
                Some(TypeKind::Alias(target)) => current = target,
                _ => return current,
            }
        }
        current
    }

    /// A list or a map: nothing is told apart by an `Option` around it.
    pub(super) fn is_collection(&self, ty: &TypeRef) -> bool {
        matches!(self.resolve(ty), TypeRef::List(_) | TypeRef::Map(_))
    }

    /// A type of the API, by its path.
    pub(super) fn path(&self, id: Id) -> TokenStream {
        // An id that leads nowhere is a fault of `lower`; any JSON is the honest type for it.
        let Some(name) = self.names.get(id.0) else { return quote!(sdk_runtime::Value) };
        let ident = &name.ident;
        let mut uses = self.uses.get();
        let path = match (self.site, name.folder) {
            _ if self.own == Some(id) => quote!(#ident),
            (UseSite::Model, TypeFolder::Models) => quote!(super::#ident),
            (_, TypeFolder::Models) => {
                uses.models = true;
                quote!(models::#ident)
            }
            (_, TypeFolder::Enums) => {
                uses.enums = true;
                quote!(enums::#ident)
            }
        };
        self.uses.set(uses);
        path
    }

    /// The Rust type.
    pub(super) fn ty(&self, ty: &TypeRef) -> TokenStream {
        match ty {
            TypeRef::Bool => quote!(bool),
            TypeRef::I32 => quote!(i32),
            TypeRef::I64 => quote!(i64),
            TypeRef::U32 => quote!(u32),
            TypeRef::U64 => quote!(u64),
            TypeRef::F32 => quote!(f32),
            TypeRef::F64 => quote!(f64),
            TypeRef::String => quote!(String),
            TypeRef::Date => quote!(sdk_runtime::Date),
            TypeRef::DateTime => quote!(sdk_runtime::DateTime),
            TypeRef::Base64 => quote!(sdk_runtime::Base64),
            TypeRef::Binary if self.binary.get() == Binary::File => quote!(sdk_runtime::File),
            TypeRef::Binary => quote!(sdk_runtime::Base64),
            TypeRef::Json => quote!(sdk_runtime::Value),
            TypeRef::List(item) => {
                let item = self.unboxed(item);
                quote!(Vec<#item>)
            }
            TypeRef::Map(item) => {
                let item = self.unboxed(item);
                self.map(&item)
            }
            TypeRef::Nullable(inner) => {
                let inner = self.ty(inner);
                quote!(Option<#inner>)
            }
            TypeRef::Named(id) => self.path(*id),
            TypeRef::Boxed(id) => {
                let path = self.path(*id);
                quote!(Box<#path>)
            }
        }
    }

    /// `BTreeMap<String, item>`.
    pub(super) fn map(&self, item: &TokenStream) -> TokenStream {
        // An example imports nothing for it.
        if self.site == UseSite::Example {
            return quote!(std::collections::BTreeMap<String, #item>);
        }
        self.uses.set(Uses { map: true, ..self.uses.get() });
        quote!(BTreeMap<String, #item>)
    }

    /// An item of a collection: the collection is the indirection.
    pub(super) fn unboxed(&self, ty: &TypeRef) -> TokenStream {
        match ty {
            TypeRef::Boxed(id) => self.path(*id),
            other => self.ty(other),
        }
    }

    /// How a value of this type is taken from a caller.
    pub(super) fn argument(&self, ident: &RustIdent, ty: &TypeRef) -> Argument {
        let target = self.ty(ty);
        let boxed = matches!(ty, TypeRef::Boxed(_));
        let (form, value) = match self.resolve(ty) {
            plain if is_plain(plain) => (target.clone(), quote!(#ident)),
            TypeRef::Nullable(_) => (target.clone(), quote!(#ident)),
            TypeRef::List(item) => match self.item(item) {
                ItemArgument::Into(item) => (
                    quote!(impl IntoIterator<Item = impl Into<#item>>),
                    quote!(#ident.into_iter().map(Into::into).collect()),
                ),
                ItemArgument::Plain(item) => {
                    (quote!(impl IntoIterator<Item = #item>), quote!(#ident.into_iter().collect()))
                }
                ItemArgument::Whole => (target.clone(), quote!(#ident)),
            },
            TypeRef::Map(item) => match self.item(item) {
                ItemArgument::Into(item) => (
                    quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<#item>)>),
                    quote!(#ident.into_iter().map(|(key, value)| (key.into(), value.into())).collect()),
                ),
                ItemArgument::Plain(item) => (
                    quote!(impl IntoIterator<Item = (impl Into<String>, #item)>),
                    quote!(#ident.into_iter().map(|(key, value)| (key.into(), value)).collect()),
                ),
                ItemArgument::Whole => (target.clone(), quote!(#ident)),
            },
            _ if boxed => {
                let inner = self.unboxed(ty);
                (quote!(impl Into<#inner>), quote!(Box::new(#ident.into())))
            }
            _ => (quote!(impl Into<#target>), quote!(#ident.into())),
        };
        Argument { ident: ident.clone(), form, target, value }
    }

    fn item(&self, item: &TypeRef) -> ItemArgument {
        let tokens = self.unboxed(item);
        match self.resolve(item) {
            // A number literal would not find its type through `Into`.
            plain if is_plain(plain) => ItemArgument::Plain(tokens),
            TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Nullable(_) => ItemArgument::Whole,
            _ => ItemArgument::Into(tokens),
        }
    }
}

/// How an item of a collection is taken.
enum ItemArgument {
    Into(TokenStream),
    Plain(TokenStream),
    /// Only as part of the finished collection.
    Whole,
}

/// Numbers and booleans: taken as they are, and `Copy`.
pub(super) fn is_plain(ty: &TypeRef) -> bool {
    matches!(
        ty,
        TypeRef::Bool | TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64 | TypeRef::F32 | TypeRef::F64
    )
}
