//! Quote marks of many languages: where a quoted passage begins and ends.

use std::ops::Range;

/// A passage between quote marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passage {
    /// Byte offsets, marks included.
    pub span: Range<usize>,
    /// Byte offsets of the words between the marks.
    pub inner: Range<usize>,
    /// Whether the closing mark is there; a quote over several paragraphs closes in the last.
    pub closed: Closed,
}

/// Whether a passage has its closing mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closed {
    /// It has.
    Yes,
    /// The paragraph ends first: the quote goes on in the next.
    AtParagraphEnd,
}

/// The passages of a paragraph that begins at byte `start` of the body.
///
/// Marks of another kind inside a passage are part of it. A mark that never closes is a passage
/// to the end of the paragraph when it opens the paragraph or opens the next one again, as a
/// quote over paragraphs does; else it is no quote.
pub(super) fn passages(paragraph: &str, next: &str, start: usize) -> Vec<Passage> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char, &'static [char])> = None;
    let mut at = 0;
    while let Some(mark) = next_mark(paragraph, at) {
        at = mark.end;
        let c = mark.sign;
        let before = paragraph[..mark.start].chars().next_back().unwrap_or(' ');
        let after = paragraph[mark.end..].chars().next().unwrap_or(' ');
        match open {
            None => {
                if let Some(closers) = closers(c).filter(|_| may_open(c, before, after)) {
                    open = Some((mark.start, c, closers));
                }
            }
            Some((from, opener, closers)) => {
                if closers.contains(&c) && may_close(c, before, after) {
                    let inner = from + opener.len_utf8()..mark.start;
                    found.push((from..mark.end, inner, Closed::Yes));
                    open = None;
                }
            }
        }
    }
    if let Some((from, opener, _)) = open
        && (from == 0 || next.starts_with(opener))
    {
        let inner = from + opener.len_utf8()..paragraph.len();
        found.push((from..paragraph.len(), inner, Closed::AtParagraphEnd));
    }
    let shifted = |range: Range<usize>| range.start + start..range.end + start;
    found
        .into_iter()
        .map(|(span, inner, closed)| Passage {
            span: shifted(span),
            inner: shifted(inner),
            closed,
        })
        .collect()
}

/// A character that may be a quote mark.
struct Mark {
    sign: char,
    start: usize,
    end: usize,
}

/// The next character that may be one: all but `"` lie beyond ASCII.
fn next_mark(text: &str, from: usize) -> Option<Mark> {
    let is_sign = |b: &u8| *b == b'"' || !b.is_ascii();
    let start = from + text.as_bytes()[from..].iter().position(is_sign)?;
    let sign = text[start..].chars().next()?;
    let end = start + sign.len_utf8();
    Some(Mark { sign, start, end })
}

/// The marks that close what this one opens.
fn closers(opener: char) -> Option<&'static [char]> {
    Some(match opener {
        '"' => &['"', '”'],
        '“' => &['”', '"'],
        '„' => &['“', '”', '"'],
        '”' => &['”'],
        '«' => &['»'],
        '»' => &['«'],
        '‘' => &['’'],
        '‚' => &['‘', '’'],
        '‹' => &['›'],
        '「' => &['」'],
        '『' => &['』'],
        _ => return None,
    })
}

fn may_open(mark: char, before: char, after: char) -> bool {
    match mark {
        '「' | '『' => true,
        '»' | '”' => !before.is_alphanumeric() && after.is_uppercase(),
        _ => !before.is_alphanumeric() && !after.is_whitespace() || mark == '«',
    }
}

fn may_close(mark: char, before: char, after: char) -> bool {
    match mark {
        // An apostrophe looks the same: only one behind a mark of punctuation closes.
        '’' | '‘' => matches!(before, ',' | '.' | '!' | '?') && !after.is_alphanumeric(),
        '"' => !after.is_alphanumeric(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paragraph: &str, expected: &[&str]) {
        let found: Vec<_> = passages(paragraph, "", 0)
            .into_iter()
            .map(|p| paragraph[p.inner].to_owned())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn marks_of_many_languages() {
        check("“One,” he said. \"Two.\"", &["One,", "Two."]);
        check("„Eins“, sagte sie. »Zwei«, sagte er.", &["Eins", "Zwei"]);
        check("« Un », dit-elle. «Два», — сказал он.", &[" Un ", "Два"]);
        check("「一」と言った。『二』", &["一", "二"]);
        check("‘It’s ours,’ she said.", &["It’s ours,"]);
    }

    #[test]
    fn other_marks_inside_belong_to_the_passage() {
        check(
            "“He called it ‘fine,’ I think.”",
            &["He called it ‘fine,’ I think."],
        );
    }

    #[test]
    fn an_open_quote_runs_to_the_end_only_from_the_start() {
        check("“First part.", &["First part."]);
        check("A 5\" pipe and a stray “ mark", &[]);
        let found = passages("He said: “One.", "“Two.”", 0);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].closed, Closed::AtParagraphEnd);
    }
}
