//! Mutants of documents: whatever is wrong with them, the generator reports it or makes Rust, and the same each time.
//!
//! In: the documents of the golden crates, changed at random from a fixed seed. Out: what broke, with the seed that shows it
//! again. The ignored test makes many more and compiles what is accepted:
//! `cargo test -p sdk-tests --test it -- --ignored mutants`.

use std::path::Path;
use std::process::Command;

use serde_json::{Map, Value, json};
use xtask::diag::{Colour, Span, render_text};
use xtask::format::OutputFile;
use xtask::load::{self, Limits};
use xtask::pipeline::{self, Strictness, Text};
use xtask::rust::{CrateOptions, Layout};
use xtask::sync::{self, Mode};

use crate::support::{cases, input, root};

/// SplitMix64: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    fn pick<'p, T>(&mut self, all: &'p [T]) -> Option<&'p T> {
        all.get(self.below(all.len()))
    }
}

/// Names that mean something in Rust, in OpenAPI or on a disk.
const NAMES: &[&str] = &[
    "err",
    "ok",
    "into",
    "self",
    "Self",
    "super",
    "crate",
    "type",
    "async",
    "extra",
    "new",
    "default",
    "clone",
    "String",
    "Option",
    "Vec",
    "Result",
    "Client",
    "Error",
    "",
    " ",
    "0",
    "-1",
    "a.b",
    "a/b",
    "größe",
    "名前",
    "\u{1f680}",
    "__proto__",
    "..",
    "con",
    "$ref",
    "x-sdk",
    "200",
    "default_",
    "r#type",
    "std",
    "core",
    "id",
    "_id",
    "ID",
];

fn nasty(random: &mut Random) -> Value {
    let pool = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1e300),
        json!(u64::MAX),
        json!(""),
        json!([]),
        json!({}),
        json!("string"),
        json!("object"),
        json!("array"),
        json!("integer"),
        json!(["string", "null"]),
        json!("date-time"),
        json!("#/components/schemas/None"),
        json!({"$ref": "#"}),
        json!({"type": "string"}),
        json!({"allOf": []}),
        json!({"oneOf": [{"type": "null"}]}),
        json!({"enum": [1, "a", null]}),
        json!({"type": "array"}),
        json!({"additionalProperties": {"type": "integer"}}),
        json!("query"),
        json!("deepObject"),
        json!("\u{0}"),
    ];
    match random.below(3) {
        0 => random.pick(NAMES).map_or(Value::Null, |name| json!(name)),
        _ => random.pick(&pool).cloned().unwrap_or(Value::Null),
    }
}

/// The pointers of all nodes but the root.
fn pointers(value: &Value) -> Vec<String> {
    let mut all = Vec::new();
    let mut queue = vec![(String::new(), value)];
    while let Some((at, value)) = queue.pop() {
        let escaped = |key: &str| key.replace('~', "~0").replace('/', "~1");
        let below: Vec<(String, &Value)> = match value {
            Value::Object(map) => map.iter().map(|(key, value)| (format!("{at}/{}", escaped(key)), value)).collect(),
            Value::Array(items) => {
                items.iter().enumerate().map(|(index, value)| (format!("{at}/{index}"), value)).collect()
            }
            _ => Vec::new(),
        };
        all.extend(below.iter().map(|(at, _)| at.clone()));
        queue.extend(below);
    }
    all
}

/// One change at a random place.
fn mutate(document: &mut Value, random: &mut Random) {
    let all = pointers(document);
    let (Some(at), Some(from)) = (random.pick(&all).cloned(), random.pick(&all).cloned()) else { return };
    let copied = document.pointer(&from).cloned().unwrap_or(Value::Null);
    let (held, key) = at.rsplit_once('/').unwrap_or_default();
    let key = key.replace("~1", "/").replace("~0", "~");
    let change = random.below(7);
    let (value, name) = (nasty(random), random.pick(NAMES).copied().unwrap_or_default());
    match (change, document.pointer_mut(held)) {
        (0, Some(Value::Object(map))) => drop(map.remove(&key)),
        (1, Some(Value::Object(map))) => renamed(map, &key, name),
        (2, Some(Value::Object(map))) => drop(map.insert(name.to_owned(), copied)),
        (3, Some(Value::Array(items))) => items.push(copied),
        (4, Some(Value::Array(items))) => drop(items.pop()),
        (5, _) => {
            if let Some(node) = document.pointer_mut(&at) {
                *node = copied;
            }
        }
        _ => {
            if let Some(node) = document.pointer_mut(&at) {
                *node = value;
            }
        }
    }
}

fn renamed(map: &mut Map<String, Value>, key: &str, name: &str) {
    if let Some(value) = map.remove(key) {
        map.insert(name.to_owned(), value);
    }
}

/// One of the golden documents.
pub(crate) fn golden(seed: u64) -> Value {
    let cases = cases("golden");
    let path = input(&cases[Random(seed).below(cases.len())]);
    let text = std::fs::read(&path).expect("the document can be read");
    let read = load::load_bytes(&path.to_string_lossy(), &text, &Limits::default());
    read.expect("the document is valid").value
}

/// A document with so many changes.
pub(crate) fn mutated(mut document: Value, seed: u64, changes: usize) -> Value {
    let mut random = Random(seed ^ 0x5bd1_e995);
    (0..changes).for_each(|_| mutate(&mut document, &mut random));
    document
}

/// A golden document with some changes.
fn mutant(seed: u64) -> Value {
    mutated(golden(seed), seed, 1 + Random(seed).below(6))
}

/// The crate of a mutant, if it is accepted; panics on what must not happen.
fn made(seed: u64) -> Option<Vec<OutputFile>> {
    let text = mutant(seed).to_string();
    let compile = || {
        let document = Text { name: "mutant.json", text: &text };
        pipeline::compile_text(document, None, None, Strictness::Tolerant)
    };
    let (compiled, again) = (compile(), compile());
    let shown = render_text(&compiled.diagnostics, &compiled.sources, Colour::Never);
    assert_eq!(shown, render_text(&again.diagnostics, &again.sources, Colour::Never), "seed {seed}");
    for diagnostic in compiled.diagnostics.iter() {
        let placed = !matches!(&diagnostic.span, Span::File(file) if file.is_empty());
        assert!(placed && !diagnostic.message.is_empty() && !diagnostic.help.is_empty(), "seed {seed}: {diagnostic:?}");
    }
    let (Some(api), Some(twin)) = (compiled.api, again.api) else {
        assert!(compiled.diagnostics.has_errors(), "seed {seed}: no crate and no error");
        return None;
    };
    let runtime_path = root().join("runtime").to_string_lossy().into_owned();
    let options = CrateOptions {
        crate_name: format!("mutant-{seed}"),
        source: "input".to_owned(),
        layout: Layout::StandAlone { runtime_path },
        pages: Vec::new(),
    };
    let make = |api| pipeline::make(&[api], &options).unwrap_or_else(|fault| panic!("seed {seed}: {fault:?}")).files;
    let (files, same) = (make(api), make(twin));
    assert_eq!(files, same, "seed {seed}: two runs differ");
    Some(files)
}

#[test]
fn mutants_are_refused_or_become_rust() {
    let accepted = (0..24).filter(|seed| made(*seed).is_some()).count();
    assert!((4..24).contains(&accepted), "{accepted} of 24 were accepted");
}

/// Thousands of mutants; some of those that are accepted are compiled, and their tests run.
#[test]
#[ignore = "compiles crates; many minutes"]
fn mutants_in_full() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mutants");
    let wanted =
        |name: &str, default: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default);
    let (first, count, compiled) = (wanted("FIRST", 1_000), wanted("COUNT", 2_000), wanted("COMPILED", 40));
    let mut built = 0;
    let mut failed = Vec::new();
    for seed in first..first + count {
        let Some(files) = made(seed) else { continue };
        if built >= compiled {
            continue;
        }
        built += 1;
        let place = folder.join(format!("mutant-{seed}"));
        sync::sync(&place, &files, Mode::Write).expect("the crate can be written");
        let output = Command::new(env!("CARGO"))
            .args(["test", "--quiet"])
            .current_dir(&place)
            .env("CARGO_TARGET_DIR", folder.join("target"))
            .env("RUSTFLAGS", "-D warnings")
            .output()
            .expect("cargo runs");
        if !output.status.success() {
            let text = String::from_utf8_lossy(&output.stderr).into_owned();
            failed.push(format!("seed {seed}:\n{}", text.chars().take(1_500).collect::<String>()));
        }
    }
    assert!(failed.is_empty(), "{} of {built} failed\n{}", failed.len(), failed.join("\n"));
}
