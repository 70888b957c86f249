//! Properties that the description requires and a response may still lack.
//!
//! In: a decoded field. Out: its value, or an error that names the property. Decoding itself never fails for these.

use std::fmt;

/// A response lacks a property that its description requires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingProperty {
    ty: &'static str,
    property: &'static str,
}

impl MissingProperty {
    /// The type that the property belongs to.
    pub const fn type_name(&self) -> &'static str {
        self.ty
    }

    /// The property's name on the wire.
    pub const fn property(&self) -> &'static str {
        self.property
    }
}

impl fmt::Display for MissingProperty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the response has no `{}` in {}", self.property, self.ty)
    }
}

impl std::error::Error for MissingProperty {}

/// A required text.
///
/// # Errors
/// When the response lacks it.
pub fn required_str<'a>(
    field: &'a Option<String>,
    ty: &'static str,
    property: &'static str,
) -> Result<&'a str, MissingProperty> {
    field.as_deref().ok_or(MissingProperty { ty, property })
}

/// A required value that is cheap to copy.
///
/// # Errors
/// When the response lacks it.
pub fn required_copy<T: Copy>(
    field: &Option<T>,
    ty: &'static str,
    property: &'static str,
) -> Result<T, MissingProperty> {
    field.ok_or(MissingProperty { ty, property })
}

/// A required value.
///
/// # Errors
/// When the response lacks it.
pub fn required<'a, T>(
    field: &'a Option<T>,
    ty: &'static str,
    property: &'static str,
) -> Result<&'a T, MissingProperty> {
    field.as_ref().ok_or(MissingProperty { ty, property })
}
