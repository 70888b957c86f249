//! The table of presence and usage, row by row, and other decisions of the view.

use serde_json::json;

use super::*;
use crate::ir::*;

fn words(text: &str) -> Words {
    Words(text.split(' ').map(str::to_owned).collect())
}

fn field(name: &str, ty: TypeRef, presence: Presence) -> Field {
    Field {
        aliases: Vec::new(),
        wire: WireName(name.to_owned()),
        name: words(name),
        ty,
        presence,
        required_rank: None,
        fixed: None,
        constraints: Constraints::default(),
        default: None,
        example: None,
        redacted: false,
        read_only: false,
        write_only: false,
        deprecated: None,
        docs: Docs::default(),
        origin: Origin::default(),
    }
}

fn api(usage: Usage, fields: Vec<Field>) -> Api {
    let kind = TypeKind::Struct { fields, additional: Additional::Any };
    let def = TypeDef {
        name: words("thing"),
        kind,
        usage,
        constraints: Constraints::default(),
        default: None,
        example: None,
        deprecated: None,
        docs: Docs::default(),
        origin: Origin::default(),
    };
    Api {
        name: words("things"),
        version: Some("2026-07".to_owned()),
        info: Info::default(),
        lifecycle: None,
        servers: Vec::new(),
        schemes: Vec::new(),
        security: Vec::new(),
        scopes: Vec::new(),
        tags: Vec::new(),
        protocol: Protocol::default(),
        services: Vec::new(),
        webhooks: Vec::new(),
        types: vec![def],
        errors: Vec::new(),
    }
}

fn structure(usage: Usage, fields: Vec<Field>) -> StructView {
    let options =
        CrateOptions { crate_name: "x".to_owned(), source: "x".to_owned(), layout: Layout::Member, pages: Vec::new() };
    let view = view(&[api(usage, fields)], &options);
    match view.versions.into_iter().next().and_then(|version| version.models.into_iter().next()).map(|m| m.kind) {
        Some(ModelKind::Struct(structure)) => structure,
        other => unreachable!("a struct was made of a struct, not {other:?}"),
    }
}

/// Type, and how it is given: `-` read, `n` by `new`, `s` by a setter; `a` with an accessor; `!` always sent.
fn row(usage: Usage, ty: &TypeRef, presence: Presence) -> String {
    let view = structure(usage, vec![field("m", ty.clone(), presence)]);
    let property = &view.fields[0];
    let mut marks = String::new();
    marks.push(match (&view.constructor, &property.setter) {
        (Constructor::None, _) => '-',
        (Constructor::Required { .. }, _) => 'n',
        (Constructor::Default, Some(_)) => 's',
        (Constructor::Default, None) => '?',
    });
    if property.accessor.is_some() {
        marks.push('a');
    }
    if property.sent == SerializeWhen::Always {
        marks.push('!');
    }
    let ty = &property.ty;
    format!("{} {marks}", quote::quote!(#ty).to_string().replace(' ', ""))
}

fn rows(usage: Usage, ty: &TypeRef) -> Vec<String> {
    [Presence::Required, Presence::Optional, Presence::Nullable, Presence::OptionalNullable]
        .map(|presence| row(usage, ty, presence))
        .to_vec()
}

#[test]
fn properties_by_usage_and_presence() {
    let text = TypeRef::String;
    let (option, maybe) = ("Option<String>", "sdk_runtime::Maybe<String>");
    assert_eq!(
        rows(Usage::Out, &text),
        [format!("{option} -a"), format!("{option} -"), format!("{option} -"), format!("{option} -")]
    );
    assert_eq!(
        rows(Usage::In, &text),
        ["String n".to_owned(), format!("{option} s"), format!("{option} n!"), format!("{maybe} s")]
    );
    assert_eq!(
        rows(Usage::Both, &text),
        [format!("{option} na"), format!("{option} s"), format!("{option} n!"), format!("{maybe} s")]
    );
}

#[test]
fn collections_by_usage_and_presence() {
    let list = TypeRef::List(Box::new(TypeRef::I64));
    let (plain, option, maybe) = ("Vec<i64>", "Option<Vec<i64>>", "sdk_runtime::Maybe<Vec<i64>>");
    assert_eq!(
        rows(Usage::Out, &list),
        [format!("{plain} -"), format!("{plain} -"), format!("{option} -"), format!("{option} -")]
    );
    assert_eq!(
        rows(Usage::In, &list),
        [format!("{plain} n!"), format!("{option} s"), format!("{option} n!"), format!("{maybe} s")]
    );
    assert_eq!(
        rows(Usage::Both, &list),
        [format!("{plain} n!"), format!("{option} s"), format!("{option} n!"), format!("{maybe} s")]
    );
}

#[test]
fn default_is_derived_where_nothing_is_required() {
    let optional = || field("m", TypeRef::String, Presence::Optional);
    let required = || field("m", TypeRef::String, Presence::Required);
    assert!(structure(Usage::In, vec![optional()]).derive_default);
    assert!(structure(Usage::Out, vec![required()]).derive_default);
    assert!(!structure(Usage::In, vec![required()]).derive_default);
    let mut fixed = required();
    fixed.fixed = Some(json!("x"));
    let view = structure(Usage::In, vec![fixed]);
    assert!(matches!(&view.constructor, Constructor::Required { arguments, .. } if arguments.is_empty()));
}

#[test]
fn the_property_for_the_unknown_steps_aside() {
    let view = structure(Usage::Out, vec![field("extra", TypeRef::String, Presence::Optional)]);
    assert_eq!(view.fields[0].ident.as_str(), "extra");
    assert_eq!(view.extra.as_str(), "extra_properties");
}

#[test]
fn versions_are_modules() {
    let name = |version: &str| version_module(version).to_string();
    assert_eq!([name("2026-07"), name("v4"), name("V2.1"), name("vendor")], ["v2026_07", "v4", "v2_1", "vvendor"]);
}

#[test]
fn the_header_cannot_end_a_comment() {
    assert_eq!(header("a-->\nb"), "@generated by cargo xtask generate from a-> b; do not edit.");
}

#[test]
fn types_that_nest_deeply_set_the_limit_of_the_compiler() {
    let ring = |length: usize| {
        let mut api = api(Usage::Out, Vec::new());
        let first = api.types.remove(0);
        api.types = (0..length)
            .map(|index| {
                let next = TypeRef::Boxed(Id((index + 1) % length));
                let kind = TypeKind::Struct {
                    fields: vec![field("next", next, Presence::Optional)],
                    additional: Additional::Any,
                };
                TypeDef { kind, ..first.clone() }
            })
            .collect();
        nesting::recursion_limit(&[api])
    };
    assert_eq!([ring(1), ring(12)], [None, None]);
    assert_eq!(ring(24), Some(512));
    assert_eq!(ring(300), Some(4096));
    assert_eq!(nesting::recursion_limit(&[]), None);
}
