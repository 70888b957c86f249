use super::*;

fn parsed(framing: Framing, chunks: &[&[u8]]) -> Vec<String> {
    let mut parser = LineParser::new(framing, 1 << 16);
    let mut texts = Vec::new();
    for chunk in chunks {
        let mut input = Bytes::copy_from_slice(chunk);
        while let Some(text) = parser.next(&mut input).unwrap() {
            texts.push(text);
        }
        assert!(input.is_empty(), "a parser without a text has read everything");
    }
    texts.extend(parser.finish().unwrap());
    assert_eq!(parser.finish(), Ok(None));
    texts.iter().map(|text| String::from_utf8(text.to_vec()).unwrap()).collect()
}

fn assert_cut_anywhere(framing: Framing, stream: &[u8], expected: &[&str]) {
    assert_eq!(parsed(framing, &[stream]), expected);
    for at in 0..=stream.len() {
        assert_eq!(parsed(framing, &[&stream[..at], &stream[at..]]), expected, "cut at {at}");
        let second = (at + 2).min(stream.len());
        let chunks = [&stream[..at], &stream[at..second], &stream[second..]];
        assert_eq!(parsed(framing, &chunks), expected, "cut at {at} and {second}");
    }
    let single: Vec<&[u8]> = stream.chunks(1).collect();
    assert_eq!(parsed(framing, &single), expected);
}

#[test]
fn lines_may_be_cut_at_any_byte() {
    let stream = "\u{feff}{\"a\":\"gr\u{fc}n \u{20ac} \u{1f600}\"}\r\n\n  \n[1]\n\r\n\"x\\ny\"\r\n7";
    let expected = ["{\"a\":\"gr\u{fc}n \u{20ac} \u{1f600}\"}", "[1]", "\"x\\ny\"", "7"];
    assert_cut_anywhere(Framing::Lines, stream.as_bytes(), &expected);
}

#[test]
fn sequences_may_be_cut_at_any_byte() {
    let stream = "\u{1e}{\"a\":\n \"} \u{20ac} \\\" \u{1f600}\"\n}\n\u{1e}\u{1e}[\n[1],\r\n2]\r\n\u{1e}true\n\u{1e}\"\\\\\"\n\u{1e}12\n";
    let expected = ["{\"a\":\n \"} \u{20ac} \\\" \u{1f600}\"\n}", "[\n[1],\r\n2]", "true", "\"\\\\\"", "12"];
    assert_cut_anywhere(Framing::Sequence, stream.as_bytes(), &expected);
}

#[test]
fn a_text_is_given_with_its_line_feed() {
    for framing in [Framing::Lines, Framing::Sequence] {
        let mut parser = LineParser::new(framing, 100);
        let mut input = Bytes::from_static(b"{\"a\":1}\n{");
        assert_eq!(parser.next(&mut input).unwrap().as_deref(), Some(&b"{\"a\":1}"[..]));
        assert_eq!(parser.next(&mut input).unwrap(), None);
    }
}

#[test]
fn a_text_that_the_next_separator_cuts_off_is_given_for_the_decoder_to_refuse() {
    assert_eq!(parsed(Framing::Sequence, &[b"\x1e{\"a\":\x1e[1]\n"]), ["{\"a\":", "[1]"]);
    assert_eq!(parsed(Framing::Sequence, &[b"\x1e{\"a\":\"", b"x\x1e[1]\n"]), ["{\"a\":\"x", "[1]"]);
}

#[test]
fn the_end_of_the_stream_ends_a_text() {
    assert_eq!(parsed(Framing::Lines, &[b"1\n2"]), ["1", "2"]);
    assert_eq!(parsed(Framing::Sequence, &[b"\x1e[1]\n\x1e[2]"]), ["[1]", "[2]"]);
    // `12` may be the beginning of `123`.
    let mut parser = LineParser::new(Framing::Sequence, 100);
    assert_eq!(parser.next(&mut Bytes::from_static(b"\x1e12")), Ok(None));
    assert_eq!(parser.finish(), Err(CutOff));
    assert_eq!(parsed(Framing::Lines, &[]), Vec::<String>::new());
}

#[test]
fn a_text_beyond_the_limit_is_refused_wherever_it_is_cut() {
    let text = b"[1,2,3,4,5]\n";
    for framing in [Framing::Lines, Framing::Sequence] {
        for size in 1..=text.len() {
            let mut parser = LineParser::new(framing, 10);
            let failed = text.chunks(size).any(|chunk| parser.next(&mut Bytes::copy_from_slice(chunk)).is_err());
            assert!(failed, "chunks of {size}");
            let mut parser = LineParser::new(framing, 11);
            let mut texts = text.chunks(size).map(|chunk| parser.next(&mut Bytes::copy_from_slice(chunk)).unwrap());
            assert_eq!(texts.by_ref().flatten().count(), 1, "chunks of {size}");
        }
        let mut parser = LineParser::new(framing, 1000);
        let mut chunks = std::iter::repeat_with(|| parser.next(&mut Bytes::from_static(&[b'x'; 100])));
        assert_eq!(chunks.position(|read| read == Err(TooLong { limit: 1000 })), Some(10));
    }
}
