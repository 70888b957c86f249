//! Which OpenAPI a document is written in.
//!
//! In: the root. Out: the version, or an error that says what to do. Must not: guess from the content.

use crate::coverage::Keyword;
use crate::diag::codes;
use serde_json::Value;

use super::context::Context;
use super::version::Version;

/// Reads `openapi` and makes it `3.0.3` where the shape will be that.
pub(super) fn detect(cx: &mut Context<'_>, value: &mut Value) -> Option<Version> {
    let Some(root) = value.as_object_mut() else {
        cx.report(codes::DOWNLEVEL_VERSION, "the document is not a mapping", "begin with `openapi: 3.1.0`");
        return None;
    };
    if let Some(old) = root.get("swagger") {
        let message = format!("this is Swagger {}, not OpenAPI 3", old.to_string().trim_matches('"'));
        cx.report_at(
            "swagger",
            codes::DOWNLEVEL_SWAGGER,
            message,
            "convert it first, for instance with swagger2openapi",
        );
        return None;
    }
    let text = match root.get("openapi") {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => {
            let help = "quote it and give all three parts: `openapi: '3.1.0'`";
            cx.report_at("openapi", codes::DOWNLEVEL_WRONG_TYPE, "the version is a number", help);
            number.to_string()
        }
        Some(_) => {
            cx.report_at("openapi", codes::DOWNLEVEL_VERSION, "`openapi` is not a string", "write `openapi: '3.1.0'`");
            return None;
        }
        None => {
            cx.report(
                codes::DOWNLEVEL_VERSION,
                "`openapi` is missing",
                "begin with `openapi: 3.1.0`, if that is what it is",
            );
            return None;
        }
    };
    let version = parse(&text);
    match version {
        None => {
            let message = format!("OpenAPI `{text}` is not supported");
            cx.report_at("openapi", codes::DOWNLEVEL_VERSION, message, "use 3.0 or 3.1");
        }
        Some(Version::V32) => {
            let message = format!("OpenAPI `{text}` is read as 3.1");
            cx.report_at(
                "openapi",
                codes::DOWNLEVEL_NEWER_VERSION,
                message,
                "see the other diagnostics for what is left out",
            );
        }
        Some(_) => {}
    }
    cx.read(Keyword::OpenApi);
    root.insert("openapi".to_owned(), Value::String("3.0.3".to_owned()));
    version
}

fn parse(text: &str) -> Option<Version> {
    let mut parts = text.trim().split('.');
    if parts.next()? != "3" {
        return None;
    }
    match parts.next()?.parse::<u32>().ok()? {
        0 => Some(Version::V30),
        1 => Some(Version::V31),
        _ => Some(Version::V32),
    }
}

#[cfg(test)]
mod tests {
    use super::{Version, parse};

    #[test]
    fn versions() {
        assert_eq!(parse("3.0.4"), Some(Version::V30));
        assert_eq!(parse("3.0.x"), Some(Version::V30));
        assert_eq!(parse("3.1"), Some(Version::V31));
        assert_eq!(parse("3.2.0"), Some(Version::V32));
        assert_eq!(parse("4.0.0"), None);
        assert_eq!(parse("3"), None);
        assert_eq!(parse("three"), None);
    }
}
