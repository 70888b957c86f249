//! Decimal text as the nearest `f64`.
//!
//! In: the text of a number. Out: the nearest `f64`, ties to even, as the standard library has it. Must not: hold a table
//! of powers: that of the library is 10 kB in every program, and what needs it is rare in JSON.

/// The powers of ten that are exact.
const EXACT: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

/// Digits that a `u64` holds for sure.
const SHORT: i32 = 19;

/// So many digits tell any two floats and the middle between them apart; of more only whether they are zero counts.
const MOST: i32 = 800;

/// Text taken apart: `value` times ten to the `exponent`, and whether digits behind those were dropped.
struct Decimal {
    is_negative: bool,
    value: u64,
    /// Of `value`.
    count: i32,
    exponent: i32,
    is_cut: bool,
}

/// Reads a number; `None` for what is none, or is too large.
pub(crate) fn parse(text: &str) -> Option<f64> {
    let decimal = take_apart(text)?;
    let size = absolute(&decimal, text);
    Some(if decimal.is_negative { -size } else { size }).filter(|value| value.is_finite())
}

fn take_apart(text: &str) -> Option<Decimal> {
    let is_negative = text.starts_with('-');
    let mut decimal = Decimal { is_negative, value: 0, count: 0, exponent: 0, is_cut: false };
    let (mut has_digits, mut has_point) = (false, false);
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'0'..=b'9' if decimal.count < SHORT => {
                has_digits = true;
                decimal.value = decimal.value * 10 + u64::from(byte - b'0');
                decimal.count += i32::from(decimal.value > 0);
                decimal.exponent -= i32::from(has_point);
            }
            b'0'..=b'9' => {
                decimal.is_cut |= byte != b'0';
                decimal.exponent += i32::from(!has_point);
            }
            b'.' if !has_point => has_point = true,
            b'e' | b'E' if has_digits => {
                decimal.exponent = decimal.exponent.saturating_add(exponent(&text[at + 1..])?);
                return Some(decimal);
            }
            _ => return None,
        }
    }
    has_digits.then_some(decimal)
}

fn exponent(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let add = |value: i32, byte: u8| value.saturating_mul(10).saturating_add(i32::from(byte - b'0'));
    let value = digits.bytes().fold(0, add);
    Some(if text.starts_with('-') { -value } else { value })
}

fn absolute(decimal: &Decimal, text: &str) -> f64 {
    let Decimal { value, exponent, count, .. } = *decimal;
    if value == 0 {
        return 0.0;
    }
    let power = exponent.unsigned_abs();
    if !decimal.is_cut && value <= 1 << 53 && power <= 22 {
        #[allow(clippy::cast_precision_loss, reason = "a float holds whole numbers up to 2^53")]
        let (value, power) = (value as f64, EXACT[power as usize]);
        return if exponent < 0 { value / power } else { value * power };
    }
    if !decimal.is_cut && power <= 19 {
        let (value, power) = (u128::from(value), 10_u128.pow(power));
        if exponent >= 0 {
            return rounded(value * power, 0);
        }
        let shift = value.leading_zeros();
        let (quotient, rest) = ((value << shift) / power, (value << shift) % power);
        return rounded(quotient | u128::from(rest != 0), signed(shift));
    }
    // Beyond the largest float, and below half of the smallest.
    match exponent.saturating_add(count) {
        310.. => f64::INFINITY,
        ..-323 => 0.0,
        places => exact(text, places),
    }
}

/// Of any number, by long division. `places` are the digits before the point.
#[cold]
fn exact(text: &str, places: i32) -> f64 {
    let digits = text.bytes().take_while(|byte| !matches!(byte, b'e' | b'E')).filter(u8::is_ascii_digit);
    let mut digits = digits.skip_while(|byte| *byte == b'0');
    let (mut number, mut count) = (Big(Vec::new()), 0);
    for digit in digits.by_ref().take(MOST as usize) {
        number.multiply(10, u32::from(digit - b'0'));
        count += 1;
    }
    if digits.any(|digit| digit != b'0') {
        number.multiply(10, 1);
        count += 1;
    }
    let mut divisor = Big(vec![1]);
    let scaled = if places < count { &mut divisor } else { &mut number };
    let power = places.abs_diff(count);
    (0..power / 9).for_each(|_| scaled.multiply(1_000_000_000, 0));
    (0..power % 9).for_each(|_| scaled.multiply(10, 0));
    // A quotient of 64 or 65 bits.
    let shift = 64 + divisor.bits() - number.bits();
    number.shift_left(shift.max(0).unsigned_abs());
    divisor.shift_left((-shift).max(0).unsigned_abs() + 65);
    let mut quotient = 0_u128;
    for _ in 0..=65 {
        quotient <<= 1;
        if number.subtract(&divisor) {
            quotient |= 1;
        }
        divisor.halve();
    }
    rounded(quotient | u128::from(number.bits() > 0), shift)
}

/// The float next to `value / 2^shift`. The last bit of a value with more bits than a float may stand for all behind it.
fn rounded(value: u128, shift: i32) -> f64 {
    let bits = 128 - signed(value.leading_zeros());
    // Those below the smallest normal float have fewer bits.
    let kept = 53 + (bits - shift + 1021).min(0);
    let dropped = (bits - kept).max(0);
    let (whole, rest) = match dropped {
        0 => (value, 0),
        128.. => (0, 0),
        _ => (value >> dropped, value << (128 - dropped)),
    };
    let is_up = rest > 1 << 127 || (rest == 1 << 127 && whole & 1 == 1);
    #[allow(clippy::cast_precision_loss, reason = "it has no more bits than a float")]
    let whole = (whole + u128::from(is_up)) as f64;
    let exponent = dropped - shift;
    let power =
        if exponent < -1022 { 1_u64 << (exponent + 1074) } else { u64::from((exponent + 1023).unsigned_abs()) << 52 };
    whole * f64::from_bits(power)
}

#[allow(clippy::cast_possible_wrap, reason = "at most 128 bits are counted")]
const fn signed(bits: u32) -> i32 {
    bits as i32
}

/// A whole number of any size, the lowest digits first, no zero at the end.
struct Big(Vec<u32>);

#[allow(clippy::cast_possible_truncation, reason = "a number is cut into digits of 32 bits")]
impl Big {
    fn bits(&self) -> i32 {
        self.0.last().map_or(0, |last| self.0.len() as i32 * 32 - signed(last.leading_zeros()))
    }

    #[inline(never)]
    fn multiply(&mut self, factor: u32, mut carry: u32) {
        for digit in &mut self.0 {
            let product = u64::from(*digit) * u64::from(factor) + u64::from(carry);
            (*digit, carry) = (product as u32, (product >> 32) as u32);
        }
        self.0.extend(Some(carry).filter(|carry| *carry > 0));
    }

    fn shift_left(&mut self, bits: u32) {
        self.multiply(1 << (bits % 32), 0);
        (0..bits / 32).for_each(|_| self.0.insert(0, 0));
    }

    fn halve(&mut self) {
        let mut carry = 0;
        for digit in self.0.iter_mut().rev() {
            (*digit, carry) = (*digit >> 1 | carry << 31, *digit & 1);
        }
        self.trim();
    }

    /// Whether the other one can be taken from this one; then it is.
    fn subtract(&mut self, other: &Self) -> bool {
        if self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev())).is_lt() {
            return false;
        }
        let mut is_borrowed = false;
        for (index, digit) in self.0.iter_mut().enumerate() {
            let taken = u64::from(other.0.get(index).copied().unwrap_or(0)) + u64::from(is_borrowed);
            is_borrowed = u64::from(*digit) < taken;
            *digit = digit.wrapping_sub(taken as u32);
        }
        self.trim();
        true
    }

    #[inline(never)]
    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    /// What the standard library makes of it.
    fn library(text: &str) -> Option<f64> {
        text.parse().ok().filter(|value: &f64| value.is_finite())
    }

    fn check(text: &str) {
        assert_eq!(parse(text).map(f64::to_bits), library(text).map(f64::to_bits), "{text}");
    }

    #[test]
    fn hard_numbers_are_as_in_the_library() {
        for text in [
            "0",
            "-0.0",
            "1.",
            ".5",
            "+1.5e+3",
            "00012.50",
            "1e22",
            "1e23",
            "9007199254740993",
            "9007199254740993.00000001",
            "0.1",
            "0.30000000000000004",
            "123456789012345678",
            "8.5e-19",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "179769313486231580793e289",
            "1e309",
            "1e-400",
            "-1e99999999999",
            "0e99999999999",
            "5e-324",
            "4.9e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "3e-324",
            "2.2250738585072011e-308",
            "2.2250738585072014e-308",
            "6.631236846766476e-316",
            "1e-323",
            "7.2057594037927933e16",
            "2.5e-322",
        ] {
            check(text);
        }
        // The middle between two floats, and a little more at the far end.
        let middle = format!("{:.60}", 1.0 + f64::EPSILON / 2.0);
        for tail in ["", "0", "1"] {
            check(&format!("{middle}{}{tail}", "0".repeat(900)));
        }
        check(&format!("0.{}1", "0".repeat(400)));
        check(&format!("{}e-990", "7".repeat(1000)));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "inf", "nan", "1 ", "--1", "0x1", "1e5.5", "1_0"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn any_bits_come_back() {
        let mut state = 1_u64;
        for round in 0..30_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let bits = state ^ state >> 29;
            // Small exponents as well as any.
            let value = f64::from_bits(if round % 2 == 0 { bits } else { bits >> 12 | (1023 + bits % 64 - 32) << 52 });
            if value.is_finite() {
                for text in [format!("{value}"), format!("{value:e}"), format!("{value:.21e}"), format!("{value:.12e}")]
                {
                    check(&text);
                }
            }
        }
    }
}
