//! Request bodies.
//!
//! In: an operation's body and facts. Out: the one body that is sent. Must not: type it.

use super::media::{Form, best};
use super::params::query_style;
use super::{Planner, walk};
use crate::ir::{Body, BodyKind, BodyPart, Docs, Style, TypeRef, WireName, Words};
use crate::lower::ext::OperationFacts;
use crate::lower::names::{DigitPrefix, joined, words};
use crate::lower::types::{Direction, RootName, RootSchema};
use crate::resolve::{Kind, Media, Operation, RequestBody, SchemaId};

impl Planner<'_, '_> {
    pub(super) fn body(
        &mut self,
        operation: &Operation<'_>,
        facts: &OperationFacts,
        service: &Words,
        name: &Words,
    ) -> Option<(Body, Option<SchemaId>)> {
        let source = operation.body.as_ref()?;
        let Some((form, media)) = best(&source.content, &self.model.schemas) else {
            let text = "the request body names no media type; the operation is read as having no body";
            self.diagnostics.warn("lower-body-empty", &source.origin, text, "describe the body under `content`");
            return None;
        };
        self.note_others(source, media);
        let kind = self.kind(form, media);
        let schema = match kind {
            BodyKind::Json | BodyKind::Form | BodyKind::Multipart => media.schema,
            BodyKind::Text | BodyKind::Binary => None,
        };
        let required = self.is_required(source, schema);
        let (schema, wrapper) = self.unwrapped(schema, facts);
        if let Some(schema) = schema {
            if kind == BodyKind::Multipart {
                self.multipart.push(schema);
            }
            self.roots.push(RootSchema {
                schema,
                direction: Direction::In,
                root_name: root_name(source, service, name),
            });
        }
        let body = Body {
            kind,
            media_type: media_type(media.name, kind),
            ty: match kind {
                BodyKind::Text => TypeRef::String,
                BodyKind::Binary => TypeRef::Binary,
                BodyKind::Json | BodyKind::Form | BodyKind::Multipart => TypeRef::Json,
            },
            required,
            wrapper,
            parts: parts(media),
            docs: Docs { body: source.source.description.clone().unwrap_or_default(), ..Docs::default() },
        };
        Some((body, schema))
    }

    /// Required by the document, or by its shape: an object with required properties.
    fn is_required(&mut self, source: &RequestBody<'_>, schema: Option<SchemaId>) -> bool {
        if source.source.required {
            return true;
        }
        let schemas = &self.model.schemas;
        let demands = schema.is_some_and(|id| match &schemas[schemas.target(id)].kind {
            Kind::Object { properties, .. } => {
                properties.iter().any(|property| property.required && !schemas[property.schema].notes.read_only)
            }
            _ => false,
        });
        if demands {
            let text = "the body has required properties, so it is read as required";
            self.diagnostics.note(
                "lower-body-required",
                &source.origin,
                text,
                "write `required: true` beside `content`",
            );
        }
        demands
    }

    fn note_others(&mut self, source: &RequestBody<'_>, chosen: &Media<'_>) {
        let others: Vec<&str> =
            source.content.iter().map(|media| media.name).filter(|name| *name != chosen.name).collect();
        if !others.is_empty() {
            let text = format!("the body is sent as `{}`, and not as {}", chosen.name, others.join(", "));
            self.diagnostics.note("lower-media-choice", &source.origin.child("content"), text, "nothing to do");
        }
    }

    fn kind(&mut self, form: Form, media: &Media<'_>) -> BodyKind {
        match form {
            Form::Json => BodyKind::Json,
            Form::UrlEncoded => BodyKind::Form,
            Form::Multipart if self.is_object(media) => BodyKind::Multipart,
            Form::Multipart => {
                let text = "this multipart body is not described as an object; the caller passes the bytes";
                self.diagnostics.warn(
                    "lower-body-raw",
                    &media.origin,
                    text,
                    "describe the parts as properties of an object",
                );
                BodyKind::Binary
            }
            Form::Text | Form::Stream => BodyKind::Text,
            Form::Xml => {
                let text = "XML is not encoded from types; the caller passes the text";
                self.diagnostics.warn("lower-body-xml", &media.origin, text, "offer JSON as well");
                BodyKind::Text
            }
            Form::Binary => BodyKind::Binary,
        }
    }

    fn is_object(&self, media: &Media<'_>) -> bool {
        let schemas = &self.model.schemas;
        media.schema.is_some_and(
            |id| matches!(&schemas[schemas.target(id)].kind, Kind::Object { properties, .. } if !properties.is_empty()),
        )
    }

    /// The schema that the caller fills, and the property that it goes into.
    fn unwrapped(&mut self, schema: Option<SchemaId>, facts: &OperationFacts) -> (Option<SchemaId>, Option<WireName>) {
        let (Some(root), Some(wrap)) = (schema, &facts.wrap) else { return (schema, None) };
        match walk::down(&self.model.schemas, root, std::slice::from_ref(wrap)) {
            Ok(inner) => (Some(inner), Some(wrap.clone())),
            Err(_) => {
                let text = format!("the request body has no property `{wrap}`");
                self.diagnostics.error(
                    "lower-unknown-property",
                    &facts.at.child("wrap"),
                    text,
                    "name a property of the body",
                );
                (schema, None)
            }
        }
    }
}

/// The value of the `content-type` header: a wildcard becomes the type that is sent.
fn media_type(name: &str, kind: BodyKind) -> String {
    match (name.contains('*'), kind) {
        (true, BodyKind::Json) => "application/json".to_owned(),
        (true, BodyKind::Text) => "text/plain".to_owned(),
        (true, _) => "application/octet-stream".to_owned(),
        (false, _) => name.to_owned(),
    }
}

fn root_name(source: &RequestBody<'_>, service: &Words, name: &Words) -> RootName {
    let request = Words(vec!["request".to_owned()]);
    match &source.component {
        Some(key) => {
            let key = words(key, DigitPrefix::Type);
            let is_suffixed = key.0.last().is_some_and(|last| ["request", "body"].contains(&last.as_str()));
            RootName {
                words: if is_suffixed { key } else { joined(&[&key, &request]) },
                qualifier: None,
                property: None,
            }
        }
        None => RootName { words: joined(&[name, &request]), qualifier: Some(service.clone()), property: None },
    }
}

fn parts(media: &Media<'_>) -> Vec<BodyPart> {
    media
        .source
        .encoding
        .iter()
        .map(|(name, encoding)| BodyPart {
            wire: WireName(name.clone()),
            media_type: encoding.content_type.clone(),
            style: encoding.style.as_ref().map_or(Style::Form, query_style),
            explode: encoding.explode,
        })
        .collect()
}
