//! Parts of `allOf`, `oneOf` and `anyOf`.
//!
//! In: combinations, some with a branch that only takes null. Out: lists without such branches, and `nullable`.
//! Must not: merge branches that say different things.

use crate::diag::codes;
use serde_json::{Value, json};

use super::super::context::Context;
use super::super::fix::{self, Object};
use crate::coverage::Keyword;
use crate::diag::Pointer;

pub(super) fn null(cx: &mut Context<'_>, object: &mut Object) {
    loop {
        for key in ["allOf", "oneOf", "anyOf"] {
            fix::list(cx, object, key);
            if object.get(key).and_then(Value::as_array).is_some_and(Vec::is_empty) {
                let message = format!("`{key}` is empty and is left out");
                cx.report_at(key, codes::DOWNLEVEL_EMPTY_LIST, message, "list schemas, or remove it");
                cx.left_out(key);
                object.shift_remove(key);
            }
        }
        // A branch that joins its schema may bring such a list of its own.
        if !["oneOf", "anyOf"].into_iter().any(|key| take_null(cx, object, key) == Change::Joined) {
            break;
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    None,
    /// A branch became part of the schema around it.
    Joined,
}

/// Takes the branches that only null fits out of one list.
fn take_null(cx: &mut Context<'_>, object: &mut Object, key: &str) -> Change {
    let Some(Value::Array(branches)) = object.get_mut(key) else { return Change::None };
    if !branches.iter().any(is_null) {
        return Change::None;
    }
    let list = cx.here().child(key);
    let mut index = 0;
    while let Some(branch) = branches.get(index) {
        if is_null(branch) {
            settle_null(cx, &list.index(index), branch);
            let len = branches.len();
            branches.remove(index);
            cx.removed_item(&list, index, len);
        } else {
            index += 1;
        }
    }
    let left = branches.len();
    object.insert("nullable".to_owned(), json!(true));
    match left {
        0 => {
            object.shift_remove(key);
            object.insert("enum".to_owned(), json!([null]));
            Change::None
        }
        1 => unwrap(cx, object, key),
        _ => Change::None,
    }
}

/// `nullable` says what the branch says; what else it says is lost.
fn settle_null(cx: &mut Context<'_>, at: &Pointer, branch: &Value) {
    cx.read_at(at, Keyword::Type);
    cx.read_at(at, Keyword::Const);
    cx.read_at(at, Keyword::Enum);
    for key in branch.as_object().into_iter().flatten().map(|(key, _)| key) {
        if !["type", "const", "enum", "nullable"].contains(&key.as_str()) {
            lose(cx, &at.child(key), key);
        }
    }
}

/// A remark gives way to that of the schema around it.
fn lose(cx: &mut Context<'_>, at: &Pointer, key: &str) {
    let message = format!("`{key}` of a branch gives way to what the schema around it says");
    cx.report_once(codes::DOWNLEVEL_BRANCH_REMARK, key, message, "write it in the schema around the branches");
    cx.left_out_at(at);
}

/// A branch that takes null and nothing else.
fn is_null(branch: &Value) -> bool {
    let Some(branch) = branch.as_object() else { return false };
    let only =
        |list: &Value| list.as_array().is_some_and(|l| !l.is_empty() && l.iter().all(|v| v.is_null() || v == "null"));
    branch.get("type").is_some_and(|t| t == "null" || t.is_null() || only(t))
        || branch.get("const").is_some_and(Value::is_null)
        || branch
            .get("enum")
            .is_some_and(|e| e.as_array().is_some_and(|l| !l.is_empty() && l.iter().all(Value::is_null)))
}

/// A list of one branch is that branch: it joins the schema around it, or becomes an `allOf` where both have a say.
fn unwrap(cx: &mut Context<'_>, object: &mut Object, key: &str) -> Change {
    let Some(Value::Array(mut branches)) = object.shift_remove(key) else { return Change::None };
    let Some(branch) = branches.pop() else { return Change::None };
    let here = cx.here();
    let from = here.child(key).index(0);
    match branch {
        Value::Object(branch) if !branch.contains_key("$ref") && agree(&branch, object) => {
            if branch.is_empty() {
                cx.repeated(&from);
            }
            for (name, value) in branch {
                if object.contains_key(&name) {
                    lose(cx, &from.child(&name), &name);
                } else {
                    cx.moved(&from.child(&name), &here.child(&name));
                    object.insert(name, value);
                }
            }
            Change::Joined
        }
        branch => {
            let parts = object.entry("allOf").or_insert_with(|| json!([]));
            if let Some(parts) = parts.as_array_mut() {
                cx.moved(&from, &here.child("allOf").index(parts.len()));
                parts.push(branch);
            }
            Change::None
        }
    }
}

/// Whether a branch can join a schema: they share nothing but annotations, where the outer one is about this place.
fn agree(branch: &Object, object: &Object) -> bool {
    const ANNOTATIONS: [&str; 9] = [
        "title",
        "description",
        "example",
        "examples",
        "deprecated",
        "default",
        "nullable",
        "$comment",
        "externalDocs",
    ];
    branch.keys().all(|key| !object.contains_key(key) || ANNOTATIONS.contains(&key.as_str()) || key.starts_with("x-"))
}
