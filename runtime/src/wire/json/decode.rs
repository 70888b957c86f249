//! Types that are read from JSON.
//!
//! In: a reader at a value. Out: the value, or a stop whose reason the reader holds. Must not: be generic over the source:
//! each type has one function, compiled once.

use crate::wire::pull::{Reader, Stop};

/// A value that can be read leniently.
///
/// Implemented for primitives, collections and this crate's own types here, and for generated types by macros.
pub trait Decode: Sized {
    /// Reads a value that is not `null`, unless the type has one for it.
    ///
    /// # Errors
    /// When the text is no JSON, or the value is of a kind that even leniency cannot take.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Stop>;

    /// Reads a value over this one. After an error a part of it may be read.
    ///
    /// # Errors
    /// As [`decode`](Self::decode).
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        *self = Self::decode(reader)?;
        Ok(())
    }

    /// Reads a value straight into its place, in place of what is there: a large one is not moved. After an error the
    /// place may hold a part.
    ///
    /// # Errors
    /// As [`decode`](Self::decode).
    #[inline]
    fn decode_into(place: &mut Option<Self>, reader: &mut Reader<'_>) -> Result<(), Stop> {
        *place = Some(Self::decode(reader)?);
        Ok(())
    }

    /// Reads a value onto the end of a list; after an error the list is as before.
    ///
    /// # Errors
    /// As [`decode`](Self::decode).
    #[inline]
    fn push_onto(list: &mut Vec<Self>, reader: &mut Reader<'_>) -> Result<(), Stop> {
        list.push(Self::decode(reader)?);
        Ok(())
    }

    /// What `null` reads as where no `null` was declared. `None` means that the type has no such value.
    #[inline]
    fn from_null() -> Option<Self> {
        None
    }

    /// Whether it holds nothing: what an alias of a property may fill.
    #[inline]
    fn is_nothing(&self) -> bool {
        false
    }
}

/// A field of a generated type, whatever its type is.
pub trait Slot {
    /// Reads a value into the field.
    ///
    /// # Errors
    /// As [`Decode::decode`].
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop>;

    /// Whether the field holds nothing.
    fn is_unfilled(&self) -> bool;
}

impl<T: Decode> Slot for T {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Stop> {
        self.read(reader)
    }

    fn is_unfilled(&self) -> bool {
        self.is_nothing()
    }
}
