//! Request bodies.
//!
//! In: an operation's body and facts. Out: the one body that is sent. Must not: type it.

use super::media::{Form, best, form, has_files};
use super::params::query_style;
use super::{Planner, walk};
use crate::coverage::{Keyword, Reads};
use crate::diag::codes::{self, Code};
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
            let text = "the request body has no media type; it is ignored";
            self.diagnostics.report(codes::LOWER_BODY_EMPTY, &source.origin, text, "describe the body under `content`");
            return None;
        };
        self.note_others(source, media);
        let kind = self.kind(form, media);
        let schema = match kind {
            BodyKind::Json | BodyKind::Form | BodyKind::Multipart => media.schema,
            BodyKind::Text | BodyKind::Binary => None,
        };
        let mut reads = Reads::default();
        reads.used(Keyword::Required, &source.source.required);
        let description = reads.carried(Keyword::Description, &source.source.description).clone();
        self.model.raw.account.read(&source.origin, reads);
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
            docs: Docs { body: description.unwrap_or_default(), ..Docs::default() },
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
            self.diagnostics.report(
                codes::LOWER_BODY_REQUIRED,
                &source.origin,
                text,
                "write `required: true` beside `content`",
            );
        }
        demands
    }

    /// Reports the media types that are not sent: whether they carry something else, or the same in another form.
    fn note_others(&mut self, source: &RequestBody<'_>, chosen: &Media<'_>) {
        let (same, lost) = self.others(&source.content, chosen);
        self.leave_out(&source.content, (&same, codes::LOWER_MEDIA_CHOICE), (&lost, codes::LOWER_BODY_LEFT_OUT));
        let at = source.origin.child("content");
        if !same.is_empty() {
            let text = format!("the body is sent as `{}`, and not as {}", chosen.name, same.join(", "));
            self.diagnostics.report(codes::LOWER_MEDIA_CHOICE, &at, text, "nothing to do");
        }
        if !lost.is_empty() {
            let text = format!(
                "the body is sent as `{}`; {}, with another content, cannot be sent",
                chosen.name,
                lost.join(", ")
            );
            let help = "remove the media type that is not needed in an overlay, or allow this with a reason";
            self.diagnostics.report(codes::LOWER_BODY_LEFT_OUT, &at, text, help);
        }
    }

    /// Enters in the account the media types that are described and have no use in the code.
    pub(super) fn leave_out(&self, content: &[Media<'_>], same: (&[&str], Code), lost: (&[&str], Code)) {
        for media in content {
            for (names, code) in [same, lost] {
                if names.contains(&media.name) {
                    let reason = format!("another media type is used in place of `{}`", media.name);
                    self.model.raw.account.unread(&media.origin, code, reason);
                }
            }
        }
    }

    /// The names of the other media types: those with the same content as the chosen one, and the others.
    pub(super) fn others<'m>(&self, content: &'m [Media<'_>], chosen: &Media<'_>) -> (Vec<&'m str>, Vec<&'m str>) {
        let schemas = &self.model.schemas;
        let is_json = form(chosen, schemas) == Form::Json;
        let is_same = |media: &Media<'_>| match (media.schema, chosen.schema) {
            (Some(a), Some(b)) => self.same(a, b) && !(is_json && has_files(a, schemas)),
            (None, _) => form(media, schemas) == form(chosen, schemas),
            (Some(_), None) => false,
        };
        let others = content.iter().filter(|media| media.name != chosen.name);
        let (same, lost): (Vec<_>, Vec<_>) = others.partition(|media| is_same(media));
        let names = |list: Vec<&'m Media<'_>>| list.into_iter().map(|media| media.name).collect();
        (names(same), names(lost))
    }

    fn kind(&mut self, form: Form, media: &Media<'_>) -> BodyKind {
        match form {
            Form::Json => BodyKind::Json,
            Form::UrlEncoded => BodyKind::Form,
            Form::Multipart if self.is_object(media) => BodyKind::Multipart,
            Form::Multipart => {
                let text = "this multipart body is not described as an object; the caller passes the bytes";
                self.diagnostics.report(
                    codes::LOWER_BODY_RAW,
                    &media.origin,
                    text,
                    "describe the parts as properties of an object",
                );
                BodyKind::Binary
            }
            Form::Text => BodyKind::Text,
            Form::Xml => {
                let text = "XML is not encoded from types; the caller passes text";
                self.diagnostics.report(codes::LOWER_BODY_XML, &media.origin, text, "offer JSON as well");
                BodyKind::Text
            }
            Form::Binary | Form::Events | Form::Lines | Form::Sequence => BodyKind::Binary,
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
                self.diagnostics.report(
                    codes::LOWER_UNKNOWN_PROPERTY,
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
