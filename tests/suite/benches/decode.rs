//! Decoding and encoding a page, ours beside plain serde structs: `cargo bench -p sdk-tests --bench decode`.
//!
//! With `PAGE_FILE` set the page is written there, for peers in other languages: `tests/benches/decode.py`.

use std::hint::black_box;

use aftership_tracking::v2026_07::models::GetTrackingsResponse;
use criterion::{Criterion, Throughput, criterion_group};
use sdk_runtime::wire::{Encode, Writer, decode_slice};

mod page;
mod plain;

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

fn decode(criterion: &mut Criterion) {
    let bytes = page::page();
    let mut group = criterion.benchmark_group("decode");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("plain serde structs", |bench| {
        bench.iter(|| {
            serde_json::from_slice::<plain::Response>(black_box(&bytes)).map(|answer| answer.data.trackings.len())
        });
    });
    group.bench_function("generated models", |bench| {
        bench.iter(|| ours(black_box(&bytes)).trackings.len());
    });
    group.bench_function("untyped value", |bench| {
        bench.iter(|| serde_json::from_slice::<serde_json::Value>(black_box(&bytes)).is_ok());
    });
    group.finish();
}

fn encode(criterion: &mut Criterion) {
    let bytes = page::page();
    let plain: plain::Response = serde_json::from_slice(&bytes).expect("the page is of this shape");
    let ours = ours(&bytes);
    let mut group = criterion.benchmark_group("encode");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("plain serde structs", |bench| bench.iter(|| serde_json::to_vec(black_box(&plain.data))));
    group.bench_function("generated models", |bench| {
        bench.iter(|| {
            let mut out = Writer::new();
            black_box(&ours).encode(&mut out);
            out.into_text()
        });
    });
    group.finish();
}

criterion_group!(benches, decode, encode);

fn main() -> std::io::Result<()> {
    if let Some(file) = std::env::var_os("PAGE_FILE") {
        std::fs::write(file, page::page())?;
    }
    benches();
    Criterion::default().configure_from_args().final_summary();
    Ok(())
}
