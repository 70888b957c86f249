//! A server on loopback for peers in other languages, and our calls to it, one after the other:
//! `tests/benches/calls.py` runs it.
//!
//! In: nothing. Out: a line with the address, a line with our calls per second. It serves until its input ends.

use std::error::Error;
use std::io::Read as _;
use std::time::{Duration, Instant};

mod common;

const MEASURED: Duration = Duration::from_secs(3);

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo test --benches` only wants to know that it runs.
    if std::env::args().any(|word| word == "--test") {
        return Ok(());
    }
    let url = common::serve();
    println!("{url} {}", common::ID);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let tracking = common::ours(&url).tracking();
    // The first call makes the connection.
    runtime.block_on(tracking.get_tracking_by_id(common::ID).send())?;
    let (start, mut done) = (Instant::now(), 0_u64);
    while start.elapsed() < MEASURED {
        runtime.block_on(tracking.get_tracking_by_id(common::ID).send())?;
        done += 1;
    }
    println!("{:.0}", done as f64 / start.elapsed().as_secs_f64());
    std::io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}
