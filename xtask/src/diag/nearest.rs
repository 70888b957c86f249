//! The name that was probably meant.
//!
//! In: a name, and those that are known. Out: the nearest one, for a help line. Must not: act on a guess.

/// Longer names are not compared: the comparison would take too long.
const LONGEST: usize = 256;

/// The known name nearest to `name`, when one is near.
#[must_use]
pub fn nearest<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let length = name.chars().count();
    let reach = (length / 3).max(2);
    known
        // The distance is at least the difference of the lengths, which is cheap to compute.
        .filter(|k| length <= LONGEST && k.chars().count().abs_diff(length) <= reach)
        .map(|k| (strsim::damerau_levenshtein(&name.to_lowercase(), &k.to_lowercase()), k))
        .filter(|(distance, _)| *distance <= reach)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, k)| k)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_is_a_third_of_the_letters_or_two() {
        assert_eq!(nearest("remvoe", ["update", "remove"].into_iter()), Some("remove"));
        assert_eq!(nearest("envelopes", ["envelope", "errors"].into_iter()), Some("envelope"));
        assert_eq!(nearest("something", ["update", "remove"].into_iter()), None);
        assert_eq!(nearest("x", ["update", "remove"].into_iter()), None);
    }
}
