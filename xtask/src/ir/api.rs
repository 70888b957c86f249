//! One version of one API.

use serde::Serialize;

use super::{
    Contact, Docs, ErrorCode, License, Protocol, Scopes, SecurityScheme, Server, Service, Tag, TypeDef, Webhook,
    WireName, Words,
};

/// One version of one API, ready to be turned into a target language.
#[derive(Debug, Clone, Serialize)]
pub struct Api {
    /// The crate's name, in words: `acme parcels`.
    pub name: Words,
    /// Name of the version as the vendor writes it; `None` for a stand-alone document.
    pub version: Option<String>,
    pub info: Info,
    /// When this version was released and until when it is served, where the overlay says so.
    pub lifecycle: Option<Lifecycle>,
    pub servers: Vec<Server>,
    /// Every security scheme the document declares, in its order.
    pub schemes: Vec<SecurityScheme>,
    /// Default requirement: alternatives (any of), each a list of scheme names (all of). Empty: none needed.
    pub security: Vec<Vec<WireName>>,
    /// The scopes that the default requirement names.
    pub scopes: Vec<Scopes>,
    /// Sorted by name.
    pub tags: Vec<Tag>,
    pub protocol: Protocol,
    /// Sorted by name.
    pub services: Vec<Service>,
    /// Sorted by name.
    pub webhooks: Vec<Webhook>,
    /// Sorted by name. `Id` of a type is its index here.
    pub types: Vec<TypeDef>,
    /// Sorted by code.
    pub errors: Vec<ErrorCode>,
}

/// Who and what the document is.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Info {
    /// For people: `Acme Parcels`.
    pub title: String,
    pub docs: Docs,
    /// `info.version` of the document.
    pub document_version: String,
    /// The address that the document gives itself.
    pub document_uri: Option<String>,
    pub terms: Option<String>,
    pub contact: Option<Contact>,
    pub license: Option<License>,
}

/// Dates of a version, `YYYY-MM-DD`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Lifecycle {
    pub released: Option<String>,
    pub supported_until: Option<String>,
    /// The version can still be called, but its support has ended.
    pub ended: bool,
}
