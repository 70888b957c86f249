//! Calls per second with 64 under way on two threads, ours beside bare reqwest:
//! `cargo bench -p sdk-tests --bench throughput`. The server runs on a third thread of the same machine.

use std::error::Error;
use std::future::Future;
use std::time::{Duration, Instant};

mod common;

const UNDER_WAY: usize = 64;
const MEASURED: Duration = Duration::from_secs(3);

/// Runs calls for a while, and prints how many there were in a second.
async fn measure<F, C>(what: &str, call: F)
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
    println!("{what}: {:.0} requests/s", done as f64 / start.elapsed().as_secs_f64());
}

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo test --benches` only wants to know that it runs.
    if std::env::args().any(|word| word == "--test") {
        return Ok(());
    }
    let url = common::serve();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    // In turns, because the load of the machine changes.
    for _ in 0..2 {
        let (bare, address) = (common::bare(), url.clone());
        runtime.block_on(measure("bare reqwest", move || {
            let (bare, address) = (bare.clone(), address.clone());
            async move { common::bare_call(&bare, &address).await.is_ok() }
        }));
        let tracking = common::ours(&url).tracking();
        runtime.block_on(measure("generated client", move || {
            let call = tracking.get_tracking_by_id(common::ID);
            async move { call.send().await.is_ok() }
        }));
    }
    Ok(())
}
