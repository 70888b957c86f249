//! The only place where a type of the IR becomes a type of Rust.
//!
//! In: `ir::TypeRef` and the names given to the types of an API. Out: `RustType`s, forms of arguments.
//! Must not: decide presence; `structs` wraps what it gets from here.

use std::cell::Cell;

use super::aliases;
use super::ident::{self, RustIdent, Scope};
use super::view::{Argument, ArgumentForm, ItemForm, MapName, PathRoot, RustType, TypePath, Uses};
use crate::diag::Diagnostics;
use crate::diag::codes;
use crate::ir::{Api, Id, TypeDef, TypeKind, TypeRef};

/// Names that generated files use unqualified; a type of the API with such a name gets a suffix.
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
                format!("the type `{}` is named `{}` in Rust", def.name, claimed.ident),
                "Its own name is already used; give it another one with `x-sdk: {name: …}`.",
            );
        }
        let files = if folder == TypeFolder::Enums { &mut enums } else { &mut models };
        let module = files.claim(&ident::module(&def.name), "_").ident;
        TypeName { ident: claimed.ident, module, folder }
    };
    api.types.iter().map(&mut claim).collect()
}

/// Where the type is used, which decides the path to other types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UseSite {
    Model,
    Service,
    /// In a documentation example.
    Example,
}

/// The types of one file.
pub(super) struct Types<'a> {
    api: &'a Api,
    names: &'a [TypeName],
    site: UseSite,
    binary: Cell<Binary>,
    /// The type that the file defines, named there without a path.
    own: Option<Id>,
    uses: Cell<Uses>,
}

/// The type of raw bytes in this file.
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

    /// Runs `work` with another type for raw bytes.
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
        aliases::chain(&self.api.types, ty).last().unwrap_or(ty)
    }

    /// A list or a map: absent and empty are the same, so it needs no `Option`.
    pub(super) fn is_collection(&self, ty: &TypeRef) -> bool {
        matches!(self.resolve(ty), TypeRef::List(_) | TypeRef::Map(_))
    }

    /// A type of the API, by its path; `None` for an id that leads nowhere, which is a fault of `lower`.
    pub(super) fn path(&self, id: Id) -> Option<TypePath> {
        let name = self.names.get(id.0)?;
        let mut uses = self.uses.get();
        let root = match (self.site, name.folder) {
            _ if self.own == Some(id) => PathRoot::Here,
            (UseSite::Model, TypeFolder::Models) => PathRoot::Super,
            (_, TypeFolder::Models) => {
                uses.models = true;
                PathRoot::Models
            }
            (_, TypeFolder::Enums) => {
                uses.enums = true;
                PathRoot::Enums
            }
        };
        self.uses.set(uses);
        Some(TypePath { root, ident: name.ident.clone() })
    }

    /// A type of the API; any JSON for an id that leads nowhere.
    pub(super) fn named(&self, id: Id) -> RustType {
        self.path(id).map_or(RustType::Value, RustType::Named)
    }

    /// The Rust type.
    pub(super) fn ty(&self, ty: &TypeRef) -> RustType {
        match ty {
            TypeRef::Bool => RustType::Bool,
            TypeRef::I32 => RustType::I32,
            TypeRef::I64 => RustType::I64,
            TypeRef::U32 => RustType::U32,
            TypeRef::U64 => RustType::U64,
            TypeRef::F32 => RustType::F32,
            TypeRef::F64 => RustType::F64,
            TypeRef::Decimal => RustType::Decimal,
            TypeRef::String => RustType::String,
            TypeRef::Date => RustType::Date,
            TypeRef::DateTime => RustType::DateTime,
            TypeRef::Base64 => RustType::Base64,
            TypeRef::Base64Url => RustType::Base64Url,
            TypeRef::Binary if self.binary.get() == Binary::File => RustType::File,
            TypeRef::Binary => RustType::Base64,
            TypeRef::Json => RustType::Value,
            TypeRef::List(item) => RustType::list(self.unboxed(item)),
            TypeRef::Map(item) => self.map(self.unboxed(item)),
            TypeRef::Nullable(inner) => RustType::option(self.ty(inner)),
            TypeRef::Named(id) => self.named(*id),
            TypeRef::Boxed(id) => RustType::boxed(self.named(*id)),
        }
    }

    /// A map with such values.
    pub(super) fn map(&self, item: RustType) -> RustType {
        if self.site == UseSite::Example {
            return RustType::Map(MapName::Full, Box::new(item));
        }
        self.uses.set(Uses { map: true, ..self.uses.get() });
        RustType::Map(MapName::Imported, Box::new(item))
    }

    /// An item of a collection: the collection is the indirection.
    pub(super) fn unboxed(&self, ty: &TypeRef) -> RustType {
        match ty {
            TypeRef::Boxed(id) => self.named(*id),
            other => self.ty(other),
        }
    }

    /// How a value of this type is taken from a caller.
    pub(super) fn argument(&self, ident: &RustIdent, ty: &TypeRef) -> Argument {
        let form = match self.resolve(ty) {
            plain if is_plain(plain) => ArgumentForm::Plain,
            TypeRef::Nullable(_) => ArgumentForm::Plain,
            TypeRef::List(item) if self.is_word(item) => ArgumentForm::OneOrMany(self.unboxed(item)),
            TypeRef::List(item) => self.item(item).map_or(ArgumentForm::Plain, ArgumentForm::Items),
            TypeRef::Map(item) => self.item(item).map_or(ArgumentForm::Plain, ArgumentForm::Entries),
            _ if matches!(ty, TypeRef::Boxed(_)) => ArgumentForm::IntoBox(self.unboxed(ty)),
            _ => ArgumentForm::Into,
        };
        Argument { ident: ident.clone(), form, target: self.ty(ty) }
    }

    /// Texts and enums of them: a list of one is so common that it is written like one.
    fn is_word(&self, item: &TypeRef) -> bool {
        match self.resolve(item) {
            TypeRef::String => true,
            TypeRef::Named(id) => self.api.types.get(id.0).is_some_and(|ty| matches!(ty.kind, TypeKind::Enum { .. })),
            _ => false,
        }
    }

    /// How an item of a collection is taken; `None` where it is taken only as part of the finished collection.
    fn item(&self, item: &TypeRef) -> Option<ItemForm> {
        match self.resolve(item) {
            // A number literal would not find its type through `Into`.
            plain if is_plain(plain) => Some(ItemForm::Plain(self.unboxed(item))),
            TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Nullable(_) => None,
            _ => Some(ItemForm::Into(self.unboxed(item))),
        }
    }
}

/// Numbers and booleans: passed by value, and `Copy`.
pub(super) fn is_plain(ty: &TypeRef) -> bool {
    matches!(
        ty,
        TypeRef::Bool | TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64 | TypeRef::F32 | TypeRef::F64
    )
}
