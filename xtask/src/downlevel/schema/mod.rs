//! Schemas, from JSON Schema 2020-12 as OpenAPI 3.1 uses it to the schemas of 3.0.
//!
//! In: one schema. Out: the same schema in 3.0, with everything below it. Must not: resolve references.
//!
//! The rules run in the order of `RULES`, each over one schema; then the schemas below it follow. A rule may rely on
//! the rules before it.

use crate::diag::codes;
mod arrays;
mod bounds;
mod branches;
mod content;
mod discriminator;
mod enums;
mod keywords;
mod objects;
mod reference;
mod types;

use serde_json::{Value, json};

use super::context::Context;
use super::fix::{self, Object};

type Rule = fn(&mut Context<'_>, &mut Object);

const RULES: [Rule; 15] = [
    keywords::nullable,
    // First, as a branch that joins its schema brings keywords of its own.
    branches::null,
    keywords::annotations,
    keywords::identifiers,
    enums::constant,
    types::names,
    enums::values,
    bounds::all,
    keywords::examples,
    content::encoding,
    arrays::tuples,
    objects::all,
    discriminator::object,
    keywords::unsupported,
    types::settle,
];

/// Rewrites a schema and all below it.
pub(super) fn schema(cx: &mut Context<'_>, value: &mut Value) {
    match value {
        Value::Object(_) => {}
        Value::Bool(true) => *value = json!({}),
        Value::Bool(false) => *value = json!({"not": {}}),
        _ => {
            cx.report(
                codes::DOWNLEVEL_WRONG_TYPE,
                "a schema is not a mapping; any value is accepted",
                "write `{}` if that is intended",
            );
            *value = json!({});
        }
    }
    let Some(object) = value.as_object_mut() else { return };
    if reference::is_whole(cx, object) {
        return;
    }
    for rule in RULES {
        rule(cx, object);
    }
    below(cx, object);
}

/// The schemas that a schema holds.
fn below(cx: &mut Context<'_>, object: &mut Object) {
    fix::each(cx, object, "properties", &mut |cx, _, value| schema(cx, value));
    for key in ["allOf", "oneOf", "anyOf"] {
        fix::each_item(cx, object, key, &mut schema);
    }
    for key in ["items", "not", "additionalProperties"] {
        match object.get_mut(key) {
            // `additionalProperties` may be true or false in 3.0 too.
            Some(Value::Bool(_)) if key == "additionalProperties" => {}
            Some(inner) => cx.within(key, |cx| schema(cx, inner)),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests;
