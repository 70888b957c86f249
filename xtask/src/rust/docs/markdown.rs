//! Untrusted Markdown, parsed and rewritten.
//!
//! In: Markdown with HTML in it. Out: Markdown of a small, safe kind: text, code, links to the web, lists, quotations,
//! tables. Must not: pass anything through unread. Nothing in the output is an item link, a tag, a doctest or a
//! bare URL for rustdoc, because every run is escaped.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::escape::{self, BREAK, FIXED_SPACE, Urls};
use super::html::{self, Piece};
use super::writer::Writer;

/// Languages that rustdoc never treats as Rust.
const LANGUAGES: &[&str] = &["json", "xml", "html", "yaml", "toml", "bash", "sh", "http", "javascript", "python"];

/// Renders a description. Lines are wrapped and never end in a space.
pub(super) fn render(markdown: &str) -> Vec<String> {
    let clean = escape::visible(&markdown.replace("\r\n", "\n").replace('\r', "\n"));
    let mut renderer = Renderer::default();
    for event in Parser::new_ext(&clean, Options::ENABLE_TABLES) {
        renderer.event(event);
    }
    renderer.flush_inline();
    renderer.writer.finish()
}

/// Renders the first block of a description as one line; a list or a table is one block. What opens in the line ends in it:
/// a code block becomes a code span.
pub(super) fn render_line(markdown: &str) -> String {
    let clean = escape::visible(&markdown.replace("\r\n", "\n").replace('\r', "\n"));
    let mut renderer = Renderer::default();
    // Lists and tables that are open.
    let mut depth = 0_usize;
    for event in Parser::new_ext(&clean, Options::ENABLE_TABLES) {
        let ends = matches!(event, Event::End(ref tag) if is_block(tag));
        match event {
            Event::Start(Tag::CodeBlock(_)) => renderer.code = Some((String::new(), String::new())),
            Event::End(TagEnd::CodeBlock) => renderer.code_span(),
            Event::End(TagEnd::HtmlBlock) => {
                let html = std::mem::take(&mut renderer.html);
                renderer.inline_html(&html);
            }
            Event::Start(Tag::List(_) | Tag::Table(_)) => depth += 1,
            Event::End(TagEnd::List(_) | TagEnd::Table) => depth = depth.saturating_sub(1),
            Event::Start(Tag::Item | Tag::TableCell) => renderer.separate(),
            Event::Start(ref tag) if !is_inline(tag) => {}
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => renderer.event(event),
            Event::End(_) => {}
            other => renderer.event(other),
        }
        if ends && depth == 0 && renderer.has_inline() {
            break;
        }
    }
    renderer.flush_text();
    let line = renderer.inline.replace([BREAK, FIXED_SPACE], " ");
    escape::line_start(&line.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether a description may end with it.
const fn is_block(tag: &TagEnd) -> bool {
    !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::BlockQuote(_))
}

const fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. })
}

#[derive(Default)]
struct Renderer {
    writer: Writer,
    /// Inline Markdown of the current block, escaped.
    inline: String,
    /// Text not yet escaped: the parser cuts text at characters that might have been markup.
    text: String,
    html: String,
    code: Option<(String, String)>,
    /// Addresses of open links; `None` for those that are not kept.
    links: Vec<Option<String>>,
    /// Next number of each open list; `None` for bullets.
    lists: Vec<Option<u64>>,
    row: Vec<String>,
}

impl Renderer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) => match &mut self.code {
                Some((_, code)) => code.push_str(&text),
                None => self.text.push_str(&text),
            },
            Event::Code(code) => {
                self.flush_text();
                self.inline.push_str(&escape::code(&code).replace(' ', &FIXED_SPACE.to_string()));
            }
            Event::Html(text) => self.html.push_str(&text),
            Event::InlineHtml(text) => self.inline_html(&text),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => {
                self.flush_text();
                self.inline.push(BREAK);
            }
            Event::Rule => self.writer.paragraph_ends(),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::TaskListMarker(_) | Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.mark("*"),
            Tag::Strong => self.mark("**"),
            Tag::Link { dest_url, .. } => {
                self.flush_text();
                let address = escape::url(&dest_url);
                if address.is_some() {
                    self.inline.push('[');
                }
                self.links.push(address);
            }
            Tag::CodeBlock(kind) => {
                self.flush_inline();
                self.code = Some((language(&kind), String::new()));
            }
            Tag::BlockQuote(_) => {
                self.flush_inline();
                self.writer.open("> ", "> ");
            }
            Tag::List(first) => {
                self.flush_inline();
                self.lists.push(first);
            }
            Tag::Item => self.item(),
            Tag::Paragraph | Tag::Heading { .. } | Tag::HtmlBlock | Tag::Table(_) => self.flush_inline(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.mark("*"),
            TagEnd::Strong => self.mark("**"),
            TagEnd::Link => self.link(),
            TagEnd::Paragraph => {
                self.flush_inline();
                self.writer.paragraph_ends();
            }
            TagEnd::Heading(level) => self.heading(level),
            TagEnd::CodeBlock => {
                if let Some((info, code)) = self.code.take() {
                    self.writer.paragraph_ends();
                    self.writer.code(&info, &code);
                    self.writer.paragraph_ends();
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::Item => {
                self.flush_inline();
                self.writer.close();
            }
            TagEnd::List(_) => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.writer.paragraph_ends();
                }
            }
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::TableCell => self.cell(),
            TagEnd::TableHead => self.table_row(Row::Head),
            TagEnd::TableRow => self.table_row(Row::Body),
            TagEnd::Table => self.writer.paragraph_ends(),
            _ => {}
        }
    }

    fn mark(&mut self, mark: &str) {
        self.flush_text();
        self.inline.push_str(mark);
    }

    fn link(&mut self) {
        self.flush_text();
        if let Some(Some(address)) = self.links.pop() {
            let shown = self.inline.rfind('[').map(|at| self.inline[at + 1..].trim().is_empty());
            if shown == Some(true) {
                // No text between the brackets: the URL is shown.
                self.inline.push_str(&escape::text(&address, Urls::Text));
            }
            self.inline.push_str(&format!("](<{address}>)"));
        }
    }

    fn item(&mut self) {
        self.flush_inline();
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number = number.saturating_add(1);
                format!("{}. ", number.saturating_sub(1))
            }
            _ => "- ".to_owned(),
        };
        self.writer.open(&marker, &" ".repeat(marker.len()));
    }

    fn heading(&mut self, _level: HeadingLevel) {
        self.flush_text();
        let text = std::mem::take(&mut self.inline).replace([BREAK, FIXED_SPACE], " ");
        if !text.trim().is_empty() {
            self.writer.paragraph_ends();
            // Below the sections that the generator writes itself.
            self.writer.raw(&format!("### {}", text.trim()));
            self.writer.paragraph_ends();
        }
    }

    fn cell(&mut self) {
        self.flush_text();
        let text = std::mem::take(&mut self.inline).replace([BREAK, FIXED_SPACE], " ");
        self.row.push(escape::pipes(text.trim()));
    }

    fn table_row(&mut self, row: Row) {
        let cells = std::mem::take(&mut self.row);
        self.writer.raw(&format!("| {} |", cells.join(" | ")));
        if row == Row::Head {
            self.writer.raw(&format!("|{}", " --- |".repeat(cells.len())));
        }
    }

    fn inline_html(&mut self, text: &str) {
        for piece in html::pieces(text) {
            match piece {
                Piece::Text(text) => self.text.push_str(&text),
                Piece::Paragraph | Piece::Break => {
                    self.flush_text();
                    self.inline.push(BREAK);
                }
            }
        }
    }

    fn html_block(&mut self) {
        for piece in html::pieces(&std::mem::take(&mut self.html)) {
            match piece {
                Piece::Text(text) => self.text.push_str(&text),
                Piece::Break => self.inline.push(BREAK),
                Piece::Paragraph => {
                    self.flush_inline();
                    self.writer.paragraph_ends();
                }
            }
        }
        self.flush_inline();
        self.writer.paragraph_ends();
    }

    /// A code block within a line.
    fn code_span(&mut self) {
        let code = self.code.take().map(|(_, code)| code).unwrap_or_default();
        if !code.trim().is_empty() {
            self.flush_text();
            self.inline.push_str(&escape::code(&code));
        }
    }

    /// Sets what follows in a line apart from what is before it.
    fn separate(&mut self) {
        if self.has_inline() {
            self.inline.push_str("; ");
        }
    }

    fn has_inline(&mut self) -> bool {
        self.flush_text();
        !self.inline.trim().is_empty()
    }

    fn flush_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        // Within a link that is not kept an address is as bare as anywhere else.
        let urls = if self.links.iter().any(Option::is_some) { Urls::Text } else { Urls::Link };
        self.inline.push_str(&escape::text(&text, urls));
    }

    fn flush_inline(&mut self) {
        self.flush_text();
        let inline = std::mem::take(&mut self.inline);
        self.writer.flow(&inline);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    Head,
    Body,
}

/// Anything that rustdoc could treat as Rust, or no language, becomes text.
fn language(kind: &CodeBlockKind<'_>) -> String {
    let info = match kind {
        CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default().to_ascii_lowercase(),
        CodeBlockKind::Indented => String::new(),
    };
    if LANGUAGES.contains(&info.as_str()) { info } else { "text".to_owned() }
}
