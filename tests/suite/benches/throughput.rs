//! Calls per second with 64 under way on two threads, ours beside bare reqwest:
//! `cargo bench -p sdk-tests --bench throughput`. The server runs on a third thread of the same machine. Both take turns,
//! because the load of a machine changes; the medians count.

use std::error::Error;
use std::future::Future;
use std::time::{Duration, Instant};

mod common;

const UNDER_WAY: usize = 64;
const MEASURED: Duration = Duration::from_millis(1500);
const ROUNDS: usize = 7;

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
