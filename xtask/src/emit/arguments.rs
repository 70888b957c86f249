//! Arguments: their form in a signature, and the expression that converts them.
//!
//! In: `Argument`s. Out: tokens. Must not: decide anything.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::parts;
use crate::rust::{Argument, ArgumentForm, FieldShape, FixedValue, InitialValue, ItemForm, RustIdent};

/// `a: impl Into<String>, b: i64`.
pub(super) fn signature(arguments: &[Argument]) -> TokenStream {
    let arguments = arguments.iter().enumerate().map(|(index, argument)| {
        let (ident, form) = (&argument.ident, form(argument, index));
        quote!(#ident: #form)
    });
    quote!(#(#arguments),*)
}

/// The type parameters that the signature needs: `<F>`, or nothing.
pub(super) fn generics(arguments: &[Argument]) -> TokenStream {
    let forms = arguments.iter().enumerate();
    let forms: Vec<Ident> = forms
        .filter(|(_, argument)| matches!(argument.form, ArgumentForm::OneOrMany(_)))
        .map(|(index, _)| list_form(index))
        .collect();
    if forms.is_empty() { quote!() } else { quote!(<#(#forms),*>) }
}

/// The type parameter of an argument that is one or many.
fn list_form(index: usize) -> Ident {
    match index {
        0 => parts::name("F"),
        index => parts::name(&format!("F{index}")),
    }
}

/// As in the signature: `impl Into<String>`. `index` is that of the argument.
fn form(argument: &Argument, index: usize) -> TokenStream {
    let target = &argument.target;
    match &argument.form {
        ArgumentForm::OneOrMany(item) => {
            let form = list_form(index);
            quote!(impl sdk_runtime::IntoList<#item, #form>)
        }
        ArgumentForm::Plain => quote!(#target),
        ArgumentForm::Into => quote!(impl Into<#target>),
        ArgumentForm::IntoBox(inner) => quote!(impl Into<#inner>),
        ArgumentForm::Items(ItemForm::Into(item)) => quote!(impl IntoIterator<Item = impl Into<#item>>),
        ArgumentForm::Items(ItemForm::Plain(item)) => quote!(impl IntoIterator<Item = #item>),
        ArgumentForm::Entries(ItemForm::Into(item)) => {
            quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<#item>)>)
        }
        ArgumentForm::Entries(ItemForm::Plain(item)) => quote!(impl IntoIterator<Item = (impl Into<String>, #item)>),
    }
}

/// The expression of the target: `id.into()`.
pub(super) fn value(argument: &Argument) -> TokenStream {
    let ident = &argument.ident;
    match &argument.form {
        ArgumentForm::Plain => quote!(#ident),
        ArgumentForm::OneOrMany(_) => quote!(sdk_runtime::IntoList::into_list(#ident)),
        ArgumentForm::Into => quote!(#ident.into()),
        ArgumentForm::IntoBox(_) => quote!(Box::new(#ident.into())),
        ArgumentForm::Items(ItemForm::Into(_)) => quote!(#ident.into_iter().map(Into::into).collect()),
        ArgumentForm::Items(ItemForm::Plain(_)) => quote!(#ident.into_iter().collect()),
        ArgumentForm::Entries(ItemForm::Into(_)) => {
            quote!(#ident.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
        }
        ArgumentForm::Entries(ItemForm::Plain(_)) => {
            quote!(#ident.into_iter().map(|(key, value)| (key.into(), value)).collect())
        }
    }
}

/// `let id: String = id.into();`, where there is something to convert.
pub(super) fn convert(argument: &Argument) -> TokenStream {
    if argument.form == ArgumentForm::Plain {
        return quote!();
    }
    let (ident, target, value) = (&argument.ident, &argument.target, value(argument));
    quote!(let #ident: #target = #value;)
}

/// A value in the shape of its field.
pub(super) fn shaped(shape: FieldShape, value: TokenStream) -> TokenStream {
    match shape {
        FieldShape::Bare => value,
        FieldShape::Optional => quote!(Some(#value)),
        FieldShape::Maybe => quote!(sdk_runtime::Maybe::Value(#value)),
    }
}

/// A field in the constructor's expression: `id: id.into()`.
pub(super) fn initial(field: &RustIdent, value: &InitialValue) -> TokenStream {
    let value = match value {
        InitialValue::Argument(argument, FieldShape::Bare) if argument.form == ArgumentForm::Plain => {
            return quote!(#field);
        }
        InitialValue::Argument(argument, shape) => shaped(*shape, self::value(argument)),
        InitialValue::Fixed(value, shape) => shaped(*shape, fixed(value)),
        InitialValue::Default => quote!(Default::default()),
    };
    quote!(#field: #value)
}

fn fixed(value: &FixedValue) -> TokenStream {
    match value {
        FixedValue::Bool(value) => quote!(#value),
        FixedValue::Integer(number) => {
            let number = proc_macro2::Literal::i128_unsuffixed(*number);
            quote!(#number)
        }
        FixedValue::Text(text) => quote!(#text.to_owned()),
        FixedValue::EnumText(path, text) => quote!(#path::from(#text)),
        FixedValue::EnumInteger(path, number) => {
            let number = proc_macro2::Literal::i64_unsuffixed(*number);
            quote!(#path::from(#number))
        }
    }
}

/// Clippy's bound on arguments, lifted where the document asks for more. `receiver` is 1 for a method.
pub(super) fn many(arguments: &[Argument], receiver: usize) -> TokenStream {
    if arguments.len() + receiver > 7 {
        quote!(#[allow(clippy::too_many_arguments, reason = "the API requires all of them")])
    } else {
        quote!()
    }
}
