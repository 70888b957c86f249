//! Going back, and going on behind what cannot be read.
//!
//! In: a reader, and a value that it was at. Out: the reader at that value again, or behind it. Must not: go on where the
//! text is no JSON.

use super::error::{DecodeError, DecodeErrorKind, Stop};
use super::reader::Reader;
use super::state::{Counts, Mode};
use super::state::{Mark, Strict};

/// How deep typed values may be nested. Each level is a few frames on the stack.
const MAX_DEPTH: u16 = 128;

/// So many values are noted of one text.
const MOST_NOTED: usize = 100;

impl<'de> Reader<'de> {
    /// Notes what is wrong with each value that is left out of its field: see [`odd`](Self::odd).
    pub(crate) fn note_odd(&mut self) {
        self.odd = Some(Vec::new());
    }

    /// What is wrong with the values that were left out.
    pub(crate) fn odd(&self) -> impl Iterator<Item = DecodeError> + '_ {
        self.odd.iter().flatten().map(|fault| DecodeError::at(fault.kind, self.text, fault.offset))
    }

    /// Makes an element that its type cannot take an error of the whole, in lists that are this many containers deep.
    pub(crate) fn strict_at(&mut self, depth: usize) {
        self.strict = u16::try_from(depth).map_or(Strict::Nowhere, Strict::At);
    }

    /// Leaves out each element that its type cannot take, in lists that are this many containers deep, and keeps what is
    /// wrong with it: see [`rejected`](Self::rejected).
    pub(crate) fn report_at(&mut self, depth: usize) {
        self.strict = u16::try_from(depth).map_or(Strict::Nowhere, Strict::Reported);
    }

    /// What is wrong with the elements that were left out.
    pub(crate) fn rejected(&self) -> impl Iterator<Item = DecodeError> + '_ {
        self.rejected.iter().map(|fault| DecodeError::at(fault.kind, self.text, fault.offset))
    }

    /// After a failure inside an element: skips it, or fails where that must not be.
    #[cold]
    pub(crate) fn recover_element(&mut self, mark: Mark) -> Result<(), Stop> {
        if self.strict == Strict::At(mark.depth) {
            self.strict = Strict::Failed;
        }
        let fault = self.fault;
        self.recover(mark)?;
        if self.strict == Strict::Reported(mark.depth) {
            // Whoever takes the reports keeps it.
            self.is_partial = mark.is_partial;
            self.rejected.extend(fault);
        }
        Ok(())
    }

    /// The offset of the next value, to come back to.
    ///
    /// # Errors
    /// When the text ends.
    #[inline]
    pub(crate) fn mark(&mut self) -> Result<Mark, Stop> {
        self.peek()?;
        let noted = self.odd.as_ref().map_or(0, Vec::len);
        Ok(Mark { at: self.at, depth: self.depth, is_partial: self.is_partial, noted })
    }

    /// Goes back.
    pub(crate) fn rewind(&mut self, mark: Mark) {
        (self.at, self.depth) = (mark.at, mark.depth);
        // What is read again is noted again.
        if let Some(odd) = &mut self.odd {
            odd.truncate(mark.noted);
        }
    }

    /// After a failure inside the value at the mark: skips that value, if it is JSON at all, and counts it. Its text.
    #[cold]
    pub(crate) fn recover(&mut self, mark: Mark) -> Result<&'de str, Stop> {
        match self.fault {
            Some(fault) if fault.kind.is_skippable() && self.strict != Strict::Failed => {
                self.rewind(mark);
                let text = self.skip()?;
                if let Some(odd) = self.odd.as_mut().filter(|odd| odd.len() < MOST_NOTED) {
                    odd.push(fault);
                }
                self.counts.odd += 1;
                self.is_partial = true;
                Ok(text)
            }
            _ => Err(Stop(())),
        }
    }

    /// The text from the mark to here.
    pub(crate) fn since(&self, mark: Mark) -> &'de str {
        self.text.get(mark.at..self.at).unwrap_or_default()
    }

    /// Notes that a number was read that its type cannot hold to the last digit.
    #[cold]
    pub(crate) const fn note_rounded(&mut self) {
        self.is_rounded = true;
    }

    /// Whether the text of what was read since the last look says more than the value that was made of it.
    pub(crate) const fn take_inexact(&mut self) -> bool {
        let is_inexact = self.is_partial || self.is_rounded;
        (self.is_partial, self.is_rounded) = (false, false);
        is_inexact
    }

    /// Makes sure that nothing was left out that nobody has kept.
    ///
    /// # Errors
    /// When something was; its fault is the reader's.
    pub(crate) const fn complete(&self) -> Result<(), Stop> {
        if self.is_partial { Err(Stop(())) } else { Ok(()) }
    }

    pub(crate) const fn count_unknown(&mut self) {
        self.counts.unknown += 1;
    }

    pub(crate) const fn mode(&self) -> Mode {
        self.mode
    }

    /// Reads by `read` only to count what it meets that no type has a place for. `None` where it fails, or the value is of
    /// another form. The reader stays where it is.
    pub(crate) fn counted(
        &mut self,
        read: &mut dyn FnMut(&mut Self) -> Result<(), Stop>,
    ) -> Result<Option<usize>, Stop> {
        let mark = self.mark()?;
        let before = (self.counts, self.is_partial, self.mode);
        (self.counts, self.mode) = (Counts::default(), Mode::Count);
        let result = read(self);
        let counts = self.counts;
        (self.counts, self.is_partial, self.mode) = before;
        match (result, self.fault) {
            (Err(stop), Some(fault)) if !fault.kind.is_skippable() => return Err(stop),
            _ => self.rewind(mark),
        }
        Ok(if result.is_ok() && counts.odd == 0 { Some(counts.unknown) } else { None })
    }

    /// Goes one level deeper without a container.
    pub(crate) fn deeper(&mut self) -> Result<(), Stop> {
        if self.depth == MAX_DEPTH {
            return self.fail(DecodeErrorKind::TooDeep);
        }
        self.depth += 1;
        Ok(())
    }

    /// Comes back to the level of the mark.
    pub(crate) const fn rewind_depth(&mut self, mark: Mark) {
        self.depth = mark.depth;
    }

    /// After a failure inside the value at the mark: goes back to it, if the text is JSON up to the failure.
    pub(crate) fn forgive(&mut self, mark: Mark) -> Result<(), Stop> {
        match self.fault {
            Some(fault) if fault.kind.is_skippable() && self.strict != Strict::Failed => {
                self.rewind(mark);
                Ok(())
            }
            _ => Err(Stop(())),
        }
    }

    /// The offset of the next byte.
    pub(crate) const fn offset(&self) -> usize {
        self.at
    }

    /// What is returned where a value is missing that must be there.
    pub(crate) const fn stop(&self) -> Stop {
        Stop(())
    }
}
