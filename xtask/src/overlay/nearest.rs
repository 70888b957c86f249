//! What was probably meant.
//!
//! In: a name or a target that matches nothing. Out: a help line. Must not: act on a guess.

use serde_json::Value;

use crate::diag::nearest as of;

/// The help line for a target that matches nothing: the first property that is not there, and the nearest that is.
pub(super) fn help(document: &Value, target: &str) -> String {
    let mut here = document;
    let mut walked = String::from("$");
    for name in names(target) {
        let next = match here {
            Value::Object(properties) => properties.get(&name),
            Value::Array(items) => name.parse::<usize>().ok().and_then(|index| items.get(index)),
            _ => None,
        };
        if let Some(next) = next {
            here = next;
            walked = format!("{walked}['{name}']");
            continue;
        }
        let properties = here.as_object().into_iter().flat_map(|m| m.keys().map(String::as_str));
        return match of(&name, properties) {
            Some(near) => format!("`{walked}` has no `{name}`; did you mean `{near}`?"),
            None => format!("`{walked}` has no `{name}`; correct the target or remove the action"),
        };
    }
    "correct the target, or remove the action if the document no longer needs it".to_owned()
}

/// The plain names at the beginning of a JSONPath, up to the first wildcard, filter or descent.
fn names(target: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = target.strip_prefix('$').unwrap_or_default();
    loop {
        let (name, after) = if let Some(dotted) = rest.strip_prefix('.') {
            let end = dotted.find(['.', '[']).unwrap_or(dotted.len());
            dotted.split_at(end)
        } else if let Some(quoted) = rest.strip_prefix("['").or_else(|| rest.strip_prefix("[\"")) {
            let quote = if rest.starts_with("['") { "']" } else { "\"]" };
            match quoted.split_once(quote) {
                Some(parts) => parts,
                None => break,
            }
        } else if let Some(parts) = rest.strip_prefix('[').and_then(|r| r.split_once(']')) {
            parts
        } else {
            break;
        };
        // A choice of several names is no single name.
        if name.is_empty() || name.starts_with(['*', '?', '\'', '"']) || name.contains(['\'', '"']) {
            break;
        }
        names.push(name.to_owned());
        rest = after;
    }
    names
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{help, names};

    #[test]
    fn names_up_to_the_first_choice() {
        assert_eq!(
            names("$.paths['/a/{b}'].get.parameters[0].schema"),
            ["paths", "/a/{b}", "get", "parameters", "0", "schema"]
        );
        assert_eq!(names("$.paths[*].get"), ["paths"]);
        assert_eq!(names("$..get"), [""; 0]);
        assert_eq!(names("$.a[?@.b == 1].c"), ["a"]);
        assert_eq!(names("$.paths['/a', '/b'].get"), ["paths"]);
    }

    #[test]
    fn the_nearest_member() {
        let document = json!({"paths": {"/trackings": {"get": {}}, "/couriers": {}}});
        assert_eq!(
            help(&document, "$.paths['/traking'].get"),
            "`$['paths']` has no `/traking`; did you mean `/trackings`?"
        );
        assert!(help(&document, "$.paths['/zzz'].get").contains("has no `/zzz`; correct"));
    }
}
