//! Tests of `lower`.
