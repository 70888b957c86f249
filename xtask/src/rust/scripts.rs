//! Which scripts the names of a crate are written in.
//!
//! In: the names of an API. Out: whether any has letters beyond ASCII. Must not: change a name.
//!
//! The compiler warns of letters that look like others, and of scripts that it meets nowhere else in the crate. The names are
//! the API's, so a crate that has such names says that they are meant.

use super::view::Scripts;
use crate::ir::{Api, TypeKind, Words};

/// The scripts of the names of all versions of a crate.
pub(super) fn of(apis: &[Api]) -> Scripts {
    if apis.iter().all(is_ascii) { Scripts::Ascii } else { Scripts::Other }
}

fn is_ascii(api: &Api) -> bool {
    let plain = |name: &Words| name.0.iter().all(|word| word.is_ascii());
    let calls = api.services.iter().all(|service| {
        let operations = &mut service.operations.iter();
        plain(&service.name)
            && operations
                .all(|operation| plain(&operation.name) && operation.params.iter().all(|param| plain(&param.name)))
    });
    let types = api.types.iter().all(|def| {
        let members = match &def.kind {
            TypeKind::Struct { fields, .. } => fields.iter().all(|field| plain(&field.name)),
            TypeKind::Enum { values, .. } => values.iter().all(|value| plain(&value.name)),
            TypeKind::Union { variants, .. } => variants.iter().all(|variant| plain(&variant.name)),
            _ => true,
        };
        plain(&def.name) && members
    });
    calls && types && api.errors.iter().all(|error| plain(&error.name))
}
