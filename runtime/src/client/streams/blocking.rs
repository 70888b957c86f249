//! Downloads, events and lines without `async`.
//!
//! In: the asynchronous ones, opened by a blocking call. Out: iterators and a reader that wait on the client's worker.
//! Must not: read more than they do.

use super::download::Download;
use super::events::{Event, Events};
use super::lines::Lines;
use crate::client::core::Client;
use crate::client::error::Error;
use bytes::Bytes;
use std::future::poll_fn;
use std::io;
use std::path::Path;

/// A stream that is lent to the worker while it waits. `None` after a panic there.
#[derive(Debug)]
struct Lent<S>(Option<S>);

impl<S: Send + 'static> Lent<S> {
    /// Runs a step of the stream on the worker.
    fn run<R, F>(&mut self, client: &Client, step: impl FnOnce(S) -> F) -> Option<Result<R, Error>>
    where
        R: Send + 'static,
        F: Future<Output = (S, R)> + Send + 'static,
    {
        let stream = self.0.take()?;
        match client.block_on(step(stream)) {
            Ok((stream, result)) => {
                self.0 = Some(stream);
                Some(Ok(result))
            }
            Err(error) => Some(Err(error)),
        }
    }
}

/// A download as an iterator over its chunks, and as a reader. Made by [`Download::blocking`].
#[derive(Debug)]
pub struct BlockingDownload<E = Error> {
    client: Client,
    download: Lent<Download<E>>,
}

/// Events as an iterator. Made by [`Events::blocking`].
#[derive(Debug)]
pub struct BlockingEvents<T, E = Error> {
    client: Client,
    events: Lent<Events<T, E>>,
}

/// Lines as an iterator. Made by [`Lines::blocking`].
#[derive(Debug)]
pub struct BlockingLines<T, E = Error> {
    client: Client,
    lines: Lent<Lines<T, E>>,
}

impl<E> Download<E> {
    /// The same download for code without `async`. It must come from a blocking call, because the client's worker drives
    /// its connection.
    pub fn blocking(self) -> BlockingDownload<E> {
        BlockingDownload { client: self.call.client.clone(), download: Lent(Some(self)) }
    }
}

impl<T, E> Events<T, E> {
    /// The same events as an iterator that waits on this thread. They must come from a blocking call, because the
    /// client's worker drives their connection.
    pub fn blocking(self) -> BlockingEvents<T, E> {
        BlockingEvents { client: self.call.client.clone(), events: Lent(Some(self)) }
    }
}

impl<T, E> Lines<T, E> {
    /// The same items as an iterator that waits on this thread. They must come from a blocking call, because the client's
    /// worker drives their connection.
    pub fn blocking(self) -> BlockingLines<T, E> {
        BlockingLines { client: self.call.client.clone(), lines: Lent(Some(self)) }
    }
}

impl<E: From<Error> + Send + 'static> BlockingDownload<E> {
    /// As [`Download::bytes`].
    ///
    /// # Errors
    /// As [`Download::bytes`].
    pub fn bytes(self) -> Result<Bytes, E> {
        match self.download.0 {
            Some(download) => self.client.block_on(download.bytes())?,
            None => Err(lost().into()),
        }
    }

    /// As [`Download::save_to`].
    ///
    /// # Errors
    /// As [`Download::save_to`].
    pub fn save_to(self, path: impl AsRef<Path>) -> Result<u64, E> {
        let path = path.as_ref().to_owned();
        match self.download.0 {
            Some(download) => self.client.block_on(download.save_to(path))?,
            None => Err(lost().into()),
        }
    }
}

fn lost() -> Error {
    Error::request("the stream was lost by a panic")
}

impl<E: From<Error> + 'static> Iterator for BlockingDownload<E> {
    type Item = Result<Bytes, E>;

    fn next(&mut self) -> Option<Self::Item> {
        let chunk = self.download.run(&self.client, |mut download| async move {
            let chunk = poll_fn(|context| download.poll_chunk(context)).await;
            (download, chunk)
        })?;
        chunk.transpose().map(|chunk| chunk.and_then(|chunk| chunk).map_err(E::from))
    }
}

impl<E: 'static> io::Read for BlockingDownload<E> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(download) = &mut self.download.0 else { return Ok(0) };
        if let Some(read) = download.read_buffered(buffer) {
            return Ok(read);
        }
        let waited = self.download.run(&self.client, |mut download| async move {
            let filled = poll_fn(|context| download.poll_buffer(context)).await;
            (download, filled)
        });
        match waited {
            None | Some(Ok(None)) => Ok(0),
            Some(Ok(Some(Ok(())))) => {
                Ok(self.download.0.as_mut().and_then(|all| all.read_buffered(buffer)).unwrap_or(0))
            }
            Some(Ok(Some(Err(error))) | Err(error)) => Err(io::Error::other(error)),
        }
    }
}

impl<T: Send + 'static, E: From<Error> + 'static> Iterator for BlockingEvents<T, E> {
    type Item = Result<Event<T>, E>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(event) = self.events.0.as_mut()?.next_buffered() {
            return Some(event.map_err(E::from));
        }
        let event = self.events.run(&self.client, |mut events| async move {
            let event = poll_fn(|context| events.poll_event(context)).await;
            (events, event)
        })?;
        event.transpose().map(|event| event.and_then(|event| event).map_err(E::from))
    }
}

impl<T: Send + 'static, E: From<Error> + 'static> Iterator for BlockingLines<T, E> {
    type Item = Result<T, E>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(item) = self.lines.0.as_mut()?.next_buffered() {
            return Some(item.map_err(E::from));
        }
        let item = self.lines.run(&self.client, |mut lines| async move {
            let item = poll_fn(|context| lines.poll_item(context)).await;
            (lines, item)
        })?;
        item.transpose().map(|item| item.and_then(|item| item).map_err(E::from))
    }
}
