//! Values for the examples in the documentation.
//!
//! In: what an operation takes. Out: expressions that compile. Must not: show a value that looks
//! real, or one that is not plain text.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use super::enums;
use super::hint::{Hint, is_plain_text, text};
use super::structs::{self, FieldRole};
use super::types::Types;
use super::view::FieldShape;
use crate::ir::{Id, TypeDef, TypeKind, TypeRef};

/// Structs inside structs that a sample is made of, at most.
const DEEPEST: usize = 4;
/// Properties that a sample names, at most.
const MOST: usize = 8;

pub(super) struct Samples<'s, 'a> {
    pub(super) types: &'s Types<'a>,
}

impl Samples<'_, '_> {
    /// An expression for an argument whose form is the one of `Types::argument`.
    pub(super) fn argument(&self, ty: &TypeRef, hint: Hint<'_>, depth: usize) -> Option<TokenStream> {
        match self.types.resolve(ty) {
            TypeRef::String => {
                let text = text(hint);
                Some(quote!(#text))
            }
            TypeRef::Date => Some(quote!("2026-01-31")),
            TypeRef::DateTime => Some(quote!("2026-01-31T12:00:00Z")),
            TypeRef::Decimal => Some(quote!(1.5)),
            TypeRef::Json => Some(quote!("any JSON")),
            TypeRef::Base64 | TypeRef::Base64Url => Some(quote!(b"bytes".to_vec())),
            // Only the caller has a file.
            TypeRef::Binary => None,
            TypeRef::List(item) if !self.is_nested(item) => {
                let item = self.argument(item, hint, depth)?;
                Some(quote!([#item]))
            }
            TypeRef::Map(item) if !self.is_nested(item) => {
                let item = self.argument(item, hint, depth)?;
                Some(quote!([("key", #item)]))
            }
            _ => self.value(ty, hint, depth),
        }
    }

    fn is_nested(&self, item: &TypeRef) -> bool {
        matches!(self.types.resolve(item), TypeRef::List(_) | TypeRef::Map(_) | TypeRef::Nullable(_))
    }

    /// An expression of the type itself. The argument's conversion adds the box.
    fn value(&self, ty: &TypeRef, hint: Hint<'_>, depth: usize) -> Option<TokenStream> {
        match self.types.resolve(ty) {
            TypeRef::Bool => Some(quote!(true)),
            TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64 => {
                let number = hint.example.and_then(Value::as_i64).filter(|n| (0..1_000_000).contains(n)).unwrap_or(1);
                let number = Literal::i64_unsuffixed(number);
                Some(quote!(#number))
            }
            TypeRef::F32 | TypeRef::F64 => Some(quote!(1.0)),
            TypeRef::Decimal => Some(quote!(1.5.into())),
            TypeRef::String
            | TypeRef::Date
            | TypeRef::DateTime
            | TypeRef::Json
            | TypeRef::Base64
            | TypeRef::Base64Url => {
                let argument = self.argument(ty, hint, depth)?;
                Some(quote!(#argument.into()))
            }
            TypeRef::List(_) => Some(quote!(Vec::new())),
            TypeRef::Map(_) => Some(quote!(Default::default())),
            TypeRef::Nullable(_) => Some(quote!(None)),
            TypeRef::Binary => None,
            TypeRef::Named(id) | TypeRef::Boxed(id) => self.named(*id, hint, depth),
        }
    }

    fn named(&self, id: Id, hint: Hint<'_>, depth: usize) -> Option<TokenStream> {
        let def = self.types.def(id)?;
        if depth >= DEEPEST {
            return None;
        }
        match &def.kind {
            TypeKind::Enum { repr, values } => {
                let (variant, _) = enums::variants(*repr, values).named.into_iter().next()?;
                let path = self.types.named(id);
                Some(quote!(#path::#variant))
            }
            TypeKind::Struct { .. } => {
                let required = structs::required(self.types, def);
                if required.len() > MOST {
                    return None;
                }
                let arguments: Option<Vec<TokenStream>> = required
                    .iter()
                    .map(|field| {
                        if field.presence == crate::ir::Presence::Nullable {
                            return Some(quote!(None));
                        }
                        let example = field.example.as_ref().or(field.default.as_ref());
                        // Personal data and credentials are not shown, not even as an example.
                        let example = if field.redacted { None } else { example };
                        self.argument(&field.ty, Hint { wire: &field.wire.0, example }, depth + 1)
                    })
                    .collect();
                let (path, arguments) = (self.types.named(id), arguments?);
                let set = if required.is_empty() { self.informative_setter(def) } else { None };
                Some(quote!(#path::new(#(#arguments),*) #set))
            }
            TypeKind::Union { variants, .. } => {
                let idents = enums::union_idents(variants).1;
                variants.iter().zip(idents).find_map(|(variant, ident)| {
                    if variant.rule == crate::ir::MatchRule::Null {
                        return None;
                    }
                    let inner = self.value(&variant.ty, hint, depth + 1)?;
                    let path = self.types.named(id);
                    let boxed = matches!(variant.ty, TypeRef::Boxed(_));
                    Some(if boxed { quote!(#path::#ident(Box::new(#inner))) } else { quote!(#path::#ident(#inner)) })
                })
            }
            TypeKind::Wrapper(inner) => {
                let inner = self.value(inner, hint, depth + 1)?;
                let path = self.types.named(id);
                Some(quote!(#path(#inner)))
            }
            TypeKind::Alias(_) | TypeKind::ByStatus(_) => None,
        }
    }

    /// A setter for an object without required properties, which would do nothing if empty. A string with an example
    /// in the document goes first, then the shorter name.
    fn informative_setter(&self, def: &TypeDef) -> Option<TokenStream> {
        let TypeKind::Struct { fields, .. } = &def.kind else { return None };
        let (plans, _) = structs::plans(self.types, def.usage, fields);
        let set = plans.iter().filter(|plan| plan.role == FieldRole::Setter && plan.field.deprecated.is_none());
        let shown = set.filter_map(|plan| {
            let field = plan.field;
            let ty = self.types.resolve(&field.ty);
            let fits = match ty {
                TypeRef::String => true,
                // A literal would not find its type through `Into<Maybe<_>>`.
                TypeRef::Bool | TypeRef::I64 | TypeRef::Date | TypeRef::DateTime => plan.shape != FieldShape::Maybe,
                TypeRef::List(item) => plan.shape != FieldShape::Maybe && *self.types.resolve(item) == TypeRef::String,
                _ => false,
            };
            let example = field.example.as_ref().filter(|_| !field.redacted);
            let has_text = *ty == TypeRef::String && example.is_some_and(is_plain_text);
            let value = self.argument(&field.ty, Hint { wire: &field.wire.0, example }, DEEPEST).filter(|_| fits)?;
            let (words, length) = (field.name.0.len(), plan.ident.as_str().len());
            let ident = &plan.ident;
            Some(((!has_text, field.redacted, words, length), quote!(.#ident(#value))))
        });
        shown.min_by_key(|(rank, _)| *rank).map(|(_, set)| set)
    }
}
