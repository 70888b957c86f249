//! Structs: the Rust type of each property, by direction and presence.
//!
//! In: a `TypeKind::Struct`. Out: `StructView`. Must not: convert types itself; `types` does.

use serde_json::Value;

use super::docs;
use super::docs::facts::{Access, Facts};
use super::hint::{Hint, text};
use super::ident::{RustIdent, Scope};
use super::types::{Types, is_plain};
use super::view::{
    Accessor, AccessorOutput, Argument, ArgumentForm, Constructor, Debug, FieldSetter, FieldShape, FieldView,
    FixedValue, InitialValue, RustType, Serialization, SerializeWhen, StructView,
};
use crate::diag::Diagnostics;
use crate::diag::codes;
use crate::ir::{Additional, Field, Presence, TypeDef, TypeKind, TypeRef, Usage};

/// How a property gets its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldRole {
    /// Only read.
    Read,
    /// Argument of `new`.
    Argument,
    Setter,
    /// Set by `new`, always to the same value.
    Fixed,
}

/// The struct `name`, made of `fields`.
pub(super) fn view(
    types: &Types<'_>,
    def: &TypeDef,
    name: &RustIdent,
    (fields, additional): (&[Field], &Additional),
    writes: Serialization,
    diagnostics: &mut Diagnostics,
) -> StructView {
    let (plans, extra) = plans(types, def.usage, fields);
    note_renamed_fields(def, &plans, diagnostics);
    let constructor = constructor(types, def.usage, &plans, &extra);
    let redacted = fields.iter().any(|field| field.redacted);
    StructView {
        extra_ty: match additional {
            Additional::Any => RustType::Extra,
            Additional::Typed(ty) => RustType::TypedExtra(Box::new(types.unboxed(ty))),
        },
        extra,
        writes,
        derive_default: !matches!(constructor, Constructor::Required { .. }),
        debug: if redacted { Debug::Redacted } else { Debug::Derived },
        constructor,
        touches_deprecated: fields.iter().any(|field| field.deprecated.is_some()),
        fields: plans.iter().map(|plan| plan.field(types, name)).collect(),
    }
}

/// The properties with their decisions, and the name of the field for the others.
pub(super) fn plans<'f>(types: &Types<'_>, usage: Usage, fields: &'f [Field]) -> (Vec<FieldPlan<'f>>, RustIdent) {
    // An accessor borrows, so that those of the prelude which take a value would be found before it.
    let mut scope = Scope::reserving(&["into", "try_into"]);
    let plan = |field: &'f Field| FieldPlan {
        field,
        ident: scope.claim(&field_ident(usage, field), "_").ident,
        shape: shape(types, usage, field),
        role: role(types, usage, field),
        usage,
    };
    let plans = fields.iter().map(plan).collect();
    (plans, scope.claim(&RustIdent::literal("extra"), "_properties").ident)
}

/// Reports names that differ from those of the document.
fn note_renamed_fields(def: &TypeDef, plans: &[FieldPlan<'_>], diagnostics: &mut Diagnostics) {
    for FieldPlan { field, ident, .. } in plans {
        if *ident != RustIdent::snake(&field.name) {
            diagnostics.report(
                codes::RUST_RENAMED_PROPERTY,
                &field.origin.pointer,
                format!("the property `{}` of `{}` is named `{ident}` in Rust", field.wire, def.name),
                "Another property or the constructor already has that name.",
            );
        }
    }
}

/// Arguments that `new` takes, for those who write examples: the fields and their types.
pub(super) fn required<'f>(types: &Types<'_>, def: &'f TypeDef) -> Vec<&'f Field> {
    let TypeKind::Struct { fields, .. } = &def.kind else { return Vec::new() };
    let mut arguments: Vec<&Field> =
        fields.iter().filter(|field| role(types, def.usage, field) == FieldRole::Argument).collect();
    arguments.sort_by_key(|field| rank(field));
    arguments
}

/// The properties that are arguments of `new`, in the order of the list `required`.
pub(super) fn arguments<'p, 'f>(plans: &'p [FieldPlan<'f>]) -> Vec<&'p FieldPlan<'f>> {
    let mut arguments: Vec<&FieldPlan<'f>> = plans.iter().filter(|plan| plan.role == FieldRole::Argument).collect();
    arguments.sort_by_key(|plan| rank(plan.field));
    arguments
}

/// What is required without being in the list comes last.
fn rank(field: &Field) -> usize {
    field.required_rank.unwrap_or(usize::MAX)
}

/// `new` is taken where there is a constructor.
fn field_ident(usage: Usage, field: &Field) -> RustIdent {
    let ident = RustIdent::snake(&field.name);
    let clash = usage != Usage::Out && ident.as_str() == "new";
    if clash { RustIdent::literal("new_") } else { ident }
}

fn role(types: &Types<'_>, usage: Usage, field: &Field) -> FieldRole {
    match (usage, field.presence) {
        (Usage::Out, _) => FieldRole::Read,
        (_, Presence::Required | Presence::Nullable) => {
            if fixed(types, field).is_some() {
                FieldRole::Fixed
            } else {
                FieldRole::Argument
            }
        }
        (_, Presence::Optional | Presence::OptionalNullable) => FieldRole::Setter,
    }
}

fn shape(types: &Types<'_>, usage: Usage, field: &Field) -> FieldShape {
    let collection = types.is_collection(&field.ty);
    match (usage, field.presence) {
        (Usage::Out, Presence::Required | Presence::Optional) if collection => FieldShape::Bare,
        (Usage::In, Presence::Required) => FieldShape::Bare,
        (Usage::Both, Presence::Required) if collection => FieldShape::Bare,
        (Usage::In | Usage::Both, Presence::OptionalNullable) => FieldShape::Maybe,
        _ => FieldShape::Optional,
    }
}

/// A fixed value, where its type has one.
fn fixed(types: &Types<'_>, field: &Field) -> Option<FixedValue> {
    let value = field.fixed.as_ref()?;
    match (types.resolve(&field.ty), value) {
        (TypeRef::String, Value::String(text)) => Some(FixedValue::Text(text.clone())),
        (TypeRef::Bool, Value::Bool(value)) => Some(FixedValue::Bool(*value)),
        (TypeRef::I64, Value::Number(number)) => number.as_i64().map(|n| FixedValue::Integer(n.into())),
        (TypeRef::U64, Value::Number(number)) => number.as_u64().map(|n| FixedValue::Integer(n.into())),
        (TypeRef::I32, Value::Number(number)) => {
            number.as_i64().and_then(|n| i32::try_from(n).ok()).map(|n| FixedValue::Integer(n.into()))
        }
        (TypeRef::U32, Value::Number(number)) => {
            number.as_u64().and_then(|n| u32::try_from(n).ok()).map(|n| FixedValue::Integer(n.into()))
        }
        (TypeRef::Named(id), value) => {
            let TypeKind::Enum { .. } = types.def(*id)?.kind else { return None };
            let path = types.path(*id)?;
            match value {
                Value::String(text) => Some(FixedValue::EnumText(path, text.clone())),
                Value::Number(number) => Some(FixedValue::EnumInteger(path, number.as_i64()?)),
                _ => None,
            }
        }
        _ => None,
    }
}

fn constructor(types: &Types<'_>, usage: Usage, plans: &[FieldPlan<'_>], extra: &RustIdent) -> Constructor {
    if usage == Usage::Out {
        return Constructor::None;
    }
    if plans.iter().all(|plan| plan.role == FieldRole::Setter) {
        return Constructor::Default;
    }
    let mut set: Vec<(RustIdent, InitialValue)> = plans.iter().map(|plan| plan.initial(types)).collect();
    set.push((extra.clone(), InitialValue::Default));
    let arguments_of_new = arguments(plans);
    let arguments = arguments_of_new.iter().map(|plan| plan.constructor_argument(types)).collect();
    // Several strings are easily swapped; an example shows which is which.
    let is_text =
        |plan: &FieldPlan<'_>| *types.resolve(&plan.field.ty) == TypeRef::String && plan.shape == FieldShape::Bare;
    let samples = if arguments_of_new.len() > 1 && arguments_of_new.iter().all(|plan| is_text(plan)) {
        arguments_of_new.iter().map(|plan| plan.sample()).collect()
    } else {
        vec![]
    };
    Constructor::Required { arguments, set, samples }
}

/// A property with its decisions.
pub(super) struct FieldPlan<'f> {
    pub(super) field: &'f Field,
    pub(super) ident: RustIdent,
    pub(super) shape: FieldShape,
    pub(super) role: FieldRole,
    usage: Usage,
}

impl FieldPlan<'_> {
    fn ty(&self, types: &Types<'_>) -> RustType {
        let ty = types.ty(&self.field.ty);
        match self.shape {
            FieldShape::Bare => ty,
            FieldShape::Optional => RustType::option(ty),
            FieldShape::Maybe => RustType::maybe(ty),
        }
    }

    fn field(&self, types: &Types<'_>, owner: &RustIdent) -> FieldView {
        FieldView {
            ident: self.ident.clone(),
            wire: self.field.wire.0.clone(),
            aliases: match self.usage {
                Usage::In => Vec::new(),
                Usage::Out | Usage::Both => self.field.aliases.iter().map(|name| name.0.clone()).collect(),
            },
            ty: self.ty(types),
            docs: self.docs(),
            deprecated: self.field.deprecated.as_ref().map(docs::deprecation),
            redacted: self.field.redacted,
            sent: self.sent(types),
            setter: (self.role == FieldRole::Setter).then(|| self.setter(types)),
            accessor: self.accessor(types, owner),
            origin: self.field.origin.clone(),
        }
    }

    /// What is said of the value; a fixed one says it by itself.
    fn facts(&self) -> Facts<'_> {
        let field = self.field;
        if field.fixed.is_some() {
            return Facts::default();
        }
        Facts {
            constraints: Some(&field.constraints),
            default: field.default.as_ref(),
            // Even an example of personal data is better not shown.
            example: field.example.as_ref().filter(|_| !field.redacted),
            access: match self.usage {
                Usage::Out => Access::Both,
                _ if field.read_only => Access::ReadOnly,
                _ if field.write_only => Access::WriteOnly,
                _ => Access::Both,
            },
        }
    }

    fn docs(&self) -> docs::DocLines {
        let property = docs::code(&self.field.wire.0);
        let mut lines = docs::lines(&self.field.docs, &format!("The {property} property."));
        docs::append(&mut lines, docs::facts::paragraph(&self.facts(), &self.field.docs.body));
        lines
    }

    /// A required list is sent although it is empty; a nullable property is sent as null.
    pub(super) fn sent(&self, types: &Types<'_>) -> SerializeWhen {
        let writable = self.usage != Usage::Out;
        let empty = self.shape == FieldShape::Bare
            && (types.is_collection(&self.field.ty) || matches!(types.resolve(&self.field.ty), TypeRef::Json));
        match self.field.presence {
            Presence::Nullable if writable => SerializeWhen::Always,
            Presence::Required if writable && empty => SerializeWhen::Always,
            _ => SerializeWhen::IfSet,
        }
    }

    fn argument(&self, types: &Types<'_>) -> Argument {
        types.argument(&self.ident, &self.field.ty)
    }

    fn constructor_argument(&self, types: &Types<'_>) -> Argument {
        let argument = self.argument(types);
        if self.field.presence != Presence::Nullable {
            return argument;
        }
        // `impl Into<Option<T>>` would not take a plain `None`.
        let target = RustType::option(types.ty(&self.field.ty));
        Argument { form: ArgumentForm::Plain, target, ..argument }
    }

    /// A text for it that can be shown.
    fn sample(&self) -> String {
        let example = self.field.example.as_ref().filter(|_| !self.field.redacted);
        text(Hint { wire: &self.field.wire.0, example })
    }

    /// What `new` sets the property to.
    fn initial(&self, types: &Types<'_>) -> (RustIdent, InitialValue) {
        let value = match self.role {
            FieldRole::Argument if self.field.presence == Presence::Nullable => {
                InitialValue::Argument(self.constructor_argument(types), FieldShape::Bare)
            }
            FieldRole::Argument => InitialValue::Argument(self.argument(types), self.shape),
            FieldRole::Fixed => {
                fixed(types, self.field).map_or(InitialValue::Default, |value| InitialValue::Fixed(value, self.shape))
            }
            FieldRole::Setter | FieldRole::Read => InitialValue::Default,
        };
        (self.ident.clone(), value)
    }

    fn setter(&self, types: &Types<'_>) -> FieldSetter {
        let (argument, shape) = if self.shape == FieldShape::Maybe {
            let target = self.ty(types);
            (Argument { ident: self.ident.clone(), form: ArgumentForm::Into, target }, FieldShape::Bare)
        } else {
            (self.argument(types), self.shape)
        };
        let docs = format!("Sets {}.", docs::code(&self.field.wire.0));
        FieldSetter { method: self.ident.clone(), argument, docs, shape }
    }

    /// Reads a property that the document requires.
    fn accessor(&self, types: &Types<'_>, owner: &RustIdent) -> Option<Accessor> {
        let promised = self.field.presence == Presence::Required && self.usage != Usage::In;
        if !promised || self.shape != FieldShape::Optional {
            return None;
        }
        let wire = &self.field.wire.0;
        let ty = types.unboxed(&self.field.ty);
        let output = match types.resolve(&self.field.ty) {
            TypeRef::String => AccessorOutput::Str,
            plain if is_plain(plain) => AccessorOutput::Copy(ty),
            _ if matches!(self.field.ty, TypeRef::Boxed(_)) => AccessorOutput::BoxedRef(ty),
            _ => AccessorOutput::Ref(ty),
        };
        let docs = format!("The {} property, or an error that says that the response lacks it.", docs::code(wire));
        Some(Accessor { method: self.ident.clone(), docs, output, owner: owner.clone(), wire: wire.clone() })
    }
}
