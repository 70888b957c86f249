//! Streams, read to their end.
//!
//! In: a call whose response is a stream. Out: all of it, as long as the call's own executor runs.

use crate::client::error::Error;
use crate::client::streams::download::Download;
use crate::client::streams::events::{Event, Events};
use crate::client::streams::lines::Lines;
use bytes::Bytes;
use serde::Serialize;

/// All bytes of a download.
///
/// # Errors
/// Those of the call, and of its response.
pub async fn all_bytes<C, E>(call: C) -> Result<Bytes, E>
where
    C: IntoFuture<Output = Result<Download<E>, E>>,
    E: From<Error>,
{
    call.await?.bytes().await
}

/// The data of all events.
///
/// # Errors
/// Those of the call, and of its response.
pub async fn all_events<C, T, E>(call: C) -> Result<Vec<T>, E>
where
    C: IntoFuture<Output = Result<Events<T, E>, E>>,
    E: From<Error>,
{
    let mut events = call.await?;
    let mut all = Vec::new();
    while let Some(event) = events.try_next().await? {
        all.push(Event::into_data(event));
    }
    Ok(all)
}

/// All items.
///
/// # Errors
/// Those of the call, and of its response.
pub async fn all_lines<C, T, E>(call: C) -> Result<Vec<T>, E>
where
    C: IntoFuture<Output = Result<Lines<T, E>, E>>,
    E: From<Error>,
{
    let mut lines = call.await?;
    let mut all = Vec::new();
    while let Some(item) = lines.try_next().await? {
        all.push(item);
    }
    Ok(all)
}

/// Checks that there are two items, and that each is this JSON.
///
/// # Panics
/// When it is not so.
#[track_caller]
pub fn assert_items<T: Serialize>(items: &[T], json: &str) {
    assert_eq!(items.len(), 2, "items");
    let expected = super::pairs::parsed(json);
    items.iter().for_each(|item| super::peer::assert_json(item, &expected));
}
