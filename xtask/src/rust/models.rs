//! Types of an API: which file each goes to, and its view.
//!
//! In: `Api::types`. Out: `ModelView`s and `EnumView`s, sorted by file. Must not: decide a property; `structs` does.

use std::collections::BTreeSet;

use super::aliases;
use super::docs;
use super::docs::facts::Facts;
use super::enums;
use super::structs;
use super::types::{Binary, TypeName, Types};
use super::view::{EnumView, ModelKind, ModelView, Serialization};
use crate::diag::Diagnostics;
use crate::diag::codes;
use crate::ir::{Additional, Api, BodyKind, Id, Payload, TypeDef, TypeKind, TypeRef, Usage};

/// All types, split by folder.
pub(super) fn views(
    api: &Api,
    names: &[TypeName],
    wire: &WireUse,
    diagnostics: &mut Diagnostics,
) -> (Vec<ModelView>, Vec<EnumView>) {
    let mut models = Vec::new();
    let mut enums = Vec::new();
    for (index, (def, name)) in api.types.iter().zip(names).enumerate() {
        match &def.kind {
            TypeKind::Enum { repr, values } => enums.push(enums::enum_view(def, name, *repr, values, diagnostics)),
            _ => models.push(model(api, names, Id(index), wire, diagnostics)),
        }
    }
    models.sort_by(|a, b| a.module.cmp(&b.module));
    enums.sort_by(|a, b| a.module.cmp(&b.module));
    (models, enums)
}

fn model(api: &Api, names: &[TypeName], id: Id, wire: &WireUse, diagnostics: &mut Diagnostics) -> ModelView {
    let (name, def) = (&names[id.0], &api.types[id.0]);
    let writes = wire.writes(id, def.usage);
    let types = Types::of_model(api, names, id, binary(writes));
    if writes == Serialization::BothAndMultipart && holds_files(&types, def) {
        diagnostics.report(
            codes::RUST_MULTIPART_RECEIVED,
            &def.origin.pointer,
            format!("`{}` is a multipart body and is also received: its files are read from base64 text", def.name),
            "JSON has no files; give the response a type of its own if it sends something else.",
        );
    }
    let simple = if def.usage == Usage::In { Serialization::Only } else { Serialization::Both };
    let kind = match &def.kind {
        TypeKind::Struct { fields, additional } => {
            ModelKind::Struct(structs::view(&types, def, &name.ident, (fields, additional), writes, diagnostics))
        }
        TypeKind::Union { rule, variants } => ModelKind::Union(enums::union_view(&types, rule, variants, simple)),
        TypeKind::Alias(ty) => ModelKind::Alias(types.ty(ty)),
        TypeKind::Wrapper(ty) => ModelKind::Wrapper { ty: types.ty(ty), writes: simple },
        TypeKind::ByStatus(variants) => ModelKind::ByStatus(enums::by_status(&types, variants)),
        // Handled by the caller.
        TypeKind::Enum { .. } => ModelKind::Alias(types.ty(&TypeRef::String)),
    };
    let fallback = format!("{}.", capitalised(&def.name.0.join(" ")));
    let mut docs = docs::lines(&def.docs, &fallback);
    docs::append(&mut docs, docs::facts::paragraph(&facts(def), &def.docs.body));
    if let Some(deprecation) = &def.deprecated {
        // An attribute would warn wherever the type is named in this crate.
        docs::append(
            &mut docs,
            vec![format!("Deprecated: {}.", docs::inline(&docs::deprecation(deprecation)).trim_end_matches('.'))],
        );
    }
    ModelView {
        module: name.module.clone(),
        name: name.ident.clone(),
        docs,
        uses: types.uses(),
        kind,
        origin: def.origin.clone(),
    }
}

/// What is said of a value of the type. A whole object as an example says less than its fields do.
fn facts(def: &TypeDef) -> Facts<'_> {
    let is_object = matches!(def.kind, TypeKind::Struct { .. } | TypeKind::Union { .. });
    Facts {
        constraints: Some(&def.constraints),
        default: def.default.as_ref(),
        example: def.example.as_ref().filter(|_| !is_object),
        ..Facts::default()
    }
}

fn holds_files(types: &Types<'_>, def: &TypeDef) -> bool {
    let TypeKind::Struct { fields, .. } = &def.kind else { return false };
    fields.iter().any(|field| match types.resolve(&field.ty) {
        TypeRef::List(item) | TypeRef::Map(item) => matches!(types.resolve(item), TypeRef::Binary),
        other => matches!(other, TypeRef::Binary),
    })
}

/// The type of raw bytes in the file of a type with this serialization.
pub(super) fn binary(writes: Serialization) -> Binary {
    match writes {
        // In JSON such a file is base64 text.
        Serialization::Multipart | Serialization::OnlyAndMultipart | Serialization::BothAndMultipart => Binary::File,
        Serialization::Both | Serialization::Only => Binary::Base64,
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
}

/// Which types are multipart bodies, and which of these are also used in other ways.
pub(super) struct WireUse {
    multipart: BTreeSet<Id>,
    otherwise: BTreeSet<Id>,
}

impl WireUse {
    pub(super) fn of(api: &Api) -> Self {
        let mut found = Self { multipart: BTreeSet::new(), otherwise: BTreeSet::new() };
        for def in &api.types {
            found.properties(def);
        }
        for operation in api.services.iter().flat_map(|service| &service.operations) {
            if let Some(body) = &operation.body {
                match body.kind {
                    BodyKind::Multipart => found.multipart.extend(through(api, &body.ty)),
                    BodyKind::Json | BodyKind::Form => found.mark(&body.ty),
                    BodyKind::Text | BodyKind::Binary => {}
                }
            }
            let success = &operation.success;
            let payloads = success.representations.iter().map(|other| &other.payload).chain([&success.payload]);
            payloads.filter_map(Payload::json_type).for_each(|ty| found.mark(ty));
            operation.params.iter().for_each(|param| found.mark(&param.ty));
        }
        let aliased: Vec<Id> = found.otherwise.iter().flat_map(|id| through(api, &TypeRef::Named(*id))).collect();
        found.otherwise.extend(aliased);
        found
    }

    fn properties(&mut self, def: &TypeDef) {
        match &def.kind {
            TypeKind::Struct { fields, additional } => {
                fields.iter().for_each(|field| self.mark(&field.ty));
                if let Additional::Typed(ty) = additional {
                    self.mark(ty);
                }
            }
            TypeKind::Union { variants, .. } => variants.iter().for_each(|variant| self.mark(&variant.ty)),
            TypeKind::Wrapper(ty) => self.mark(ty),
            TypeKind::ByStatus(variants) => {
                for variant in variants {
                    if let Payload::Json(ty) | Payload::OptionalJson(ty) = &variant.payload {
                        self.mark(ty);
                    }
                }
            }
            TypeKind::Alias(_) | TypeKind::Enum { .. } => {}
        }
    }

    fn mark(&mut self, ty: &TypeRef) {
        match ty {
            TypeRef::List(item) | TypeRef::Map(item) | TypeRef::Nullable(item) => self.mark(item),
            TypeRef::Named(id) | TypeRef::Boxed(id) => {
                self.otherwise.insert(*id);
            }
            _ => {}
        }
    }

    pub(super) fn writes(&self, id: Id, usage: Usage) -> Serialization {
        let multipart = self.multipart.contains(&id);
        let otherwise = self.otherwise.contains(&id);
        match (multipart, usage) {
            (true, Usage::In) if !otherwise => Serialization::Multipart,
            (true, Usage::In) => Serialization::OnlyAndMultipart,
            (true, _) => Serialization::BothAndMultipart,
            (false, Usage::In) => Serialization::Only,
            (false, _) => Serialization::Both,
        }
    }
}

/// The type itself and what its aliases lead to.
fn through(api: &Api, ty: &TypeRef) -> BTreeSet<Id> {
    let id = |ty: &TypeRef| match ty {
        TypeRef::Named(id) | TypeRef::Boxed(id) => Some(*id),
        _ => None,
    };
    aliases::chain(&api.types, ty).filter_map(id).collect()
}
