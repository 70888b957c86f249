//! The rules of a value, from all the schemas that speak of it.
//!
//! In: a schema. Out: constraints, those of elements inside; rules of a named type stand there and nowhere else.
//! Must not: check a value.

use super::{MAX_NESTING, SchemaTable};
use crate::ir::Constraints;
use crate::resolve::{Additional, Kind, SchemaId};

impl SchemaTable<'_> {
    /// The rules of a value where it is used.
    pub(super) fn constraints(&self, id: SchemaId) -> Constraints {
        self.rules_at(id, 0)
    }

    /// The rules of a named type.
    pub(super) fn own_constraints(&self, id: SchemaId) -> Constraints {
        self.rules_of(id, 0)
    }

    fn rules_at(&self, id: SchemaId, depth: usize) -> Constraints {
        let target = self.target(id);
        let mut rules = Constraints::default();
        let mut id = id;
        // What stands beside a reference counts here, too.
        while id != target {
            let node = self.node(id);
            rules = rules.and(&node.notes.constraints);
            match node.kind {
                Kind::Ref(next) => id = next,
                _ => break,
            }
        }
        let named = self.named.contains_key(&target) && self.is_type(target);
        if named || depth > MAX_NESTING { rules } else { rules.and(&self.rules_of(target, depth)) }
    }

    fn rules_of(&self, id: SchemaId, depth: usize) -> Constraints {
        let node = self.node(id);
        let inner = |id: SchemaId| Some(self.rules_at(id, depth + 1)).filter(|rules| !rules.is_empty()).map(Box::new);
        let mut rules = node.notes.constraints.clone();
        match &node.kind {
            Kind::Array { items } => rules.items = inner(*items),
            Kind::Object { properties, additional: Additional::Typed(values) } if properties.is_empty() => {
                rules.values = inner(*values);
            }
            Kind::Ref(next) => return rules.and(&self.rules_at(*next, depth + 1)),
            _ => {}
        }
        rules
    }
}
