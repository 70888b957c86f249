//! Parameters of two operations that are one.
//!
//! In: a pair of operations. Out: facts, and pairs of schemas. Must not: compare a schema.

use serde_json::{Value, json};

use super::call::{Call, Pair, Sender, direction};
use super::documentation;
use super::fact::Fact;
use super::ids::Direction;
use super::kind::Kind;
use super::names::similar;
use super::pairs::Role;
use super::walk::{Walk, of_call};
use crate::contract::{Contract, Parameter};
use crate::ir::ParameterLocation;

pub(super) fn compare(walk: &mut Walk<'_>, pair: &Pair<'_>, sender: Sender) {
    let call = (pair.id, direction(sender, Direction::Request));
    let order = |list: &[Parameter], path: &str| variables(list, path);
    let (old_path, new_path) =
        (order(&pair.old.parameters, &pair.old.path), order(&pair.new.parameters, &pair.new.path));
    let mut added: Vec<&Parameter> = pair.new.parameters.iter().collect();
    let mut gone = Vec::new();
    for old in &pair.old.parameters {
        let same = |new: &&Parameter| match old.location {
            ParameterLocation::Path => {
                let at = old_path.iter().position(|name| *name == old.name);
                new.location == ParameterLocation::Path
                    && at.map_or(new.name == old.name, |at| new_path.get(at) == Some(&new.name))
            }
            ParameterLocation::Header => new.location == old.location && new.name.eq_ignore_ascii_case(&old.name),
            _ => new.location == old.location && new.name == old.name,
        };
        match added.iter().position(same) {
            Some(index) => one(walk, old, added.remove(index), call),
            None => gone.push(old),
        }
    }
    inferred(walk, &mut gone, &mut added, call);
    for old in gone {
        let text = format!("{} is gone", words(old));
        walk.add(Fact::new(Kind::ParamRemoved, of_call(call), text).old(&old.origin, value(old)));
    }
    for new in added {
        let has_default = walk.new.contract.schemas[new.schema].notes.default.is_some();
        let (kind, text) = match (new.required, has_default) {
            (false, _) => (Kind::ParamAddedOptional, "is new"),
            (true, false) => (Kind::ParamAddedRequired, "is new and required"),
            (true, true) => (Kind::ParamAddedRequiredDefault, "is new and required, with a default"),
        };
        let text = format!("{} {text}", words(new));
        walk.add(Fact::new(kind, of_call(call), text).new_side(&new.origin, value(new)));
    }
}

/// The names in a path's template, in order.
fn variables(parameters: &[Parameter], path: &str) -> Vec<String> {
    let mut found: Vec<(usize, String)> = parameters
        .iter()
        .filter(|parameter| parameter.location == ParameterLocation::Path)
        .filter_map(|parameter| Some((path.find(&format!("{{{}", parameter.name))?, parameter.name.clone())))
        .collect();
    found.sort();
    found.into_iter().map(|(_, name)| name).collect()
}

/// `query parameter limit`.
fn words(parameter: &Parameter) -> String {
    format!("the {} parameter {}", location(parameter.location), parameter.name)
}

const fn location(location: ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    }
}

fn value(parameter: &Parameter) -> Value {
    json!({"name": parameter.name, "in": location(parameter.location), "required": parameter.required})
}

/// Parameters that moved, or that have another name.
fn inferred<'a>(walk: &mut Walk<'_>, gone: &mut Vec<&'a Parameter>, added: &mut Vec<&'a Parameter>, call: Call) {
    gone.retain(|old| {
        let moved = added.iter().position(|new| new.name == old.name && walk.same.schemas(old.schema, new.schema));
        let alone = gone_alone(walk, old, added);
        let Some(index) = moved.or(alone) else { return true };
        let new = added.remove(index);
        let (kind, text) = if moved.is_some() {
            (Kind::ParamMoved, format!("{} is now a {} parameter", words(old), location(new.location)))
        } else {
            (Kind::ParamRenamed, format!("{} is now called {}", words(old), new.name))
        };
        let fact = Fact::new(kind, of_call(call), text).both((&old.origin, value(old)), (&new.origin, value(new)));
        let fact = match kind {
            Kind::ParamRenamed => fact.probable("same location, one gone, one new, equal schema"),
            _ => fact.probable("same name and schema, another location"),
        };
        walk.add(fact);
        one(walk, old, new, call);
        false
    });
}

/// The one new parameter at the same location with an equal schema, if nothing speaks against it.
fn gone_alone(walk: &Walk<'_>, old: &Parameter, added: &[&Parameter]) -> Option<usize> {
    let fits = |new: &&Parameter| {
        new.location == old.location
            && new.required == old.required
            && walk.same.schemas(old.schema, new.schema)
            && (similar(&old.name, &new.name) || walk.same.is_telling(old.schema))
    };
    let mut found = added.iter().enumerate().filter(|(_, new)| fits(new));
    let first = found.next()?.0;
    found.next().is_none().then_some(first)
}

/// One parameter.
fn one(walk: &mut Walk<'_>, old: &Parameter, new: &Parameter, call: Call) {
    let about = (Some(&old.origin), Some(&new.origin));
    let mut changed = |kind: Kind, key: &str, text: String, values: (Value, Value)| {
        let at = |contract: &Contract, parameter: &Parameter| {
            let at = parameter.origin.child(key);
            if contract.value(&at).is_some() { at } else { parameter.origin.clone() }
        };
        let (from, to) = (at(walk.old.contract, old), at(walk.new.contract, new));
        walk.facts.push(
            Fact::new(kind, of_call(call), text).both((&from, values.0), (&to, values.1)).about(about.0, about.1),
        );
    };
    match (old.required, new.required) {
        (false, true) => {
            let text = format!("{} is required now", words(old));
            changed(Kind::ParamBecameRequired, "required", text, (false.into(), true.into()));
        }
        (true, false) => {
            let text = format!("{} is no longer required", words(old));
            changed(Kind::ParamBecameOptional, "required", text, (true.into(), false.into()));
        }
        _ => {}
    }
    if old.deprecated != new.deprecated {
        let text = format!("{} is {}deprecated", words(old), if new.deprecated { "" } else { "no longer " });
        let values = (old.deprecated.into(), new.deprecated.into());
        changed(Kind::ParamDeprecated, "deprecated", text, values);
    }
    if let Some(key) = written_otherwise(walk, old, new) {
        let text = format!("{} is written otherwise", words(old));
        let way = |parameter: &Parameter| {
            json!({"style": parameter.style, "explode": parameter.explode, "allowReserved": parameter.allow_reserved,
                   "content": parameter.media})
        };
        let values = (way(old), way(new));
        let at = |contract: &Contract, parameter: &Parameter| {
            let at = parameter.origin.child(key);
            if contract.value(&at).is_some() { at } else { parameter.origin.clone() }
        };
        let (from, to) = (at(walk.old.contract, old), at(walk.new.contract, new));
        walk.add(
            Fact::new(Kind::ParamSerialization, of_call(call), text)
                .both((&from, values.0), (&to, values.1))
                .about(about.0, about.1),
        );
    }
    documentation::parameter(walk, old, new, call);
    walk.schema(old.schema, new.schema, Role::Parameter, call);
}

/// The keyword by which the two are written in different ways. What a value that is no list or object ignores does
/// not count.
fn written_otherwise(walk: &Walk<'_>, old: &Parameter, new: &Parameter) -> Option<&'static str> {
    use crate::resolve::Kind::{Array, Object};
    let compound = |contract: &Contract, parameter: &Parameter| {
        let schemas = &contract.schemas;
        matches!(schemas[schemas.target(parameter.schema)].kind, Array { .. } | Object { .. })
    };
    let compound = compound(walk.old.contract, old) || compound(walk.new.contract, new);
    if old.media.is_some() != new.media.is_some() {
        return Some("content");
    }
    if old.media.is_some() {
        return (old.media != new.media).then_some("content");
    }
    let marked = old.location == ParameterLocation::Path;
    if old.style != new.style && (compound || marked) {
        return Some("style");
    }
    if old.explode != new.explode && compound {
        return Some("explode");
    }
    (old.allow_reserved != new.allow_reserved).then_some("allowReserved")
}
