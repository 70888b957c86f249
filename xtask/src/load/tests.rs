use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::{Document, Limits, load, load_bytes};
use crate::diag::{Diagnostics, Pointer, SourceMap, Span};

/// A folder that is removed after its test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let root = std::env::temp_dir().join(format!("xtask-load-{name}-{}", std::process::id()));
        let folder = Self(root);
        for (path, text) in files {
            let path = folder.0.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn load(&self) -> Result<Document, (Diagnostics, SourceMap)> {
        load(&self.0.join("doc/main.yaml"), &Limits::default())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn read(text: &str) -> Result<Document, (Diagnostics, SourceMap)> {
    load_bytes("x.yaml", text.as_bytes(), &Limits::default())
}

/// `code line:column` of every diagnostic.
fn codes_at(result: Result<Document, (Diagnostics, SourceMap)>) -> Vec<String> {
    let (diagnostics, sources) = result.map(|d| d.value).unwrap_err();
    let show = |d: &crate::diag::Diagnostic| {
        let at = sources.locate(&d.span);
        assert!(!d.help.is_empty() && !d.message.is_empty());
        format!("{} {}:{}", d.code.id(), at.line.unwrap_or_default(), at.column.unwrap_or_default())
    };
    diagnostics.iter().map(show).collect()
}

#[test]
fn keys_keep_their_text_and_order() {
    let document = read("z: 1\n200: ok\ntrue: yes\n1.10: x\nnull: ~\na: 0x10\n").unwrap();
    assert_eq!(document.value.to_string(), r#"{"z":1,"200":"ok","true":"yes","1.10":"x","null":null,"a":16}"#);
}

#[test]
fn json_is_read_as_json() {
    let document = read("\u{feff}{\"a\": \"\\ud83d\\ude00\",\t\"b\":\t1.5}").unwrap();
    assert_eq!(document.value, json!({"a": "😀", "b": 1.5}));
    // What looks like JSON and is not may still be YAML.
    assert_eq!(read("{a: [1, two], # why\n b: 3}").unwrap().value, json!({"a": [1, "two"], "b": 3}));
}

#[test]
fn every_duplicate_key_is_reported() {
    let text = "a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\na: 2\n";
    assert_eq!(codes_at(read(text)), ["load-duplicate-key 5:3", "load-duplicate-key 6:1"]);
    assert_eq!(codes_at(read("{\"a\": 1,\n \"a\": 2}")), ["load-duplicate-key 2:2"]);
}

#[test]
fn merge_keys_are_applied() {
    let text = "base: &b {x: 1, y: 2}\nmore: &m {y: 3, z: 4}\nall:\n  <<: [*b, *m]\n  x: 9\n";
    assert_eq!(read(text).unwrap().value.pointer("/all"), Some(&json!({"x": 9, "y": 2, "z": 4})));
    assert_eq!(codes_at(read("a:\n  <<: 1\n")), ["load-merge-key 2:3"]);
}

#[test]
fn yaml_beyond_json_is_refused() {
    let text = "a: .nan\nb: .inf\nc: !thing 1\nd: 1\n";
    assert_eq!(codes_at(read(text)), ["load-not-a-number 1:1", "load-not-a-number 2:1", "load-tag 3:1"]);
    assert_eq!(codes_at(read("? [a, b]\n: 1\n")), ["load-complex-key 1:3"]);
    assert_eq!(codes_at(read("a: 1\n---\nb: 1\n")), ["load-multiple-documents 2:1"]);
    assert_eq!(codes_at(read("- a\n")), ["load-not-a-mapping 1:1"]);
}

#[test]
fn texts_that_are_none() {
    let bytes = |b: &[u8]| codes_at(load_bytes("x", b, &Limits::default()));
    assert_eq!(bytes(b""), ["load-empty 0:0"]);
    assert_eq!(bytes(b"# only\n\n# comments\n"), ["load-empty 0:0"]);
    assert_eq!(bytes(b"---\n"), ["load-empty 0:0"]);
    assert_eq!(bytes(b"\xff\xfea\0"), ["load-utf16 0:0"]);
    assert_eq!(bytes(b"a\0:\0"), ["load-utf16 0:0"]);
    assert_eq!(bytes(b"abc\0\0"), ["load-binary 0:0"]);
    assert_eq!(
        bytes("ok: 1\nä\u{e4}: ".as_bytes().iter().chain(b"\xff").copied().collect::<Vec<_>>().as_slice()),
        ["load-not-utf8 2:5"]
    );
    assert_eq!(bytes(b"a: [1\nb: 2\n"), ["load-syntax 2:2"]);
    assert_eq!(bytes(b"{\"a\": 1,\n\"b\" 2}"), ["load-syntax 2:5"]);
}

#[test]
fn depth_is_limited() {
    let nested = |depth: usize| format!("{{\"a\": {}1{}}}", "[".repeat(depth), "]".repeat(depth));
    assert!(read(&nested(100)).is_ok());
    assert!(codes_at(read(&nested(100_000))).iter().all(|s| s.starts_with("load-too-deep")));
    let yaml = |depth: usize| (0..depth).map(|i| format!("{}a:\n", " ".repeat(i))).collect::<String>();
    assert!(read(&yaml(100)).is_ok());
    assert!(codes_at(read(&yaml(200))).iter().all(|s| s.starts_with("load-too-deep")));
    let small = Limits { depth: 3, ..Limits::default() };
    assert_eq!(codes_at(load_bytes("x", b"a: {b: {c: {d: 1}}}", &small)), ["load-too-deep 1:12"]);
}

#[test]
fn bombs_are_refused() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let before = format!("*a{}", level - 1);
        text.push_str(&format!("a{level}: &a{level} [{}]\n", vec![before; 9].join(", ")));
    }
    assert!(codes_at(read(&text))[0].starts_with("load-alias-bomb"));
    let small = Limits { nodes: 5, ..Limits::default() };
    assert!(codes_at(load_bytes("x", b"a: [1, 2, 3, 4, 5, 6]", &small))[0].starts_with("load-too-many-nodes"));
    // Counted by bytes, too: few aliases of a long text are as much as many.
    let small = Limits { bytes: 1_000, ..Limits::default() };
    let text = format!("a: &a {}\nb: [*a, *a, *a]\n", "x".repeat(300));
    assert!(codes_at(load_bytes("x", text.as_bytes(), &small))[0].starts_with("load-alias-bomb"));
    let text = format!("a: &a {}\nb: [*a, *a]\n", "x".repeat(300));
    assert!(load_bytes("x", text.as_bytes(), &small).is_ok());
}

#[test]
fn files_that_cannot_be_read() {
    let limits = Limits::default();
    assert_eq!(codes_at(load(Path::new("/nowhere/x.yaml"), &limits)), ["load-unreadable 0:0"]);
    assert_eq!(codes_at(load(&std::env::temp_dir(), &limits)), ["load-directory 0:0"]);
    let folder = Folder::new("large", &[("doc/main.yaml", "a: 12345678\n")]);
    let small = Limits { bytes: 4, ..limits };
    assert_eq!(codes_at(load(&folder.0.join("doc/main.yaml"), &small)), ["load-too-large 0:0"]);
}

const MAIN: &str = "\
openapi: 3.0.0
paths:
  /pets:
    $ref: 'paths/pets.yaml'
  /own:
    get:
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: {$ref: 'types/a%20b.yaml#/Pet'}
              example: {$ref: 'no/such.yaml'}
components:
  schemas:
    Pet: {type: string}
    Data:
      properties:
        $ref: {type: string}
        self: {$ref: 'main.yaml#/components/schemas/Pet'}
    Whole: {$ref: types/whole.yaml}
";

const PETS: &str = "\
get:
  parameters:
  - $ref: '../types/a b.yaml#/params/Limit'
  responses:
    '200': {$ref: '../types/a b.yaml#/responses/Ok'}
";

const TYPES: &str = "\
Pet:
  properties:
    friend: {$ref: '#/Pet'}
    whole: {$ref: whole.yaml}
    kind: {type: string}
  discriminator:
    propertyName: kind
    mapping: {dog: 'whole.yaml', cat: '#/Pet', bird: bird}
params:
  Limit: {name: limit, in: query, schema: {type: integer}}
responses:
  Ok: {description: fine}
";

#[test]
fn other_files_are_brought_in() {
    let files = [
        ("doc/main.yaml", MAIN),
        ("doc/paths/pets.yaml", PETS),
        ("doc/types/a b.yaml", TYPES),
        (
            "doc/types/whole.yaml",
            "type: object\nproperties:\n  back: {$ref: '../main.yaml#/components/schemas/Whole'}\n",
        ),
    ];
    let folder = Folder::new("bundle", &files);
    let Document { value, sources, .. } = folder.load().map_err(|(d, _)| format!("{d:?}")).unwrap();
    let at = |p: &str| value.pointer(p).cloned().unwrap_or_default();
    assert_eq!(
        at("/paths/~1own/get/responses/200/content/application~1json/schema/$ref"),
        "#/components/schemas/a_b_Pet"
    );
    assert_eq!(at("/paths/~1own/get/responses/200/content/application~1json/example/$ref"), "no/such.yaml");
    assert_eq!(at("/components/schemas/a_b_Pet/properties/friend/$ref"), "#/components/schemas/a_b_Pet");
    assert_eq!(at("/components/schemas/a_b_Pet/properties/whole/$ref"), "#/components/schemas/Whole");
    let mapping = json!({"dog": "#/components/schemas/Whole", "cat": "#/components/schemas/a_b_Pet", "bird": "bird"});
    assert_eq!(at("/components/schemas/a_b_Pet/discriminator/mapping"), mapping);
    assert_eq!(at("/components/schemas/Data/properties/$ref"), json!({"type": "string"}));
    assert_eq!(at("/components/schemas/Data/properties/self/$ref"), "#/components/schemas/Pet");
    assert_eq!(at("/components/schemas/Whole/properties/back/$ref"), "#/components/schemas/Whole");
    assert_eq!(at("/paths/~1pets/get/parameters/0/$ref"), "#/components/parameters/Limit");
    assert_eq!(at("/paths/~1pets/get/responses/200/$ref"), "#/components/responses/Ok");
    assert_eq!(at("/components/parameters/Limit/name"), "limit");
    let span = sources.locate(&Span::At(Pointer::new("/components/schemas/a_b_Pet/properties/kind/type")));
    assert!(span.file.unwrap().ends_with("types/a b.yaml"));
    assert_eq!((span.line, span.column), (Some(5), Some(12)));
    assert!(sources.origin(&Pointer::new("/paths/~1pets/get")).0.ends_with("pets.yaml"));
}

#[test]
fn a_definition_of_another_file_comes_once() {
    let parcel = "\
type: object
properties: {size: {$ref: '#/$defs/Size'}, definitions: {type: string}}
$defs: {Size: {properties: {unit: {$ref: '#/definitions/Unit'}}}, Named: {$anchor: named}, Unused: {}}
definitions: {Unit: {enum: [cm, in]}}
";
    let by_root = "/a: {get: {responses: {'200': {content: {t: {schema: {$ref: parcel.yaml}}}}}}}";
    let by_definition = "/b: {get: {responses: {'200': {content: {t: {schema: {$ref: 'parcel.yaml#/$defs/Size'}}}}}}}";
    let orders = [[by_root, by_definition], [by_definition, by_root]].map(|paths| {
        let main = format!("openapi: 3.1.0\npaths:\n  {}\n  {}\n", paths[0], paths[1]);
        let folder = Folder::new("definitions", &[("doc/main.yaml", &main), ("doc/parcel.yaml", parcel)]);
        let mut value = folder.load().map_err(|(d, _)| format!("{d:?}")).unwrap().value;
        value.sort_all_objects();
        value
    });
    let expected = json!({
        "parcel": {
            "type": "object",
            "properties": {"size": {"$ref": "#/components/schemas/Size"}, "definitions": {"type": "string"}},
            "$defs": {"Named": {"$anchor": "named"}},
        },
        "Size": {"properties": {"unit": {"$ref": "#/components/schemas/Unit"}}},
        "Unit": {"enum": ["cm", "in"]},
    });
    assert_eq!(orders[0]["components"]["schemas"], expected);
    assert_eq!(orders[0], orders[1]);
}

#[test]
fn a_definition_that_the_document_refers_to_stays_where_it_is() {
    let main = "\
openapi: 3.1.0
components:
  schemas:
    Parcel: {$ref: parcel.yaml}
    Box: {properties: {size: {$ref: '#/components/schemas/Parcel/$defs/Size'}}}
";
    let parcel = "$defs: {Size: {type: object}, Unused: {}}\n";
    let folder = Folder::new("definitions-kept", &[("doc/main.yaml", main), ("doc/parcel.yaml", parcel)]);
    let value = folder.load().map_err(|(d, _)| format!("{d:?}")).unwrap().value;
    assert_eq!(value["components"]["schemas"]["Parcel"], json!({"$defs": {"Size": {"type": "object"}}}));
}

#[test]
fn references_that_lead_nowhere() {
    let main = "\
openapi: 3.0.0
components:
  schemas:
    A: {$ref: 'https://example.com/a.yaml'}
    B: {$ref: '../secret.yaml'}
    C: {$ref: '/etc/passwd'}
    D: {$ref: 'gone.yaml'}
    E: {$ref: 'part.yaml#/nothing'}
    F: {$ref: 'link.yaml'}
    G: {$ref: 'bad.yaml'}
    H: {$ref: 'part.yaml#Anchor'}
    I: {properties: {x: {$ref: A}}}
paths:
  /a: {$ref: 'loop.yaml#/a'}
";
    let folder = Folder::new(
        "nowhere",
        &[
            ("doc/main.yaml", main),
            ("doc/part.yaml", "a: 1\n"),
            ("doc/bad.yaml", "a: 1\na: 2\n"),
            ("doc/loop.yaml", "a: {$ref: '#/b'}\nb: {$ref: '#/a'}\n"),
            ("secret.yaml", "a: 1\n"),
        ],
    );
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.0.join("secret.yaml"), folder.0.join("doc/link.yaml")).unwrap();
    assert_eq!(
        codes_at(folder.load()),
        [
            "load-remote-ref 4:9",
            "load-ref-outside-folder 5:9",
            "load-ref-outside-folder 6:9",
            "load-ref-missing-file 7:9",
            "load-ref-missing-target 8:9",
            "load-ref-outside-folder 9:9",
            "load-duplicate-key 2:1",
            "load-ref-bad-pointer 11:9",
            "load-ref-missing-file 12:26",
            "load-ref-cycle 2:5",
        ]
    );
}

#[test]
fn path_items_that_hold_themselves_are_refused() {
    let main = "openapi: 3.0.0\npaths:\n  /a: {$ref: 'item.yaml'}\n";
    let item = "post:\n  callbacks:\n    one: {'{$u}': {$ref: item.yaml}}\n    two: {'{$u}': {$ref: item.yaml}}\n";
    let folder = Folder::new("own", &[("doc/main.yaml", main), ("doc/item.yaml", item)]);
    assert_eq!(codes_at(folder.load()), ["load-ref-cycle 3:20", "load-ref-cycle 4:20"]);
}

#[test]
fn an_operation_may_be_in_another_file() {
    let main = "openapi: 3.0.0\npaths:\n  /a:\n    get: {$ref: 'get.yaml', summary: own}\n";
    let get = "operationId: a\nsummary: theirs\nparameters: [{$ref: 'get.yaml#/x'}]\nx: {name: q, in: query}\n";
    let folder = Folder::new("operation", &[("doc/main.yaml", main), ("doc/get.yaml", get)]);
    let Document { value, sources, .. } = folder.load().map_err(|(d, _)| format!("{d:?}")).unwrap();
    let at = |p: &str| value.pointer(p).cloned().unwrap_or_default();
    assert_eq!((at("/paths/~1a/get/operationId"), at("/paths/~1a/get/summary")), (json!("a"), json!("own")));
    assert_eq!(at("/paths/~1a/get/parameters/0/$ref"), "#/components/parameters/x");
    assert!(sources.origin(&Pointer::new("/paths/~1a/get/operationId")).0.ends_with("get.yaml"));
}

#[test]
fn a_missing_schema_may_be_any_value() {
    let main = "openapi: 3.0.0\ncomponents:\n  schemas:\n    A: {$ref: gone.yaml, title: t}\n";
    let folder = Folder::new("lenient", &[("doc/main.yaml", main)]);
    let limits = Limits { missing_schema: super::MissingSchema::AnyValue, ..Limits::default() };
    let document = load(&folder.0.join("doc/main.yaml"), &limits).map_err(|(d, _)| d).unwrap();
    assert_eq!(document.value.pointer("/components/schemas/A"), Some(&json!({"title": "t"})));
    assert_eq!(document.diagnostics.summary().to_string(), "1 warning");
}
