//! Bodies, responses and headers as described.
//!
//! In: the resolved parts of an operation. Out: their `ir` nodes. Must not: choose a media type.

use super::Facts;
use crate::coverage::{Keyword, Object, Reads};
use crate::ir::{
    self, Constraints, Deprecation, Docs, Encoding, Header, Link, LinkTarget, Origin, StatusPattern, TypeRef, WireName,
};
use crate::lower::plan::status_pattern;
use crate::lower::readers::{docs, examples};
use crate::resolve::{self, RequestBody, Response, SchemaId};

impl Facts<'_, '_> {
    /// Every representation of a request body.
    pub(in crate::lower) fn request(&self, body: Option<&RequestBody<'_>>) -> Vec<ir::Media> {
        body.map(|body| self.content(&body.content)).unwrap_or_default()
    }

    /// Every described response, by status.
    pub(in crate::lower) fn responses(&self, responses: &[Response<'_>]) -> Vec<ir::Response> {
        let mut all: Vec<ir::Response> = responses.iter().filter_map(|response| self.response(response)).collect();
        all.sort_by_key(|response| response.status);
        all
    }

    fn response(&self, response: &Response<'_>) -> Option<ir::Response> {
        let object = self.object(&response.origin)?;
        let mut links: Vec<Link> =
            object.map(Keyword::Links).iter().filter_map(|(name, link)| link_of(name, link)).collect();
        links.sort_by(|a, b| a.name.cmp(&b.name));
        Some(ir::Response {
            status: status_pattern(&response.status).unwrap_or(StatusPattern::Default),
            docs: docs(&object),
            headers: self.headers(&response.headers),
            content: self.content(&response.content),
            links,
            origin: Origin { pointer: response.origin.clone() },
        })
    }

    pub(super) fn content(&self, content: &[resolve::Media<'_>]) -> Vec<ir::Media> {
        let mut all: Vec<ir::Media> = content.iter().filter_map(|media| self.media(media)).collect();
        all.sort_by(|a, b| a.media_type.cmp(&b.media_type));
        all
    }

    fn media(&self, media: &resolve::Media<'_>) -> Option<ir::Media> {
        let object = self.object(&media.origin)?;
        let mut encoding: Vec<Encoding> = object
            .map(Keyword::Encoding)
            .iter()
            .map(|(part, object)| {
                let headers = media.part_headers.iter().find(|(name, _)| name == part);
                self.encoding(part, object, headers.map_or(&[], |(_, headers)| headers))
            })
            .collect();
        encoding.sort_by(|a, b| a.wire.cmp(&b.wire));
        Some(ir::Media {
            media_type: media.name.to_owned(),
            ty: media.schema.map(|schema| self.types.type_ref(schema)),
            constraints: media.schema.map(|schema| self.types.constraints(schema)).unwrap_or_default(),
            encoding,
            examples: examples(&object),
            origin: Origin { pointer: media.origin.clone() },
        })
    }

    fn encoding(&self, part: &str, object: &Object<'_>, headers: &[resolve::Header<'_>]) -> Encoding {
        let text = |keyword| object.text(keyword).map(str::to_owned);
        Encoding {
            wire: WireName(part.to_owned()),
            content_type: text(Keyword::ContentType),
            style: text(Keyword::Style),
            explode: object.value(Keyword::Explode).and_then(serde_json::Value::as_bool),
            allow_reserved: object.flag(Keyword::AllowReserved),
            headers: self.headers(headers),
        }
    }

    fn headers(&self, headers: &[resolve::Header<'_>]) -> Vec<Header> {
        let mut all: Vec<Header> = headers.iter().filter_map(|header| self.header(header)).collect();
        all.sort_by_key(|header| header.wire.0.to_ascii_lowercase());
        all
    }

    fn header(&self, header: &resolve::Header<'_>) -> Option<Header> {
        let object = self.object(&header.origin)?;
        // Headers have one style; how lists are written follows from it.
        let _ = (object.text(Keyword::Style), object.value(Keyword::Explode));
        for (media, _) in object.map(Keyword::Content) {
            let at = header.origin.child("content").child(media);
            self.model.raw.account.read(&at, Reads::default());
        }
        let own = docs(&object);
        let notes = header.schema.map(|schema| &self.model.schemas[schema].notes);
        let body = if own.body.is_empty() {
            notes.and_then(|notes| notes.description.clone()).unwrap_or_default()
        } else {
            own.body
        };
        Some(Header {
            wire: WireName(header.name.to_owned()),
            ty: header.schema.map_or(TypeRef::String, |schema| self.types.type_ref(schema)),
            required: object.flag(Keyword::Required),
            constraints: self.constraints(header.schema),
            default: notes.and_then(|notes| notes.default.clone()),
            examples: examples(&object),
            deprecated: object.flag(Keyword::Deprecated).then(Deprecation::default),
            docs: Docs { body, ..Docs::default() },
            origin: Origin { pointer: header.origin.clone() },
        })
    }

    fn constraints(&self, schema: Option<SchemaId>) -> Constraints {
        schema.map(|schema| self.types.constraints(schema)).unwrap_or_default()
    }

    pub(super) fn object(&self, at: &crate::diag::Pointer) -> Option<Object<'_>> {
        self.model.raw.object(at)
    }
}

fn link_of(name: &str, link: &Object<'_>) -> Option<Link> {
    let target = match (link.text(Keyword::OperationId), link.text(Keyword::OperationRef)) {
        (Some(id), _) => LinkTarget::Id(id.to_owned()),
        (None, Some(reference)) => LinkTarget::Reference(reference.to_owned()),
        (None, None) => return None,
    };
    let mut parameters: Vec<_> =
        link.values(Keyword::Parameters).into_iter().map(|(name, value)| (name.to_owned(), value.clone())).collect();
    parameters.sort_by(|a, b| a.0.cmp(&b.0));
    Some(Link {
        name: WireName(name.to_owned()),
        target,
        parameters,
        body: link.value(Keyword::RequestBody).cloned(),
        docs: docs(link),
        origin: Origin { pointer: link.at().clone() },
    })
}
