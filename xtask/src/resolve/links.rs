//! Links to documentation elsewhere.

use openapiv3::ExternalDocumentation;

use crate::coverage::{Account, Keyword, Reads};
use crate::diag::Pointer;

/// The address of further documentation and what it leads to. `at` is what has the `externalDocs`.
#[must_use]
pub fn external_docs(
    docs: Option<&ExternalDocumentation>,
    at: &Pointer,
    account: &Account,
) -> (Option<String>, Option<String>) {
    let Some(docs) = docs else { return (None, None) };
    let mut reads = Reads::default();
    let link = reads.carried(Keyword::Url, &docs.url).clone();
    let text = reads.carried(Keyword::Description, &docs.description).clone();
    account.read(&at.child(Keyword::ExternalDocs.as_str()), reads);
    (Some(link), text)
}
