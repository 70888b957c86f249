//! End-to-end tests: one binary.

mod aftership;
mod command;
mod deltas;
mod determinism;
mod examples;
mod foreign;
mod fresh;
mod golden;
mod negative;
mod support;
mod trackingmore;
mod workspace;
