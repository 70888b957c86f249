//! Requests that the API sends: webhooks and callbacks.
//!
//! In: their resolved operations. Out: their `ir` nodes, with the types of what is received and returned.
//! Must not: make code of them.

use super::Facts;
use crate::coverage::{Keyword, Reads};
use crate::ir::{Callback, Deprecation, Docs, Incoming, Origin, Webhook, WireName};
use crate::lower::api;
use crate::lower::plan::{method, parameter_facts};
use crate::lower::readers::{docs, servers};
use crate::resolve;

impl Facts<'_, '_> {
    /// Every webhook, sorted by name.
    pub(in crate::lower) fn webhooks(&self) -> Vec<Webhook> {
        let mut all: Vec<Webhook> = self
            .model
            .webhooks
            .iter()
            .map(|webhook| Webhook {
                name: WireName(webhook.name.to_owned()),
                docs: self.item_docs(webhook),
                operations: self.incoming(webhook),
            })
            .collect();
        all.sort_by(|a, b| a.name.cmp(&b.name));
        all
    }

    /// Every callback of an operation, sorted by name and expression.
    pub(in crate::lower) fn callbacks(&self, operation: &resolve::Operation<'_>) -> Vec<Callback> {
        let mut all = Vec::new();
        for callback in &operation.callbacks {
            all.extend(callback.requests.iter().map(|request| Callback {
                name: WireName(callback.name.to_owned()),
                expression: request.name.to_owned(),
                docs: self.item_docs(request),
                operations: self.incoming(request),
            }));
        }
        all.sort_by(|a, b| (&a.name, &a.expression).cmp(&(&b.name, &b.expression)));
        all
    }

    fn item_docs(&self, incoming: &resolve::Incoming<'_>) -> Docs {
        let Some(item) = self.object(&incoming.origin) else { return Docs::default() };
        // A receiver has its own address.
        let _ = servers(&item);
        docs(&item)
    }

    fn incoming(&self, incoming: &resolve::Incoming<'_>) -> Vec<Incoming> {
        let mut all: Vec<Incoming> =
            incoming.operations.iter().filter_map(|operation| self.incoming_operation(operation)).collect();
        all.sort_by_key(|operation| operation.method);
        all
    }

    fn incoming_operation(&self, operation: &resolve::Operation<'_>) -> Option<Incoming> {
        let object = self.object(&operation.origin)?;
        let _ = servers(&object);
        let mut reads = Reads::default();
        let source = operation.source;
        let security = reads.carried(Keyword::Security, &source.security).as_deref();
        let (required, body_docs) = match &operation.body {
            Some(body) => {
                let object = self.object(&body.origin)?;
                (object.flag(Keyword::Required), docs(&object))
            }
            None => (false, Docs::default()),
        };
        let incoming = Incoming {
            id: object.text(Keyword::OperationId).map(|id| WireName(id.to_owned())),
            method: method(operation.method),
            docs: docs(&object),
            tags: reads.carried(Keyword::Tags, &source.tags).clone(),
            params: operation
                .parameters
                .iter()
                .map(|parameter| {
                    let mut param = parameter_facts(self.model, parameter);
                    param.ty = self.types.type_ref(parameter.schema);
                    param.constraints = self.types.constraints(parameter.schema);
                    param
                })
                .collect(),
            body_required: required,
            body_docs,
            body: self.request(operation.body.as_ref()),
            responses: self.responses(&operation.responses),
            callbacks: self.callbacks(operation),
            security: security.map(api::requirements),
            deprecated: object.flag(Keyword::Deprecated).then(Deprecation::default),
            origin: Origin { pointer: operation.origin.clone() },
        };
        self.model.raw.account.read(&operation.origin, reads);
        Some(incoming)
    }
}
