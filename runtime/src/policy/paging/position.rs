//! Where the next page is.
//!
//! In: how the operation pages, where the caller starts, and what each page says. Out: what to request next, or the end,
//! or why that cannot be known. Must not: send anything.

use super::facts::{ItemList, PageFacts, says_no};
use super::link::{PageUrls, next_link};
use super::loops::Loops;
use crate::description::pagination::{Numbered, PageStyle, Pagination};
use serde_json::Value;

/// The next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Next {
    /// The first one; nothing is set.
    Start,
    /// The one with this text in the parameter, or at this URL.
    At(String),
    /// There is none.
    End,
    /// A response leads to a page that cannot be requested.
    Fault(String),
    /// The call cannot be sent.
    Refused(String),
}

/// A response without a cursor and without an end mark, so that nobody knows whether there are more pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct UnknownNext(pub(crate) &'static str);

/// The way through the pages.
#[derive(Debug)]
pub(crate) struct Position {
    pub(crate) next: Next,
    way: Way,
}

#[derive(Debug)]
enum Way {
    Cursor(Loops),
    Url(Loops, PageUrls),
    Link(Loops, PageUrls),
    Page(Count),
    Offset(Count),
    Nowhere,
}

#[derive(Debug)]
struct Count {
    /// Number of the next page, or of its first item.
    number: u64,
    /// Items of a full page; not known before the first page where the caller wants more than usual, because a server
    /// may return less than that without a word.
    full: Option<u64>,
    /// Items before the start, if that is known.
    before: Option<u64>,
    /// Items since the start.
    seen: u64,
}

impl Position {
    /// The start, by the parameters that the call sets. `urls` is for pages that have URLs.
    pub(crate) fn new(
        pagination: &Pagination,
        parameter: impl Fn(&str) -> Option<String>,
        urls: Result<PageUrls, String>,
    ) -> Self {
        let start = pagination.param().and_then(&parameter).filter(|text| !text.is_empty());
        let urls = match (pagination.param(), urls) {
            (None, Err(fault)) => return Self::refused(fault),
            (_, urls) => urls.ok(),
        };
        match (pagination.style, urls) {
            (PageStyle::Cursor { .. }, _) => {
                let mut loops = Loops::default();
                if let Some(cursor) = &start {
                    loops.meets(cursor);
                }
                Self { next: start.map_or(Next::Start, Next::At), way: Way::Cursor(loops) }
            }
            (PageStyle::Page(numbered), _) => {
                Self::counted(numbered, start, parameter(numbered.size), Way::Page, |pages, full| {
                    full.map(|full| full.saturating_mul(pages))
                })
            }
            (PageStyle::Offset(numbered), _) => {
                Self::counted(numbered, start, parameter(numbered.size), Way::Offset, |items, _| Some(items))
            }
            (PageStyle::Link, Some(urls)) => Self { next: Next::Start, way: Way::Link(Loops::default(), urls) },
            (PageStyle::NextUrl { .. }, Some(urls)) => {
                Self { next: Next::Start, way: Way::Url(Loops::default(), urls) }
            }
            (PageStyle::Link | PageStyle::NextUrl { .. }, None) => Self::refused("the call has no URL".to_owned()),
        }
    }

    fn counted(
        numbered: Numbered,
        start: Option<String>,
        size: Option<String>,
        way: fn(Count) -> Way,
        before: fn(u64, Option<u64>) -> Option<u64>,
    ) -> Self {
        let Numbered { param, default_size, first, .. } = numbered;
        let number = start.as_deref().map_or(Ok(first), str::parse);
        let asked = size.and_then(|text| text.parse().ok()).unwrap_or(default_size);
        let full = (1..=default_size).contains(&asked).then_some(asked);
        let next = match (&number, start) {
            (Ok(_), start) => start.map_or(Next::Start, Next::At),
            (Err(_), start) => {
                Next::Refused(format!("`{param}` is `{}`, which is not a number", start.unwrap_or_default()))
            }
        };
        let number = number.unwrap_or(first);
        let before = match number.saturating_sub(first) {
            0 => Some(0),
            skipped => before(skipped, full),
        };
        Self { next, way: way(Count { number, full, before, seen: 0 }) }
    }

    /// Starts at a cursor, number or URL that an earlier walk had.
    pub(crate) fn start_at(&mut self, cursor: &str) {
        let cursor = cursor.to_owned();
        self.next = match &mut self.way {
            Way::Cursor(loops) => follow(loops, &Next::Start, cursor, None),
            Way::Url(loops, urls) | Way::Link(loops, urls) => follow(loops, &Next::Start, cursor, Some(urls)),
            Way::Page(count) | Way::Offset(count) => match cursor.parse() {
                Ok(number) => {
                    // How many items are before a page depends on the size of pages, which may have been another.
                    count.before = (number == count.number).then_some(count.before).flatten();
                    count.number = number;
                    Next::At(cursor)
                }
                Err(_) => Next::Refused(format!("`{cursor}` is not the number of a page")),
            },
            Way::Nowhere => return,
        };
    }

    /// A position that nothing leads on from.
    pub(crate) const fn refused(message: String) -> Self {
        Self { next: Next::Refused(message), way: Way::Nowhere }
    }

    /// Goes on behind a page. A page that does not say where that is leaves the position as it is.
    pub(crate) fn advance(&mut self, facts: &PageFacts) -> Result<(), UnknownNext> {
        let next = match &mut self.way {
            Way::Cursor(loops) => after_cursor(loops, &self.next, facts, None)?,
            Way::Url(loops, urls) => after_cursor(loops, &self.next, facts, Some(urls))?,
            Way::Link(loops, urls) => match next_link(&facts.links) {
                None if facts.list != ItemList::Present => return Err(NO_LINK),
                None => Next::End,
                Some(url) => follow(loops, &self.next, url, Some(urls)),
            },
            Way::Page(count) => after_page(count, facts, |_| 1)?,
            Way::Offset(count) => after_page(count, facts, |items| items)?,
            Way::Nowhere => return Ok(()),
        };
        self.next = next;
        Ok(())
    }
}

const NO_LINK: UnknownNext = UnknownNext(
    "it has neither a list of items nor a link to the next page, so it is not known whether there are more",
);
const NO_CURSOR: UnknownNext =
    UnknownNext("it has neither a cursor nor an end mark, so it is not known whether there are more pages");
const MORE_WITHOUT_CURSOR: UnknownNext = UnknownNext("it says that there are more pages, but has no cursor");
const NO_ITEMS: UnknownNext =
    UnknownNext("it has neither a list of items nor an end mark, so it is not known whether there are more pages");

fn after_cursor(
    loops: &mut Loops,
    current: &Next,
    facts: &PageFacts,
    urls: Option<&PageUrls>,
) -> Result<Next, UnknownNext> {
    let more = facts.more.as_ref().filter(|more| !more.is_null());
    if more.is_some_and(says_no) {
        return Ok(Next::End);
    }
    let cursor = match &facts.next {
        None if more.is_some() => return Err(MORE_WITHOUT_CURSOR),
        // Beside a list, a missing cursor is an end mark.
        None if facts.list == ItemList::Present => return Ok(Next::End),
        None => return Err(NO_CURSOR),
        Some(Value::Null | Value::Bool(false)) => return Ok(Next::End),
        Some(Value::String(text)) => text.clone(),
        Some(number @ Value::Number(_)) => number.to_string(),
        Some(_) => return Ok(Next::Fault("the cursor of the next page is neither text nor a number".to_owned())),
    };
    Ok(if cursor.is_empty() { Next::End } else { follow(loops, current, cursor, urls) })
}

/// The page at a cursor or URL, unless it was there before.
fn follow(loops: &mut Loops, current: &Next, cursor: String, urls: Option<&PageUrls>) -> Next {
    let cursor = match urls.map_or(Ok(cursor.clone()), |urls| urls.resolve(&cursor)) {
        Ok(cursor) => cursor,
        Err(fault) => return Next::Fault(fault),
    };
    if matches!(current, Next::At(current) if *current == cursor) || loops.meets(&cursor) {
        let message = "the cursor of the next page came a second time, so the pages would never end";
        return Next::Fault(message.to_owned());
    }
    Next::At(cursor)
}

/// `step` is how far the next page is behind one with so many items.
fn after_page(count: &mut Count, facts: &PageFacts, step: fn(u64) -> u64) -> Result<Next, UnknownNext> {
    let more = facts.more.as_ref().filter(|more| !more.is_null());
    let seen = count.seen.saturating_add(facts.count);
    let total = match &facts.total {
        Some(Value::Number(number)) => number.as_u64(),
        Some(Value::String(text)) => text.trim().parse().ok(),
        _ => None,
    };
    let is_reached = total
        .is_some_and(|total| seen >= total || count.before.is_some_and(|before| before.saturating_add(seen) == total));
    if facts.list != ItemList::Present && !is_reached && !more.is_some_and(says_no) {
        return Err(NO_ITEMS);
    }
    count.seen = seen;
    let is_end = match (more, total) {
        _ if facts.count == 0 || is_reached => true,
        (Some(more), _) => says_no(more),
        // A short page is no end while the total is not reached: the server may return smaller pages than requested.
        (None, Some(_)) => false,
        (None, None) => facts.count < *count.full.get_or_insert(facts.count),
    };
    if is_end {
        return Ok(Next::End);
    }
    Ok(match count.number.checked_add(step(facts.count)) {
        Some(number) => {
            count.number = number;
            Next::At(number.to_string())
        }
        None => Next::Fault("the number of the next page is too big".to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn cursor() -> Position {
        Position { next: Next::Start, way: Way::Cursor(Loops::default()) }
    }

    /// The facts of a page with one item; null is a property that is missing.
    fn page(next: Value, more: Value) -> PageFacts {
        let some = |value: Value| Some(value).filter(|value| !value.is_null());
        PageFacts { count: 1, list: ItemList::Present, next: some(next), more: some(more), ..PageFacts::default() }
    }

    #[test]
    fn every_way_to_say_that_a_cursor_ends() {
        for (next, more) in [
            (json!(null), json!(null)),
            (json!(""), json!(true)),
            (json!(false), json!(null)),
            (json!("c"), json!(false)),
            (json!("c"), json!("false")),
            (json!("c"), json!(0)),
        ] {
            let mut position = cursor();
            assert_eq!(position.advance(&page(next.clone(), more.clone())), Ok(()), "{next} {more}");
            assert_eq!(position.next, Next::End, "{next} {more}");
        }
        let mut position = cursor();
        position.advance(&PageFacts { next: Some(Value::Null), ..PageFacts::default() }).unwrap();
        assert_eq!(position.next, Next::End, "an end mark needs no list");
        let mut position = cursor();
        position.advance(&page(json!(7), json!(null))).unwrap();
        assert_eq!(position.next, Next::At("7".to_owned()));
        position.advance(&page(json!([1]), json!(null))).unwrap();
        assert!(matches!(position.next, Next::Fault(_)));
    }

    #[test]
    fn a_page_without_cursor_and_end_mark_leaves_the_position() {
        for facts in [PageFacts::default(), page(json!(null), json!(true))] {
            let mut position = cursor();
            position.advance(&page(json!("c2"), json!(null))).unwrap();
            assert!(position.advance(&facts).is_err(), "{facts:?}");
            assert_eq!(position.next, Next::At("c2".to_owned()));
            // The same page may be fine the next time.
            position.advance(&page(json!("c3"), json!(null))).unwrap();
            assert_eq!(position.next, Next::At("c3".to_owned()));
        }
        let mut position = pages(1, Some(3), Some(0));
        assert!(position.advance(&PageFacts::default()).is_err());
        assert_eq!(position.next, Next::Start);
    }

    #[test]
    fn loops_of_any_length_are_found() {
        for (lead, length) in [(0, 1), (0, 2), (3, 1), (5, 7), (100, 64), (1, 1000)] {
            let mut position = cursor();
            let mut steps = 0;
            while !matches!(position.next, Next::Fault(_)) {
                let name = if steps < lead { steps } else { lead + (steps - lead) % length };
                position.advance(&page(Value::from(format!("c{name}")), Value::Null)).unwrap();
                steps += 1;
                assert!(steps <= 3 * (lead + length) + 2, "lead {lead}, length {length}");
            }
            assert!(steps > lead + length, "no cursor came twice yet: lead {lead}, length {length}");
        }
    }

    fn counted(number: u64, full: Option<u64>, before: Option<u64>) -> Count {
        Count { number, full, before, seen: 0 }
    }

    fn pages(number: u64, full: Option<u64>, before: Option<u64>) -> Position {
        Position { next: Next::Start, way: Way::Page(counted(number, full, before)) }
    }

    /// How many pages are requested when the server returns these counts.
    fn asked(mut position: Position, counts: &[u64], total: Value) -> usize {
        let total = Some(total).filter(|total| !total.is_null());
        for (index, count) in counts.iter().enumerate() {
            let facts =
                PageFacts { count: *count, list: ItemList::Present, total: total.clone(), ..PageFacts::default() };
            position.advance(&facts).unwrap();
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
        assert_eq!(asked(first(), &[2, 2, 2], Value::from("6")), 3, "pages smaller than requested lose nothing");
        assert_eq!(asked(pages(3, Some(3), Some(6)), &[3, 1], Value::from(10)), 2, "from the middle");
        assert_eq!(asked(pages(3, None, None), &[2, 2, 0], Value::from(100)), 3);
        assert_eq!(asked(pages(1, None, Some(0)), &[200, 200, 7], Value::Null), 3, "the size is not known");
    }

    #[test]
    fn offsets_move_by_what_came() {
        let mut position = Position { next: Next::Start, way: Way::Offset(counted(0, Some(3), Some(0))) };
        let facts = |count| PageFacts { count, list: ItemList::Present, total: Some(json!(6)), ..PageFacts::default() };
        position.advance(&facts(3)).unwrap();
        assert_eq!(position.next, Next::At("3".to_owned()));
        position.advance(&facts(2)).unwrap();
        assert_eq!(position.next, Next::At("5".to_owned()));
        position.advance(&facts(1)).unwrap();
        assert_eq!(position.next, Next::End);
    }

    #[test]
    fn a_flag_beats_the_size_of_a_page() {
        let facts = |more: bool| PageFacts { more: Some(more.into()), ..page(json!(null), json!(null)) };
        let mut position = pages(1, Some(3), Some(0));
        position.advance(&facts(true)).unwrap();
        assert_eq!(position.next, Next::At("2".to_owned()));
        position.advance(&facts(false)).unwrap();
        assert_eq!(position.next, Next::End);
    }
}
