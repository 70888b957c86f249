//! JSON texts, and texts that are nearly JSON.
//!
//! In: a seed. Out: the same texts in every run.

/// A generator of numbers (xorshift), so that every run sees the same texts.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

const BLANKS: &[&str] = &["", "", "", " ", "\n", "\t\r\n  "];
const PIECES: &[&str] = &[
    "a",
    "name",
    "12345678",
    "é",
    "日本",
    "\u{1f600}",
    "\\n",
    "\\\"",
    "\\\\",
    "\\/",
    "\\u0041",
    "\\u00e9",
    "\\ud83d\\ude00",
    "\u{7f}",
    "\u{80}",
    "[",
    "}",
    ",",
    ":",
    " ",
    "\\u0000",
    "\\b\\f\\t\\r",
];
const INTEGERS: &[&str] = &[
    "0",
    "-0",
    "1",
    "-1",
    "10",
    "999999999999999999",
    "-999999999999999999",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "123456789012345678901234567890",
];
const FLOATS: &[&str] = &[
    "0.0",
    "-0.0",
    "1.5",
    "1e3",
    "1E+3",
    "1e-3",
    "2.5e-10",
    "1.7976931348623157e308",
    "5e-324",
    "1e-400",
    "0.1",
    "123456.789012345678901234567890",
    "1e0",
    "3.0",
];

fn blank(random: &mut Random, out: &mut String) {
    out.push_str(random.one(BLANKS));
}

fn string(random: &mut Random, out: &mut String) {
    out.push('"');
    for _ in 0..random.below(6) {
        out.push_str(random.one(PIECES));
    }
    out.push('"');
}

/// Any JSON, with white space in every place.
pub(crate) fn value(random: &mut Random, depth: usize, out: &mut String) {
    blank(random, out);
    match random.below(if depth > 4 { 6 } else { 9 }) {
        0 => out.push_str(random.one(&["null", "true", "false"])),
        1 | 2 => string(random, out),
        3 => out.push_str(random.one(INTEGERS)),
        4 => out.push_str(random.one(FLOATS)),
        5 => out.push_str(&(random.next() as i64 >> random.below(64)).to_string()),
        6 => list(random, depth, out, ('[', ']'), |_, _| {}),
        _ => list(random, depth, out, ('{', '}'), |random, out| {
            string(random, out);
            blank(random, out);
            out.push(':');
        }),
    }
    blank(random, out);
}

fn list(random: &mut Random, depth: usize, out: &mut String, ends: (char, char), key: fn(&mut Random, &mut String)) {
    out.push(ends.0);
    blank(random, out);
    for index in 0..random.below(5) {
        if index > 0 {
            out.push(',');
            blank(random, out);
        }
        key(random, out);
        value(random, depth + 1, out);
    }
    out.push(ends.1);
}

/// A byte is changed, removed, put in or doubled, or the end is cut off.
pub(crate) fn mutated(random: &mut Random, text: &str) -> Option<String> {
    const BYTES: &[u8] = b"{}[]:,\"\\u0123eE+-.tfnabc \n\x01\x1f/";
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.below(2) {
        if bytes.is_empty() {
            break;
        }
        let at = random.below(bytes.len());
        let byte = BYTES[random.below(BYTES.len())];
        match random.below(5) {
            0 => bytes[at] = byte,
            1 => drop(bytes.remove(at)),
            2 => bytes.insert(at, byte),
            3 => bytes.insert(at, bytes[at]),
            _ => bytes.truncate(at),
        }
    }
    String::from_utf8(bytes).ok()
}
