//! A file while it is read.
//!
//! In: a path. Out: a source of the bytes that the file had when it was opened. Must not: read more than a few chunks
//! ahead.

use super::{QUEUE, Shared};
use crate::content::source::{Fault, Source};
use bytes::Bytes;
use std::fs::File;
use std::future::poll_fn;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;
use std::task::{Context, Poll};

/// How much is read at once.
const CHUNK: usize = 64 * 1024;

/// A file while it is read.
pub(in crate::content) struct FileSource {
    shared: Arc<ReadShared>,
    /// How many bytes are left.
    left: u64,
}

/// Chunks, and the length once the file is open.
type ReadShared = Shared<io::Result<Bytes>, io::Result<u64>>;

/// Opens the file.
pub(in crate::content) async fn read(path: &Path) -> io::Result<FileSource> {
    let shared: Arc<ReadShared> = Shared::new();
    let (path, of_thread) = (path.to_owned(), Arc::clone(&shared));
    std::thread::Builder::new().name("sdk-file-read".to_owned()).spawn(move || read_on_thread(&path, &of_thread))?;
    // Made before the wait: dropped, it ends the thread.
    let mut source = FileSource { shared, left: 0 };
    source.left = poll_fn(|context| source.shared.poll(context, |state| state.result.take())).await?;
    Ok(source)
}

fn read_on_thread(path: &Path, shared: &ReadShared) {
    let opened = File::open(path).and_then(|file| {
        let metadata = file.metadata()?;
        match metadata.is_file() {
            true => Ok((file, metadata.len())),
            false => Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a file")),
        }
    });
    let (file, length) = match opened {
        Ok(opened) => opened,
        Err(error) => return shared.change(|state| state.result = Some(Err(error))),
    };
    shared.change(|state| state.result = Some(Ok(length)));
    // A file that grows is sent as it was measured.
    let mut file = file.take(length);
    while file.limit() > 0 {
        let mut chunk = Vec::with_capacity(CHUNK);
        let chunk = match (&mut file).take(CHUNK as u64).read_to_end(&mut chunk) {
            Ok(0) => Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the file became shorter while it was sent")),
            Ok(_) => Ok(Bytes::from(chunk)),
            Err(error) => Err(error),
        };
        let is_last = chunk.is_err();
        let is_abandoned =
            shared.wait(|state| (state.is_abandoned || state.queue.len() < QUEUE).then_some(state.is_abandoned));
        if is_abandoned {
            return;
        }
        shared.change(|state| state.queue.push_back(chunk));
        if is_last {
            return;
        }
    }
}

impl Source for FileSource {
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Fault>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        self.shared.poll(context, |state| state.queue.pop_front()).map(|chunk| match chunk {
            Ok(chunk) => {
                self.left = self.left.saturating_sub(chunk.len() as u64);
                Some(Ok(chunk))
            }
            Err(error) => Some(Err(error.into())),
        })
    }

    fn length(&self) -> Option<u64> {
        Some(self.left)
    }
}

impl Drop for FileSource {
    fn drop(&mut self) {
        self.shared.abandon();
    }
}
