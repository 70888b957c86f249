//! Operations: each place, style, body and payload.

use serde_json::json;
use xtask::ir::{
    Batch, Body, BodyKind, BodyPart, CountedPages, Deprecation, Docs, Idempotency, Method, Operation, Origin,
    PageParameter, Pagination, PaginationStyle, Param, ParameterLocation, PathPart, Payload, RateLimit, Server,
    Service, StatusPattern, Style, Success, TypeRef,
};

use super::types::Ids;
use super::{docs, hostile_docs, hostile_rules, path, wire, words};

pub(crate) fn services(ids: &Ids) -> Vec<Service> {
    let service = |name: &str, operations| Service { name: words(name), docs: Docs::default(), operations };
    vec![
        service("builder", Vec::new()),
        service("mod", payloads(ids)),
        service("runtime", bodies(ids)),
        service("services", vec![params(ids)]),
    ]
}

pub(crate) fn operation(name: &str, method: Method, payload: Payload) -> Operation {
    Operation {
        id: wire(name),
        name: words(name),
        method,
        path: vec![PathPart::Literal("/things".to_owned())],
        params: Vec::new(),
        body: None,
        request: Vec::new(),
        success: Success {
            statuses: vec![StatusPattern::Exact(200)],
            payload,
            path: Vec::new(),
            accept: Vec::new(),
            representations: Vec::new(),
            last_event: None,
        },
        errors: Vec::new(),
        responses: Vec::new(),
        callbacks: Vec::new(),
        security: None,
        scopes: Vec::new(),
        tags: Vec::new(),
        servers: Vec::new(),
        pagination: None,
        rate_limit: None,
        idempotency: Idempotency::Idempotent,
        batch: None,
        deprecated: None,
        docs: Docs::default(),
        path_docs: Docs::default(),
        origin: Origin::default(),
    }
}

fn payloads(ids: &Ids) -> Vec<Operation> {
    let named = |name: &str| TypeRef::Named(ids[name]);
    let mut first = operation("call", Method::Get, Payload::Json(named("answer")));
    first.docs = hostile_docs();
    first.success.path = path("data.thing");
    first.rate_limit = Some(RateLimit { calls: 5, per_ms: 60_000 });
    let mut second = operation("clone", Method::Head, Payload::Empty);
    second.deprecated = Some(Deprecation { since: None, note: Some("Gone \"soon\".".to_owned()) });
    second.security = Some(Vec::new());
    let mut third = operation("move", Method::Delete, Payload::OptionalJson(TypeRef::List(Box::new(named("tag")))));
    third.idempotency = Idempotency::NotIdempotent;
    third.servers =
        vec![Server { url: "https://other.example".to_owned(), description: String::new(), variables: vec![] }];
    let mut out = lists(ids);
    out.extend([
        first,
        second,
        third,
        operation("mod service", Method::Options, Payload::Text),
        operation("new", Method::Get, Payload::Binary),
        operation("operation", Method::Trace, Payload::ByStatus(ids["status result"])),
        operation("read deep", Method::Get, Payload::Json(TypeRef::Boxed(ids["deep"]))),
        operation("read map", Method::Get, Payload::Json(TypeRef::Map(Box::new(TypeRef::Json)))),
    ]);
    out
}

/// Calls that give pages.
fn lists(ids: &Ids) -> Vec<Operation> {
    let list = |name: &str, payload: Payload, below: Option<&str>, style, items: Option<&str>| {
        let mut out = operation(name, Method::Get, payload);
        out.success.path = below.map(path).unwrap_or_default();
        out.params = vec![param("page", ParameterLocation::Query, TypeRef::String, Style::Form, true)];
        let items = items.map(path).unwrap_or_default();
        out.pagination = Some(Pagination {
            style,
            parameter: PageParameter::Query,
            origins: Vec::new(),
            items,
            item: TypeRef::Named(ids["deep"]),
        });
        out
    };
    let listing = || TypeRef::Named(ids["listing"]);
    let counted = |total: Option<&str>| CountedPages {
        param: wire("page"),
        size: wire("size"),
        default_size: 1_000,
        first: 1,
        total: total.map(path),
        more: None,
    };
    let page = |total: Option<&str>| PaginationStyle::Page(counted(total));
    let cursor = PaginationStyle::Cursor {
        param: wire("page"),
        next: path("data.paging.next"),
        more: Some(path("data.paging.more")),
    };
    let around = PaginationStyle::Cursor { param: wire("page"), next: path("meta.next"), more: None };
    let deeps = || TypeRef::List(Box::new(TypeRef::Named(ids["deep"])));
    let mut tree = list("list tree", Payload::Json(TypeRef::Named(ids["tree"])), Some("data"), around, Some("data"));
    if let Some(pagination) = &mut tree.pagination {
        pagination.item = TypeRef::Named(ids["tree"]);
    }
    vec![
        tree,
        list("list by cursor", Payload::Json(listing()), Some("data"), cursor, Some("data.things")),
        list("list bare", Payload::Json(deeps()), None, page(None), None),
        list("list by page", Payload::OptionalJson(listing()), None, page(Some("paging.total")), Some("things")),
        list("list nothing", Payload::Json(TypeRef::Json), None, page(None), Some("things")),
    ]
}

fn bodies(ids: &Ids) -> Vec<Operation> {
    let named = |name: &str| TypeRef::Named(ids[name]);
    let list = |ty| TypeRef::List(Box::new(ty));
    let with = |name: &str, kind, media_type: &str, ty, required| {
        let mut out = operation(name, Method::Post, Payload::Empty);
        out.idempotency = Idempotency::NaturalKey(path("a.b"));
        out.body = Some(Body {
            kind,
            media_type: media_type.to_owned(),
            ty,
            required,
            wrapper: None,
            parts: Vec::new(),
            docs: docs("The body."),
        });
        out
    };
    let part = |name: &str, media_type: Option<&str>| BodyPart {
        wire: wire(name),
        media_type: media_type.map(str::to_owned),
        style: Style::Form,
        explode: false,
    };
    let mut upload = with("upload", BodyKind::Multipart, "multipart/form-data", named("upload"), true);
    let mut form = with("form", BodyKind::Form, "application/x-www-form-urlencoded", named("form"), true);
    if let (Some(upload), Some(form)) = (&mut upload.body, &mut form.body) {
        upload.parts = vec![part("file", Some("image/png"))];
        form.parts = vec![part("scopes", None)];
    }
    let mut wrapped = with("wrapped", BodyKind::Json, "application/vnd.x+json", named("maker"), true);
    if let Some(body) = &mut wrapped.body {
        body.wrapper = Some(wire("thing"));
    }
    let mut sheet = with("upload and get", BodyKind::Multipart, "multipart/form-data", named("sheet"), true);
    sheet.success.payload = Payload::Json(named("sheet"));
    let files = TypeRef::Map(Box::new(TypeRef::Binary));
    let mut many = with("create many", BodyKind::Json, "application/json", list(named("form")), true);
    many.batch = Some(Batch { max_items: 40, items: Vec::new() });
    vec![
        with("any", BodyKind::Json, "application/json", TypeRef::Json, false),
        with("binary", BodyKind::Binary, "application/octet-stream", TypeRef::Binary, true),
        with("create", BodyKind::Json, "application/json", named("body"), true),
        with("create fixed", BodyKind::Json, "application/json", named("fixed only"), true),
        many,
        with("create string", BodyKind::Json, "application/json", named("string"), true),
        with("create union", BodyKind::Json, "application/json", named("write union"), true),
        with("create wrapper", BodyKind::Json, "application/json", named("write wrapper"), true),
        form,
        with("text", BodyKind::Text, "text/plain", TypeRef::String, true),
        with("text later", BodyKind::Text, "text/plain", TypeRef::String, false),
        upload,
        sheet,
        with("upload any", BodyKind::Multipart, "multipart/form-data", TypeRef::Json, true),
        with("upload files", BodyKind::Multipart, "multipart/form-data", files, true),
        with("upload list", BodyKind::Multipart, "multipart/form-data", list(TypeRef::String), false),
        with("upload union", BodyKind::Multipart, "multipart/form-data", named("write union"), true),
        wrapped,
    ]
}

pub(crate) fn param(name: &str, location: ParameterLocation, ty: TypeRef, style: Style, explode: bool) -> Param {
    Param {
        wire: wire(name),
        name: words(&name.replace(['-', '_'], " ")),
        location,
        ty,
        required: location == ParameterLocation::Path,
        style,
        explode,
        allow_reserved: false,
        json: false,
        allow_empty: false,
        constraints: hostile_rules(),
        default: None,
        example: Some(json!("ex\"ample")),
        examples: Vec::new(),
        deprecated: None,
        docs: Docs::default(),
        origin: Origin::default(),
    }
}

fn params(ids: &Ids) -> Operation {
    let list = |ty| TypeRef::List(Box::new(ty));
    let text = || TypeRef::String;
    let mut out = operation("get thing", Method::Get, Payload::Json(TypeRef::Named(ids["answer"])));
    out.path = vec![
        PathPart::Literal("/things/".to_owned()),
        PathPart::Param(wire("id")),
        PathPart::Param(wire("labels")),
        PathPart::Param(wire("matrix")),
    ];
    let mut json = param("filter", ParameterLocation::Query, TypeRef::Named(ids["maker"]), Style::Form, true);
    json.json = true;
    let mut reserved = param("return-url", ParameterLocation::Query, text(), Style::Form, true);
    reserved.allow_reserved = true;
    reserved.deprecated = Some(Deprecation::default());
    let mut needed = param("needed", ParameterLocation::Query, TypeRef::U32, Style::Form, true);
    needed.required = true;
    needed.default = Some(json!(7));
    out.params = vec![
        param("id", ParameterLocation::Path, text(), Style::Simple, false),
        param("labels", ParameterLocation::Path, list(text()), Style::Label, true),
        param("matrix", ParameterLocation::Path, TypeRef::I64, Style::Matrix, false),
        param("type", ParameterLocation::Query, TypeRef::Named(ids["tag"]), Style::Form, true),
        param("tags", ParameterLocation::Query, list(TypeRef::Named(ids["tag"])), Style::Form, false),
        param("spaces", ParameterLocation::Query, list(TypeRef::I64), Style::SpaceDelimited, false),
        param("pipes", ParameterLocation::Query, list(text()), Style::PipeDelimited, false),
        param("deep", ParameterLocation::Query, TypeRef::Map(Box::new(text())), Style::DeepObject, true),
        json,
        reserved,
        needed,
        param("X-Trace", ParameterLocation::Header, text(), Style::Simple, false),
        param("x-many", ParameterLocation::Header, TypeRef::Map(Box::new(TypeRef::I64)), Style::Simple, true),
        param("session", ParameterLocation::Cookie, text(), Style::Form, true),
        param("send", ParameterLocation::Query, TypeRef::Bool, Style::Form, true),
        param("body", ParameterLocation::Query, TypeRef::Date, Style::Form, true),
    ];
    out
}
