//! Downloads into files.
//!
//! In: a download, a path. Out: a file that is there only as a whole. A download that breaks off is resumed where the
//! server offers that. Must not: put bytes of two contents together, or leave a part behind.

use super::connection::{Broken, reopen};
use super::download::Download;
use super::resume::{self, Continues};
use crate::client::error::{DecodeFacts, Error, Kind};
use crate::content::file::FileWriter;
use crate::description::operation::{Idempotency, Method};
use http::HeaderValue;
use std::io;
use std::path::{Path, PathBuf};

impl<E: From<Error>> Download<E> {
    /// Saves the bytes at this path, in place of a file that is there, and gives their number.
    ///
    /// They are written to a temporary file beside it, which takes the name of the path when it is complete; after an
    /// error, or when the future is dropped, it is removed. When a `GET` breaks off, and the server offers ranges
    /// (`Accept-Ranges`) and names the content exactly (a strong `ETag`, or an exact `Last-Modified`), the rest is
    /// requested with `Range` and `If-Range`, as often in a row without any further byte as the call may be retried. If
    /// the content has changed by then, all of it is written anew.
    ///
    /// # Errors
    /// When the response breaks off and is not resumed, or is idle for too long, or the file cannot be written.
    pub async fn save_to(self, path: impl AsRef<Path>) -> Result<u64, E> {
        Ok(save(self.with_error(), path.as_ref()).await?)
    }
}

async fn save(mut download: Download<Error>, path: &Path) -> Result<u64, Error> {
    let is_resumable =
        download.call.operation.method == Method::Get && download.call.operation.idempotency == Idempotency::Idempotent;
    let meta = &download.connection.meta;
    let validator = resume::validator(meta.status, &meta.headers).filter(|_| is_resumable);
    let temporary = temporary(path, download.call.client.random().next_u64());
    let writer = temporary.and_then(|temporary| FileWriter::create(path.to_owned(), temporary));
    let mut saving =
        Saving { writer: writer.map_err(|error| file_error(&download, error))?, received: 0, fruitless: 0 };
    loop {
        let error = match saving.copy(&mut download).await {
            Ok(()) => break,
            Err(Fault::File(error)) => return Err(file_error(&download, error)),
            Err(Fault::Response(error)) => error,
        };
        match &validator {
            Some(validator) => saving.resume(&mut download, validator, *error).await?,
            None => return Err(*error),
        }
    }
    saving.writer.commit().await.map_err(|error| file_error(&download, error))?;
    Ok(saving.received)
}

/// Why bytes did not get into the file.
enum Fault {
    File(io::Error),
    Response(Box<Error>),
}

/// A file while it is downloaded.
struct Saving {
    writer: FileWriter,
    /// How many bytes are in it.
    received: u64,
    /// How often the rest was requested in vain.
    fruitless: u32,
}

impl Saving {
    /// Writes what the response has.
    async fn copy(&mut self, download: &mut Download<Error>) -> Result<(), Fault> {
        while let Some(chunk) = download.try_next().await.map_err(|error| Fault::Response(Box::new(error)))? {
            self.received += chunk.len() as u64;
            self.fruitless = 0;
            self.writer.write(chunk).await.map_err(Fault::File)?;
        }
        Ok(())
    }

    /// Requests the rest after this error.
    async fn resume(
        &mut self,
        download: &mut Download<Error>,
        validator: &HeaderValue,
        error: Error,
    ) -> Result<(), Error> {
        let Some(headers) = resume::headers(validator, self.received) else { return Err(error) };
        let broken = Broken { error, fruitless: self.fruitless, wait: None };
        self.fruitless += 1;
        let connection = reopen(download.call.clone(), broken, headers).await?;
        match resume::continues(connection.meta.status, &connection.meta.headers, self.received) {
            Continues::WithRest => {}
            Continues::FromStart => {
                self.received = 0;
                self.writer.restart().await.map_err(|error| file_error(download, error))?;
            }
            Continues::Elsewhere => {
                let message = "it does not begin where the download broke off".to_owned();
                return Err(connection.error(Kind::Decode(DecodeFacts::message(message))));
            }
        }
        download.replace(connection);
        Ok(())
    }
}

fn file_error(download: &Download<Error>, error: io::Error) -> Error {
    download.connection.error(Kind::File(error))
}

/// A name beside the path that nothing has.
fn temporary(path: &Path, random: u64) -> io::Result<PathBuf> {
    let Some(name) = path.file_name() else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "the path names no file"));
    };
    let mut temporary = std::ffi::OsString::from(".");
    temporary.push(name);
    temporary.push(format!(".{random:016x}.part"));
    Ok(path.with_file_name(temporary))
}
