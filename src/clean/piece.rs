//! Pieces of text as the walk over the page cuts them.

use super::document::BlockKind;
use super::signs::{BOLD, PLAIN, visible};

/// Zero-width non-joiner: it means something only where letters join.
const NON_JOINER: char = '\u{200C}';

/// Letters of Latin, Greek and Cyrillic, which do not join.
fn is_unjoined(c: char) -> bool {
    c < '\u{530}'
}

/// A run of text between two block borders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, never empty.
    pub text: String,
    /// Its length in characters.
    pub num_chars: usize,
    /// Characters of it inside links.
    pub num_link_chars: usize,
    /// Characters of it set in bold or large letters.
    pub num_bold_chars: usize,
    /// Index of the element that it stands in.
    pub node: usize,
    /// Index of the table cell that it stands in; 0 for none.
    pub cell: usize,
    /// The number that readers see before it: that of an item of a numbered list.
    pub number: Option<u32>,
}

impl Piece {
    /// Whether it is a heading of any level.
    pub fn is_heading(&self) -> bool {
        matches!(self.kind, BlockKind::Heading(_))
    }

    /// Its text as readers see it: with the number of the list, unless it has its own.
    pub fn shown_text(&self) -> String {
        match self.number {
            Some(number) if !self.text.starts_with(&format!("{number}.")) => {
                format!("{number}. {}", self.text)
            }
            _ => self.text.clone(),
        }
    }

    /// Whether it is long and not made of links.
    pub fn is_prose(&self) -> bool {
        self.num_chars >= 100 && 3 * self.num_link_chars < self.num_chars
    }
}

/// Gathers the text between two block borders.
#[derive(Debug, Default)]
pub(super) struct PieceBuilder {
    lines: Vec<Line>,
    line: Line,
    num_links_open: usize,
    num_bold_open: usize,
    is_preformatted: bool,
    ends_in_space: bool,
    /// The number of the list item whose first text comes next.
    number: Option<u32>,
}

#[derive(Debug, Default)]
struct Line {
    text: String,
    num_chars: usize,
    num_link_chars: usize,
    num_bold_chars: usize,
    /// The break after it stands inside bold text: a headline on several lines.
    is_broken_bold: bool,
}

impl PieceBuilder {
    pub fn set_preformatted(&mut self, is_preformatted: bool) {
        self.is_preformatted = is_preformatted;
    }

    pub fn open_link(&mut self) {
        self.num_links_open += 1;
    }

    pub fn close_link(&mut self) {
        self.num_links_open = self.num_links_open.saturating_sub(1);
    }

    /// The number of a list item that opens; none where it ends.
    pub fn set_number(&mut self, number: Option<u32>) {
        self.number = number;
    }

    /// Appends text, white space folded unless it is preformatted.
    pub fn push_text(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let num_plain = rest.bytes().take_while(u8::is_ascii_graphic).count();
            let (plain, others) = rest.split_at(num_plain);
            if !plain.is_empty() {
                self.push_space();
                self.push_shown(plain, plain.len());
            }
            let mut others = others.chars();
            if let Some(c) = others.next() {
                self.push_other(c);
            }
            rest = others.as_str();
        }
    }

    /// Appends a character that may not be shown as it is.
    fn push_other(&mut self, c: char) {
        match c {
            BOLD => self.num_bold_open += 1,
            PLAIN => self.num_bold_open = self.num_bold_open.saturating_sub(1),
            _ => {}
        }
        let Some(c) = visible(c) else { return };
        if c == NON_JOINER && self.line.text.ends_with(is_unjoined) {
            return;
        }
        if c.is_whitespace() && !self.is_preformatted {
            self.ends_in_space = true;
            return;
        }
        self.push_space();
        self.push_char(c);
    }

    /// The blank for the white space that came last, if any.
    fn push_space(&mut self) {
        if std::mem::take(&mut self.ends_in_space) && !self.line.text.is_empty() {
            self.push_char(' ');
        }
    }

    fn push_char(&mut self, c: char) {
        self.push_shown(c.encode_utf8(&mut [0; 4]), 1);
    }

    fn push_shown(&mut self, text: &str, num_chars: usize) {
        self.line.text.push_str(text);
        self.line.num_chars += num_chars;
        if self.num_links_open > 0 {
            self.line.num_link_chars += num_chars;
        }
        if self.num_bold_open > 0 {
            self.line.num_bold_chars += num_chars;
        }
    }

    /// A `<br>`.
    pub fn push_break(&mut self) {
        if self.is_preformatted {
            return self.push_char('\n');
        }
        self.ends_in_space = false;
        self.line.is_broken_bold = self.num_bold_open > 0
            && self.line.num_bold_chars == self.line.num_chars
            && self.line.num_link_chars == 0;
        self.lines.push(std::mem::take(&mut self.line));
    }

    /// Ends the run: its lines become one piece or several.
    pub fn flush(&mut self, kind: BlockKind, node: usize, cell: usize, pieces: &mut Vec<Piece>) {
        let first = pieces.len();
        self.flush_lines(kind, node, cell, pieces);
        if let Some(piece) = pieces.get_mut(first) {
            piece.number = self.number.take();
        }
    }

    fn flush_lines(&mut self, kind: BlockKind, node: usize, cell: usize, pieces: &mut Vec<Piece>) {
        self.ends_in_space = false;
        if self.lines.is_empty() {
            if !self.line.text.is_empty() {
                let line = std::mem::take(&mut self.line);
                push_piece(line, kind, node, cell, pieces);
            }
            return;
        }
        self.lines.push(std::mem::take(&mut self.line));
        let mut run = Line::default();
        for line in self.lines.drain(..) {
            if line.text.is_empty() || !run.is_broken_bold && ends_paragraph(&run.text, kind) {
                push_piece(std::mem::take(&mut run), kind, node, cell, pieces);
            }
            if !run.text.is_empty() {
                run.text.push(' ');
                run.num_chars += 1;
                run.num_bold_chars += usize::from(run.is_broken_bold);
            }
            run.text.push_str(&line.text);
            run.num_chars += line.num_chars;
            run.num_link_chars += line.num_link_chars;
            run.num_bold_chars += line.num_bold_chars;
            run.is_broken_bold = line.is_broken_bold;
        }
        push_piece(run, kind, node, cell, pieces);
    }
}

fn push_piece(line: Line, kind: BlockKind, node: usize, cell: usize, pieces: &mut Vec<Piece>) {
    if line.text.trim().is_empty() {
        return;
    }
    let text = match kind {
        BlockKind::Preformatted => line.text.trim_matches('\n').trim_end().to_owned(),
        _ => line.text,
    };
    pieces.push(Piece {
        kind,
        text,
        num_chars: line.num_chars,
        num_link_chars: line.num_link_chars,
        num_bold_chars: line.num_bold_chars,
        node,
        cell,
        number: None,
    });
}

/// Whether a single line break after this line ends a paragraph: the line is a whole sentence, or
/// too short to have been broken for its length.
fn ends_paragraph(line: &str, kind: BlockKind) -> bool {
    const SHORT_BYTES: usize = 50;
    if matches!(kind, BlockKind::Heading(_) | BlockKind::Caption) || line.is_empty() {
        return false;
    }
    line.len() < SHORT_BYTES
        || line.ends_with(['.', '!', '?', ':', '"', '”', '»', '…', '。', '！', '？'])
}

#[cfg(test)]
mod tests {
    use crate::clean::clean_html;
    use crate::config::Config;

    const LEAD: &str = "The harbour office of Larnwick said on Monday that the bridge would open to lorries in June, a month before the date it had given.";
    const NEXT: &str = "“We tested every bearing twice,” said Ilse Brandmeier, who runs the office. “The bridge is ready for the next sixty years.”";

    fn check(page: &str, expected: &[&str]) {
        let config = Config::builtin().expect("the built-in config is valid");
        let document = clean_html(page, "", &config);
        let texts: Vec<&str> = document.blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(texts, expected, "{page}");
    }

    #[test]
    fn items_of_numbered_lists_keep_their_numbers() {
        check(
            &format!(
                "<main><p>{LEAD}</p><ol><li>Close the road.<li><p>Raise the span.</p><p>Wait.</p><ul><li>Ten minutes</ul><li>3. Lower it.</ol>
                <ol class=list-unstyled><li>Open the road.</ol><p>{NEXT}</p></main>"
            ),
            &[LEAD, "1. Close the road.", "2. Raise the span.", "Wait.", "Ten minutes", "3. Lower it.", "Open the road.", NEXT],
        );
    }
}
