//! Members that the description requires and an answer may still lack.
//!
//! In: a decoded field. Out: its value, or an error that names the member. Decoding itself never fails for these.

use std::fmt;

/// An answer lacks a member that its description requires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingMember {
    ty: &'static str,
    member: &'static str,
}

impl MissingMember {
    /// The type that the member belongs to.
    pub const fn type_name(&self) -> &'static str {
        self.ty
    }

    /// The member's name on the wire.
    pub const fn member(&self) -> &'static str {
        self.member
    }
}

impl fmt::Display for MissingMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the answer has no `{}` in {}", self.member, self.ty)
    }
}

impl std::error::Error for MissingMember {}

/// A required text.
///
/// # Errors
/// When the answer lacks it.
pub fn required_str<'a>(
    field: &'a Option<String>,
    ty: &'static str,
    member: &'static str,
) -> Result<&'a str, MissingMember> {
    field.as_deref().ok_or(MissingMember { ty, member })
}

/// A required value that is cheap to copy.
///
/// # Errors
/// When the answer lacks it.
pub fn required_copy<T: Copy>(field: &Option<T>, ty: &'static str, member: &'static str) -> Result<T, MissingMember> {
    field.ok_or(MissingMember { ty, member })
}

/// A required value.
///
/// # Errors
/// When the answer lacks it.
pub fn required<'a, T>(field: &'a Option<T>, ty: &'static str, member: &'static str) -> Result<&'a T, MissingMember> {
    field.as_ref().ok_or(MissingMember { ty, member })
}
