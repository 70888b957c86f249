//! Which properties of the responses had no field, on this thread, lately.
//!
//! In: names, from the decoder. Out: the same. What is kept beside the fields is written back as if it had been read
//! into one, so that only this tells whether the fields are the response's.

use std::cell::RefCell;

/// Names that are remembered at most.
const MOST: usize = 256;

thread_local! {
    static NAMES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Remembers a property that no field takes.
pub(crate) fn note(name: &str) {
    NAMES.with_borrow_mut(|names| {
        if names.len() < MOST {
            names.push(name.to_owned());
        }
    });
}

/// The names since the last look.
pub(crate) fn take() -> Vec<String> {
    NAMES.take()
}
