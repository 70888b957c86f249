//! Numbers that keep every digit.
//!
//! In: the text of a number, or a number. Out: the same text. Must not: round. Reading and writing are in `wire`.

use super::short_text::ShortText;
use std::fmt;

/// A number, digit by digit as it was written: for amounts, and for what is beyond `f64` and `i64`.
///
/// Two are equal when their texts are, so `1.0` is not `1`. They have no order of their own; compare what
/// [`to_f64`](Self::to_f64) or [`to_i128`](Self::to_i128) returns, or hand [`as_str`](Self::as_str) to a crate for decimal
/// numbers.
///
/// ```
/// use sdk_runtime::Decimal;
/// let amount: Decimal = "12345678901234567.89".parse()?;
/// assert_eq!(amount.as_str(), "12345678901234567.89");
/// assert_eq!(Decimal::from(2.5).to_f64(), 2.5);
/// assert_eq!(Decimal::from(u64::MAX).to_i128(), Some(18_446_744_073_709_551_615));
/// assert!("1,5".parse::<Decimal>().is_err());
/// # Ok::<(), sdk_runtime::NotDecimal>(())
/// ```
#[derive(Clone)]
pub struct Decimal(ShortText);

impl Decimal {
    /// Of text that is known to be a number.
    pub(crate) fn of_number(text: &str) -> Self {
        Self(text.into())
    }

    /// The number as it is written.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The nearest `f64`: infinite for what is beyond it.
    pub fn to_f64(&self) -> f64 {
        self.as_str().parse().unwrap_or(f64::NAN)
    }

    /// The number as an `i64`, if it is written without fraction and exponent and fits.
    pub fn to_i64(&self) -> Option<i64> {
        self.as_str().parse().ok()
    }

    /// The number as a `u64`, if it is written without fraction and exponent and fits.
    pub fn to_u64(&self) -> Option<u64> {
        self.as_str().parse().ok()
    }

    /// The number as an `i128`, if it is written without fraction and exponent and fits.
    pub fn to_i128(&self) -> Option<i128> {
        self.as_str().parse().ok()
    }
}

macro_rules! from_numbers {
    ($($ty:ty),*) => {$(
        impl From<$ty> for Decimal {
            fn from(number: $ty) -> Self {
                Self(number.to_string().as_str().into())
            }
        }

        impl From<$ty> for crate::Maybe<Decimal> {
            fn from(number: $ty) -> Self {
                Self::Value(number.into())
            }
        }
    )*};
}

// A float that is no number (infinite, NaN) has no JSON: it is written as null, like one of a float field.
from_numbers!(i32, i64, i128, u32, u64, f32, f64);

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Decimal {}

impl std::hash::Hash for Decimal {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The text is not a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotDecimal(pub(crate) ());

impl fmt::Display for NotDecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text is not a number")
    }
}

impl std::error::Error for NotDecimal {}
