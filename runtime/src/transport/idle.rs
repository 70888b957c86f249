//! The bound of an exchange that streams: how long nothing may move.
//!
//! In: a clock, a timer, and notice of what was sent or received. Out: whether the exchange has been idle for too long.
//! Must not: count the time in which the other side waits for this one.

use super::TransportError;
use super::seams::{BoxFuture, Clock, Timer};
use crate::content::source::{Fault, Source};
use bytes::Bytes;
use std::future::{Future, poll_fn};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// In place of a time: the request waits for the caller's own stream.
const WAITS_FOR_CALLER: u64 = u64::MAX;

/// When something was sent or received last.
#[derive(Clone)]
struct Activity {
    clock: Arc<dyn Clock>,
    /// In nanoseconds of the clock.
    last: Arc<AtomicU64>,
}

impl Activity {
    fn now(&self) -> u64 {
        u64::try_from(self.clock.elapsed().as_nanos()).unwrap_or(WAITS_FOR_CALLER - 1)
    }

    fn note(&self) {
        self.last.store(self.now(), Ordering::Relaxed);
    }
}

/// Watches one exchange.
pub(crate) struct IdleWatch {
    activity: Activity,
    timer: Arc<dyn Timer>,
    /// `None` is for ever.
    idle: Option<Duration>,
    /// A moment of the clock at which the exchange ends in any case.
    end: Option<Duration>,
    /// The timer that runs, and the last activity when it was started.
    sleep: Option<(BoxFuture<'static, ()>, u64)>,
}

impl IdleWatch {
    /// A watch that starts now. `left` bounds the whole exchange.
    pub(crate) fn start(
        clock: &Arc<dyn Clock>,
        timer: &Arc<dyn Timer>,
        idle: Option<Duration>,
        left: Option<Duration>,
    ) -> Self {
        let activity = Activity { clock: Arc::clone(clock), last: Arc::default() };
        activity.note();
        let end = left.map(|left| clock.elapsed().saturating_add(left));
        Self { activity, timer: Arc::clone(timer), idle, end, sleep: None }
    }

    /// Lets the exchange go on as long as it is not idle.
    pub(crate) fn without_end(mut self) -> Self {
        self.end = None;
        self.sleep = None;
        self
    }

    /// Notes that something was received, or that the wait for it begins now.
    pub(crate) fn note(&self) {
        self.activity.note();
    }

    /// The same content; each chunk that is taken from it counts as activity.
    pub(crate) fn watch(&self, content: Box<dyn Source>) -> impl Source + 'static {
        Watched { content, activity: self.activity.clone() }
    }

    /// What the future gives, unless the exchange is idle for too long.
    pub(crate) async fn bound<T>(
        &mut self,
        future: impl Future<Output = Result<T, TransportError>>,
    ) -> Result<T, TransportError> {
        let mut future = std::pin::pin!(future);
        poll_fn(|context| match future.as_mut().poll(context) {
            Poll::Ready(result) => Poll::Ready(result),
            Poll::Pending => self.poll_expired(context).map(Err),
        })
        .await
    }

    /// Ready once the exchange has been idle for too long, or has to end. To be polled only while something is waited
    /// for.
    pub(crate) fn poll_expired(&mut self, context: &mut Context<'_>) -> Poll<TransportError> {
        loop {
            let last = self.activity.last.load(Ordering::Relaxed);
            let Some(left) = self.left(last) else { return Poll::Pending };
            let (sleep, _) = self.sleep.get_or_insert_with(|| (self.timer.sleep(left), last));
            ready!(sleep.as_mut().poll(context));
            let started_with = self.sleep.take().map(|(_, last)| last);
            // The timer is believed where the clock disagrees, so that the two need not be of one kind.
            if started_with == Some(last) {
                return Poll::Ready(self.expired());
            }
        }
    }

    /// How long the exchange may go on as it is; `None` is for ever.
    fn left(&self, last: u64) -> Option<Duration> {
        let now = self.activity.clock.elapsed();
        let idle = self.idle.filter(|_| last != WAITS_FOR_CALLER);
        let idle = idle.map(|idle| Duration::from_nanos(last).saturating_add(idle));
        let end = idle.into_iter().chain(self.end).min()?;
        Some(end.saturating_sub(now))
    }

    fn expired(&self) -> TransportError {
        let now = self.activity.clock.elapsed();
        match (self.idle, self.end) {
            (_, Some(end)) if now >= end => TransportError::timeout("the deadline of the call has passed"),
            (Some(idle), _) => {
                TransportError::timeout(format!("nothing was sent or received for {} s", idle.as_secs_f64()))
            }
            (None, _) => TransportError::timeout("the deadline of the call has passed"),
        }
    }
}

/// The content of a request that is watched.
struct Watched {
    content: Box<dyn Source>,
    activity: Activity,
}

impl Source for Watched {
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Fault>>> {
        let chunk = self.content.poll_chunk(context);
        match chunk {
            Poll::Ready(_) => self.activity.note(),
            Poll::Pending => self.activity.last.store(WAITS_FOR_CALLER, Ordering::Relaxed),
        }
        chunk
    }

    fn length(&self) -> Option<u64> {
        self.content.length()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::tests::wait;
    use std::sync::Mutex;
    use std::time::SystemTime;

    /// A clock that moves when a test moves it; timers are ready when it has.
    #[derive(Clone, Default)]
    struct Manual(Arc<Mutex<Duration>>);

    impl Manual {
        fn pass(&self, seconds: u64) {
            *self.0.lock().unwrap() += Duration::from_secs(seconds);
        }
    }

    impl Clock for Manual {
        fn now(&self) -> SystemTime {
            SystemTime::UNIX_EPOCH + self.elapsed()
        }

        fn elapsed(&self) -> Duration {
            *self.0.lock().unwrap()
        }
    }

    impl Timer for Manual {
        fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
            let (time, end) = (self.clone(), self.elapsed() + duration);
            Box::pin(poll_fn(move |_| if time.elapsed() >= end { Poll::Ready(()) } else { Poll::Pending }))
        }
    }

    fn started(idle: Option<u64>, left: Option<u64>) -> (Manual, IdleWatch) {
        let time = Manual::default();
        let (clock, timer): (Arc<dyn Clock>, Arc<dyn Timer>) = (Arc::new(time.clone()), Arc::new(time.clone()));
        let seconds = |seconds: Option<u64>| seconds.map(Duration::from_secs);
        (time, IdleWatch::start(&clock, &timer, seconds(idle), seconds(left)))
    }

    fn expired(watch: &mut IdleWatch) -> Option<String> {
        let mut context = Context::from_waker(std::task::Waker::noop());
        match watch.poll_expired(&mut context) {
            Poll::Ready(error) => std::error::Error::source(&error).map(ToString::to_string),
            Poll::Pending => None,
        }
    }

    #[test]
    fn activity_starts_the_bound_anew() {
        let (time, mut watch) = started(Some(10), None);
        for _ in 0..100 {
            time.pass(9);
            assert_eq!(expired(&mut watch), None);
            watch.note();
        }
        time.pass(9);
        assert_eq!(expired(&mut watch), None);
        time.pass(1);
        assert_eq!(expired(&mut watch).unwrap(), "nothing was sent or received for 10 s");
    }

    #[test]
    fn the_end_comes_whatever_is_received() {
        let (time, mut watch) = started(Some(10), Some(15));
        time.pass(9);
        assert_eq!(expired(&mut watch), None);
        watch.note();
        time.pass(6);
        assert_eq!(expired(&mut watch).unwrap(), "the deadline of the call has passed");
        let (time, watch) = started(None, Some(15));
        let mut watch = watch.without_end();
        time.pass(1_000_000);
        assert_eq!(expired(&mut watch), None);
    }

    #[test]
    fn the_time_that_the_callers_own_stream_takes_does_not_count() {
        let (time, mut watch) = started(Some(10), None);
        let mut polls = 0;
        let content = Box::new(crate::content::wrap::Polled::new(move |_| {
            polls += 1;
            if polls == 1 { Poll::Pending } else { Poll::Ready(Some(Ok(Bytes::from_static(b"x")))) }
        }));
        let mut content = watch.watch(content);
        let mut context = Context::from_waker(std::task::Waker::noop());
        assert!(content.poll_chunk(&mut context).is_pending());
        time.pass(60);
        assert_eq!(expired(&mut watch), None);
        assert!(content.poll_chunk(&mut context).is_ready());
        time.pass(10);
        assert!(expired(&mut watch).is_some());
    }

    #[test]
    fn what_is_ready_needs_no_timer() {
        let (time, mut watch) = started(Some(10), Some(5));
        time.pass(60);
        assert_eq!(wait(watch.bound(async { Ok(1) })).unwrap(), 1);
        assert!(wait(watch.bound(std::future::pending::<Result<(), _>>())).unwrap_err().is_timeout());
    }
}
