//! The representations of a response: which forms its media types have, and which of them a call asks for.
//!
//! In: the `content` of a response. Out: its representations, that of the plain call first, each with the media types to
//! accept. Must not: type or name anything.

use super::media::{Form, essence, form};
use crate::resolve::{Kind, Media, SchemaId, Schemas};

/// How a representation is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReadAs {
    /// JSON, and what describes it.
    Json(Option<SchemaId>),
    Text,
    Binary,
    /// Events, and what describes the data of one.
    Events(Item),
    /// Lines of JSON, and what describes one.
    Lines(Item),
    /// A sequence of JSON texts, and what describes one.
    Sequence(Item),
}

/// What describes an item of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    Text,
    AnyJson,
    Json(SchemaId),
}

/// One representation of a response.
#[derive(Debug, Clone)]
pub(super) struct Offer<'a, 'd> {
    pub(super) read_as: ReadAs,
    /// Those that are read so; one at least.
    pub(super) media: Vec<&'a Media<'d>>,
}

impl Offer<'_, '_> {
    /// The media types to accept, without their parameters.
    pub(super) fn accept(&self) -> Vec<String> {
        self.media.iter().map(|media| essence(media.name)).collect()
    }
}

/// The representations of a response, the best first. Media types that are read in the same way are one.
pub(super) fn offers<'a, 'd>(content: &'a [Media<'d>], schemas: &Schemas) -> Vec<Offer<'a, 'd>> {
    let mut offers: Vec<(u8, Offer<'a, 'd>)> = Vec::new();
    let has_binary = content.iter().any(|media| matches!(form(media, schemas), Form::Binary | Form::Multipart));
    for media in content {
        let form = form(media, schemas);
        let read_as = read_as(form, media, schemas);
        let rank = rank(form, media, has_binary, schemas);
        match offers.iter_mut().find(|(_, offer)| same(offer.read_as, read_as, schemas)) {
            Some((have, offer)) => {
                *have = rank.min(*have);
                offer.media.push(media);
            }
            None => offers.push((rank, Offer { read_as, media: vec![media] })),
        }
    }
    offers.sort_by_key(|(rank, _)| *rank);
    offers.into_iter().map(|(_, offer)| offer).collect()
}

/// The lowest is what the plain call asks for: what has types before what has none, and whole bodies before streams.
fn rank(form: Form, media: &Media<'_>, has_binary: bool, schemas: &Schemas) -> u8 {
    let is_text = media.schema.is_some_and(|id| matches!(schemas[schemas.target(id)].kind, Kind::String { .. }));
    match form {
        // Text in JSON beside bytes is a link or a token at best; the bytes are what the call is for.
        Form::Json if is_text && has_binary => 4,
        Form::Json => u8::from(media.schema.is_none()),
        Form::Text | Form::UrlEncoded => 2,
        Form::Binary | Form::Multipart => 3,
        Form::Events | Form::Lines | Form::Sequence => 5,
        Form::Xml => 6,
    }
}

fn read_as(form: Form, media: &Media<'_>, schemas: &Schemas) -> ReadAs {
    match form {
        Form::Json => ReadAs::Json(media.schema),
        Form::Text | Form::UrlEncoded | Form::Xml => ReadAs::Text,
        Form::Binary | Form::Multipart => ReadAs::Binary,
        Form::Events => ReadAs::Events(item(media, Item::Text, schemas)),
        Form::Lines => ReadAs::Lines(item(media, Item::AnyJson, schemas)),
        Form::Sequence => ReadAs::Sequence(item(media, Item::AnyJson, schemas)),
    }
}

/// The schema of a stream describes one item, or an array of all of them. The data of an event is plain text where the
/// schema says text.
fn item(media: &Media<'_>, undescribed: Item, schemas: &Schemas) -> Item {
    let Some(schema) = media.schema else { return undescribed };
    let schema = match &schemas[schemas.target(schema)].kind {
        Kind::Array { items } => *items,
        _ => schema,
    };
    match &schemas[schemas.target(schema)].kind {
        Kind::Any => undescribed,
        Kind::String { .. } if undescribed == Item::Text => Item::Text,
        _ => Item::Json(schema),
    }
}

fn same(a: ReadAs, b: ReadAs, schemas: &Schemas) -> bool {
    let target = |id: Option<SchemaId>| id.map(|id| schemas.target(id));
    let item = |item: Item| match item {
        Item::Json(id) => Item::Json(schemas.target(id)),
        other => other,
    };
    match (a, b) {
        (ReadAs::Json(a), ReadAs::Json(b)) => target(a) == target(b),
        (ReadAs::Events(a), ReadAs::Events(b))
        | (ReadAs::Lines(a), ReadAs::Lines(b))
        | (ReadAs::Sequence(a), ReadAs::Sequence(b)) => item(a) == item(b),
        (a, b) => a == b,
    }
}

/// What `Accept` has to list. Nothing where the response is plain JSON, which is what calls ask for anyway.
pub(super) fn accept(offers: &[Vec<Offer<'_, '_>>]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for media_type in offers.iter().filter_map(|offers| offers.first()).flat_map(Offer::accept) {
        if !all.contains(&media_type) {
            all.push(media_type);
        }
    }
    let is_usual = all.iter().all(|media_type| media_type == "application/json" || media_type.is_empty());
    if is_usual && offers.iter().all(|offers| offers.len() < 2) { Vec::new() } else { all }
}
