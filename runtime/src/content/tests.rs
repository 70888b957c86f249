use super::file::FileWriter;
use super::source::Open;
use super::upload::{Content, Spent, Upload};
use super::wrap::Polled;
use bytes::Bytes;
use std::future::poll_fn;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};

/// Wakes the thread that waits.
struct Unpark(std::thread::Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

pub(crate) fn wait<F: Future>(future: F) -> F::Output {
    let mut future = std::pin::pin!(future);
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => std::thread::park(),
        }
    }
}

/// A folder of its own for one test; removed with its content.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("sdk-runtime-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    /// Waits until another thread has left the folder so.
    fn until(&self, done: impl Fn(&[String]) -> bool) {
        while !done(&self.names()) {
            std::thread::yield_now();
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn chunks(chunks: &'static [&'static str]) -> Upload {
    let mut chunks = chunks.iter();
    Upload::once(Polled::new(move |_| Poll::Ready(chunks.next().map(|chunk| Ok(Bytes::from_static(chunk.as_bytes()))))))
}

async fn chunk(open: &mut Open) -> Option<Bytes> {
    poll_fn(|context| open.poll_chunk(context)).await.map(Result::unwrap)
}

/// All chunks of it, put together.
async fn collected(mut open: Open) -> Result<Vec<u8>, String> {
    let mut all = Vec::new();
    while let Some(chunk) = poll_fn(|context| open.poll_chunk(context)).await {
        all.extend_from_slice(&chunk.map_err(|fault| fault.to_string())?);
    }
    Ok(all)
}

#[test]
fn a_file_is_sent_as_it_was_measured_and_again() {
    let folder = Folder::new("read");
    let path = folder.0.join("big.bin");
    let content: Vec<u8> = (0..500_000_u32).map(|n| (n % 251) as u8).collect();
    std::fs::write(&path, &content).unwrap();
    let upload = Content::parts(vec![Upload::from("head "), Upload::path(&path), Upload::from(" tail")]);
    for _ in 0..2 {
        let body = wait(upload.open()).unwrap();
        assert_eq!(body.length(), Some(500_010));
        let sent = wait(collected(body)).unwrap();
        assert_eq!(&sent[5..500_005], &*content);
        assert_eq!((&sent[..5], &sent[500_005..]), (&b"head "[..], &b" tail"[..]));
        assert_eq!(upload.spent(), Spent::No);
    }
    let body = wait(Content::Whole(Upload::path(&path)).open()).unwrap();
    std::fs::write(&path, b"short").unwrap();
    // The thread reads a few chunks ahead, but not that many.
    assert_eq!(wait(collected(body)).unwrap_err(), "the file became shorter while it was sent");
    let missing = wait(Content::Whole(Upload::path(folder.0.join("none"))).open());
    assert!(missing.is_err_and(|fault| fault.starts_with("the file to upload cannot be read")));
    assert!(wait(Content::Whole(Upload::path(&folder.0)).open()).is_err());
}

#[test]
fn a_stream_is_spent_by_its_first_chunk_and_not_before() {
    let upload = Content::Whole(chunks(&["ab", "cd"]));
    drop(wait(upload.open()).unwrap());
    assert_eq!(upload.spent(), Spent::No);
    let mut body = wait(upload.open()).unwrap();
    assert_eq!((body.length(), upload.spent()), (None, Spent::No));
    assert_eq!(wait(chunk(&mut body)).unwrap(), "ab");
    assert_eq!(upload.spent(), Spent::Yes);
    assert!(wait(upload.open()).is_err_and(|fault| fault.contains("cannot be sent again")));
    assert_eq!(wait(collected(body)).unwrap(), b"cd");
}

#[test]
fn a_stream_has_as_many_bytes_as_its_length_says() {
    let send = |length| {
        let upload = chunks(&["ab", "cd"]).length(length);
        let body = wait(Content::Whole(upload).open()).unwrap();
        assert_eq!(body.length(), Some(length));
        wait(collected(body))
    };
    assert_eq!(send(4).unwrap(), b"abcd");
    assert_eq!(send(3).unwrap_err(), "the stream has more bytes than its length says");
    assert_eq!(send(5).unwrap_err(), "the stream has fewer bytes than its length says");
}

#[test]
fn a_chain_does_not_start_what_is_not_reached() {
    let started = Arc::new(AtomicUsize::new(0));
    let count = |started: &Arc<AtomicUsize>| {
        let (started, mut rest) = (Arc::clone(started), 1);
        Upload::once(Polled::new(move |_| {
            started.fetch_add(rest, Ordering::SeqCst);
            let chunk = (rest == 1).then(|| Ok(Bytes::from_static(b"x")));
            rest = 0;
            Poll::Ready(chunk)
        }))
    };
    let content = Content::parts(vec![count(&started), count(&started)]);
    let mut body = wait(content.open()).unwrap();
    assert_eq!(wait(chunk(&mut body)).unwrap(), "x");
    assert_eq!(started.load(Ordering::SeqCst), 1);
    assert_eq!(wait(collected(body)).unwrap(), b"x");
    assert_eq!(started.load(Ordering::SeqCst), 2);
}

#[test]
fn a_file_appears_when_it_is_complete() {
    let folder = Folder::new("write");
    let (path, temporary) = (folder.0.join("a.bin"), folder.0.join(".a.bin.part"));
    std::fs::write(&path, b"before").unwrap();
    let mut writer = FileWriter::create(path.clone(), temporary.clone()).unwrap();
    wait(writer.write(Bytes::from_static(b"wrong"))).unwrap();
    folder.until(|names| names.len() == 2);
    assert_eq!(std::fs::read(&path).unwrap(), b"before");
    wait(writer.restart()).unwrap();
    for _ in 0..20 {
        wait(writer.write(Bytes::from_static(b"right "))).unwrap();
    }
    wait(writer.commit()).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"right ".repeat(20));
    assert_eq!(folder.names(), ["a.bin"]);

    let mut writer = FileWriter::create(path.clone(), temporary.clone()).unwrap();
    wait(writer.write(Bytes::from_static(b"never"))).unwrap();
    folder.until(|names| names.len() == 2);
    drop(writer);
    folder.until(|names| names == ["a.bin"]);
    assert_eq!(std::fs::read(&path).unwrap(), b"right ".repeat(20));

    let nowhere = folder.0.join("none").join("a.bin");
    let writer = FileWriter::create(nowhere.clone(), nowhere.with_extension("part")).unwrap();
    assert!(wait(writer.commit()).is_err());
}
