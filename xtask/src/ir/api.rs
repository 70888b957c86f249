//! One version of one API.

use super::{Docs, ErrorCode, Protocol, SecurityScheme, Server, Service, TypeDef, WireName, Words};

/// One version of one API, ready to be turned into a target language.
#[derive(Debug, Clone)]
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
    pub protocol: Protocol,
    /// Sorted by name.
    pub services: Vec<Service>,
    /// Sorted by name. `Id` of a type is its index here.
    pub types: Vec<TypeDef>,
    /// Sorted by code.
    pub errors: Vec<ErrorCode>,
}

/// Who and what the document is.
#[derive(Debug, Clone, Default)]
pub struct Info {
    /// For people: `Acme Parcels`.
    pub title: String,
    pub docs: Docs,
    /// `info.version` of the document.
    pub document_version: String,
    pub terms: Option<String>,
    pub contact: Option<String>,
}

/// Dates of a version, `YYYY-MM-DD`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lifecycle {
    pub released: Option<String>,
    pub supported_until: Option<String>,
    /// The version can still be called, but its support has ended.
    pub ended: bool,
}
