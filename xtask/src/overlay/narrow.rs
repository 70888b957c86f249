//! Splits a target with alternatives into one target for each.
//!
//! In: a JSONPath. Out: each alternative with its own target. Must not: look at the document.
//!
//! Alternatives are the selectors of a bracket, as in `['a', 'b']`, and what `||` joins in a filter, as in
//! `[?@.name == 'a' || @.name == 'b']`. A cut target never matches more than the whole one, so an alternative whose
//! target matches nothing adds nothing. What stands below a `!` or in a function is left whole: there less can match
//! more.

/// One alternative.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Narrow {
    /// As shown: a name without its quotes, or the text of a condition.
    pub(super) shown: String,
    /// The target with this alternative alone.
    pub(super) target: String,
}

/// An open bracket or parenthesis.
struct OpenBracket {
    open: char,
    /// Where its inside begins.
    start: usize,
    /// Where a comma or `||` is in it, and its length.
    cuts: Vec<(usize, usize)>,
    /// Whether less inside of it means less that is matched.
    plain: bool,
}

/// The alternatives of a target, in the order of the text; none where it has no choice.
pub(super) fn alternatives(target: &str) -> Vec<Narrow> {
    let mut found: Vec<(usize, Narrow)> = Vec::new();
    let mut groups: Vec<OpenBracket> = Vec::new();
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in target.char_indices() {
        if let Some(end) = quote {
            if !escaped && c == end {
                quote = None;
            }
            escaped = c == '\\' && !escaped;
            continue;
        }
        match c {
            '\'' | '"' => quote = Some(c),
            '[' | '(' => {
                let plain = is_plain(groups.last(), c, &target[..at]);
                groups.push(OpenBracket { open: c, start: at + 1, cuts: Vec::new(), plain });
            }
            ']' | ')' => {
                let Some(group) = groups.pop() else { return Vec::new() };
                found.extend(split(target, &group, at));
            }
            ',' => cut(&mut groups, (at, 1), &['[']),
            '|' if target[at..].starts_with("||") => cut(&mut groups, (at, 2), &['[', '(']),
            _ => {}
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, narrow)| narrow).collect()
}

/// Whether a group that opens after `before` can be cut.
fn is_plain(outer: Option<&OpenBracket>, open: char, before: &str) -> bool {
    let before = before.trim_end();
    match (outer, open) {
        // A bracket in a filter belongs to a path that the filter compares.
        (Some(_), '[') => false,
        (None, '[') => true,
        (outer, _) => {
            let function = before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
            outer.is_some_and(|outer| outer.plain) && !before.ends_with('!') && !function
        }
    }
}

fn cut(groups: &mut [OpenBracket], place: (usize, usize), within: &[char]) {
    if let Some(group) = groups.last_mut().filter(|group| within.contains(&group.open)) {
        group.cuts.push(place);
    }
}

/// The alternatives of one group, each with where it stands.
fn split(target: &str, group: &OpenBracket, end: usize) -> Vec<(usize, Narrow)> {
    if group.cuts.is_empty() || !group.plain {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut filter = false;
    let mut from = group.start;
    for (at, length) in group.cuts.iter().copied().chain([(end, 0)]) {
        let part = target[from..at].trim();
        filter |= part.starts_with('?');
        let mark = if filter && !part.starts_with('?') { "?" } else { "" };
        let shown = part.trim_start_matches('?').trim().trim_matches(['\'', '"']);
        let shown = if part.starts_with(['\'', '"']) { shown } else { part.trim_start_matches('?').trim() };
        let target = format!("{}{mark}{part}{}", &target[..group.start], &target[end..]);
        found.push((from, Narrow { shown: shown.to_owned(), target }));
        // After a comma another selector begins.
        filter &= length != 1;
        from = at + length;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::alternatives;

    fn cut(target: &str) -> Vec<String> {
        alternatives(target).into_iter().map(|narrow| format!("{} -> {}", narrow.shown, narrow.target)).collect()
    }

    #[test]
    fn names_in_a_bracket() {
        assert_eq!(
            cut("$.paths['/a/{b}', \"/c\"]['get','put'].x['y']"),
            [
                "/a/{b} -> $.paths['/a/{b}']['get','put'].x['y']",
                "/c -> $.paths[\"/c\"]['get','put'].x['y']",
                "get -> $.paths['/a/{b}', \"/c\"]['get'].x['y']",
                "put -> $.paths['/a/{b}', \"/c\"]['put'].x['y']",
            ]
        );
        assert_eq!(cut("$.a[0, 2:4]"), ["0 -> $.a[0]", "2:4 -> $.a[2:4]"]);
        assert_eq!(cut("$.a['b, c || d'].e['it\\'s']"), [""; 0]);
        assert_eq!(cut("$.a['b', 'c"), [""; 0]);
    }

    #[test]
    fn conditions_of_a_filter() {
        assert_eq!(
            cut("$.a[?@['b'] == 'x' || @.b == 'y'].c"),
            ["@['b'] == 'x' -> $.a[?@['b'] == 'x'].c", "@.b == 'y' -> $.a[?@.b == 'y'].c"]
        );
        assert_eq!(
            cut("$.a[?@.in == 'q' && (@.b == 1 || @.b == 2)]"),
            ["@.b == 1 -> $.a[?@.in == 'q' && (@.b == 1)]", "@.b == 2 -> $.a[?@.in == 'q' && (@.b == 2)]"]
        );
        assert_eq!(cut("$.a[?@.b || @.c, 'd']"), ["@.b -> $.a[?@.b]", "@.c -> $.a[?@.c]", "d -> $.a['d']"]);
    }

    #[test]
    fn what_is_left_whole() {
        assert_eq!(cut("$.a[?!(@.b == 1 || @.b == 2)]"), [""; 0]);
        assert_eq!(cut("$.a[?!((@.b == 1 || @.b == 2) && @.c)]"), [""; 0]);
        assert_eq!(cut("$.a[?count(@['b', 'c']) == 0]"), [""; 0]);
        assert_eq!(cut("$.a[?!@['b', 'c']]"), [""; 0]);
        assert_eq!(cut("$..[*].a"), [""; 0]);
    }
}
