//! One value or many, where a list is wanted.
//!
//! In: a value, or anything that gives values. Out: a list. Must not: take a text apart.

/// What a setter of a list takes: one value, or an array, a slice, a `Vec`, an iterator of values.
///
/// ```
/// use sdk_runtime::IntoList;
/// fn list<F>(values: impl IntoList<String, F>) -> Vec<String> {
///     values.into_list()
/// }
/// assert_eq!(list("ups"), ["ups"]);
/// assert_eq!(list(["ups", "dhl"]), ["ups", "dhl"]);
/// assert_eq!(list(&vec!["ups".to_owned()]), ["ups"]);
/// assert_eq!(list(["ups", "dhl"].iter().map(|name| name.to_uppercase())), ["UPS", "DHL"]);
/// ```
///
/// A text is one value; one that is taken apart into its characters does not compile:
///
/// ```compile_fail,E0283
/// # use sdk_runtime::IntoList;
/// # fn list<F>(values: impl IntoList<String, F>) -> Vec<String> { values.into_list() }
/// list("ups".chars());
/// ```
///
/// `F` is the form of the argument, [`One`] or [`Many`], and always inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a value of the list nor a list of values",
    label = "this is neither one value nor many",
    note = "a setter of a list takes one value, or an array, a slice, a `Vec`, an iterator of values"
)]
pub trait IntoList<T, F> {
    /// The list.
    fn into_list(self) -> Vec<T>;
}

/// The form of an argument that is one value.
#[derive(Debug, Clone, Copy)]
pub enum One {}

/// The form of an argument that is many values.
#[derive(Debug, Clone, Copy)]
pub enum Many {}

/// The form of an argument that is a text taken apart. That it is [`Many`] values, too, leaves the form open, so that such an
/// argument does not compile: `slug("ups".chars())` would send `u,p,s`.
#[derive(Debug, Clone, Copy)]
pub enum TextTakenApart {}

/// Is never called.
impl<I: IntoIterator<Item = char>> IntoList<String, TextTakenApart> for I {
    fn into_list(self) -> Vec<String> {
        vec![self.into_iter().collect()]
    }
}

impl<T, V: Into<T>> IntoList<T, One> for V {
    fn into_list(self) -> Vec<T> {
        vec![self.into()]
    }
}

impl<T, I: IntoIterator<Item: Into<T>>> IntoList<T, Many> for I {
    fn into_list(self) -> Vec<T> {
        self.into_iter().map(Into::into).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;
    use std::collections::BTreeSet;

    fn texts<F>(values: impl IntoList<String, F>) -> String {
        values.into_list().join(",")
    }

    #[test]
    fn one_value_is_a_list() {
        let owned = "ups".to_owned();
        assert_eq!([texts("ups"), texts(&owned), texts(Cow::from("ups")), texts(owned)], ["ups"; 4]);
    }

    #[test]
    fn every_list_is_taken() {
        let owned = vec!["ups".to_owned(), "dhl".to_owned()];
        assert_eq!(texts(["ups", "dhl"]), "ups,dhl");
        assert_eq!(texts(&owned), "ups,dhl");
        assert_eq!(texts(owned.as_slice()), "ups,dhl");
        assert_eq!(texts(owned.iter().map(String::as_str)), "ups,dhl");
        assert_eq!(texts(owned.iter().cloned().collect::<BTreeSet<_>>()), "dhl,ups");
        assert_eq!(texts(Some("ups")), "ups");
        assert_eq!(texts([""; 0]), "");
        assert_eq!(texts(owned), "ups,dhl");
    }
}
