//! Names: texts of the document → `ir::Words`, unique in their scope.
//!
//! In: component keys, tags, operation ids, properties, values. Out: words. Must not: know a target language's
//! keywords.
//!
//! How a text becomes words (`words`): split where case or a symbol says so, lower case. Letters and digits of other
//! scripts stay, in one spelling (NFKC); what no identifier can have becomes `u` and its code point in
//! hex. A name that would begin with a digit gets a prefix (`n200`, `type 2fa`). Names longer than 80 letters are cut and
//! get a hash of the whole, so that they stay apart and never change.
//!
//! How names stay apart (`claims`, `Scope`): all things of a scope are named at once. Of several with one name, the one
//! that is spelled exactly so keeps it, else the one with the most usual spelling; the others say what differs: their
//! case, their symbols, their place, as the last resort a hash of their text, never a number that others shift. Names that
//! differ only in case or in where words part count as the same, because file names must differ too. Every such case is
//! reported as `lower-name-collision`. A method is named without its service, if its id begins with that.
//!
//! Which name a type has (`types::naming`): `x-sdk.name`; else the component key, without a trailing `.v1` if the rest
//! is unique; else by location: `<operation> request`, `<operation> response`, parent and property (in the singular for
//! the items of a list), `item` for lists in lists, a branch's title or what distinguishes it. Equal inline shapes
//! under properties of one name share a type: it has the property's name alone if all shapes with that property name
//! are equal, else the name of the first location.

mod claims;
mod scope;
mod words;

pub(crate) use claims::{Form, Unnamed};
pub(crate) use scope::{ClaimedName, Scope};
pub(crate) use words::{DigitPrefix, joined, reads_as_name, singular, spelled, value, words};
