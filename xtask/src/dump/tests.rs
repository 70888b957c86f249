use serde_json::Value;

use super::ir;
use crate::pipeline::{Compiled, Strictness, Text, compile_text};

const DOCUMENT: &str = "\
openapi: 3.0.3
info: {title: Acme Parcels, version: '1'}
paths:
  /parcels/{id}:
    get:
      operationId: fetch
      parameters: [{name: id, in: path, required: true, schema: {type: string}, example: {$type: 0}}]
      responses:
        '200': {description: A parcel, content: {application/json: {schema: {$ref: '#/components/schemas/Parcel'}}}}
        4XX: {description: An error, content: {application/json: {schema: {$ref: '#/components/schemas/Fault'}}}}
components:
  schemas:
    Parcel:
      type: object
      properties:
        inner: {$ref: '#/components/schemas/Parcel'}
        fault: {$ref: '#/components/schemas/Fault'}
        state: {type: string, enum: [sent, lost]}
    Fault: {type: object, required: [code], properties: {code: {type: integer}}}
";

fn compiled() -> Compiled {
    compile_text(Text { name: "api.yaml", text: DOCUMENT }, None, None, Strictness::Strict)
}

fn written() -> Value {
    let Compiled { api, sources, .. } = compiled();
    serde_json::from_str(&ir([(&api.unwrap(), &sources)]).unwrap()).unwrap()
}

#[test]
fn types_go_by_name_and_origins_have_a_place() {
    let ir = written();
    assert_eq!(ir["format"], "sdk-ir");
    let version = &ir["versions"][0];
    let operation = &version["services"][0]["operations"][0];
    assert_eq!(operation["method"], "get");
    assert_eq!(operation["success"]["payload"]["json"]["named"], "parcel");
    assert_eq!(operation["errors"][0]["status"], "4XX");
    assert_eq!(operation["path"][1]["param"], "id");
    let origin = &operation["origin"];
    assert_eq!(origin["pointer"], "/paths/~1parcels~1{id}/get");
    assert_eq!((&origin["file"], &origin["line"], &origin["column"]), (&"api.yaml".into(), &5.into(), &5.into()));
    let names: Vec<&Value> = version["types"].as_array().unwrap().iter().map(|def| &def["name"]).collect();
    assert_eq!(names, ["fault", "parcel", "parcel state"]);
    let fields = version["types"][1]["kind"]["struct"]["fields"].as_array().unwrap();
    let inner = fields.iter().find(|field| field["wire"] == "inner").unwrap();
    assert_eq!(inner["ty"]["boxed"], "parcel");
    assert_eq!(inner["presence"], "optional");
}

#[test]
fn keys_are_in_order_and_no_index_or_rust_is_left() {
    let Compiled { api, sources, .. } = compiled();
    let (api, text) = (api.unwrap(), ir([(&compiled().api.unwrap(), &sources)]).unwrap());
    assert_eq!(text, ir([(&api, &sources)]).unwrap());
    assert!(!text.contains('\0') && !text.contains("\\u0000"), "{text}");
    fn check(value: &Value) {
        match value {
            Value::Object(object) => {
                let keys: Vec<&String> = object.keys().collect();
                assert!(keys.is_sorted(), "{keys:?}");
                for (key, value) in object {
                    let plain =
                        key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '$');
                    assert!(plain, "`{key}` is not in snake case");
                    check(value);
                }
            }
            Value::Array(elements) => elements.iter().for_each(check),
            _ => {}
        }
    }
    check(&written());
}
