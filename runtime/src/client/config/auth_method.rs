//! The choice among the ways to authenticate.
//!
//! In: a name from generated code, from the user or from the environment. Out: the same name. Must not: know which names
//! there are; the API's data does.

use std::borrow::Cow;

/// How calls are authenticated, where the API has several ways: by the credential alone, or signed in one of the API's
/// modes. Generated crates have a constant for each.
///
/// ```
/// use sdk_runtime::AuthMethod;
/// const SIGNED: AuthMethod = AuthMethod::new("HMAC");
/// assert_eq!(AuthMethod::from("HMAC"), SIGNED);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthMethod(Cow<'static, str>);

impl AuthMethod {
    /// A method by the name that the API has for it.
    pub const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl From<&str> for AuthMethod {
    fn from(name: &str) -> Self {
        Self(name.to_owned().into())
    }
}

impl From<String> for AuthMethod {
    fn from(name: String) -> Self {
        Self(name.into())
    }
}
