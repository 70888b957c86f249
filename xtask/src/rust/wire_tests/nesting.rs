//! How deep and how large the value of a test may become.
//!
//! In: the types that a value is made of, one inside the other. Out: whether there is room for more. Must not: make a
//! value.

use std::cell::{Cell, RefCell};

use crate::ir::Id;

/// Structs inside structs of which all properties are set.
const DEEPEST: usize = 4;
/// Structs inside structs at all.
pub(super) const BOTTOM: usize = 12;
/// Properties that one value names in all.
const MOST: usize = 200;

/// The types around the value at hand, and what is left of the number of properties.
pub(super) struct Nesting {
    stack: RefCell<Vec<Id>>,
    left: Cell<usize>,
    lean: Cell<bool>,
}

impl Nesting {
    pub(super) fn new() -> Self {
        Self { stack: RefCell::default(), left: Cell::new(MOST), lean: Cell::new(false) }
    }

    /// Nothing is put in that could be left out.
    pub(super) fn lean() -> Self {
        Self { lean: Cell::new(true), ..Self::new() }
    }

    pub(super) fn is_lean(&self) -> bool {
        self.lean.get()
    }

    /// Whether another property may be named that could be left out.
    pub(super) fn has_room(&self) -> bool {
        self.left.get() > 0
    }

    /// Counts a property.
    pub(super) fn count(&self) {
        self.left.set(self.left.get().saturating_sub(1));
    }

    /// Makes a value of this type inside the others: lean where they are deep, many, or lead back to the type itself.
    /// `None` where there is no room for any value.
    pub(super) fn within<T>(&self, id: Id, make: impl FnOnce() -> Option<T>) -> Option<T> {
        let depth = self.stack.borrow().len();
        if depth >= BOTTOM {
            return None;
        }
        let lean = depth >= DEEPEST || self.left.get() == 0 || self.stack.borrow().contains(&id);
        let before = self.lean.replace(self.lean.get() || lean);
        self.stack.borrow_mut().push(id);
        let value = make();
        self.stack.borrow_mut().pop();
        self.lean.set(before);
        value
    }
}
