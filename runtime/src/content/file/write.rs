//! A file while it is written.
//!
//! In: chunks. Out: a file that appears at its path when it is complete. Must not: leave anything behind when it is given
//! up, or change what is at the path before.

use super::{QUEUE, Shared};
use bytes::Bytes;
use std::fs::{File, OpenOptions};
use std::future::poll_fn;
use std::io::{self, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file while it is written. Dropped before [`commit`](Self::commit), it leaves nothing behind.
pub(crate) struct FileWriter {
    shared: Arc<WriteShared>,
}

/// Commands, and the error that ended the writing, or that it is complete.
type WriteShared = Shared<Command, io::Result<()>>;

enum Command {
    Write(Bytes),
    /// Begin again with an empty file.
    Restart,
    /// Put the file at its path.
    Commit,
}

impl FileWriter {
    /// Starts a file that is to appear at `path`. Until then it is `temporary`, in the same folder, and must not exist.
    pub(crate) fn create(path: PathBuf, temporary: PathBuf) -> io::Result<Self> {
        let shared: Arc<WriteShared> = Shared::new();
        let of_thread = Arc::clone(&shared);
        std::thread::Builder::new().name("sdk-file-write".to_owned()).spawn(move || {
            let written = write_on_thread(&path, &temporary, &of_thread);
            of_thread.change(|state| state.result = written.transpose());
        })?;
        Ok(Self { shared })
    }

    /// Writes a chunk. An earlier one may be the reason for an error.
    pub(crate) async fn write(&mut self, chunk: Bytes) -> io::Result<()> {
        self.push(Command::Write(chunk)).await
    }

    /// Begins again with an empty file.
    pub(crate) async fn restart(&mut self) -> io::Result<()> {
        self.push(Command::Restart).await
    }

    /// Puts the file at its path, in place of what is there.
    pub(crate) async fn commit(mut self) -> io::Result<()> {
        self.push(Command::Commit).await?;
        poll_fn(|context| self.shared.poll(context, |state| state.result.take())).await
    }

    async fn push(&mut self, command: Command) -> io::Result<()> {
        let mut command = Some(command);
        poll_fn(|context| {
            self.shared.poll(context, |state| {
                if let Some(Err(error)) = state.result.take() {
                    return Some(Err(error));
                }
                if state.queue.len() >= QUEUE {
                    return None;
                }
                state.queue.extend(command.take());
                Some(Ok(()))
            })
        })
        .await
    }
}

impl Drop for FileWriter {
    fn drop(&mut self) {
        self.shared.abandon();
    }
}

/// Writes until the file is complete (`Some`), or nobody wants it any more.
fn write_on_thread(path: &Path, temporary: &Path, shared: &WriteShared) -> io::Result<Option<()>> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(temporary)?;
    let mut written = write_commands(&mut file, shared);
    drop(file);
    if matches!(written, Ok(Some(()))) {
        written = std::fs::rename(temporary, path).map(Some);
    }
    if !matches!(written, Ok(Some(()))) {
        // Nothing more can be done about a file that cannot be removed.
        let _ = std::fs::remove_file(temporary);
    }
    written
}

fn write_commands(file: &mut File, shared: &WriteShared) -> io::Result<Option<()>> {
    loop {
        let command = shared.wait(|state| match state.queue.pop_front() {
            Some(command) => Some(Some(command)),
            None => state.is_abandoned.then_some(None),
        });
        // There is room for another one now.
        shared.change(|_| ());
        match command {
            None => return Ok(None),
            Some(Command::Write(chunk)) => file.write_all(&chunk)?,
            Some(Command::Restart) => {
                file.set_len(0)?;
                file.rewind()?;
            }
            Some(Command::Commit) => return file.sync_all().map(Some),
        }
    }
}
