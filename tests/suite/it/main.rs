//! End-to-end tests: one binary.

mod aftership;
mod bump;
mod catalogue;
mod command;
mod coverage;
mod deltas;
mod determinism;
mod diff;
mod examples;
mod foreign;
mod fresh;
mod golden;
mod hidden;
mod injection;
mod layers;
mod mutation;
mod negative;
mod policy;
mod support;
mod trackingmore;
mod versions;
mod workspace;
