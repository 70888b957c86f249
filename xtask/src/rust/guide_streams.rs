//! Facts for the page on bodies that stream.
//!
//! In: the calls of an API. Out: which of them stream what, with an expression of each kind. Must not: write prose.

use super::view::{CallRow, OperationView, StreamFacts};
use crate::ir::{BodyKind, Operation, Payload};

/// The facts, if there are any.
pub(super) fn streams(calls: &[(&Operation, CallRow, &OperationView)]) -> Option<StreamFacts> {
    let mut facts = StreamFacts::default();
    for (operation, row, view) in calls {
        facts.response(&operation.success.payload, row, &row.call);
        for (other, sender) in operation.success.representations.iter().zip(&view.representations) {
            let send = &sender.send;
            let call = if row.call.is_empty() { String::new() } else { format!("{}.{send}()", row.call) };
            facts.response(&other.payload, &CallRow { link: format!("{}`.{send}()`", row.link), ..row.clone() }, &call);
            let fact = format!("`{send}` for `{}`", sender.media_types);
            facts.others.push(CallRow { fact, ..row.clone() });
        }
        match operation.body.as_ref().map(|body| body.kind) {
            Some(BodyKind::Binary) => facts.uploads.push(row.clone()),
            Some(BodyKind::Multipart) => facts.forms.push(row.clone()),
            _ => {}
        }
    }
    let all = [&facts.downloads, &facts.events, &facts.lines, &facts.uploads, &facts.forms, &facts.others];
    all.iter().any(|rows| !rows.is_empty()).then_some(facts)
}

impl StreamFacts {
    fn response(&mut self, payload: &Payload, row: &CallRow, call: &str) {
        let (rows, shown) = match payload {
            Payload::Download => (&mut self.downloads, &mut self.download),
            Payload::Events(_) => (&mut self.events, &mut self.event),
            Payload::Lines(..) => (&mut self.lines, &mut self.line),
            _ => return,
        };
        rows.push(row.clone());
        if shown.is_empty() || (!call.is_empty() && call.len() < shown.len()) {
            call.clone_into(shown);
        }
    }
}
