//! Discriminators.
//!
//! In: `discriminator` in any form. Out: an object with `propertyName`, or nothing. Must not: find the variants.

use serde_json::{Value, json};

use super::super::context::Context;
use super::super::fix::{self, Object};

pub(super) fn object(cx: &mut Context<'_>, object: &mut Object) {
    if let Some(Value::String(name)) = object.get("discriminator") {
        let named = json!({"propertyName": name});
        let message = "`discriminator` as a string belongs to Swagger 2; it is read as the property's name";
        cx.warn_at("discriminator", "downlevel-discriminator", message, "write `propertyName: …`");
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
                        cx.warn_at(
                            value,
                            "downlevel-discriminator",
                            format!("the mapping of `{value}` is not a string"),
                            help,
                        );
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
        cx.warn_at("discriminator", "downlevel-discriminator", message, "name the property");
        object.shift_remove("discriminator");
    }
}
