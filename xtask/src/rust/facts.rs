//! What the static of a call says.
//!
//! In: an `ir::Operation`, and the representation of its response that is asked for. Out: `OperationFacts`. Must not:
//! decide what is asked for.

use super::http::path_text;
use super::view::OperationFacts;
use crate::ir::{Idempotency, Method, Operation, WireName};

/// All that is known of the call.
pub(super) fn facts(operation: &Operation, payload: &[WireName], accept: &[String]) -> OperationFacts {
    let names = |names: &[WireName]| names.iter().map(|name| name.0.clone()).collect();
    OperationFacts {
        id: operation.id.0.clone(),
        method: operation.method,
        path: path_text(&operation.path),
        success: operation.success.statuses.clone(),
        payload: names(payload),
        accept: accept.to_vec(),
        last_event: operation.success.last_event.clone(),
        idempotency: idempotency(operation),
        rate_limit: operation.rate_limit,
        security: operation.security.as_ref().map(|all| all.iter().map(|one| names(one)).collect()),
        server: operation.servers.first().cloned(),
        batch: operation.batch.clone(),
    }
}

/// What the method alone does not tell.
fn idempotency(operation: &Operation) -> Option<Idempotency> {
    let by_method = !matches!(operation.method, Method::Post | Method::Patch);
    let is_known = match &operation.idempotency {
        Idempotency::Idempotent => by_method,
        Idempotency::NotIdempotent => !by_method,
        Idempotency::NaturalKey(_) | Idempotency::KeyHeader(_) | Idempotency::KeyProperty(_) => false,
    };
    (!is_known).then(|| operation.idempotency.clone())
}
