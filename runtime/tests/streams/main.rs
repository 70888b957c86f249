//! Bodies that stream, in both directions, against a server that writes step by step.
#![cfg(all(feature = "blocking", feature = "reqwest"))]

mod api;
mod blocking;
mod downloads;
mod events;
mod lines;
mod saving;
mod server;
mod time;
mod uploads;
