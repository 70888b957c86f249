//! Keys that make a call safe to repeat.
//!
//! In: a call whose operation takes such a key. Out: the call with one key, the same for all its attempts. Must not: replace
//! a key that the caller set.

use crate::client::request::CallParts;
use crate::description::operation::{Idempotency, KeyProperty};
use crate::policy::headers;
use crate::transport::seams::Random;
use crate::wire::json_text;

/// The call with a key of its own; `None` where its operation takes none, or the caller has set one.
pub(super) fn with_key(call: &CallParts) -> Option<CallParts> {
    match call.operation.idempotency {
        Idempotency::KeyHeader(name) if headers::value(&call.headers, name).is_none() => {
            let mut keyed = call.clone();
            keyed.set_header(name, &key(call.client.random()));
            Some(keyed)
        }
        Idempotency::KeyProperty(name) => {
            let property = call.operation.key_property.filter(|property| !has_property(call, property, name))?;
            let mut keyed = call.clone();
            keyed.set_json_property(property.set, name, &json_text::string(&key(call.client.random())));
            Some(keyed)
        }
        _ => None,
    }
}

fn has_property(call: &CallParts, property: &KeyProperty, name: &str) -> bool {
    let body = call.body.as_ref().and_then(|body| body.content.as_bytes());
    let value = body.and_then(|bytes| (property.get)(bytes, name));
    value.is_some_and(|value| value != "null")
}

/// A random UUID (version 4).
fn key(random: &dyn Random) -> String {
    let (high, low) = (random.next_u64(), random.next_u64());
    let (a, b, c) = (high >> 32, high >> 16 & 0xFFFF, high & 0x0FFF);
    let (d, e) = (low >> 48 & 0x3FFF | 0x8000, low & 0xFFFF_FFFF_FFFF);
    format!("{a:08x}-{b:04x}-4{c:03x}-{d:04x}-{e:012x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(u64);

    impl Random for Fixed {
        fn next_u64(&self) -> u64 {
            self.0
        }
    }

    #[test]
    fn keys_are_uuids() {
        assert_eq!(key(&Fixed(0)), "00000000-0000-4000-8000-000000000000");
        assert_eq!(key(&Fixed(u64::MAX)), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }
}
