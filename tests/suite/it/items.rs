//! What a generated file is made of: properties, values, calls, parameters, error codes.
//!
//! In: the text of a file. Out: its items by name, with what is to be known of each; docs, comments and what follows from
//! these items are left out. Must not: leave out what it does not know; that is kept as it stands.

use std::collections::BTreeMap;

use quote::ToTokens;
use syn::{Expr, Fields, FnArg, ImplItem, ImplItemFn, Item, ItemImpl, ItemMacro, ItemStatic, ItemStruct, Pat};

/// Items by name, in its order. A name may have parts, behind a `.` each: what belongs to `Type` is `Type.property`.
pub(crate) type Items = BTreeMap<String, String>;

/// What a thing is called in the file, and what the reader knows it by.
type Names = Vec<(String, String)>;

/// Paths that say nothing to a reader of the list.
const PATHS: [&str; 9] = [
    "super::super::",
    "super::",
    "enums::",
    "models::",
    "sdk_runtime::",
    "std::collections::",
    "Method::",
    "RetryClass::",
    "ErrorClass::",
];

/// The items of a file.
pub(crate) fn of(text: &str) -> Items {
    let file = syn::parse_file(text).expect("generated files are Rust");
    let (mut items, mut names) = (Items::new(), Names::new());
    // Facts are listed with their calls.
    for fact in file.items.iter().filter_map(|item| if let Item::Static(fact) = item { Some(fact) } else { None }) {
        self::fact(fact, &mut items);
    }
    for item in &file.items {
        match item {
            Item::Struct(item) => structure(item, &mut items),
            Item::Enum(item) if item.ident == "ErrorCode" => {}
            Item::Enum(item) => {
                for variant in &item.variants {
                    items.insert(format!("{}.{}", item.ident, variant.ident), short(&variant.fields));
                }
            }
            Item::Impl(item) if item.trait_.is_none() => implementation(item, &mut items, &mut names),
            Item::Macro(item) => invocation(item, &mut items),
            Item::Impl(_) | Item::Static(_) | Item::Use(_) | Item::Mod(_) => {}
            other => drop(items.insert(short(other), String::new())),
        }
    }
    named(items, &names)
}

fn structure(item: &ItemStruct, items: &mut Items) {
    let owner = &item.ident;
    let Fields::Named(fields) = &item.fields else {
        return drop(items.insert(owner.to_string(), short(&item.fields)));
    };
    for field in &fields.named {
        let (name, ty) = (field.ident.as_ref().map(ToString::to_string).unwrap_or_default(), short(&field.ty));
        match name.as_str() {
            "client" | "inner" => {}
            "extra" if ty == "Extra" => {}
            "call" => {
                let given = ty.strip_prefix("Call<").and_then(|ty| ty.strip_suffix('>')).unwrap_or(&ty);
                items.insert(format!("{owner}.gives"), given.to_owned());
            }
            _ => drop(items.insert(format!("{owner}.{name}"), ty)),
        }
    }
}

/// Constructors and accessors show what is required, methods of services and of calls what can be set.
fn implementation(item: &ItemImpl, items: &mut Items, names: &mut Names) {
    let owner = short(&item.self_ty);
    for function in item.items.iter().filter_map(|item| if let ImplItem::Fn(item) = item { Some(item) } else { None }) {
        let name = function.sig.ident.to_string();
        let arguments: Vec<(String, String)> = function.sig.inputs.iter().filter_map(argument).collect();
        let member = format!("{owner}.{name}");
        match function.sig.inputs.first() {
            // A setter of a property adds nothing to the property.
            Some(FnArg::Receiver(_)) if items.contains_key(&member) && !arguments.is_empty() => {}
            Some(FnArg::Receiver(_)) if items.contains_key(&member) => mark(items, &member, "required in responses"),
            Some(FnArg::Receiver(receiver)) if short(receiver).starts_with('&') => {
                method(function, &arguments, items, names)
            }
            Some(FnArg::Receiver(_)) => {
                let sent = short(&function.block);
                let sent = sent.split_once("self.call = self.call.").and_then(|(_, rest)| rest.split_once(';'));
                let sent = sent.map_or("", |(sent, _)| sent.trim());
                let types: Vec<String> = arguments.into_iter().map(|(_, ty)| ty).collect();
                let types = types.join(", ");
                // A parameter that goes out under its own name needs no more words.
                let plain = sent == format!("query(\"{name}\", &{name})");
                items.insert(format!("{member}()"), if plain { types } else { format!("{types}, {sent}") });
            }
            _ if name == "new" => {
                arguments.iter().for_each(|(name, _)| mark(items, &format!("{owner}.{name}"), "required"))
            }
            _ => {}
        }
    }
}

/// A method of a service; it determines the names of the operation's static and builder.
fn method(function: &ImplItemFn, arguments: &[(String, String)], items: &mut Items, names: &mut Names) {
    let name = function.sig.ident.to_string();
    let builder = short(&function.sig.output).trim_start_matches("-> ").to_owned();
    let block = short(&function.block);
    let called = block.split_once(".call(&").and_then(|(_, rest)| rest.split_once(", "));
    let Some((fact, rest)) = called else { return drop(items.insert(format!("{name}()"), builder)) };
    let given: Vec<String> = arguments.iter().map(|(name, ty)| format!("{name}: {ty}")).collect();
    items.insert(format!("{name}.takes"), given.join(", "));
    let sent = rest.trim_end_matches([' ', '}', ',']).split_once(")").map_or("", |(_, sent)| sent);
    items.insert(format!("{name}.sends"), sent.to_owned());
    names.push((fact.to_owned(), name.clone()));
    names.push((builder, name));
}

/// What is known of an operation and of its builder goes under the name of its method.
fn named(items: Items, names: &[(String, String)]) -> Items {
    let name = |key: String| {
        let (owner, rest) = key.split_once('.').map_or((key.as_str(), None), |(owner, rest)| (owner, Some(rest)));
        let Some((_, name)) = names.iter().find(|(known, _)| known == owner) else { return key };
        rest.map_or_else(|| name.clone(), |rest| format!("{name}.{rest}"))
    };
    items.into_iter().map(|(key, text)| (name(key), text)).collect()
}

fn argument(input: &FnArg) -> Option<(String, String)> {
    let FnArg::Typed(typed) = input else { return None };
    let Pat::Ident(name) = &*typed.pat else { return None };
    let ty = short(&typed.ty);
    let ty = ty.strip_prefix("impl Into<").and_then(|ty| ty.strip_suffix('>')).unwrap_or(&ty);
    Some((name.ident.to_string(), ty.to_owned()))
}

fn mark(items: &mut Items, key: &str, word: &str) {
    if let Some(text) = items.get_mut(key) {
        let gap = if text.is_empty() { "" } else { ", " };
        text.push_str(&format!("{gap}{word}"));
    }
}

/// `name! { Type … { item => "wire", … } … }`: what stands there beside the names of the fields.
fn invocation(item: &ItemMacro, items: &mut Items) {
    let text = short(&item.mac.tokens);
    let name = item.mac.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
    let (head, rest) = text.split_once('{').unwrap_or((&text, ""));
    let owner = head.trim().split([' ', ':', ',', '(']).next().unwrap_or_default().to_owned();
    match name.as_str() {
        "operation" | "paged_operation" | "redacted_debug" | "error_type" => {}
        _ => {
            let (body, end) = rest.rsplit_once('}').unwrap_or((rest, ""));
            for row in body.split(", ").map(|row| row.trim_matches([' ', ','])).filter(|row| !row.is_empty()) {
                let (field, wire) = row.split_once(" => ").unwrap_or((row, ""));
                let key = format!("{owner}.{}", field.split('(').next().unwrap_or_default());
                if !items.contains_key(&key) {
                    items.insert(format!("{owner}.{name}! {row}"), String::new());
                } else if wire != format!("\"{field}\"") {
                    mark(items, &key, wire);
                }
            }
            if !matches!(end.trim(), "" | "extra") {
                items.insert(format!("{owner}.{name}! end"), end.trim().to_owned());
            }
        }
    }
}

/// What describes an operation or the API, word by word; the rows of the error table.
fn fact(item: &ItemStatic, items: &mut Items) {
    let mut current = &*item.expr;
    while let Expr::MethodCall(call) = current {
        items.insert(format!("{}.{}", item.ident, call.method), short(&call.args));
        current = &call.receiver;
    }
    let rows = match current {
        Expr::Reference(reference) => &reference.expr,
        _ => current,
    };
    match rows {
        Expr::Array(rows) => {
            for row in &rows.elems {
                let text = short(row);
                let part = |name: &str| {
                    text.split_once(&format!("{name}: "))
                        .map_or("", |(_, rest)| rest.split(", ").next().unwrap_or(rest))
                };
                let facts = ["statuses", "kind", "retry", "class"].map(|name| format!("{name} {}", part(name)));
                let code = part("code").trim_start_matches("RawCode::Number(").trim_end_matches(')');
                items.insert(format!("{code} {}", part("name").trim_matches('"')), facts.join(", "));
            }
        }
        // `Operation::new("id", Method::Get, "/path")`.
        Expr::Call(call) if call.args.len() == 3 => {
            let words: Vec<String> = call.args.iter().map(short).collect();
            items.insert(item.ident.to_string(), format!("{} {}", words[1].to_uppercase(), words[2].trim_matches('"')));
        }
        other => drop(items.insert(item.ident.to_string(), short(other))),
    }
}

/// Tokens as a person would write them, without attributes and without paths that go without saying.
fn short<T: ToTokens + ?Sized>(tokens: &T) -> String {
    let mut text = tokens.to_token_stream().to_string().split_whitespace().collect::<Vec<_>>().join(" ");
    for (wide, narrow) in [
        (" :: ", "::"),
        (" < ", "<"),
        (" >", ">"),
        ("< ", "<"),
        (" <", "<"),
        (" ,", ","),
        (",>", ">"),
        ("& ", "&"),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        (",)", ")"),
        (" .", "."),
        (". ", "."),
        ("[ ", "["),
        (" ]", "]"),
        (" :", ":"),
        ("pub ", ""),
    ] {
        text = text.replace(wide, narrow);
    }
    for path in PATHS {
        text = text.replace(path, "");
    }
    text
}

#[test]
fn items_are_what_can_be_used_and_not_how_it_is_told() {
    let old = r#"
        /// A thing.
        pub struct Thing { pub id: String, pub kind: Option<super::Kind>, pub extra: sdk_runtime::Extra }
        sdk_runtime::write_object! { Thing { id => "id", kind => "type" } extra }
        impl Thing { pub fn new(id: impl Into<String>) -> Self { todo!() } pub fn kind(mut self, kind: Kind) -> Self { self } }
    "#;
    let found = of(old);
    assert_eq!(found["Thing.id"], "String, required");
    assert_eq!(found["Thing.kind"], "Option<Kind>, \"type\"");
    assert_eq!(found.len(), 2);
    assert_eq!(of(&old.replace("A thing.", "Something else.")), found);
    for (was, is) in
        [("Option<super::Kind>", "Option<String>"), ("\"type\"", "\"sort\""), ("id: impl Into<String>", "")]
    {
        assert_ne!(of(&old.replace(was, is)), found, "{was}");
    }
    let call = r#"
        impl Things { pub fn get(&self, id: impl Into<String>) -> Get { Get { call: self.client.call(&GET, decode::json).path("id", &id) } } }
        static GET: Operation = Operation::new("get", Method::Get, "/things/{id}").rate_limit(5, 1_000);
        pub struct Get { call: Call<models::Thing> }
        impl Get { pub fn lang(mut self, lang: impl Into<String>) -> Self { self.call = self.call.query("lang", &lang); self } }
    "#;
    let found: Vec<String> = of(call).into_iter().map(|(key, text)| format!("{key}: {text}")).collect();
    let wanted = [
        "get: GET /things/{id}",
        "get.gives: Thing",
        "get.lang(): String",
        "get.rate_limit: 5, 1_000",
        "get.sends: .path(\"id\", &id)",
        "get.takes: id: String",
    ];
    assert_eq!(found, wanted);
}
