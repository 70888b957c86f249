//! The types of what the API sends to its users: webhooks and callbacks.
//!
//! In: the resolved requests. Out: root schemas, so that their payloads become types. Must not: make calls of them.

use super::Planner;
use crate::ir::Words;
use crate::lower::names::{DigitPrefix, joined, words};
use crate::lower::types::{Direction, RootName, RootSchema};
use crate::resolve::{Incoming, Media, Operation};

impl Planner<'_, '_> {
    /// Names the payloads of webhooks and callbacks after what sends them.
    pub(in crate::lower) fn incoming(&mut self) {
        let model = self.model;
        for webhook in &model.webhooks {
            self.requests(webhook, &words(webhook.name, DigitPrefix::Type));
        }
        for operation in &model.operations {
            self.callbacks(operation);
        }
    }

    fn callbacks(&mut self, operation: &Operation<'_>) {
        for callback in &operation.callbacks {
            let name = words(callback.name, DigitPrefix::Type);
            callback.requests.iter().for_each(|request| self.requests(request, &name));
        }
    }

    fn requests(&mut self, incoming: &Incoming<'_>, name: &Words) {
        for operation in &incoming.operations {
            let name = match &operation.source.operation_id {
                Some(id) if id.contains(char::is_alphanumeric) => words(id, DigitPrefix::Type),
                _ => name.clone(),
            };
            if let Some(body) = &operation.body {
                self.content(&body.content, Direction::Out, &name, "payload");
            }
            for response in &operation.responses {
                self.content(&response.content, Direction::In, &name, "response");
            }
            self.callbacks(operation);
        }
    }

    fn content(&mut self, content: &[Media<'_>], direction: Direction, name: &Words, what: &str) {
        let words = joined(&[name, &Words(vec![what.to_owned()])]);
        for schema in content.iter().filter_map(|media| media.schema) {
            let root_name = RootName { words: words.clone(), qualifier: None, property: None };
            self.roots.push(RootSchema { schema, direction, root_name });
        }
    }
}
