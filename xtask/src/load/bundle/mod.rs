//! Brings what a document refers to in other files into the document itself.
//!
//! In: a document and the folder it may read. Out: the document with references inside itself only.
//! Must not: read anything outside that folder, or from the network.
//!
//! A schema, parameter or response of another file becomes a component here and the reference is rewritten; a path item
//! takes the place of its reference. Work goes through a queue, so that files may refer to one another in circles.

mod files;
mod reference;
mod scan;

use std::collections::{HashMap, HashSet, VecDeque};

use serde_json::{Map, Value};

use super::shape::{DEEPEST, Kind, depth, size};
use super::{Document, Failure, Limits, MissingSchema};
use crate::diag::{Diagnostics, Pointer, SourceMap};

pub(super) use files::Base;
use files::{FileId, Files, Refusal};
use reference::Reference;
use scan::{Found, Role};

/// Brings everything in, or says why that cannot be.
pub(super) fn bundle(document: Document, base: Base, limits: &Limits) -> Result<Document, Failure> {
    let Document { value, sources, found } = document;
    let ids = scan::schema_ids(&value);
    let mut bundler = Bundler {
        files: Files::new(base, limits.clone()),
        main: value,
        sources,
        found,
        limits,
        ids,
        names: HashMap::new(),
        queue: VecDeque::new(),
        copied: Copied::default(),
    };
    bundler.run();
    if bundler.found.has_errors() {
        return Err((bundler.found, bundler.sources));
    }
    Ok(Document { value: bundler.main, sources: bundler.sources, found: bundler.found })
}

struct Bundler<'l> {
    files: Files,
    main: Value,
    sources: SourceMap,
    found: Diagnostics,
    limits: &'l Limits,
    /// The `$id`s of the main document. A reference to one of them is no reference to the network.
    ids: HashSet<String>,
    /// What was brought in, by file and pointer → name of the component.
    names: HashMap<(FileId, Pointer, Kind), String>,
    queue: VecDeque<Job>,
    copied: Copied,
}

/// What was brought in so far.
#[derive(Debug, Default)]
struct Copied {
    parts: usize,
    nodes: usize,
    /// The limit was met and reported.
    refused: bool,
}

/// A subtree of the main document whose references are still to be looked at.
struct Job {
    here: Pointer,
    kind: Kind,
    /// The file it was written in, which its references are relative to.
    file: FileId,
    /// The path items that were brought in around it, the outermost first.
    around: Vec<Target>,
    /// Members of the subtree that were written elsewhere and are done.
    skip: Vec<String>,
}

/// A place of a file that a reference leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Target {
    file: FileId,
    pointer: Pointer,
}

impl Bundler<'_> {
    fn run(&mut self) {
        self.queue.push_back(Job {
            here: Pointer::default(),
            kind: Kind::Root,
            file: FileId::MAIN,
            around: Vec::new(),
            skip: Vec::new(),
        });
        while let Some(job) = self.queue.pop_front() {
            let Some(subtree) = self.main.pointer(job.here.as_str()) else { continue };
            for found in scan::references(subtree, job.kind, &job.here, job.file, &job.skip) {
                self.follow(&job, &found);
            }
        }
    }

    fn follow(&mut self, job: &Job, found: &Found) {
        let reference = match Reference::parse(&found.text, found.role) {
            Ok(reference) => reference,
            Err(refusal) => {
                if !self.ids.contains(found.text.split('#').next().unwrap_or_default()) {
                    let (code, message, help) = refusal.explain(&found.text);
                    self.found.error(code, &found.at, message, help);
                }
                return;
            }
        };
        let Some(target) = self.target(job, found, &reference) else { return };
        if target.file == FileId::MAIN {
            self.rewrite(found, &target.pointer);
        } else if found.kind == Kind::PathItem {
            self.inline(job, found, &target);
        } else {
            self.import(found, &target);
        }
    }

    /// The file and pointer of a reference; `None` where there is nothing to do or nothing to be had.
    fn target(&mut self, job: &Job, found: &Found, reference: &Reference) -> Option<Target> {
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
                Err(Refusal::Missing(reason)) if self.may_be_missing(found) => {
                    self.take_any_value(found, &reason);
                    return None;
                }
                Err(refusal) => {
                    let named = format!("/components/schemas/{}", path.replace('~', "~0").replace('/', "~1"));
                    // `components/schemas/Pet`, with the mark of a fragment left out.
                    let whole = format!("/{}", path.trim_start_matches('/'));
                    let known = [named, whole].into_iter().find(|known| self.main.pointer(known).is_some());
                    refusal.report(&mut self.found, &found.at, path, known);
                    return None;
                }
            },
        };
        if file != FileId::MAIN && self.files.value(file, &pointer).is_none() {
            let message = format!("`{}` has no `{pointer}`", self.files.shown(file));
            self.found.error("load-ref-missing-target", &found.at, message, "correct what stands behind the `#`");
            return None;
        }
        Some(Target { file, pointer })
    }

    fn may_be_missing(&self, found: &Found) -> bool {
        let lenient = self.limits.missing_schema == MissingSchema::AnyValue;
        lenient && found.kind == Kind::Schema && found.role == Role::Ref
    }

    /// Takes the reference away, which leaves a schema without any rule.
    fn take_any_value(&mut self, found: &Found, reason: &str) {
        let message = format!("cannot read the file of `{}`: {reason}; any value is taken here", found.text);
        self.found.warn("load-ref-missing-file", &found.at, message, "save that file beside the document");
        if let Some(Value::Object(node)) = self.main.pointer_mut(found.node.as_str()) {
            node.shift_remove("$ref");
        }
    }

    /// Makes a reference point into the main document.
    fn rewrite(&mut self, found: &Found, to: &Pointer) {
        if let Some(text) = self.main.pointer_mut(found.at.as_str()) {
            *text = Value::String(format!("#{}", to.as_str()));
        }
    }

    /// Puts a path item in the place of the reference to it. What stands beside the reference stays and wins.
    fn inline(&mut self, job: &Job, found: &Found, target: &Target) {
        if job.around.contains(target) || job.around.len() >= self.limits.chain {
            let message = "path items refer to one another without end";
            self.found.error("load-ref-cycle", &found.at, message, "let one of them hold the operations");
            return;
        }
        let Some(Value::Object(members)) = self.files.value(target.file, &target.pointer).cloned() else {
            let message = "the reference does not lead to a path item";
            self.found.error("load-ref-wrong-kind", &found.at, message, "refer to a mapping of methods to operations");
            return;
        };
        let deep = members.values().map(depth).max().unwrap_or(0) + found.node.parts().count();
        if deep >= DEEPEST {
            let message = format!("with this path item the document is more than {DEEPEST} levels deep");
            self.found.error("load-too-deep", &found.at, message, "move inner parts to components");
            return;
        }
        if !self.may_copy(found, members.values().map(size).sum()) {
            return;
        }
        let Some(Value::Object(node)) = self.main.pointer_mut(found.node.as_str()) else { return };
        let own: Map<String, Value> =
            std::mem::take(node).into_iter().filter(|(key, value)| key != "$ref" || !value.is_string()).collect();
        let mut kept: Vec<String> = own.keys().cloned().collect();
        let origins: Vec<_> = kept.iter().map(|key| self.sources.entry(&found.node.child(key))).collect();
        node.extend(members);
        node.extend(own);
        self.sources.record(&found.node, self.files.source(target.file), target.pointer.clone());
        for (key, (source, there)) in kept.iter().zip(origins) {
            self.sources.record(&found.node.child(key), source, there);
        }
        if found.node == job.here {
            kept.extend(job.skip.iter().cloned());
        }
        let (here, mut around) = (found.node.clone(), job.around.clone());
        around.push(target.clone());
        self.queue.push_back(Job { here, kind: Kind::PathItem, file: target.file, around, skip: kept });
    }

    /// Makes the target a component and points the reference at it.
    fn import(&mut self, found: &Found, target: &Target) {
        let Some(section) = found.kind.section() else { return };
        let key = (target.file, target.pointer.clone(), found.kind);
        if let Some(name) = self.names.get(&key) {
            let to = component(section, name);
            // A component that only repeats another one keeps its name and becomes an alias.
            self.rewrite(found, &to);
            return;
        }
        let Some(value) = self.files.value(target.file, &target.pointer).cloned() else { return };
        if !self.may_copy(found, size(&value)) {
            return;
        }
        let name = match own_name(found, section) {
            // `components.schemas.Pet: {$ref: pet.yaml}` is how many documents are split: Pet is that file.
            Some(name) => name,
            None => self.free_name(section, &self.wanted_name(target)),
        };
        let here = component(section, &name);
        if found.role == Role::Ref && found.node == here {
            if let Some(node) = self.main.pointer_mut(here.as_str()) {
                *node = value;
            }
        } else {
            self.insert(section, &name, value);
            self.rewrite(found, &here);
        }
        self.sources.record(&here, self.files.source(target.file), target.pointer.clone());
        self.names.insert(key, name);
        self.queue.push_back(Job { here, kind: found.kind, file: target.file, around: Vec::new(), skip: Vec::new() });
    }

    /// Counts a part that is brought in; false, and reported, when there have been too many.
    fn may_copy(&mut self, found: &Found, nodes: usize) -> bool {
        self.copied.parts += 1;
        self.copied.nodes = self.copied.nodes.saturating_add(nodes);
        let fits = self.copied.parts <= self.limits.imports && self.copied.nodes <= self.limits.nodes;
        if !fits && !self.copied.refused {
            self.copied.refused = true;
            let message = "too much comes from other files";
            self.found.error("load-too-many-imports", &found.at, message, "bundle the document with fewer parts");
        }
        fits
    }

    /// The last part of the pointer, or the name of the file.
    fn wanted_name(&self, target: &Target) -> String {
        let part = target.pointer.parts().last().unwrap_or_else(|| self.files.stem(target.file));
        let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' };
        let name: String = part.chars().map(plain).collect();
        if name.is_empty() { "Imported".to_owned() } else { name }
    }

    fn free_name(&self, section: &str, wanted: &str) -> String {
        let taken = |name: &str| self.main.pointer(component(section, name).as_str()).is_some();
        let mut name = wanted.to_owned();
        let mut number = 2_usize;
        while taken(&name) {
            name = format!("{wanted}{number}");
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

fn component(section: &str, name: &str) -> Pointer {
    Pointer::new("/components").child(section).child(name)
}

/// The name of the component that is nothing but this reference.
fn own_name(found: &Found, section: &str) -> Option<String> {
    let rest = found.node.below(&Pointer::new("/components").child(section))?;
    let mut parts = Pointer::new(rest).parts().collect::<Vec<_>>();
    let name = parts.pop()?;
    (parts.is_empty() && found.role == Role::Ref && found.alone).then_some(name)
}
