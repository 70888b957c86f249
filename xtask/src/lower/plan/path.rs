//! Path templates.
//!
//! In: `/trackings/{id}`. Out: its parts, its shape, and words for it. Must not: know parameters.

use crate::ir::{PathPart, WireName};
use crate::lower::names::{DigitPrefix, spelled};

/// Splits a template. Braces that do not pair are literal.
pub(super) fn parts(path: &str) -> Vec<PathPart> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else { break };
        if name.is_empty() || name.contains(['{', '/']) {
            literal.push_str(before);
            literal.push('{');
            rest = after;
            continue;
        }
        literal.push_str(before);
        if !literal.is_empty() {
            parts.push(PathPart::Literal(std::mem::take(&mut literal)));
        }
        parts.push(PathPart::Param(WireName(name.to_owned())));
        rest = behind;
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        parts.push(PathPart::Literal(literal));
    }
    parts
}

/// What is sent of a template: a fragment tells paths of a document apart, and no server sees it.
pub(super) fn sent(parts: Vec<PathPart>) -> Vec<PathPart> {
    let mut sent = Vec::new();
    for part in parts {
        match part {
            PathPart::Literal(text) if text.contains('#') => {
                let before = text.split('#').next().unwrap_or_default();
                if !before.is_empty() {
                    sent.push(PathPart::Literal(before.to_owned()));
                }
                return sent;
            }
            part => sent.push(part),
        }
    }
    sent
}

/// The template without the names of its variables.
pub(super) fn shape(parts: &[PathPart]) -> String {
    parts
        .iter()
        .map(|part| match part {
            PathPart::Literal(text) => text.as_str(),
            PathPart::Param(_) => "{}",
        })
        .collect()
}

/// A name for an operation without an id: `get trackings by id`.
pub(super) fn phrase(method: &str, parts: &[PathPart]) -> String {
    let mut phrase = method.to_owned();
    let mut by = false;
    for part in parts {
        match part {
            PathPart::Literal(text) if text.chars().any(char::is_alphanumeric) => {
                phrase.push(' ');
                phrase.push_str(text);
                by = false;
            }
            PathPart::Literal(_) => {}
            PathPart::Param(name) => {
                phrase.push_str(if by { " and " } else { " by " });
                phrase.push_str(&name.0);
                by = true;
            }
        }
    }
    phrase
}

/// The same with the symbols that tell paths apart named: `get v1 dot 1 checks`, `get trackings slash`.
pub(super) fn spelled_phrase(method: &str, parts: &[PathPart]) -> String {
    let mut phrase = method.to_owned();
    for (index, part) in parts.iter().enumerate() {
        phrase.push(' ');
        match part {
            PathPart::Literal(text) => {
                let inner = text.trim_matches('/');
                for piece in inner.split('/').filter(|piece| !piece.is_empty()) {
                    phrase.push_str(&format!("{} ", spelled(piece, DigitPrefix::Value)));
                }
                let is_last = index + 1 == parts.len();
                if is_last && text.ends_with('/') && (index > 0 || !inner.is_empty()) {
                    phrase.push_str("slash");
                }
            }
            PathPart::Param(name) => phrase.push_str(&format!("by {}", spelled(&name.0, DigitPrefix::Value))),
        }
    }
    phrase
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_split() {
        let text = |path: &str| format!("{:?}", parts(path));
        assert_eq!(text("/a/{id}/b"), r#"[Literal("/a/"), Param(WireName("id")), Literal("/b")]"#);
        assert_eq!(text("/{a}.{b}"), r#"[Literal("/"), Param(WireName("a")), Literal("."), Param(WireName("b"))]"#);
        assert_eq!(text("/a/{"), r#"[Literal("/a/{")]"#);
        assert_eq!(text("/{}/{a/b}"), r#"[Literal("/{}/{a/b}")]"#);
        assert_eq!(sent(parts("/a/{x}/b#c{y}")), parts("/a/{x}/b"));
        assert_eq!(sent(parts("/a/{x}#b")), parts("/a/{x}"));
        assert_eq!(shape(&parts("/a/{x}/b/{y}")), "/a/{}/b/{}");
        assert_eq!(phrase("get", &parts("/trackings/{id}/{slug}/x")), "get /trackings/ by id and slug /x");
        assert_eq!(phrase("get", &parts("/")), "get");
    }

    #[test]
    fn symbols_tell_paths_apart() {
        let text = |path: &str| spelled_phrase("get", &parts(path)).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(text("/v1.1/checks"), "get v1 dot 1 checks");
        assert_eq!(text("/v1-1/checks/"), "get v1 minus 1 checks slash");
        assert_eq!(text("/v1/{n}/"), "get v1 by n slash");
        assert_eq!(text("/"), "get");
    }
}
