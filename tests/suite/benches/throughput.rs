//! Calls over loopback, ours beside bare reqwest: one after the other, and 64 at once on two threads:
//! `cargo bench -p sdk-tests --bench throughput`. The server runs on a thread of the same machine. Both clients take
//! turns, because the load of a machine changes; the medians count.

use std::error::Error;
use std::future::Future;
use std::time::{Duration, Instant};

mod common;

const UNDER_WAY: usize = 64;
const MEASURED: Duration = Duration::from_millis(1500);
const ROUNDS: usize = 7;
/// Short turns for calls one after the other: what disturbs one call disturbs its neighbour, too.
const SHORT_ROUNDS: usize = 300;
const CALLS: u32 = 100;

/// Runs calls for a while; gives how many there were in a second.
async fn measure<F, C>(call: F) -> f64
where
    F: Fn() -> C + Clone + Send + 'static,
    C: Future<Output = bool> + Send,
{
    let start = Instant::now();
    let worker = |call: F| async move {
        let mut done = 0_u64;
        while start.elapsed() < MEASURED {
            assert!(call().await, "a call has failed");
            done += 1;
        }
        done
    };
    let workers: Vec<_> = (0..UNDER_WAY).map(|_| tokio::spawn(worker(call.clone()))).collect();
    let mut done = 0;
    for worker in workers {
        done += worker.await.expect("a worker ends");
    }
    done as f64 / start.elapsed().as_secs_f64()
}

/// Microseconds of a call, one after the other.
async fn one_by_one<C: Future<Output = bool>>(call: impl Fn() -> C) -> f64 {
    let start = Instant::now();
    for _ in 0..CALLS {
        assert!(call().await, "a call has failed");
    }
    start.elapsed().as_secs_f64() * 1e6 / f64::from(CALLS)
}

fn sequential(url: &str) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (bare, tracking) = (common::bare(), common::ours(url).tracking());
    let (mut bares, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..SHORT_ROUNDS {
        bares.push(runtime.block_on(one_by_one(async || common::bare_call(&bare, url).await.is_ok())));
        ours.push(runtime.block_on(one_by_one(async || tracking.get_tracking_by_id(common::ID).send().await.is_ok())));
    }
    let (bare, ours) = (median(bares), median(ours));
    println!("bare reqwest: {bare:.2} µs a call");
    println!("generated client: {ours:.2} µs a call, {:+.2} µs, {:+.1} %", ours - bare, 100.0 * (ours / bare - 1.0));
    Ok(())
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo test --benches` only wants to know that it runs.
    if std::env::args().any(|word| word == "--test") {
        return Ok(());
    }
    let url = common::serve();
    sequential(&url)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let (mut bares, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (bare, address) = (common::bare(), url.clone());
        bares.push(runtime.block_on(measure(move || {
            let (bare, address) = (bare.clone(), address.clone());
            async move { common::bare_call(&bare, &address).await.is_ok() }
        })));
        let tracking = common::ours(&url).tracking();
        ours.push(runtime.block_on(measure(move || {
            let call = tracking.get_tracking_by_id(common::ID);
            async move { call.send().await.is_ok() }
        })));
    }
    let (bare, ours) = (median(bares), median(ours));
    println!("bare reqwest: {bare:.0} requests/s");
    println!("generated client: {ours:.0} requests/s, {:.0} %", 100.0 * ours / bare);
    Ok(())
}
