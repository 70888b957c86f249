//! What somebody may have meant.
//!
//! In: a name or a target that matches nothing. Out: a help line. Must not: act on a guess.

use serde_json::Value;

/// The known name nearest to `name`, when one is near.
pub(super) fn of<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let reach = (name.chars().count() / 3).max(2);
    known
        .map(|k| (strsim::damerau_levenshtein(&name.to_lowercase(), &k.to_lowercase()), k))
        .filter(|(distance, _)| *distance <= reach)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, k)| k)
}

/// The help line for a target that matches nothing: the first member that is not there, and the nearest that is.
pub(super) fn help(document: &Value, target: &str) -> String {
    let mut here = document;
    let mut walked = String::from("$");
    for name in names(target) {
        let next = match here {
            Value::Object(members) => members.get(&name),
            Value::Array(items) => name.parse::<usize>().ok().and_then(|index| items.get(index)),
            _ => None,
        };
        if let Some(next) = next {
            here = next;
            walked = format!("{walked}['{name}']");
            continue;
        }
        let members = here.as_object().into_iter().flat_map(|m| m.keys().map(String::as_str));
        return match of(&name, members) {
            Some(near) => format!("`{walked}` has no `{name}`; did you mean `{near}`?"),
            None => format!("`{walked}` has no `{name}`; correct the target or remove the action"),
        };
    }
    "correct the target, or remove the action if the document no longer needs it".to_owned()
}

/// The quoted names in those brackets of a JSONPath that choose between several, as in `['a', 'b']`.
pub(super) fn choices(target: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = target;
    while let Some(start) = rest.find('[') {
        let (names, after) = bracket(&rest[start + 1..]);
        if names.len() > 1 {
            found.extend(names);
        }
        rest = after;
    }
    found
}

/// The names that stand directly in a bracket, and what follows it; none if something else stands in it.
fn bracket(inside: &str) -> (Vec<String>, &str) {
    let mut names = Vec::new();
    let mut rest = inside.trim_start();
    while let Some(quote) = rest.chars().next().filter(|first| matches!(first, '\'' | '"')) {
        let Some((name, after)) = rest[1..].split_once(quote) else { break };
        names.push(name.to_owned());
        rest = after.trim_start();
        match rest.strip_prefix(',') {
            Some(next) => rest = next.trim_start(),
            None if rest.starts_with(']') => return (names, &rest[1..]),
            None => break,
        }
    }
    (Vec::new(), rest)
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

    use super::{choices, help, names, of};

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
    fn names_to_choose_from() {
        assert_eq!(choices("$.paths['/a/{b}', \"/c\"]['get','put'].x['y']"), ["/a/{b}", "/c", "get", "put"]);
        assert_eq!(choices("$.a[?@['b'] == 'x' || @.b == 'y'].c[0, 1]"), [""; 0]);
        assert_eq!(choices("$.a['b', 'c"), [""; 0]);
    }

    #[test]
    fn the_nearest_member() {
        let document = json!({"paths": {"/trackings": {"get": {}}, "/couriers": {}}});
        assert_eq!(
            help(&document, "$.paths['/traking'].get"),
            "`$['paths']` has no `/traking`; did you mean `/trackings`?"
        );
        assert!(help(&document, "$.paths['/zzz'].get").contains("has no `/zzz`; correct"));
        assert_eq!(of("remvoe", ["update", "remove"].into_iter()), Some("remove"));
        assert_eq!(of("x", ["update", "remove"].into_iter()), None);
    }
}
