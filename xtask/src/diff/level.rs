//! How much a change matters, on the wire and in the crate.
//!
//! In: nothing. Out: levels, mildest first. Must not: judge.

/// What a program that was built for the old document sees on the wire, mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wire {
    /// The same bytes; the crate alone differs.
    None,
    /// Texts and examples.
    Doc,
    Compatible,
    Risky,
    Breaking,
}

impl Wire {
    pub const ALL: [Self; 5] = [Self::None, Self::Doc, Self::Compatible, Self::Risky, Self::Breaking];

    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Doc => "doc",
            Self::Compatible => "compatible",
            Self::Risky => "risky",
            Self::Breaking => "breaking",
        }
    }
}

/// What happens to code that uses the generated crate, mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Semver {
    None,
    Patch,
    Minor,
    Major,
}

impl Semver {
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// Where a fact is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    Request,
    Response,
    Both,
    /// It belongs to the whole API, or nothing reaches it.
    None,
}

impl Side {
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Both => "both",
            Self::None => "none",
        }
    }
}
