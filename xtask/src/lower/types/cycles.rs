//! Types that would contain themselves.
//!
//! In: the arena, or the finished types. Out: lists and maps that contain themselves (they become wrappers), and boxes
//! where a type would have infinite size. Must not: recurse.

use std::collections::BTreeSet;

use super::reach::Reach;
use super::{inside, is_nameable};
use crate::ir::{Id, TypeDef, TypeKind, TypeRef};
use crate::resolve::{Kind, SchemaId, Schemas};

/// Lists and maps that contain themselves without a named type between.
pub(super) fn wrappers(schemas: &Schemas, canon: &[SchemaId], reach: &Reach) -> BTreeSet<SchemaId> {
    let target = |id: SchemaId| canon[schemas.target(canon[id.0]).0];
    let next = |id: SchemaId| -> Vec<SchemaId> {
        let kind = &schemas[id].kind;
        if is_nameable(kind) { Vec::new() } else { inside(kind, |_| false).into_iter().map(target).collect() }
    };
    let mut wrappers = BTreeSet::new();
    let mut state = vec![State::New; schemas.len()];
    for (id, node) in schemas.iter() {
        if reach.usage(id).is_none() || state[id.0] != State::New || matches!(node.kind, Kind::Ref(_)) {
            continue;
        }
        // Depth first; a step back to an open schema closes a cycle.
        let mut stack = vec![(id, next(id))];
        state[id.0] = State::Open;
        while let Some((top, rest)) = stack.last_mut() {
            match rest.pop() {
                Some(child) => match state[child.0] {
                    State::New => {
                        state[child.0] = State::Open;
                        let children = next(child);
                        stack.push((child, children));
                    }
                    State::Open => {
                        wrappers.insert(child);
                    }
                    State::Done => {}
                },
                None => {
                    state[top.0] = State::Done;
                    stack.pop();
                }
            }
        }
    }
    wrappers
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

/// Boxes every type that a type contains directly and that leads back to it.
pub(super) fn boxes(defs: &mut [TypeDef]) {
    let edges: Vec<Vec<usize>> = defs.iter().map(direct).collect();
    let group = groups(&edges);
    for (index, def) in defs.iter_mut().enumerate() {
        let own = group[index];
        for ty in slots(&mut def.kind) {
            enclose(ty, |id| group.get(id.0).is_some_and(|group| *group == own));
        }
    }
}

fn enclose(ty: &mut TypeRef, on_cycle: impl Fn(Id) -> bool) {
    match ty {
        TypeRef::Named(id) if on_cycle(*id) => *ty = TypeRef::Boxed(*id),
        TypeRef::Nullable(inner) => {
            if let TypeRef::Named(id) = **inner
                && on_cycle(id)
            {
                **inner = TypeRef::Boxed(id);
            }
        }
        _ => {}
    }
}

/// The types that a type contains without a list or map between.
pub(super) fn direct(def: &TypeDef) -> Vec<usize> {
    let mut kind = def.kind.clone();
    let mut ids = Vec::new();
    for ty in slots(&mut kind) {
        match ty {
            TypeRef::Named(id) | TypeRef::Boxed(id) => ids.push(id.0),
            TypeRef::Nullable(inner) => {
                if let TypeRef::Named(id) = **inner {
                    ids.push(id.0);
                }
            }
            _ => {}
        }
    }
    ids
}

/// The types that a type is made of.
pub(super) fn slots(kind: &mut TypeKind) -> Vec<&mut TypeRef> {
    match kind {
        // Additional properties sit in a map: no box needed.
        TypeKind::Struct { fields, .. } => fields.iter_mut().map(|field| &mut field.ty).collect(),
        TypeKind::Union { variants, .. } => variants.iter_mut().map(|variant| &mut variant.ty).collect(),
        TypeKind::Alias(ty) | TypeKind::Wrapper(ty) => vec![ty],
        TypeKind::Enum { .. } | TypeKind::ByStatus(_) => Vec::new(),
    }
}

/// Strongly connected groups (Tarjan), without recursion.
fn groups(edges: &[Vec<usize>]) -> Vec<usize> {
    let count = edges.len();
    let mut walk = Walk {
        index: vec![usize::MAX; count],
        low: vec![0; count],
        on_stack: vec![false; count],
        stack: Vec::new(),
        group: vec![usize::MAX; count],
        next: 0,
    };
    for start in 0..count {
        if walk.index[start] == usize::MAX {
            walk.from(start, edges);
        }
    }
    walk.group
}

struct Walk {
    index: Vec<usize>,
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<usize>,
    group: Vec<usize>,
    next: usize,
}

impl Walk {
    fn from(&mut self, start: usize, edges: &[Vec<usize>]) {
        let mut work = vec![(start, 0_usize)];
        self.open(start);
        while let Some((node, at)) = work.pop() {
            match edges[node].get(at) {
                Some(&child) => {
                    work.push((node, at + 1));
                    if self.index[child] == usize::MAX {
                        self.open(child);
                        work.push((child, 0));
                    } else if self.on_stack[child] {
                        self.low[node] = self.low[node].min(self.index[child]);
                    }
                }
                None => {
                    self.close(node);
                    if let Some((parent, _)) = work.last() {
                        self.low[*parent] = self.low[*parent].min(self.low[node]);
                    }
                }
            }
        }
    }

    fn open(&mut self, node: usize) {
        self.index[node] = self.next;
        self.low[node] = self.next;
        self.next += 1;
        self.stack.push(node);
        self.on_stack[node] = true;
    }

    fn close(&mut self, node: usize) {
        if self.low[node] != self.index[node] {
            return;
        }
        while let Some(property) = self.stack.pop() {
            self.on_stack[property] = false;
            self.group[property] = node;
            if property == node {
                break;
            }
        }
    }
}
