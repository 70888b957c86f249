//! Finds lists that would never end.
//!
//! In: one cursor after another. Out: whether one came before. Must not: keep more than one of them.

/// Finds a cursor that comes back, in the room of one cursor (Brent's algorithm): the kept one is moved forward at each
/// power of two, so that a loop of any length is met sooner or later.
#[derive(Debug, Default)]
pub(super) struct Loops {
    kept: Option<String>,
    steps: u64,
    room: u64,
}

impl Loops {
    /// Whether the cursor is the kept one; if not, it may become that.
    pub(super) fn meets(&mut self, cursor: &str) -> bool {
        if self.kept.as_deref() == Some(cursor) {
            return true;
        }
        if self.steps == self.room {
            self.kept = Some(cursor.to_owned());
            self.room = self.room.saturating_mul(2).max(1);
            self.steps = 0;
        }
        self.steps += 1;
        false
    }
}
