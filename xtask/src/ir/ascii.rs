//! Names in ASCII, for files and crates.
//!
//! In: words in any script. Out: words that begin with a letter and are ASCII. Must not: know what they are for.

use unicode_normalization::UnicodeNormalization;

use super::Words;

/// Where a file's name ends, long before any system's limit.
const MOST_LETTERS: usize = 80;

impl Words {
    /// The same name in ASCII: letters lose their accents, and what has no letter in ASCII becomes `u` and its code point in
    /// hex. Names that get long by that are cut, and get a hash of the whole.
    #[must_use]
    pub fn ascii(&self) -> Self {
        if self.0.iter().all(|word| word.is_ascii()) {
            return self.clone();
        }
        let mut all: Vec<String> = self.0.iter().flat_map(|word| ascii_words(word)).collect();
        let mut letters = 0;
        let fits = |word: &&String| {
            letters += word.len();
            letters <= MOST_LETTERS
        };
        let kept = all.iter().take_while(fits).count();
        if kept < all.len() {
            all.truncate(kept);
            all.push(format!("h{:08x}", short_hash(&self.to_string())));
        }
        Self(all)
    }
}

fn ascii_words(word: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut plain = String::new();
    for c in word.nfkd() {
        match latin(c) {
            Some(letters) => plain.push_str(letters),
            None if c.is_ascii() => plain.push(c),
            None if is_accent(c) && !plain.is_empty() => {}
            None => {
                all.extend(Some(std::mem::take(&mut plain)).filter(|part| !part.is_empty()));
                all.push(format!("u{:x}", u32::from(c)));
            }
        }
    }
    all.extend(Some(plain).filter(|part| !part.is_empty()));
    all
}

/// Letters of Latin scripts that are not others with an accent.
fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        _ => return None,
    })
}

/// The accents that Latin letters carry.
fn is_accent(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36f)
}

/// FNV-1a: short, and the same on every machine and in every version.
#[must_use]
pub fn short_hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_in_ascii() {
        for (text, expected) in [
            ("tracking number", "tracking number"),
            ("größe", "grosse"),
            ("état x", "etat x"),
            ("荷物 id", "u8377 u7269 id"),
            ("a荷b", "a u8377 b"),
            ("\u{301}", "u301"),
        ] {
            let words = Words(text.split(' ').map(str::to_owned).collect());
            assert_eq!(words.ascii().to_string(), expected);
        }
        let long = Words(vec!["荷".repeat(60)]).ascii();
        let other = Words(vec!["荷".repeat(61)]).ascii();
        assert!(long.0.concat().len() <= MOST_LETTERS + 9 && long != other, "{long}");
    }
}
