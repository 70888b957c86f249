//! Decoding and encoding a page, ours beside plain serde structs: `cargo bench -p sdk-tests --bench decode`.
//!
//! Rows take turns, because what disturbs one row disturbs its neighbours, too; the medians count. Each turn begins with a run
//! that nobody measures, so that no row pays for the memory that the row before it gave back. The medians are printed as JSON, in seconds, for `tests/benches/decode.py`, which adds the peers in other languages.
//! With `PAGE_FILE` set the page is written there. With `ROW` set, such as `ROW="decode, generated models"`, only that row
//! runs, `TIMES` times, so that `valgrind --tool=callgrind` counts its instructions.

use std::collections::BTreeMap;
use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use aftership_tracking::v2026_07::models::GetTrackingsResponse;
use sdk_runtime::__private::wire::{Encode, Writer, decode_slice};

mod page;
mod plain;

const ROUNDS: usize = 100;
/// Rounds that nobody measures, for caches and the allocator.
const WARM_UP: usize = 5;

/// The envelope around our payload.
#[derive(Default)]
struct Ours {
    data: Option<GetTrackingsResponse>,
    extra: sdk_runtime::Extra,
}
sdk_runtime::object! { Ours { data => "data" } extra }

fn ours(bytes: &[u8]) -> GetTrackingsResponse {
    decode_slice::<Ours>(bytes).ok().and_then(|page| page.data).expect("the page is of this shape")
}

fn plain(bytes: &[u8]) -> plain::Response {
    serde_json::from_slice(bytes).expect("the page is of this shape")
}

fn written(page: &GetTrackingsResponse) -> String {
    let mut out = Writer::new();
    page.encode(&mut out);
    out.into_text()
}

/// A row: its name, and one run of it.
type Row<'a> = (&'static str, Box<dyn Fn() + 'a>);

fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}

fn in_turns<'a>(rows: &'a [Row<'_>]) -> BTreeMap<&'a str, f64> {
    let mut times = vec![Vec::with_capacity(ROUNDS); rows.len()];
    for round in 0..WARM_UP + ROUNDS {
        for ((_, run), times) in rows.iter().zip(&mut times) {
            run();
            let start = Instant::now();
            run();
            let seconds = start.elapsed().as_secs_f64();
            if round >= WARM_UP {
                times.push(seconds);
            }
        }
    }
    rows.iter().zip(times).map(|((name, _), times)| (*name, median(times))).collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let bytes = page::page();
    if let Some(file) = std::env::var_os("PAGE_FILE") {
        std::fs::write(file, &bytes)?;
    }
    let (ours_decoded, plain_decoded) = (ours(&bytes), plain(&bytes));
    let rows: [Row<'_>; 5] = [
        ("decode, generated models", Box::new(|| drop(black_box(ours(black_box(&bytes)))))),
        ("decode, plain serde structs", Box::new(|| drop(black_box(plain(black_box(&bytes)))))),
        ("decode, untyped value", Box::new(|| drop(black_box(serde_json::from_slice::<serde_json::Value>(&bytes))))),
        ("encode, generated models", Box::new(|| drop(black_box(written(black_box(&ours_decoded)))))),
        (
            "encode, plain serde structs",
            Box::new(|| drop(black_box(serde_json::to_vec(black_box(&plain_decoded.data))))),
        ),
    ];
    let Ok(name) = std::env::var("ROW") else {
        println!("{}", serde_json::to_string(&in_turns(&rows))?);
        return Ok(());
    };
    let (_, run) = rows.iter().find(|(known, _)| *known == name).ok_or("no such row")?;
    let times: u32 = std::env::var("TIMES")?.parse()?;
    (0..times).for_each(|_| run());
    Ok(())
}
