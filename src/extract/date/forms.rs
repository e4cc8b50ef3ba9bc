//! The written forms of a date, each a function from pieces to a reading.

use crate::release::PartialDate;

use super::pieces::{Kind, Piece, Unit};
use super::{DayMonthOrder, plausible_year};

/// A date read off the pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    /// The date.
    pub(super) date: PartialDate,
    /// The date with day and month exchanged, when only the reader's habit decides between them.
    pub(super) swapped: Option<PartialDate>,
    /// How many pieces it takes.
    pub(super) num_pieces: usize,
}

/// Reads the date that begins at the first piece; the fullest form wins.
pub(super) fn read(pieces: &[Piece], order: DayMonthOrder) -> Option<Reading> {
    match pieces.first()?.kind {
        Kind::Number { .. } => east_asian(pieces)
            .or_else(|| year_first_digits(pieces))
            .or_else(|| digits(pieces, order))
            .or_else(|| year_first_named(pieces))
            .or_else(|| day_first(pieces)),
        Kind::Month { .. } => month_first(pieces),
        Kind::Mark(_) => japanese_era(pieces),
        _ => None,
    }
}

/// A place in the pieces that moves on only when something fits.
#[derive(Clone, Copy)]
struct Cursor<'p> {
    pieces: &'p [Piece],
    at: usize,
}

impl<'p> Cursor<'p> {
    fn new(pieces: &'p [Piece]) -> Self {
        Self { pieces, at: 0 }
    }

    fn peek(&self) -> Option<&'p Piece> {
        self.pieces.get(self.at)
    }

    fn number(&mut self, digits: std::ops::RangeInclusive<u8>) -> Option<u32> {
        match self.peek()?.kind {
            Kind::Number { value, num_digits } if digits.contains(&num_digits) => {
                self.at += 1;
                Some(value)
            }
            _ => None,
        }
    }

    fn year(&mut self) -> Option<i16> {
        let mut ahead = *self;
        let year = plausible_year(ahead.number(4..=4)?)?;
        *self = ahead;
        Some(year)
    }

    fn day(&mut self) -> Option<u8> {
        let mut ahead = *self;
        let day = u8::try_from(ahead.number(1..=2)?).ok()?;
        (1..=31).contains(&day).then(|| *self = ahead)?;
        Some(day)
    }

    /// The month and whether it can be nothing else.
    fn month(&mut self) -> Option<(u8, bool)> {
        let Kind::Month { number, is_sure } = self.peek()?.kind else {
            return None;
        };
        self.at += 1;
        // Two names of one month: `نيسان / أبريل`.
        let mut ahead = *self;
        let is_named_again = ahead.mark("/(").is_some()
            && matches!(ahead.peek()?.kind, Kind::Month { number: again, .. } if again == number);
        if is_named_again {
            ahead.at += 1;
            ahead.skip(|k| k == Kind::Mark(')'), 1);
            *self = ahead;
        }
        Some((number, is_sure))
    }

    fn unit(&mut self, unit: Unit) -> Option<()> {
        (self.peek()?.kind == Kind::Unit(unit)).then(|| self.at += 1)
    }

    /// One of the marks, glued to what stands before it.
    fn mark(&mut self, marks: &str) -> Option<char> {
        match self.peek()?.kind {
            Kind::Mark(c) if marks.contains(c) => {
                self.at += 1;
                Some(c)
            }
            _ => None,
        }
    }

    fn skip(&mut self, fits: impl Fn(Kind) -> bool, at_most: usize) {
        for _ in 0..at_most {
            match self.peek() {
                Some(piece) if fits(piece.kind) => self.at += 1,
                _ => return,
            }
        }
    }

    fn is_glued(&self) -> bool {
        self.peek().is_some_and(|p| p.is_glued)
    }

    /// The second day of `16-18 July`, `14. - 20. Januar` or `August 16-18`.
    fn skip_range(&mut self) {
        let mut ahead = *self;
        ahead.skip(|k| k == Kind::Mark('.'), 1);
        if ahead.mark("-–—/").is_some() && ahead.day().is_some() {
            *self = ahead;
        }
    }

    fn done(self, date: Option<PartialDate>) -> Option<Reading> {
        Some(Reading {
            date: date?,
            swapped: None,
            num_pieces: self.at,
        })
    }
}

/// `2021年8月19日`, `2021年8月`, `8月19日`, `2021년 8월 19일`.
fn east_asian(pieces: &[Piece]) -> Option<Reading> {
    let mut cursor = Cursor::new(pieces);
    let year = cursor.year();
    if year.is_some() {
        cursor.unit(Unit::Year)?;
    }
    let month = u8::try_from(cursor.number(1..=2)?).ok()?;
    cursor.unit(Unit::Month)?;
    let mut ahead = cursor;
    let day = ahead.day().filter(|_| ahead.unit(Unit::Day).is_some());
    match (year, day) {
        (Some(y), Some(d)) => ahead.done(PartialDate::from_ymd(y, month, d)),
        (None, Some(d)) => ahead.done(PartialDate::from_md(month, d)),
        (Some(y), None) => cursor.done(PartialDate::from_ym(y, month)),
        (None, None) => None,
    }
}

/// `令和3年8月19日`, `平成元年1月8日`: a year counted from the start of an era.
fn japanese_era(pieces: &[Piece]) -> Option<Reading> {
    const ERAS: [([char; 2], i16); 3] = [
        (['令', '和'], 2018),
        (['平', '成'], 1988),
        (['昭', '和'], 1925),
    ];
    let mark = |at: usize| match pieces.get(at)?.kind {
        Kind::Mark(c) => Some(c),
        _ => None,
    };
    let name = [mark(0)?, mark(1)?];
    let (_, year_before) = ERAS.iter().find(|(era, _)| *era == name)?;
    let mut cursor = Cursor::new(pieces);
    cursor.at = 2;
    let year = match cursor.mark("元") {
        Some(_) => 1,
        None => i16::try_from(cursor.number(1..=2)?).ok()?,
    };
    cursor.unit(Unit::Year)?;
    let month = u8::try_from(cursor.number(1..=2)?).ok()?;
    cursor.unit(Unit::Month)?;
    let year = year_before + year;
    let mut ahead = cursor;
    match ahead.day().filter(|_| ahead.unit(Unit::Day).is_some()) {
        Some(day) => ahead.done(PartialDate::from_ymd(year, month, day)),
        None => cursor.done(PartialDate::from_ym(year, month)),
    }
}

/// `2021-08-19`, `2021/8/19`, `2021.08.19`: ISO 8601 and its neighbours.
fn year_first_digits(pieces: &[Piece]) -> Option<Reading> {
    let mut cursor = Cursor::new(pieces);
    let year = cursor.year()?;
    let sign = cursor.mark("-/.‑–")?;
    let month = u8::try_from(cursor.number(1..=2)?).ok()?;
    (cursor.mark("-/.‑–")? == sign).then_some(())?;
    let day = cursor.day()?;
    let is_part_of_more = cursor.is_glued()
        && matches!(cursor.peek().map(|p| p.kind), Some(Kind::Mark(c)) if c == sign)
        && matches!(
            cursor
                .pieces
                .get(cursor.at + 1)
                .map(|p| (p.kind, p.is_glued)),
            Some((Kind::Number { .. }, true))
        );
    (!is_part_of_more).then_some(())?;
    cursor.done(PartialDate::from_ymd(year, month, day))
}

/// `19.08.2021`, `8/19/2021`, `19-08-21`: the sign and the reader's habit tell day from month.
fn digits(pieces: &[Piece], order: DayMonthOrder) -> Option<Reading> {
    let mut cursor = Cursor::new(pieces);
    let first = cursor.day()?;
    let sign = cursor.mark("./-‑")?;
    let second = cursor.day()?;
    (cursor.mark("./-‑")? == sign).then_some(())?;
    let year = match cursor.year() {
        Some(year) => year,
        None if cursor.is_glued() => short_year(cursor.number(2..=2)?)?,
        None => return None,
    };
    let follows = cursor.pieces.get(cursor.at + 1);
    let is_part_of_more = matches!(cursor.peek(), Some(p) if p.is_glued && p.kind == Kind::Mark(sign))
        && matches!(
            follows.map(|p| (p.kind, p.is_glued)),
            Some((Kind::Number { .. }, true))
        );
    (!is_part_of_more).then_some(())?;
    let day_first = PartialDate::from_ymd(year, second, first);
    let month_first = PartialDate::from_ymd(year, first, second);
    let is_day_first = sign == '.' || order.is_day_first();
    let (date, other) = if is_day_first {
        (day_first, month_first)
    } else {
        (month_first, day_first)
    };
    let swapped = other.filter(|o| sign != '.' && date.is_some_and(|d| d != *o));
    let reading = cursor.done(date.or(other))?;
    Some(Reading {
        swapped: swapped.filter(|_| !order.is_proved()),
        ..reading
    })
}

/// The order that a date such as `19/08/2021` or `08/19/2021` can only have.
pub(super) fn proved_order(pieces: &[Piece]) -> Option<DayMonthOrder> {
    (0..pieces.len()).find_map(|at| {
        let mut cursor = Cursor::new(&pieces[at..]);
        let first = cursor.day()?;
        cursor.mark("/-")?;
        let second = cursor.day()?;
        cursor.mark("/-")?;
        cursor.year()?;
        match (first > 12, second > 12) {
            (true, false) => Some(DayMonthOrder::ProvedDay),
            (false, true) => Some(DayMonthOrder::ProvedMonth),
            _ => None,
        }
    })
}

/// A year of two digits; the span is the one that POSIX `strptime` uses for `%y`.
fn short_year(value: u32) -> Option<i16> {
    let century = if value < 69 { 2000 } else { 1900 };
    i16::try_from(century + value).ok()
}

/// `2021 жылғы 19 тамыз`, `2021. augusztus 19.`, `2021 August 19`.
fn year_first_named(pieces: &[Piece]) -> Option<Reading> {
    let mut cursor = Cursor::new(pieces);
    let year = cursor.year()?;
    cursor.skip(
        |k| matches!(k, Kind::YearWord | Kind::Mark('.' | ',' | '-' | '/')),
        2,
    );
    let mut ahead = cursor;
    if let (Some(day), Some((month, _))) = (ahead.day(), ahead.month()) {
        return ahead.done(PartialDate::from_ymd(year, month, day));
    }
    let (month, is_sure) = cursor.month()?;
    cursor.skip(|k| matches!(k, Kind::Mark('.' | '-' | '/')), 1);
    is_sure.then_some(())?;
    let day = cursor.day()?;
    cursor.done(PartialDate::from_ymd(year, month, day))
}

/// `19 August 2021`, `19. August 2021`, `19th of August, 2021`, `19 de agosto de 2021`, `19 August`.
fn day_first(pieces: &[Piece]) -> Option<Reading> {
    let mut cursor = Cursor::new(pieces);
    let day = cursor.day()?;
    cursor.skip_range();
    cursor.skip(|k| matches!(k, Kind::Mark('.' | '-' | '/' | '°' | '‑')), 2);
    cursor.skip(|k| k == Kind::Filler, 2);
    let (month, is_sure) = cursor.month()?;
    let without_year = cursor;
    cursor.skip(|k| matches!(k, Kind::Mark('.' | ',' | '-' | '/' | '‑')), 2);
    cursor.skip(|k| k == Kind::Filler, 1);
    if let Some(year) = cursor.year() {
        return cursor.done(PartialDate::from_ymd(year, month, day));
    }
    (is_sure && !has_other_year(&cursor)).then_some(())?;
    without_year.done(PartialDate::from_md(month, day))
}

/// A year follows that no release is of (`4 July 1776`), so the day dates something else.
fn has_other_year(cursor: &Cursor<'_>) -> bool {
    matches!(
        cursor.peek().map(|p| p.kind),
        Some(Kind::Number {
            num_digits: 3..=4,
            ..
        })
    )
}

/// `August 19, 2021`, `Aug. 19th 2021`, `Aug 19 10:30:00 EDT 2021`, `August 2021`, `August 19`.
fn month_first(pieces: &[Piece]) -> Option<Reading> {
    let mut cursor = Cursor::new(pieces);
    let (month, is_sure) = cursor.month()?;
    cursor.skip(|k| matches!(k, Kind::Mark('.' | ',' | '-' | '/' | '‑')), 1);
    cursor.skip(|k| k == Kind::Filler, 1);
    if let Some(year) = cursor.year() {
        return cursor.done(PartialDate::from_ym(year, month));
    }
    is_sure.then_some(())?;
    let day = cursor.day()?;
    cursor.skip_range();
    let without_year = cursor;
    cursor.skip(|k| matches!(k, Kind::Mark('.' | ',' | '-' | '/' | '‑')), 2);
    cursor.skip(|k| k == Kind::Filler, 1);
    if let Some(year) = cursor.year().or_else(|| year_behind_time(&mut cursor)) {
        return cursor.done(PartialDate::from_ymd(year, month, day));
    }
    if is_counted_further(&without_year) || has_other_year(&cursor) {
        return None;
    }
    without_year.done(PartialDate::from_md(month, day))
}

/// The year of `Aug 19 10:30:00 EDT 2021`, the form of C's `ctime` and of `date(1)`.
fn year_behind_time(cursor: &mut Cursor<'_>) -> Option<i16> {
    let mut ahead = *cursor;
    for _ in 0..2 {
        ahead.number(1..=2)?;
        ahead.mark(":")?;
    }
    ahead.number(1..=2)?;
    ahead.skip(|k| k == Kind::Word, 1);
    let year = ahead.year()?;
    *cursor = ahead;
    Some(year)
}

/// The number goes on (`March 10:30`, `May 5.5`, `August 19,500`), so it is no day.
fn is_counted_further(cursor: &Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    if !ahead.is_glued() {
        return false;
    }
    match ahead.mark(":.,%") {
        Some('%') => true,
        Some(_) => {
            ahead.is_glued() && matches!(ahead.peek().map(|p| p.kind), Some(Kind::Number { .. }))
        }
        None => false,
    }
}
