//! Where the next page is.
//!
//! In: how the operation pages, where the caller starts, and what each page says. Out: what to ask for next, or the
//! end, or the fault of a list that would never end. Pure: nothing is sent here.

use super::facts::PageFacts;
use crate::description::pagination::{PageStyle, Pagination};
use crate::wire::param::scalar;
use serde_json::Value;

/// The next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Next {
    /// The first one; nothing is set.
    Start,
    /// The one with this text in the parameter.
    At(String),
    /// There is none.
    End,
    /// It cannot be told, because of what a response says.
    Fault(String),
    /// The call cannot be sent.
    Refused(String),
}

/// The way through the pages.
#[derive(Debug)]
pub(crate) struct Position {
    pub(crate) next: Next,
    way: Way,
}

#[derive(Debug)]
enum Way {
    Cursor(Loops),
    Page(Count),
}

/// Finds a cursor that comes back, in the room of one cursor (Brent's way): the kept one is moved forward at each power
/// of two, so a loop of any length is met sooner or later.
#[derive(Debug, Default)]
struct Loops {
    kept: Option<String>,
    steps: u64,
    room: u64,
}

impl Loops {
    fn meets(&mut self, cursor: &str) -> bool {
        if self.kept.as_deref() == Some(cursor) {
            return true;
        }
        if self.steps == self.room {
            self.kept = Some(cursor.to_owned());
            self.room = self.room.saturating_mul(2).max(1);
            self.steps = 0;
        }
        self.steps += 1;
        false
    }
}

#[derive(Debug)]
struct Count {
    /// Number of the next page.
    number: u64,
    /// Items of a full page; not known before the first page where the caller wants more than usual, because a server
    /// may give less than that without a word.
    full: Option<u64>,
    /// Items before the start, if that can be told.
    before: Option<u64>,
    /// Items since the start.
    seen: u64,
}

impl Position {
    /// The start, by the query parameters that the call sets.
    pub(crate) fn new(pagination: &Pagination, query: &dyn Fn(&str) -> Option<String>) -> Self {
        let start = query(pagination.param()).filter(|text| !text.is_empty());
        match pagination.style {
            PageStyle::Cursor { .. } => {
                let mut loops = Loops::default();
                if let Some(cursor) = &start {
                    loops.meets(cursor);
                }
                Self { next: start.map_or(Next::Start, Next::At), way: Way::Cursor(loops) }
            }
            PageStyle::Page { param, size, default_size, first, .. } => {
                let number = start.as_deref().map_or(Ok(first), str::parse);
                let asked = query(size).and_then(|text| text.parse().ok()).unwrap_or(default_size);
                let full = (1..=default_size).contains(&asked).then_some(asked);
                let next = match (&number, start) {
                    (Ok(_), start) => start.map_or(Next::Start, Next::At),
                    (Err(_), start) => {
                        Next::Refused(format!("`{param}` is `{}`, which is no page number", start.unwrap_or_default()))
                    }
                };
                let number = number.unwrap_or(first);
                let before = match number.saturating_sub(first) {
                    0 => Some(0),
                    pages => full.map(|full| full.saturating_mul(pages)),
                };
                Self { next, way: Way::Page(Count { number, full, before, seen: 0 }) }
            }
        }
    }

    /// A place that nothing leads on from.
    pub(crate) const fn refused(message: String) -> Self {
        Self { next: Next::Refused(message), way: Way::Cursor(Loops { kept: None, steps: 0, room: 0 }) }
    }

    /// Goes on behind a page.
    pub(crate) fn advance(&mut self, facts: &PageFacts) {
        self.next = match &mut self.way {
            Way::Cursor(loops) => after_cursor(loops, &self.next, facts),
            Way::Page(count) => after_page(count, facts),
        };
    }
}

fn after_cursor(loops: &mut Loops, current: &Next, facts: &PageFacts) -> Next {
    if says_no(&facts.more) {
        return Next::End;
    }
    let cursor = match &facts.next {
        Value::Null | Value::Bool(false) => return Next::End,
        text @ (Value::String(_) | Value::Number(_)) => scalar(text),
        _ => return Next::Fault("the cursor of the next page is neither text nor a number".to_owned()),
    };
    if cursor.is_empty() {
        return Next::End;
    }
    if matches!(current, Next::At(current) if *current == cursor) || loops.meets(&cursor) {
        let message = "the cursor of the next page came a second time, so the pages would never end";
        return Next::Fault(message.to_owned());
    }
    Next::At(cursor)
}

/// Whether there are no more pages. What is not there says nothing.
fn says_no(more: &Value) -> bool {
    match more {
        Value::Bool(more) => !more,
        Value::String(text) => matches!(text.as_str(), "false" | "0"),
        Value::Number(number) => number.as_i64() == Some(0),
        _ => false,
    }
}

fn after_page(count: &mut Count, facts: &PageFacts) -> Next {
    count.seen = count.seen.saturating_add(facts.count);
    if facts.count == 0 {
        return Next::End;
    }
    let total = match &facts.total {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    let ends = match total {
        // A short page is no end while the total is not reached: the server may give smaller pages than it was asked for.
        Some(total) => {
            count.seen >= total || count.before.is_some_and(|before| before.saturating_add(count.seen) == total)
        }
        None => facts.count < *count.full.get_or_insert(facts.count),
    };
    if ends {
        return Next::End;
    }
    match count.number.checked_add(1) {
        Some(number) => {
            count.number = number;
            Next::At(number.to_string())
        }
        None => Next::Fault("the number of the next page is too big".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cursor() -> Position {
        Position { next: Next::Start, way: Way::Cursor(Loops::default()) }
    }

    fn says(next: Value, more: Value) -> PageFacts {
        PageFacts { count: 1, next, more, total: Value::Null }
    }

    #[test]
    fn every_way_to_say_that_a_cursor_ends() {
        for (next, more) in [
            (Value::Null, Value::Null),
            (Value::from(""), Value::from(true)),
            (Value::from(false), Value::Null),
            (Value::from("c"), Value::from(false)),
            (Value::from("c"), Value::from("false")),
            (Value::from("c"), Value::from(0)),
        ] {
            let mut position = cursor();
            position.advance(&says(next.clone(), more.clone()));
            assert_eq!(position.next, Next::End, "{next} {more}");
        }
        let mut position = cursor();
        position.advance(&says(Value::from(7), Value::Null));
        assert_eq!(position.next, Next::At("7".to_owned()));
        position.advance(&says(serde_json::json!([1]), Value::Null));
        assert!(matches!(position.next, Next::Fault(_)));
    }

    #[test]
    fn loops_of_any_length_are_found() {
        for (lead, length) in [(0, 1), (0, 2), (3, 1), (5, 7), (100, 64), (1, 1000)] {
            let mut position = cursor();
            let mut steps = 0;
            while !matches!(position.next, Next::Fault(_)) {
                let name = if steps < lead { steps } else { lead + (steps - lead) % length };
                position.advance(&says(Value::from(format!("c{name}")), Value::Null));
                steps += 1;
                assert!(steps <= 3 * (lead + length) + 2, "lead {lead}, length {length}");
            }
            assert!(steps > lead + length, "no cursor came twice yet: lead {lead}, length {length}");
        }
    }

    fn pages(number: u64, full: Option<u64>, before: Option<u64>) -> Position {
        Position { next: Next::Start, way: Way::Page(Count { number, full, before, seen: 0 }) }
    }

    /// How many pages are asked for when the server gives these counts.
    fn asked(mut position: Position, counts: &[u64], total: Value) -> usize {
        for (index, count) in counts.iter().enumerate() {
            position.advance(&PageFacts { count: *count, total: total.clone(), ..PageFacts::default() });
            if position.next == Next::End {
                return index + 1;
            }
        }
        panic!("no end: {position:?}")
    }

    #[test]
    fn numbered_pages_end() {
        let first = || pages(1, Some(3), Some(0));
        assert_eq!(asked(first(), &[3, 3, 1], Value::Null), 3);
        assert_eq!(asked(first(), &[3, 3, 0], Value::Null), 3);
        assert_eq!(asked(first(), &[0], Value::Null), 1);
        assert_eq!(asked(first(), &[3, 3], Value::from(6)), 2, "the total spares a request");
        assert_eq!(asked(first(), &[2, 2, 2], Value::from("6")), 3, "pages smaller than asked for lose nothing");
        assert_eq!(asked(pages(3, Some(3), Some(6)), &[3, 1], Value::from(10)), 2, "from the middle");
        assert_eq!(asked(pages(3, None, None), &[2, 2, 0], Value::from(100)), 3);
        assert_eq!(asked(pages(1, None, Some(0)), &[200, 200, 7], Value::Null), 3, "the size is not known");
    }
}
