//! Open enums.

/// A state.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum State {
    Open,
    Done,
    /// A value that this version of the crate does not know.
    Unknown(String),
}
sdk_runtime::open_enum! { State : Unknown { Open => "open", Done => "all done" } }

/// A level.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Level {
    N1,
    N2,
    /// A value that this version of the crate does not know.
    Unknown(i64),
}
sdk_runtime::open_int_enum! { Level : Unknown { N1 => 1, N2 => 2 } }
