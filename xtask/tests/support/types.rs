//! Types: each kind, each presence, each usage, and names that collide.

use std::collections::BTreeMap;

use serde_json::json;
use xtask::ir::{
    Additional, Constraints, Deprecation, Docs, EnumRepr, EnumValue, Field, Id, MatchRule, Origin, Payload, Presence,
    StatusPattern, StatusVariant, TypeDef, TypeKind, TypeRef, UnionRule, Usage, Variant,
};

use super::{docs, hostile_docs, hostile_rules, wire, words};

/// Ids by name.
pub(crate) type Ids = BTreeMap<&'static str, Id>;

const NAMES: &[&str] = &[
    "alias list",
    "answer",
    "body",
    "box",
    "client",
    "deep",
    "empty",
    "error",
    "fixed only",
    "form",
    "level",
    "listing",
    "maker",
    "mixed",
    "option",
    "paging",
    "pet",
    "result",
    "self",
    "sheet",
    "status result",
    "string",
    "tag",
    "tree",
    "type",
    "typed",
    "typed in",
    "upload",
    "write union",
    "write wrapper",
];

pub(crate) fn all() -> (Vec<TypeDef>, Ids) {
    let ids: Ids = NAMES.iter().enumerate().map(|(at, name)| (*name, Id(at))).collect();
    let types = NAMES.iter().map(|name| def(name, &ids)).collect();
    (types, ids)
}

fn def(name: &'static str, ids: &Ids) -> TypeDef {
    let (usage, kind) = kind(name, ids);
    TypeDef {
        name: words(name),
        kind,
        usage,
        constraints: Constraints::default(),
        default: None,
        example: None,
        deprecated: (name == "box").then(|| Deprecation { since: None, note: Some("use [other]".to_owned()) }),
        docs: if name == "answer" { hostile_docs() } else { Docs::default() },
        origin: Origin::default(),
    }
}

fn kind(name: &'static str, ids: &Ids) -> (Usage, TypeKind) {
    let named = |name: &str| TypeRef::Named(ids[name]);
    let list = |ty: TypeRef| TypeRef::List(Box::new(ty));
    match name {
        "alias list" => (Usage::Both, TypeKind::Alias(list(TypeRef::String))),
        "answer" => (Usage::Out, structure(every_property(ids))),
        "body" => (Usage::In, structure(every_property(ids))),
        "maker" => (Usage::Both, structure(every_property(ids))),
        "box" | "empty" | "option" => (Usage::Both, structure(Vec::new())),
        "client" | "error" | "result" => {
            (Usage::Out, structure(vec![field("value", TypeRef::F64, Presence::Required)]))
        }
        "string" => (Usage::In, structure(vec![field("value", TypeRef::String, Presence::Required)])),
        "deep" => (
            Usage::Both,
            structure(vec![
                field("next", TypeRef::Boxed(ids["deep"]), Presence::Nullable),
                field("inner", TypeRef::Boxed(ids["empty"]), Presence::Required),
            ]),
        ),
        "fixed only" => {
            let mut kind = field("kind", TypeRef::String, Presence::Required);
            kind.fixed = Some(json!("fixed \"one\""));
            (Usage::In, structure(vec![kind]))
        }
        "form" => (
            Usage::In,
            structure(vec![
                field("grant", TypeRef::String, Presence::Required),
                field("scopes", list(TypeRef::String), Presence::Optional),
            ]),
        ),
        "upload" => (
            Usage::In,
            structure(vec![
                field("file", TypeRef::Binary, Presence::Required),
                field("more", list(TypeRef::Binary), Presence::Optional),
                field("meta", named("maker"), Presence::Optional),
                field("count", TypeRef::I64, Presence::Required),
            ]),
        ),
        "listing" => (
            Usage::Out,
            structure(vec![
                field("things", list(named("deep")), Presence::Required),
                field("paging", named("paging"), Presence::OptionalNullable),
            ]),
        ),
        "paging" => (
            Usage::Out,
            structure(vec![
                field("next", TypeRef::String, Presence::Nullable),
                field("more", TypeRef::Bool, Presence::Required),
                field("total", TypeRef::I64, Presence::Optional),
            ]),
        ),
        "sheet" => (
            Usage::Both,
            structure(vec![
                field("page", TypeRef::Binary, Presence::Required),
                field("pages", list(TypeRef::Binary), Presence::OptionalNullable),
            ]),
        ),
        "typed" => (Usage::Both, typed(TypeRef::I64)),
        "typed in" => (Usage::In, typed(TypeRef::Named(ids["form"]))),
        "level" => (Usage::Both, enumeration(EnumRepr::Integer, &["1", "-2", "1"], &["n1", "minus 2", "n1"])),
        "self" => (Usage::Both, enumeration(EnumRepr::String, &["self", "none"], &["self", "none"])),
        "tag" | "type" => (
            Usage::Both,
            enumeration(
                EnumRepr::String,
                &["In \"Transit\"", "", "unknown", "in_transit", "Ok"],
                &["in transit", "empty", "unknown", "in transit", "ok"],
            ),
        ),
        "tree" => (Usage::Both, TypeKind::Wrapper(list(named("tree")))),
        "write wrapper" => (Usage::In, TypeKind::Wrapper(list(named("form")))),
        "status result" => (Usage::Out, TypeKind::ByStatus(statuses(ids))),
        _ => (if name == "write union" { Usage::In } else { Usage::Both }, union(name, ids)),
    }
}

pub(crate) fn structure(fields: Vec<Field>) -> TypeKind {
    TypeKind::Struct { fields, additional: Additional::Any }
}

fn typed(ty: TypeRef) -> TypeKind {
    let fields = vec![field("name", TypeRef::String, Presence::Optional)];
    TypeKind::Struct { fields, additional: Additional::Typed(ty) }
}

pub(crate) fn field(name: &str, ty: TypeRef, presence: Presence) -> Field {
    Field {
        aliases: vec![wire(&format!("{name} too"))],
        wire: wire(name),
        name: words(&name.replace(['_', '-', '$'], " ")),
        ty,
        presence,
        required_rank: None,
        fixed: None,
        constraints: hostile_rules(),
        default: None,
        example: Some(json!("*/ <script>`\n```")),
        redacted: false,
        read_only: false,
        write_only: false,
        deprecated: None,
        docs: Docs::default(),
        origin: Origin::default(),
    }
}

/// Every type with every presence.
fn every_property(ids: &Ids) -> Vec<Field> {
    let named = |name: &str| TypeRef::Named(ids[name]);
    let list = |ty: TypeRef| TypeRef::List(Box::new(ty));
    let map = |ty: TypeRef| TypeRef::Map(Box::new(ty));
    let types = [
        ("flag", TypeRef::Bool),
        ("small", TypeRef::I32),
        ("count", TypeRef::I64),
        ("size", TypeRef::U32),
        ("total", TypeRef::U64),
        ("ratio", TypeRef::F32),
        ("weight", TypeRef::F64),
        ("type", TypeRef::String),
        ("day", TypeRef::Date),
        ("at", TypeRef::DateTime),
        ("bytes", TypeRef::Base64),
        ("any", TypeRef::Json),
        ("texts", list(TypeRef::String)),
        ("numbers", list(TypeRef::U32)),
        ("nested", list(list(TypeRef::Date))),
        ("maybe_texts", list(TypeRef::Nullable(Box::new(TypeRef::String)))),
        ("labels", map(TypeRef::String)),
        ("scores", map(TypeRef::F64)),
        ("tag", named("tag")),
        ("level", named("level")),
        ("tags", list(named("tag"))),
        ("deep", TypeRef::Boxed(ids["deep"])),
        ("deeps", list(TypeRef::Boxed(ids["deep"]))),
        ("empty", named("empty")),
        ("alias", named("alias list")),
        ("pet", named("pet")),
        ("mixed", named("mixed")),
        ("tree", named("tree")),
    ];
    let mut fields = Vec::new();
    for (name, ty) in types {
        for (mark, presence) in [
            ("", Presence::Required),
            ("_optional", Presence::Optional),
            ("_nullable", Presence::Nullable),
            ("_free", Presence::OptionalNullable),
        ] {
            // One of each presence is enough to see that a struct of required ones works.
            fields.push(field(&format!("{name}{mark}"), ty.clone(), presence));
        }
    }
    fields.extend(special(ids));
    fields
}

/// Names and facts that need care.
fn special(ids: &Ids) -> Vec<Field> {
    let mut out: Vec<Field> = ["extra", "new", "self", "default", "clone", "$ref", "gen"]
        .iter()
        .map(|name| field(name, TypeRef::String, Presence::Optional))
        .collect();
    let mut secret = field("api-key", TypeRef::String, Presence::Required);
    secret.redacted = true;
    let mut old = field("old", TypeRef::String, Presence::Required);
    old.deprecated = Some(Deprecation { since: Some("v2".to_owned()), note: Some("Use `new`.\nPlease.".to_owned()) });
    old.docs = hostile_docs();
    let mut older = field("older", TypeRef::String, Presence::Optional);
    older.deprecated = Some(Deprecation::default());
    older.default = Some(json!("a ` b"));
    let mut fixed = field("fixed", TypeRef::Named(ids["tag"]), Presence::Required);
    fixed.fixed = Some(json!("Ok"));
    let mut five = field("five", TypeRef::I64, Presence::Nullable);
    five.fixed = Some(json!(5));
    out.extend([secret, old, older, fixed, five]);
    out
}

pub(crate) fn enumeration(repr: EnumRepr, wires: &[&str], names: &[&str]) -> TypeKind {
    let values = wires.iter().zip(names).map(|(value, name)| EnumValue {
        wire: wire(value),
        name: words(name),
        docs: docs("A [value]."),
    });
    TypeKind::Enum { repr, values: values.collect() }
}

fn variant(name: &str, ty: TypeRef, rule: MatchRule) -> Variant {
    Variant { name: words(name), ty, rule, constraints: Constraints::default(), docs: Docs::default() }
}

fn union(name: &str, ids: &Ids) -> TypeKind {
    let named = |name: &str| TypeRef::Named(ids[name]);
    let texts = || vec!["a \"b\"".to_owned(), "c".to_owned()];
    match name {
        "pet" => TypeKind::Union {
            rule: UnionRule::Discriminator(wire("kind")),
            variants: vec![
                variant("maker", TypeRef::Boxed(ids["maker"]), MatchRule::Tag(texts())),
                variant("empty", named("empty"), MatchRule::Tag(vec!["e".to_owned()])),
            ],
        },
        "write union" => TypeKind::Union {
            rule: UnionRule::Ordered,
            variants: vec![
                variant("form", named("form"), MatchRule::Properties(vec![wire("grant")])),
                variant("text", TypeRef::String, MatchRule::String),
                variant("any", TypeRef::Json, MatchRule::Try),
            ],
        },
        _ => TypeKind::Union {
            rule: UnionRule::Ordered,
            variants: vec![
                variant("null", TypeRef::Json, MatchRule::Null),
                variant("flag", TypeRef::Bool, MatchRule::Bool),
                variant("count", TypeRef::I64, MatchRule::Integer),
                variant("ratio", TypeRef::F64, MatchRule::Number),
                variant("tag", named("tag"), MatchRule::OneOf(texts())),
                variant("text", TypeRef::String, MatchRule::String),
                variant("texts", named("alias list"), MatchRule::Array),
                variant("more texts", TypeRef::List(Box::new(TypeRef::String)), MatchRule::Array),
                variant("empty", named("empty"), MatchRule::Properties(vec![wire("a"), wire("b")])),
                variant("labels", TypeRef::Map(Box::new(TypeRef::I64)), MatchRule::Object),
                variant("unknown", TypeRef::Json, MatchRule::Try),
            ],
        },
    }
}

fn statuses(ids: &Ids) -> Vec<StatusVariant> {
    let variant = |status, name: &str, payload| StatusVariant { status, name: words(name), payload };
    vec![
        variant(StatusPattern::Exact(200), "ok", Payload::Json(TypeRef::Named(ids["answer"]))),
        variant(StatusPattern::Exact(202), "none", Payload::Empty),
        variant(StatusPattern::Exact(203), "text", Payload::Text),
        variant(StatusPattern::Class(2), "other", Payload::Binary),
        variant(StatusPattern::Default, "default", Payload::Json(TypeRef::Json)),
    ]
}
