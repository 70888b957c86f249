//! What is uploaded: bytes, a file on disk, or a stream.
//!
//! In: the content as the caller has it. Out: a body for each attempt, and whether there can be another one. Must not:
//! open a file before an attempt needs it.

use super::chain::Chain;
use super::source::{Fault, Open, Source};
use super::{file, wrap};
use bytes::Bytes;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

/// What is uploaded: bytes, a file on disk, or a stream.
///
/// Bytes and files can be sent again, so calls with them are retried like any other. A stream can be read only once: a
/// call is not sent again after it has been started.
///
/// ```
/// use sdk_runtime::Upload;
/// let bytes = Upload::from(&b"abc"[..]);
/// let file = Upload::path("backup.tar");
/// assert_ne!(bytes, file);
/// ```
#[derive(Clone)]
pub struct Upload(Kind);

#[derive(Clone)]
enum Kind {
    Bytes(Bytes),
    Path(Arc<Path>),
    Once(Arc<Once>),
}

/// A stream until it is started.
struct Once {
    length: Option<u64>,
    /// `None` once it has been started.
    source: Mutex<Option<Box<dyn Source>>>,
}

impl Upload {
    /// The file at this path. It is opened and measured anew for each attempt, and read while it is sent.
    #[must_use]
    pub fn path(path: impl AsRef<Path>) -> Self {
        Self(Kind::Path(path.as_ref().into()))
    }

    /// A body: of a response, or of another HTTP stack. Its length is sent where it knows it.
    ///
    /// ```
    /// use sdk_runtime::{Body, Upload};
    /// let upload = Upload::body(Body::from("text"));
    /// assert_eq!(upload.as_bytes(), None);
    /// ```
    #[must_use]
    pub fn body<B>(body: B) -> Self
    where
        B: http_body::Body + Send + 'static,
        B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        Self::once(wrap::Wrapped::new(body))
    }

    /// What a reader gives. Without a [`length`](Self::length) it is sent in chunks.
    #[cfg(feature = "tokio")]
    #[must_use]
    pub fn reader<R: tokio::io::AsyncRead + Send + 'static>(reader: R) -> Self {
        Self::once(wrap::reader(reader))
    }

    /// The chunks of a stream. Without a [`length`](Self::length) it is sent in chunks.
    #[cfg(feature = "stream")]
    #[must_use]
    pub fn stream<S, B, E>(stream: S) -> Self
    where
        S: futures_core::Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes> + 'static,
        E: Into<Box<dyn std::error::Error + Send + Sync>> + 'static,
    {
        Self::once(wrap::stream(stream))
    }

    pub(crate) fn once(source: impl Source + 'static) -> Self {
        let length = source.length();
        Self(Kind::Once(Arc::new(Once { length, source: Mutex::new(Some(Box::new(source))) })))
    }

    /// How many bytes a stream has, so that they are sent with a `Content-Length`. An attempt with more or fewer bytes
    /// fails. Bytes and files know their length by themselves.
    #[must_use]
    pub fn length(self, length: u64) -> Self {
        match self.0 {
            Kind::Once(once) => {
                let source = once.source.lock().unwrap_or_else(PoisonError::into_inner).take();
                Self(Kind::Once(Arc::new(Once { length: Some(length), source: Mutex::new(source) })))
            }
            kind => Self(kind),
        }
    }

    /// The bytes, unless this is a file or a stream.
    #[must_use]
    pub const fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Kind::Bytes(bytes) => Some(bytes),
            Kind::Path(_) | Kind::Once(_) => None,
        }
    }

    /// The name of the file, where this is one.
    pub(crate) fn file_name(&self) -> Option<&str> {
        match &self.0 {
            Kind::Path(path) => path.file_name()?.to_str(),
            Kind::Bytes(_) | Kind::Once(_) => None,
        }
    }

    /// Whether it can be read again.
    fn spent(&self) -> Spent {
        match &self.0 {
            Kind::Once(once) if once.source.lock().unwrap_or_else(PoisonError::into_inner).is_none() => Spent::Yes,
            _ => Spent::No,
        }
    }

    async fn open(&self) -> Result<Open, String> {
        match &self.0 {
            Kind::Bytes(bytes) => Ok(Open::Bytes(bytes.clone())),
            Kind::Path(path) => match file::read(path).await {
                Ok(file) => Ok(Open::Stream(Box::new(file))),
                Err(error) => Err(format!("the file to upload cannot be read: {error}")),
            },
            Kind::Once(_) if self.spent() == Spent::Yes => {
                Err("the body is a stream that was sent before, and cannot be sent again".to_owned())
            }
            Kind::Once(once) => {
                Ok(Open::Stream(Box::new(Opened { once: Arc::clone(once), source: None, left: once.length })))
            }
        }
    }
}

/// A stream in an attempt. The attempt takes it with the first chunk, so that one that failed before leaves it.
struct Opened {
    once: Arc<Once>,
    source: Option<Box<dyn Source>>,
    left: Option<u64>,
}

impl Source for Opened {
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Fault>>> {
        if self.source.is_none() {
            self.source = self.once.source.lock().unwrap_or_else(PoisonError::into_inner).take();
        }
        let Some(source) = &mut self.source else {
            return Poll::Ready(Some(Err(Fault::from("the stream is being read by another call"))));
        };
        let chunk = std::task::ready!(source.poll_chunk(context));
        let Some(left) = &mut self.left else { return Poll::Ready(chunk) };
        let length = chunk.as_ref().and_then(|chunk| chunk.as_ref().ok()).map_or(0, Bytes::len) as u64;
        Poll::Ready(match (&chunk, left.checked_sub(length)) {
            (Some(Err(_)), _) => chunk,
            (_, None) => Some(Err(Fault::from("the stream has more bytes than its length says"))),
            (None, Some(1..)) => Some(Err(Fault::from("the stream has fewer bytes than its length says"))),
            (_, Some(rest)) => {
                *left = rest;
                chunk
            }
        })
    }

    fn length(&self) -> Option<u64> {
        self.left
    }
}

/// Whether a stream was started, so that it cannot be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spent {
    Yes,
    No,
}

/// The content of a request: one upload, or several behind each other.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    Whole(Upload),
    Parts(Arc<[Upload]>),
}

impl Content {
    /// Neighbours that are bytes must be one already.
    pub(crate) fn parts(mut parts: Vec<Upload>) -> Self {
        match parts.len() {
            1 => parts.pop().map_or_else(|| Bytes::new().into(), Self::Whole),
            _ => Self::Parts(parts.into()),
        }
    }

    fn uploads(&self) -> &[Upload] {
        match self {
            Self::Whole(upload) => std::slice::from_ref(upload),
            Self::Parts(uploads) => uploads,
        }
    }

    /// The bytes, where the content is nothing else.
    pub(crate) const fn as_bytes(&self) -> Option<&Bytes> {
        match self {
            Self::Whole(upload) => upload.as_bytes(),
            Self::Parts(_) => None,
        }
    }

    /// Whether a part of it cannot be sent again.
    pub(crate) fn spent(&self) -> Spent {
        match self.uploads().iter().any(|upload| upload.spent() == Spent::Yes) {
            true => Spent::Yes,
            false => Spent::No,
        }
    }

    /// What one attempt sends.
    pub(crate) async fn open(&self) -> Result<Open, String> {
        if let Self::Whole(upload) = self {
            return upload.open().await;
        }
        let mut parts = Vec::with_capacity(self.uploads().len());
        for upload in self.uploads() {
            parts.push(upload.open().await?);
        }
        Ok(Open::Stream(Box::new(Chain::new(parts))))
    }
}

impl From<Upload> for Content {
    fn from(upload: Upload) -> Self {
        Self::Whole(upload)
    }
}

impl From<Bytes> for Content {
    fn from(bytes: Bytes) -> Self {
        Self::Whole(bytes.into())
    }
}

impl Default for Upload {
    /// No bytes.
    fn default() -> Self {
        Bytes::new().into()
    }
}

impl PartialEq for Upload {
    /// Streams are equal only to their own clones.
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Kind::Bytes(a), Kind::Bytes(b)) => a == b,
            (Kind::Path(a), Kind::Path(b)) => a == b,
            (Kind::Once(a), Kind::Once(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

impl Eq for Upload {}

impl fmt::Debug for Upload {
    /// No content, and no path: both may be personal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Bytes(bytes) => f.debug_struct("Upload::Bytes").field("length", &bytes.len()).finish(),
            Kind::Path(_) => f.write_str("Upload::Path"),
            Kind::Once(once) => f.debug_struct("Upload::Stream").field("length", &once.length).finish(),
        }
    }
}

impl From<Bytes> for Upload {
    fn from(bytes: Bytes) -> Self {
        Self(Kind::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Upload {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Upload {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static [u8]> for Upload {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl<const N: usize> From<&'static [u8; N]> for Upload {
    fn from(bytes: &'static [u8; N]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl From<&'static str> for Upload {
    fn from(text: &'static str) -> Self {
        text.as_bytes().into()
    }
}

impl From<PathBuf> for Upload {
    fn from(path: PathBuf) -> Self {
        Self::path(path)
    }
}
