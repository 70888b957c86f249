//! How much two names are alike.
//!
//! In: names. Out: a verdict. Must not: know what they name.

/// The same word in another spelling, or almost.
pub(super) fn similar(a: &str, b: &str) -> bool {
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let (a, b) = (plain(a), plain(b));
    if a == b {
        return !a.is_empty();
    }
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let within = short.len() >= 3 && (long.starts_with(short.as_str()) || long.ends_with(short.as_str()));
    within || strsim::jaro_winkler(&a, &b) >= 0.9
}

/// The same word in another spelling.
pub(super) fn respelled(a: &str, b: &str) -> bool {
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let (a, b) = (plain(a), plain(b));
    !a.is_empty() && (a == b || strsim::normalized_damerau_levenshtein(&a, &b) >= 0.8)
}
