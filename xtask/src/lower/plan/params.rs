//! Parameters.
//!
//! In: an operation's parameters and path. Out: `ir::Param`s with schemas in place of types, path ones first in path
//! order, with names that differ. Must not: lose a variable of the path.

use std::collections::HashMap;

use openapiv3::{HeaderStyle, Parameter as Source, PathStyle, QueryStyle};

use super::Planner;
use crate::coverage::{Keyword, Reads};
use crate::diag::Pointer;
use crate::diag::codes;
use crate::ir::{
    Constraints, Deprecation, Docs, Origin, Param, ParameterLocation, PathPart, Style, TypeRef, WireName, Words,
};
use crate::lower::ext;
use crate::lower::names::{DigitPrefix, Form, Scope, Unnamed, joined, words};
use crate::lower::readers::{examples, first_value};
use crate::lower::types::{Direction, RootName, RootSchema};
use crate::resolve::{Model, Operation, Parameter, SchemaId};

/// Names that every request builder has.
const BUILDER: [&str; 8] =
    ["send", "send_with_meta", "timeout", "header", "query_param", "max_retries", "body", "call"];

/// Headers that OpenAPI leaves to media types and security schemes.
fn is_credential_or_content(header: &str) -> bool {
    ["accept", "content-type", "authorization", "cookie"].contains(&header.to_ascii_lowercase().as_str())
}

impl Planner<'_, '_> {
    pub(super) fn params(
        &mut self,
        operation: &Operation<'_>,
        parts: &[PathPart],
        name: &Words,
    ) -> Vec<(Param, Option<SchemaId>)> {
        let mut all = self.path_params(operation, parts);
        for parameter in &operation.parameters {
            if let Some(param) = self.other_param(parameter, parts) {
                all.push((param, Some(parameter.schema)));
            }
        }
        self.name_params(&mut all);
        let components: HashMap<&Pointer, &str> =
            operation.parameters.iter().filter_map(|p| Some((&p.origin, p.component.as_deref()?))).collect();
        for (param, schema) in &mut all {
            if let Some(schema) = schema {
                let key = components.get(&param.origin.pointer).copied();
                let root_name = RootName {
                    words: match key {
                        Some(key) => words(key, DigitPrefix::Type),
                        None => joined(&[name, &words(&param.wire.0, DigitPrefix::Type)]),
                    },
                    qualifier: None,
                    property: Some(param.wire.0.clone()),
                };
                self.roots.push(RootSchema { schema: *schema, direction: Direction::In, root_name });
            }
        }
        all
    }

    /// Gives every parameter its name.
    fn name_params(&mut self, all: &mut [(Param, Option<SchemaId>)]) {
        let mut scope = Scope::default();
        scope.reserve(&BUILDER);
        let names = scope.claim_all(&unnamed(all));
        for ((param, _), claimed) in all.iter_mut().zip(names) {
            if claimed.collided {
                let (wire, name) = (&param.wire, &claimed.name);
                let text = format!("the name of `{wire}` is already used; the parameter is named `{name}`");
                let help = "nothing to do, unless the name is misleading";
                self.diagnostics.report(codes::LOWER_NAME_COLLISION, &param.origin.pointer, text, help);
            }
            param.name = claimed.name;
        }
    }

    /// One parameter for each variable of the path, in the path's order.
    fn path_params(&mut self, operation: &Operation<'_>, parts: &[PathPart]) -> Vec<(Param, Option<SchemaId>)> {
        let mut all: Vec<(Param, Option<SchemaId>)> = Vec::new();
        for part in parts {
            let PathPart::Param(name) = part else { continue };
            if all.iter().any(|(param, _)| param.wire == *name) {
                continue;
            }
            let declared = operation.parameters.iter().find(|parameter| {
                matches!(parameter.source, Source::Path { .. }) && parameter.source.parameter_data_ref().name == name.0
            });
            match declared {
                Some(parameter) => all.push((parameter_facts(self.model, parameter), Some(parameter.schema))),
                None => {
                    let text =
                        format!("the path has `{{{name}}}`, but no parameter describes it; it is read as a string");
                    let help = "declare the parameter with `in: path`";
                    self.diagnostics.report(codes::LOWER_UNDECLARED_PATH_PARAMETER, &operation.origin, text, help);
                    all.push((made_up(name, &operation.origin), None));
                }
            }
        }
        all
    }

    /// A parameter outside the path; `None` if it is not sent.
    fn other_param(&mut self, parameter: &Parameter<'_>, parts: &[PathPart]) -> Option<Param> {
        let data = parameter.source.parameter_data_ref();
        match parameter.source {
            Source::Path { .. } => {
                if !parts.contains(&PathPart::Param(WireName(data.name.clone()))) {
                    let text = format!("the path has no `{{{}}}`; the parameter is left out", data.name);
                    let help = "put the variable into the path, or remove the parameter";
                    let code = codes::LOWER_UNUSED_PATH_PARAMETER;
                    self.model.raw.account.unread(&parameter.origin, code, text.as_str());
                    self.diagnostics.report(code, &parameter.origin, text, help);
                }
                None
            }
            Source::Header { .. } if !ext::is_header_name(&data.name) => {
                let text = format!("`{}` cannot be the name of a header; the parameter is left out", data.name);
                let code = codes::LOWER_HEADER_NAME;
                self.model.raw.account.unread(&parameter.origin, code, text.as_str());
                self.diagnostics.report(code, &parameter.origin, text, "correct the name");
                None
            }
            Source::Header { .. } if is_credential_or_content(&data.name) => {
                let text = format!("`{}` is set by the client; the parameter is left out", data.name);
                let code = codes::LOWER_IGNORED_HEADER;
                self.model.raw.account.unread(&parameter.origin, code, text.as_str());
                self.diagnostics.report(code, &parameter.origin, text, "nothing to do");
                None
            }
            _ => Some(parameter_facts(self.model, parameter)),
        }
    }
}

/// Each by its name; where only other places have a parameter of that name, by its place.
fn unnamed(all: &[(Param, Option<SchemaId>)]) -> Vec<Unnamed> {
    let plain: Vec<Words> = all.iter().map(|(param, _)| words(&param.wire.0, DigitPrefix::Value)).collect();
    let mut here: HashMap<(&str, String), usize> = HashMap::new();
    let key = |param: &Param, plain: &Words| (location_word(param.location), plain.0.concat());
    for ((param, _), plain) in all.iter().zip(&plain) {
        *here.entry(key(param, plain)).or_default() += 1;
    }
    let each = all.iter().zip(&plain).map(|((param, _), plain)| {
        let thing = Unnamed::of_text(&param.wire.0, plain.clone(), Form::Snake);
        if here.get(&key(param, plain)).is_some_and(|count| *count > 1) {
            return thing;
        }
        thing.or([joined(&[&Words(vec![location_word(param.location).to_owned()]), plain])])
    });
    each.collect()
}

/// What a parameter is, but for its type and the rules of its schema.
pub(in crate::lower) fn parameter_facts(model: &Model<'_>, parameter: &Parameter<'_>) -> Param {
    let data = parameter.source.parameter_data_ref();
    let mut reads = Reads::default();
    let (location, style, allow_reserved) = way(parameter.source, &mut reads);
    let notes = &model.schemas[parameter.schema].notes;
    let examples = model.raw.object(&parameter.origin).map(|object| examples(&object)).unwrap_or_default();
    let description = reads.carried(Keyword::Description, &data.description).clone();
    if let Some(media) = parameter.media {
        model.raw.account.read(&parameter.origin.child("content").child(media), Reads::default());
    }
    let param = Param {
        wire: WireName(reads.used(Keyword::Name, &data.name).clone()),
        name: words(&data.name, DigitPrefix::Value),
        location,
        ty: TypeRef::String,
        required: *reads.used(Keyword::Required, &data.required) || location == ParameterLocation::Path,
        style,
        explode: reads.used(Keyword::Explode, &data.explode).unwrap_or(style == Style::Form),
        allow_reserved,
        json: parameter.media.is_some_and(|media| media.contains("json")),
        allow_empty: allows_empty(parameter.source, &mut reads),
        constraints: Constraints::default(),
        default: notes.default.clone(),
        example: first_value(&examples).or_else(|| notes.example.clone()),
        examples,
        deprecated: ext::deprecated(notes)
            .or(reads.used(Keyword::Deprecated, &data.deprecated).unwrap_or(false).then(Deprecation::default)),
        docs: Docs {
            body: description.or_else(|| notes.description.clone()).unwrap_or_default(),
            link: notes.link.clone(),
            link_text: notes.link_text.clone(),
            ..Docs::default()
        },
        origin: Origin { pointer: parameter.origin.clone() },
    };
    model.raw.account.read(&parameter.origin, reads);
    param
}

/// A required string for a variable that no parameter describes.
fn made_up(name: &WireName, at: &Pointer) -> Param {
    Param {
        wire: name.clone(),
        name: words(&name.0, DigitPrefix::Value),
        location: ParameterLocation::Path,
        ty: TypeRef::String,
        required: true,
        style: Style::Simple,
        explode: false,
        allow_reserved: false,
        json: false,
        allow_empty: false,
        constraints: Constraints::default(),
        default: None,
        example: None,
        examples: Vec::new(),
        deprecated: None,
        docs: Docs::default(),
        origin: Origin { pointer: at.clone() },
    }
}

/// Where a parameter goes and how it is written. Location and style have no value that stands for their absence.
fn way(source: &Source, reads: &mut Reads) -> (ParameterLocation, Style, bool) {
    reads.used(Keyword::In, &Some(source));
    reads.used(Keyword::Style, &Some(source));
    match source {
        Source::Path { style, .. } => {
            let style = match style {
                PathStyle::Matrix => Style::Matrix,
                PathStyle::Label => Style::Label,
                PathStyle::Simple => Style::Simple,
            };
            (ParameterLocation::Path, style, false)
        }
        Source::Query { style, allow_reserved, .. } => {
            let reserved = *reads.used(Keyword::AllowReserved, allow_reserved);
            (ParameterLocation::Query, query_style(style), reserved)
        }
        Source::Header { style: HeaderStyle::Simple, .. } => (ParameterLocation::Header, Style::Simple, false),
        Source::Cookie { .. } => (ParameterLocation::Cookie, Style::Form, false),
    }
}

fn allows_empty(source: &Source, reads: &mut Reads) -> bool {
    match source {
        Source::Query { allow_empty_value, .. } => {
            reads.carried(Keyword::AllowEmptyValue, allow_empty_value).unwrap_or(false)
        }
        Source::Path { .. } | Source::Header { .. } | Source::Cookie { .. } => false,
    }
}

pub(super) fn query_style(style: &QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    }
}

fn location_word(location: ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    }
}
