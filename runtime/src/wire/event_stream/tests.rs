use super::*;

/// All events of a stream that comes in these chunks.
fn parsed(chunks: &[&[u8]]) -> Vec<RawEvent> {
    let mut parser = EventParser::new(1 << 16);
    read(&mut parser, chunks)
}

fn read(parser: &mut EventParser, chunks: &[&[u8]]) -> Vec<RawEvent> {
    let mut events = Vec::new();
    for chunk in chunks {
        let mut input = Bytes::copy_from_slice(chunk);
        while let Some(event) = parser.next(&mut input).unwrap() {
            events.push(event);
        }
        assert!(input.is_empty(), "a parser without an event has read everything");
    }
    events
}

fn event(data: &str) -> RawEvent {
    RawEvent { name: None, data: data.to_owned(), id: None, retry: None }
}

/// Every kind of line, every kind of line end, and characters of two, three and four bytes.
const STREAM: &str = "\u{feff}: a comment\r\ndata: gr\u{fc}\u{df}e \u{20ac}\r\n\r\nevent: add\rdata:no blank\rdata:  two\rid: 7\r\r\
    data\n\ndata: {\"a\":\"\u{1f600}\"}\nretry: 1500\nunknown: x\n\n\r\nid\ndata: last\n\ndata: cut off";

fn expected() -> Vec<RawEvent> {
    let id = |id: &str| Some(id.to_owned());
    vec![
        event("gr\u{fc}\u{df}e \u{20ac}"),
        RawEvent { name: id("add"), data: "no blank\n two".into(), id: id("7"), retry: None },
        RawEvent { id: id("7"), ..event("") },
        RawEvent { id: id("7"), retry: Some(Duration::from_millis(1500)), ..event("{\"a\":\"\u{1f600}\"}") },
        RawEvent { id: id(""), ..event("last") },
    ]
}

#[test]
fn a_stream_in_one_piece_is_read() {
    assert_eq!(parsed(&[STREAM.as_bytes()]), expected());
}

#[test]
fn a_cut_at_any_byte_changes_nothing() {
    let bytes = STREAM.as_bytes();
    for at in 0..=bytes.len() {
        assert_eq!(parsed(&[&bytes[..at], &bytes[at..]]), expected(), "cut at {at}");
    }
    for first in 0..bytes.len() {
        let second = (first + 3).min(bytes.len());
        assert_eq!(parsed(&[&bytes[..first], &bytes[first..second], &bytes[second..]]), expected(), "cut at {first}");
    }
    let single: Vec<&[u8]> = bytes.chunks(1).collect();
    assert_eq!(parsed(&single), expected());
}

#[test]
fn an_event_is_given_before_the_next_byte_comes() {
    for text in ["data: a\n\n", "data: a\r\r", "data: a\r\n\r\n"] {
        assert_eq!(parsed(&[text.as_bytes()]), [event("a")], "{text:?}");
    }
    // The line feed that belongs to the last carriage return is no empty line of its own.
    assert_eq!(parsed(&[b"data: a\r", b"\n", b"data: b\r", b"\n\r", b"\n"]), [event("a\nb")]);
}

#[test]
fn what_has_no_data_is_no_event() {
    assert!(parsed(&[b"\n\n: nothing\n\nevent: x\n\nid: 3\n\nretry: 10\n\n"]).is_empty());
    let mut parser = EventParser::new(100);
    assert!(read(&mut parser, &[b"event: x\nid: 3\n\nretry: 10\n\ndata: a"]).is_empty());
    assert_eq!((parser.last_id(), parser.reconnection()), (Some("3"), Some(Duration::from_millis(10))));
    // The name of an event without data is not that of the next one.
    assert_eq!(parsed(&[b"event: x\n\ndata: a\n\n"]), [event("a")]);
}

#[test]
fn the_id_of_an_event_that_was_cut_off_does_not_count() {
    let mut parser = EventParser::new(100);
    assert_eq!(read(&mut parser, &[b"id: 1\ndata: a\n\nid: 2\ndata: b"]).len(), 1);
    assert_eq!(parser.last_id(), Some("1"));
    parser.reset();
    let again = read(&mut parser, &[b"\xEF\xBB\xBFdata: c\n\n"]);
    assert_eq!(again, [RawEvent { id: Some("1".into()), ..event("c") }]);
    assert_eq!(parser.last_id(), Some("1"));
}

#[test]
fn ids_and_times_that_are_none_are_skipped() {
    let events = parsed(&[b"id: 1\nid: 2\0\nretry: 1s\nretry:\nretry: -1\ndata: a\n\n"]);
    assert_eq!(events, [RawEvent { id: Some("1".into()), ..event("a") }]);
    let events = parsed(&[b"retry: 99999999999999999999999\ndata: a\n\n"]);
    assert_eq!(events[0].retry, Some(Duration::from_millis(u64::MAX)));
}

#[test]
fn bytes_that_are_no_text_are_replaced() {
    assert_eq!(parsed(&[b"data: a\xFFb\xE2\x82\n\n"]), [event("a\u{fffd}b\u{fffd}")]);
}

#[test]
fn a_byte_order_mark_counts_only_at_the_start() {
    assert_eq!(parsed(&[b"\xEF\xBB\xBFdata: a\n\n"]), [event("a")]);
    assert_eq!(parsed(&[b"\xEF", b"\xBB", b"\xBFdata: a\n\n"]), [event("a")]);
    assert!(parsed(&[b"\n\xEF\xBB\xBFdata: a\n\n"]).is_empty());
}

#[test]
fn an_event_beyond_the_limit_is_refused_wherever_it_is_cut() {
    let text = b"data: 12345\ndata: 67890\n\n";
    for size in 1..=text.len() {
        let mut parser = EventParser::new(16);
        let failed = text.chunks(size).any(|chunk| parser.next(&mut Bytes::copy_from_slice(chunk)).is_err());
        assert!(failed, "chunks of {size}");
    }
    let mut parser = EventParser::new(17);
    assert_eq!(read(&mut parser, &[text]), [event("12345\n67890")]);
    // A line that never ends is not collected.
    let mut parser = EventParser::new(1000);
    let mut chunks = std::iter::repeat_with(|| parser.next(&mut Bytes::from_static(&[b'x'; 100])));
    assert_eq!(chunks.position(|read| read == Err(TooLong { limit: 1000 })), Some(10));
}
