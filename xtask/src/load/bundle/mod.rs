//! Copies what a document refers to in other files into the document.
//!
//! In: a document and the folder it may read. Out: the document with references inside itself only.
//! Must not: read anything outside that folder, or from the network.
//!
//! A schema, parameter or response of another file becomes a component here and the reference is rewritten; a path item
//! replaces its reference. A queue of work allows files to refer to one another in cycles.

mod definitions;
mod files;
mod reference;
mod scan;

use std::collections::{HashMap, HashSet, VecDeque};

use serde_json::{Map, Value};

use super::shape::{DEEPEST, NodeKind, depth, size};
use super::{Document, Limits, LoadFailure, MissingSchema};
use crate::diag::codes;
use crate::diag::{Diagnostics, Pointer, SourceMap};

pub(super) use files::Base;
use files::{FileError, FileId, Files};
use reference::Reference;
use scan::{ReferenceForm, ReferenceSite};

/// Copies everything, or reports why that is impossible.
pub(super) fn bundle(document: Document, base: Base, limits: &Limits) -> Result<Document, LoadFailure> {
    let Document { value, sources, diagnostics } = document;
    let ids = scan::schema_ids(&value);
    let definitions = definitions::referred_to(&value);
    let mut bundler = Bundler {
        files: Files::new(base, limits.clone()),
        main: value,
        sources,
        diagnostics,
        limits,
        ids,
        definitions,
        names: HashMap::new(),
        queue: VecDeque::new(),
        copied: CopyTotals::default(),
    };
    bundler.run();
    if bundler.diagnostics.has_errors() {
        return Err((bundler.diagnostics, bundler.sources));
    }
    Ok(Document { value: bundler.main, sources: bundler.sources, diagnostics: bundler.diagnostics })
}

struct Bundler<'l> {
    files: Files,
    main: Value,
    sources: SourceMap,
    diagnostics: Diagnostics,
    limits: &'l Limits,
    /// The `$id`s of the main document. A reference to one of them does not need the network.
    ids: HashSet<String>,
    /// What the main document's own references say of definitions within schemas.
    definitions: HashSet<Pointer>,
    /// What was copied, by file and pointer → name of the component.
    names: HashMap<(FileId, Pointer, NodeKind), String>,
    queue: VecDeque<PendingSubtree>,
    copied: CopyTotals,
}

/// What was copied so far.
#[derive(Debug, Default)]
struct CopyTotals {
    parts: usize,
    nodes: usize,
    /// The limit was exceeded and reported.
    refused: bool,
}

/// A subtree of the main document whose references are not yet followed.
struct PendingSubtree {
    here: Pointer,
    kind: NodeKind,
    /// The file it was written in, which its references are relative to.
    file: FileId,
    /// The path items that were copied around it, the outermost first.
    around: Vec<FileTarget>,
    /// Properties of the subtree that were written elsewhere and are done.
    skip: Vec<String>,
}

/// A place of a file that a reference leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
struct FileTarget {
    file: FileId,
    pointer: Pointer,
}

impl Bundler<'_> {
    fn run(&mut self) {
        self.queue.push_back(PendingSubtree {
            here: Pointer::default(),
            kind: NodeKind::Root,
            file: FileId::MAIN,
            around: Vec::new(),
            skip: Vec::new(),
        });
        while let Some(job) = self.queue.pop_front() {
            let Some(subtree) = self.main.pointer(job.here.as_str()) else { continue };
            for site in scan::references(subtree, job.kind, &job.here, job.file, &job.skip) {
                self.follow(&job, &site);
            }
        }
    }

    fn follow(&mut self, job: &PendingSubtree, site: &ReferenceSite) {
        let reference = match Reference::parse(&site.text, site.form) {
            Ok(reference) => reference,
            Err(refusal) => {
                if !self.ids.contains(site.text.split('#').next().unwrap_or_default()) {
                    let (code, message, help) = refusal.explain(&site.text);
                    self.diagnostics.report(code, &site.at, message, help);
                }
                return;
            }
        };
        let Some(target) = self.target(job, site, &reference) else { return };
        if target.file == FileId::MAIN {
            self.rewrite(site, &target.pointer);
        } else if matches!(site.kind, NodeKind::PathItem | NodeKind::Operation) {
            self.inline(job, site, &target);
        } else {
            self.import(site, &target);
        }
    }

    /// The file and pointer of a reference; `None` if there is nothing to do or the target is missing.
    fn target(&mut self, job: &PendingSubtree, site: &ReferenceSite, reference: &Reference) -> Option<FileTarget> {
        let (file, pointer) = match reference {
            Reference::Inside(_) if job.file == FileId::MAIN => return None,
            Reference::Inside(pointer) => (job.file, pointer.clone()),
            Reference::Name(name) if job.file != FileId::MAIN => {
                let pointer = Pointer::new("/components/schemas").child(name);
                // A bare name may also be a value that names no schema.
                self.files.value(job.file, &pointer)?;
                (job.file, pointer)
            }
            Reference::Name(_) => return None,
            Reference::File { path, pointer } => match self.files.open(job.file, path, &mut self.sources) {
                Ok(file) => (file, pointer.clone()),
                Err(FileError::Missing(reason)) if self.may_be_missing(site) => {
                    self.take_any_value(site, &reason);
                    return None;
                }
                Err(refusal) => {
                    let named = format!("/components/schemas/{}", path.replace('~', "~0").replace('/', "~1"));
                    // `components/schemas/Pet`, with the mark of a fragment left out.
                    let whole = format!("/{}", path.trim_start_matches('/'));
                    let known = [named, whole].into_iter().find(|known| self.main.pointer(known).is_some());
                    refusal.report(&mut self.diagnostics, &site.at, path, known);
                    return None;
                }
            },
        };
        if file != FileId::MAIN && self.files.value(file, &pointer).is_none() {
            let message = format!("`{}` has no `{pointer}`", self.files.shown(file));
            self.diagnostics.report(
                codes::LOAD_REF_MISSING_TARGET,
                &site.at,
                message,
                "correct the fragment after the `#`",
            );
            return None;
        }
        Some(FileTarget { file, pointer })
    }

    fn may_be_missing(&self, site: &ReferenceSite) -> bool {
        let lenient = self.limits.missing_schema == MissingSchema::AnyValue;
        lenient && site.kind == NodeKind::Schema && site.form == ReferenceForm::Ref
    }

    /// Removes the reference, which leaves a schema that accepts any value.
    fn take_any_value(&mut self, site: &ReferenceSite, reason: &str) {
        let message = format!("cannot read the file of `{}`: {reason}; any value is accepted here", site.text);
        self.diagnostics.report(
            codes::LOAD_REF_MISSING_SCHEMA,
            &site.at,
            message,
            "save that file beside the document",
        );
        if let Some(Value::Object(node)) = self.main.pointer_mut(site.node.as_str()) {
            node.shift_remove("$ref");
        }
    }

    /// Makes a reference point into the main document.
    fn rewrite(&mut self, site: &ReferenceSite, to: &Pointer) {
        if let Some(text) = self.main.pointer_mut(site.at.as_str()) {
            *text = Value::String(format!("#{}", to.as_str()));
        }
    }

    /// Puts a path item or an operation in the place of the reference to it. What stands beside the reference stays and
    /// wins.
    fn inline(&mut self, job: &PendingSubtree, site: &ReferenceSite, target: &FileTarget) {
        if job.around.contains(target) || job.around.len() >= self.limits.chain {
            let message = "path items refer to each other in a cycle";
            self.diagnostics.report(codes::LOAD_REF_CYCLE, &site.at, message, "let one of them hold the operations");
            return;
        }
        let Some(Value::Object(properties)) = self.files.value(target.file, &target.pointer).cloned() else {
            let message = "the reference leads to no path item or operation";
            self.diagnostics.report(
                codes::LOAD_REF_WRONG_KIND,
                &site.at,
                message,
                "refer to a mapping of methods to operations",
            );
            return;
        };
        let deep = properties.values().map(depth).max().unwrap_or(0) + site.node.parts().count();
        if deep >= DEEPEST {
            let message = format!("with this path item the document is more than {DEEPEST} levels deep");
            self.diagnostics.report(codes::LOAD_TOO_DEEP, &site.at, message, "move inner parts to components");
            return;
        }
        if !self.may_copy(site, properties.values().map(size).sum()) {
            return;
        }
        let Some(Value::Object(node)) = self.main.pointer_mut(site.node.as_str()) else { return };
        let own: Map<String, Value> =
            std::mem::take(node).into_iter().filter(|(key, value)| key != "$ref" || !value.is_string()).collect();
        let mut kept: Vec<String> = own.keys().cloned().collect();
        let origins: Vec<_> = kept.iter().map(|key| self.sources.entry(&site.node.child(key))).collect();
        node.extend(properties);
        node.extend(own);
        self.sources.record(&site.node, self.files.source(target.file), target.pointer.clone());
        for (key, (source, there)) in kept.iter().zip(origins) {
            self.sources.record(&site.node.child(key), source, there);
        }
        if site.node == job.here {
            kept.extend(job.skip.iter().cloned());
        }
        let (here, mut around) = (site.node.clone(), job.around.clone());
        around.push(target.clone());
        self.queue.push_back(PendingSubtree { here, kind: site.kind, file: target.file, around, skip: kept });
    }

    /// Makes the target a component and points the reference at it.
    fn import(&mut self, site: &ReferenceSite, target: &FileTarget) {
        let Some(section) = site.kind.section() else { return };
        let key = (target.file, target.pointer.clone(), site.kind);
        if let Some(name) = self.names.get(&key) {
            let to = component(section, name);
            // A component that only repeats another one keeps its name and becomes an alias.
            self.rewrite(site, &to);
            return;
        }
        let Some(mut value) = self.files.value(target.file, &target.pointer).cloned() else { return };
        if !self.may_copy(site, size(&value)) {
            return;
        }
        let name = match own_name(site, section) {
            // `components.schemas.Pet: {$ref: pet.yaml}` is how many documents are split: Pet is that file.
            Some(name) => name,
            None => self.free_name(section, target),
        };
        let here = component(section, &name);
        if site.kind == NodeKind::Schema {
            definitions::leave_out(&mut value, &here, &self.definitions);
        }
        if site.form == ReferenceForm::Ref && site.node == here {
            if let Some(node) = self.main.pointer_mut(here.as_str()) {
                *node = value;
            }
        } else {
            self.insert(section, &name, value);
            self.rewrite(site, &here);
        }
        self.sources.record(&here, self.files.source(target.file), target.pointer.clone());
        self.names.insert(key, name);
        self.queue.push_back(PendingSubtree {
            here,
            kind: site.kind,
            file: target.file,
            around: Vec::new(),
            skip: Vec::new(),
        });
    }

    /// Counts a part that is copied; false, and reported, if there are too many.
    fn may_copy(&mut self, site: &ReferenceSite, nodes: usize) -> bool {
        self.copied.parts += 1;
        self.copied.nodes = self.copied.nodes.saturating_add(nodes);
        let fits = self.copied.parts <= self.limits.imports && self.copied.nodes <= self.limits.nodes;
        if !fits && !self.copied.refused {
            self.copied.refused = true;
            let message = "too many parts come from other files";
            self.diagnostics.report(
                codes::LOAD_TOO_MANY_IMPORTS,
                &site.at,
                message,
                "split the document into fewer parts",
            );
        }
        fits
    }

    /// The last part of the pointer, or the name of the file.
    fn preferred_name(&self, target: &FileTarget) -> String {
        let part = target.pointer.parts().last().unwrap_or_else(|| self.files.stem(target.file));
        let name = plain(&part);
        if name.is_empty() { "Imported".to_owned() } else { name }
    }

    /// The preferred name, else with the file before it, else with a number.
    fn free_name(&self, section: &str, target: &FileTarget) -> String {
        let taken = |name: &str| self.main.pointer(component(section, name).as_str()).is_some();
        let preferred = self.preferred_name(target);
        if !taken(&preferred) {
            return preferred;
        }
        let preferred = format!("{}_{preferred}", plain(&self.files.stem(target.file)));
        let mut name = preferred.clone();
        let mut number = 2_usize;
        while taken(&name) {
            name = format!("{preferred}{number}");
            number += 1;
        }
        name
    }

    fn insert(&mut self, section: &str, name: &str, value: Value) {
        let Some(root) = self.main.as_object_mut() else { return };
        let components = root.entry("components").or_insert_with(|| Value::Object(Map::new()));
        let Some(components) = components.as_object_mut() else { return };
        let held = components.entry(section).or_insert_with(|| Value::Object(Map::new()));
        if let Some(held) = held.as_object_mut() {
            held.insert(name.to_owned(), value);
        }
    }
}

/// A text with the letters that the name of a component may have.
fn plain(text: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' };
    text.chars().map(plain).collect()
}

fn component(section: &str, name: &str) -> Pointer {
    Pointer::new("/components").child(section).child(name)
}

/// The name of the component that is nothing but this reference.
fn own_name(site: &ReferenceSite, section: &str) -> Option<String> {
    let rest = site.node.below(&Pointer::new("/components").child(section))?;
    let mut parts = Pointer::new(rest).parts().collect::<Vec<_>>();
    let name = parts.pop()?;
    (parts.is_empty() && site.form == ReferenceForm::Ref && site.alone).then_some(name)
}
