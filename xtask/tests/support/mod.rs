//! A hand-made API that has one of everything, with hostile names and texts.
//!
//! In: nothing. Out: `ir::Api`. Must not: be read as an example of a good API.

pub(crate) mod large;
mod operations;
mod types;

use xtask::ir::{
    Api, AuthMethodName, BinaryEncoding, BodyDigest, CanonicalString, Constraints, Contact, Credential, DateFormat,
    DigestAlgorithm, Docs, EmptyBody, Envelope, ErrorClass, ErrorCode, Info, License, Lifecycle, OptionFact, Protocol,
    QueryOrder, RateHeaders, RateLimit, RawCode, RepeatedKeys, ResetUnit, RetryClass, SecurityScheme, Server,
    ServerVariable, SignatureAlgorithm, SignatureMode, SignedPart, SignedQuery, Signing, SpaceEncoding, SuccessRule,
    SuccessValue, WireName, Words,
};

pub(crate) fn words(text: &str) -> Words {
    Words(text.split(' ').map(str::to_owned).collect())
}

pub(crate) fn wire(text: &str) -> WireName {
    WireName(text.to_owned())
}

pub(crate) fn path(text: &str) -> Vec<WireName> {
    text.split('.').map(wire).collect()
}

/// Everything in it that a description could break a comment, a string or rustdoc with.
pub(crate) fn hostile_docs() -> Docs {
    Docs {
        summary: "Ends */ the \"comment\" \\ and [links](nowhere) to [`Nothing`] and <b>tags".to_owned(),
        body: "# Title\n\nSee http://bare.example/a_b and <unclosed>.\n\n    indented code\n\n```\nlet x = ;\n```\n\n\
               ```rust\npanic!()\n```\n\n| a | b |\n|---|---|\n| [c] | `d|e` |\n\n1. one\n2. two\n   - three\n\n\
               bidi \u{202e} nul \0 bom \u{feff}\r\ntick ` alone, ```\nunclosed"
            .to_owned(),
        link: Some("https://docs.example/x".to_owned()),
        link_text: Some("More */ <b>```".to_owned()),
    }
}

/// Rules whose texts could do the same.
pub(crate) fn hostile_rules() -> Constraints {
    Constraints {
        max_length: Some(9),
        patterns: vec!["^*/ `</code><b>` ``` [x](y)\n$".to_owned()],
        format: Some("<u>`f`".to_owned()),
        ..Constraints::default()
    }
}

pub(crate) fn docs(summary: &str) -> Docs {
    Docs { summary: summary.to_owned(), ..Docs::default() }
}

/// A version of the API. `version` is `None` for a stand-alone crate.
pub(crate) fn api(version: Option<&str>) -> Api {
    let (types, ids) = types::all();
    Api {
        name: words("every thing"),
        version: version.map(str::to_owned),
        info: Info {
            title: "Every \"Thing\" | API".to_owned(),
            docs: hostile_docs(),
            document_version: "1.0-beta \"x\"".to_owned(),
            document_uri: None,
            terms: Some("https://example.com/terms".to_owned()),
            contact: Some(Contact {
                name: Some("The */ <i>`team`".to_owned()),
                url: Some("javascript:alert(1)".to_owned()),
                email: Some("a@b.example\n```".to_owned()),
            }),
            license: Some(License {
                name: "[MIT](x)".to_owned(),
                identifier: None,
                url: Some("https://example.com/l>".to_owned()),
            }),
        },
        lifecycle: version.map(|version| Lifecycle {
            released: Some("2024-01-01".to_owned()),
            supported_until: Some("2025-01-01".to_owned()),
            ended: version == "2024-01",
        }),
        servers: vec![Server {
            url: "https://{region}.api.example/v1".to_owned(),
            description: String::new(),
            variables: vec![ServerVariable {
                name: wire("region"),
                default: "eu".to_owned(),
                values: vec!["eu".to_owned(), "us".to_owned()],
                description: String::new(),
            }],
        }],
        schemes: vec![SecurityScheme {
            name: wire("key"),
            credential: Credential::ApiKeyHeader("x-key".to_owned()),
            flows: Vec::new(),
            bearer_format: None,
            discovery_url: None,
            docs: Docs::default(),
        }],
        security: vec![vec![wire("key")]],
        scopes: Vec::new(),
        tags: Vec::new(),
        protocol: if version.is_some() { protocol() } else { Protocol::default() },
        services: operations::services(&ids),
        webhooks: Vec::new(),
        types,
        errors: if version.is_some() { errors() } else { Vec::new() },
    }
}

fn protocol() -> Protocol {
    Protocol {
        display_name: Some("Every Thing".to_owned()),
        env_prefix: Some("EVERY_THING".to_owned()),
        envelope: Some(Envelope {
            payload: path("data"),
            code: Some(path("meta.code")),
            message: Some(path("meta.message")),
            kind: Some(path("meta.type")),
            success: SuccessRule::StatusAndCode(vec![SuccessValue::Number(200), SuccessValue::Text("OK".to_owned())]),
            success_path: None,
        }),
        request_id_headers: vec!["x-request-id".to_owned()],
        version_header: Some("x-version".to_owned()),
        rate_limit: Some(RateLimit { calls: 10, per_ms: 1_000 }),
        wait_after_rate_limit_ms: Some(120_000),
        rate_headers: Some(RateHeaders {
            limit: Some("x-limit".to_owned()),
            remaining: Some("x-remaining".to_owned()),
            reset: Some("x-reset".to_owned()),
            reset_unit: ResetUnit::DeltaSeconds,
        }),
        options: vec![OptionFact {
            option: "max_retry".to_owned(),
            env: Some("RETRIES".to_owned()),
            default: Some(2),
            min: Some(0),
            max: Some(10),
        }],
        signing: Some(Signing {
            modes: vec![SignatureMode {
                name: AuthMethodName { text: "AES".to_owned(), words: words("aes") },
                algorithm: SignatureAlgorithm::HmacSha256,
                header: "x-signature".to_owned(),
                prefix: Some("v1=".to_owned()),
                encoding: BinaryEncoding::HexLower,
            }],
            unsigned: Some(AuthMethodName { text: "API_KEY".to_owned(), words: words("api key") }),
            date_header: Some("date".to_owned()),
            date_format: DateFormat::HttpDate,
            validity_seconds: Some(1_800),
            canonical: CanonicalString {
                parts: vec![SignedPart::Method, SignedPart::BodyDigest, SignedPart::Headers, SignedPart::Resource],
                joiner: "\n".to_owned(),
                body_digest: BodyDigest {
                    algorithm: DigestAlgorithm::Md5,
                    encoding: BinaryEncoding::HexUpper,
                    empty_body: EmptyBody::Blank,
                },
                header_prefix: "x-".to_owned(),
                header_joiner: "\n".to_owned(),
                query: SignedQuery {
                    order: QueryOrder::ByKey,
                    repeated_keys: RepeatedKeys::Joined,
                    space: SpaceEncoding::Plus,
                },
            },
        }),
        webhooks: None,
        quick_start: None,
        migrations: Vec::new(),
    }
}

fn errors() -> Vec<ErrorCode> {
    let row = |codes: Vec<RawCode>, name: &str, statuses: &[u16], retry| ErrorCode {
        name: words(name),
        statuses: statuses.to_vec(),
        kind: Some("BadRequest".to_owned()),
        meaning: "It is | [there] already.\nReally \"so\".".to_owned(),
        retry,
        class: (codes.len() == 1).then_some(ErrorClass::NotFound),
        codes,
    };
    vec![
        row(vec![RawCode::Number(4003), RawCode::Number(-1)], "already exists", &[400, 409], RetryClass::AlreadyDone),
        row(vec![RawCode::Text("E\"1".to_owned())], "unknown", &[], RetryClass::Never),
        row(vec![RawCode::Number(429)], "too many", &[429], RetryClass::AfterWait),
        row(vec![RawCode::Number(430)], "too many", &[430], RetryClass::IfIdempotent),
    ]
}
