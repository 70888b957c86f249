//! Discriminators.
//!
//! In: `discriminator` in any form. Out: an object with `propertyName`, or nothing. Must not: find the variants.

use crate::diag::codes;
use serde_json::{Value, json};

use super::super::context::Context;
use super::super::fix::{self, Object};
use crate::coverage::Keyword;

pub(super) fn object(cx: &mut Context<'_>, object: &mut Object) {
    if let Some(Value::String(name)) = object.get("discriminator") {
        let named = json!({"propertyName": name});
        let message = "`discriminator` as a string belongs to Swagger 2; it is read as the property's name";
        cx.report_at("discriminator", codes::DOWNLEVEL_DISCRIMINATOR, message, "write `propertyName: …`");
        cx.read(Keyword::Discriminator);
        object.insert("discriminator".to_owned(), named);
    }
    fix::mapping(cx, object, "discriminator");
    let Some(Value::Object(discriminator)) = object.get_mut("discriminator") else { return };
    let named = cx.within("discriminator", |cx| {
        fix::text(cx, discriminator, "propertyName");
        fix::mapping(cx, discriminator, "mapping");
        if let Some(Value::Object(mapping)) = discriminator.get_mut("mapping") {
            cx.within("mapping", |cx| {
                mapping.retain(|value, target| {
                    if !target.is_string() {
                        let help = "write the name of a schema, or a reference to one";
                        cx.report_at(
                            value,
                            codes::DOWNLEVEL_DISCRIMINATOR,
                            format!("the mapping of `{value}` is not a string"),
                            help,
                        );
                        cx.left_out(value);
                    }
                    target.is_string()
                });
            });
        }
        fix::unknown(cx, discriminator, "a discriminator", &["propertyName", "mapping"]);
        discriminator.contains_key("propertyName")
    });
    if !named {
        let message = "the discriminator has no `propertyName` and is left out";
        cx.report_at("discriminator", codes::DOWNLEVEL_DISCRIMINATOR, message, "name the property");
        cx.left_out("discriminator");
        object.shift_remove("discriminator");
    }
}
