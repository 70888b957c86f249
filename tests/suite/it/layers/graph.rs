//! Which module imports which.
//!
//! In: the modules of a crate. Out: the imports that break a rule. A name that a module only passes on (`pub use`) counts
//! for the module that has it; a module may import from the folder that it is in, and the folder from it.

use super::imports::{self, Import};
use super::sources::{ModulePath, Sources};
use std::collections::{BTreeMap, BTreeSet};

struct Edge {
    from: ModulePath,
    to: ModulePath,
    /// As it is written, from the root of the crate.
    import: String,
}

pub(super) struct Graph {
    modules: BTreeSet<ModulePath>,
    edges: Vec<Edge>,
}

impl Graph {
    pub(super) fn of(sources: &Sources) -> Self {
        let modules: BTreeSet<ModulePath> = sources.0.keys().cloned().collect();
        let named: BTreeMap<&ModulePath, Vec<Import>> =
            sources.0.iter().map(|(module, tokens)| (module, imports::of(module, tokens.clone()))).collect();
        let resolver = Resolver { modules: &modules, named: &named };
        let mut edges = Vec::new();
        for (from, imports) in &named {
            for import in imports {
                if let Some(to) = resolver.resolve(&import.path, 0) {
                    edges.push(Edge { from: (*from).clone(), to, import: import.path.join("::") });
                }
            }
        }
        Self { modules, edges }
    }

    /// Modules that no layer has.
    pub(super) fn outside_of_layers(&self, layers: &[&str]) -> Vec<String> {
        let tops: BTreeSet<&String> = self.modules.iter().filter_map(|module| module.first()).collect();
        tops.iter().filter(|top| !layers.contains(&top.as_str())).map(|top| format!("`{top}` is in no layer")).collect()
    }

    /// Imports that go up.
    pub(super) fn upward(&self, layers: &[&str]) -> Vec<String> {
        let rank =
            |module: &ModulePath| layers.iter().position(|layer| Some(*layer) == module.first().map(String::as_str));
        let is_upward = |edge: &&Edge| rank(&edge.from).zip(rank(&edge.to)).is_some_and(|(from, to)| from < to);
        let describe = |edge: &Edge| {
            let (from, import) = (edge.from.join("::"), &edge.import);
            format!("`{from}` is below `{}`, and imports `crate::{import}`", edge.to[0])
        };
        let found: BTreeSet<String> = self.edges.iter().filter(is_upward).map(describe).collect();
        found.into_iter().collect()
    }

    /// Siblings that import each other around a circle, one circle for each folder.
    pub(super) fn cycles(&self) -> Vec<String> {
        let folders: BTreeSet<&[String]> =
            self.modules.iter().filter_map(|module| module.split_last().map(|(_, folder)| folder)).collect();
        // The root's own modules are the layers, which have an order.
        folders.into_iter().filter(|folder| !folder.is_empty()).filter_map(|folder| self.cycle_in(folder)).collect()
    }

    fn cycle_in(&self, folder: &[String]) -> Option<String> {
        let child = |module: &ModulePath| module.strip_prefix(folder)?.first().cloned();
        let mut next: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for edge in &self.edges {
            let pair = child(&edge.from).zip(child(&edge.to)).filter(|(from, to)| from != to);
            if let Some((from, to)) = pair {
                next.entry(from).or_default().insert(to);
            }
        }
        let circle = next.keys().find_map(|start| circle_from(start, &next))?;
        let name = |child: &String| [folder, std::slice::from_ref(child)].concat().join("::");
        let steps = circle.iter().zip(circle.iter().cycle().skip(1));
        let steps: Vec<String> = steps.map(|(from, to)| format!("`{}` imports `{}`", name(from), name(to))).collect();
        Some(format!("a circle in `{}`: {}", folder.join("::"), steps.join(", ")))
    }
}

/// The shortest way from a node back to itself.
fn circle_from(start: &String, next: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    let mut ways = vec![vec![start.clone()]];
    let mut seen = BTreeSet::new();
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            for node in way.last().and_then(|last| next.get(last)).into_iter().flatten() {
                if node == start {
                    return Some(way);
                }
                if seen.insert(node.clone()) {
                    longer.push([&*way, std::slice::from_ref(node)].concat());
                }
            }
        }
        ways = longer;
    }
    None
}

struct Resolver<'a> {
    modules: &'a BTreeSet<ModulePath>,
    named: &'a BTreeMap<&'a ModulePath, Vec<Import>>,
}

/// More steps than any name is passed on by.
const MAX_STEPS: usize = 16;

impl Resolver<'_> {
    /// The module that has what a path names. `None` for what is not of this crate.
    fn resolve(&self, path: &[String], steps: usize) -> Option<ModulePath> {
        let length = (0..=path.len()).rev().find(|&length| self.modules.contains(&path[..length]))?;
        let (module, rest) = path.split_at(length);
        let Some(first) = rest.first().filter(|_| steps < MAX_STEPS) else { return Some(module.to_vec()) };
        let imports = self.named.get(&module.to_vec()).into_iter().flatten();
        let passed_on = imports.filter(|import| import.name.as_ref() == Some(first) && import.path != path[..=length]);
        let targets = passed_on.filter_map(|import| self.resolve(&import.path, steps + 1));
        // What stands in the root and is not passed on is a name of another crate, or of the standard library.
        targets.into_iter().find(|target| target != module).or_else(|| (!module.is_empty()).then(|| module.to_vec()))
    }
}
