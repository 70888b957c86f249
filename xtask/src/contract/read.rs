//! Fills the contract.
//!
//! In: the resolved document and its API. Out: `Contract`. Must not: look up a reference; `resolve` has followed them.

use openapiv3::{HeaderStyle, Parameter as Source, PathStyle, QueryStyle, SecurityRequirement};
use serde_json::Value;

use super::conditions::Conditions;
use super::model::{Body, Contract, Header, Media, Operation, Parameter, Requirement, Response, Scheme, Server};
use crate::diag::{Pointer, SourceMap};
use crate::ir::{Api, ParameterLocation, Style};
use crate::resolve::{self, Model};

/// What a document says about the wire. Its own text and positions are added by the caller, who owns them.
#[must_use]
pub fn of(model: &Model<'_>, api: &Api) -> Contract {
    let root = Pointer::default();
    let document = model.document;
    Contract {
        title: document.info.title.clone(),
        version: document.info.version.clone(),
        root: Value::Null,
        sources: SourceMap::default(),
        conditions: Conditions::default(),
        schemas: model.schemas.clone(),
        components: model.components.clone(),
        servers: servers(&document.servers, &root),
        schemes: schemes(api),
        security: document.security.as_deref().map(requirements).unwrap_or_default(),
        operations: model.operations.iter().map(operation).collect(),
        webhooks: model.webhooks.iter().flat_map(|hook| hook.operations.iter().map(operation)).collect(),
    }
}

fn schemes(api: &Api) -> Vec<Scheme> {
    let at = Pointer::default().child("components").child("securitySchemes");
    let scheme = |scheme: &crate::ir::SecurityScheme| Scheme {
        name: scheme.name.0.clone(),
        credential: scheme.credential.clone(),
        flows: scheme.flows.clone(),
        discovery_url: scheme.discovery_url.clone(),
        origin: at.child(&scheme.name.0),
    };
    api.schemes.iter().map(scheme).collect()
}

/// The URLs with the default values of their variables.
fn servers(servers: &[openapiv3::Server], at: &Pointer) -> Vec<Server> {
    let at = at.child("servers");
    let server = |(index, server): (usize, &openapiv3::Server)| {
        let variables = server.variables.iter().flatten();
        let url = variables
            .fold(server.url.clone(), |url, (name, variable)| url.replace(&format!("{{{name}}}"), &variable.default));
        Server { url, origin: at.index(index) }
    };
    servers.iter().enumerate().map(server).collect()
}

fn requirements(all: &[SecurityRequirement]) -> Vec<Requirement> {
    let one = |requirement: &SecurityRequirement| {
        let mut schemes: Requirement = requirement
            .iter()
            .map(|(name, scopes)| {
                let mut scopes = scopes.clone();
                scopes.sort();
                (name.clone(), scopes)
            })
            .collect();
        schemes.sort();
        schemes
    };
    all.iter().map(one).collect()
}

fn operation(source: &resolve::Operation<'_>) -> Operation {
    let own = servers(&source.source.servers, &source.origin);
    let item = source.origin.parent().unwrap_or_default();
    let servers = if own.is_empty() { servers(&source.item.servers, &item) } else { own };
    let callbacks = source.callbacks.iter().flat_map(|callback| {
        callback.requests.iter().map(|request| {
            let name = format!("{} {}", callback.name, request.name);
            (name, request.operations.iter().map(operation).collect())
        })
    });
    Operation {
        method: source.method.to_uppercase(),
        path: source.path.to_owned(),
        id: source.source.operation_id.clone(),
        deprecated: source.source.deprecated,
        parameters: source.parameters.iter().map(parameter).collect(),
        body: source.body.as_ref().map(|body| Body {
            required: body.source.required,
            content: body.content.iter().map(media).collect(),
            origin: body.origin.clone(),
        }),
        responses: source.responses.iter().map(response).collect(),
        callbacks: callbacks.collect(),
        security: source.source.security.as_deref().map(requirements),
        servers,
        tags: source.source.tags.clone(),
        origin: source.origin.clone(),
    }
}

fn parameter(source: &resolve::Parameter<'_>) -> Parameter {
    let data = source.source.parameter_data_ref();
    let (location, style, allow_reserved) = way(source.source);
    Parameter {
        name: data.name.clone(),
        location,
        required: data.required || location == ParameterLocation::Path,
        deprecated: data.deprecated.unwrap_or(false),
        style,
        explode: data.explode.unwrap_or(style == Style::Form),
        allow_reserved,
        media: source.media.map(plain),
        schema: source.schema,
        origin: source.origin.clone(),
    }
}

fn way(source: &Source) -> (ParameterLocation, Style, bool) {
    match source {
        Source::Path { style: PathStyle::Matrix, .. } => (ParameterLocation::Path, Style::Matrix, false),
        Source::Path { style: PathStyle::Label, .. } => (ParameterLocation::Path, Style::Label, false),
        Source::Path { style: PathStyle::Simple, .. } => (ParameterLocation::Path, Style::Simple, false),
        Source::Header { style: HeaderStyle::Simple, .. } => (ParameterLocation::Header, Style::Simple, false),
        Source::Cookie { .. } => (ParameterLocation::Cookie, Style::Form, false),
        Source::Query { style, allow_reserved, .. } => {
            let style = match style {
                QueryStyle::Form => Style::Form,
                QueryStyle::SpaceDelimited => Style::SpaceDelimited,
                QueryStyle::PipeDelimited => Style::PipeDelimited,
                QueryStyle::DeepObject => Style::DeepObject,
            };
            (ParameterLocation::Query, style, *allow_reserved)
        }
    }
}

fn response(source: &resolve::Response<'_>) -> Response {
    let header = |header: &resolve::Header<'_>| Header {
        name: header.name.to_owned(),
        required: header.source.required,
        schema: header.schema,
        origin: header.origin.clone(),
    };
    Response {
        status: source.status.clone(),
        content: source.content.iter().map(media).collect(),
        headers: source.headers.iter().map(header).collect(),
        origin: source.origin.clone(),
    }
}

fn media(source: &resolve::Media<'_>) -> Media {
    Media { name: plain(source.name), schema: source.schema, origin: source.origin.clone() }
}

/// A media type without its parameters.
fn plain(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_lowercase()
}
