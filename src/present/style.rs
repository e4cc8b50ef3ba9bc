//! Colours, when the output takes them.

use anstyle::{AnsiColor, Style as Ansi};

/// How parts of the output are set off; every part is plain when colour is off.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// Headlines.
    pub headline: Ansi,
    /// What matched.
    pub highlight: Ansi,
    /// Ids, paths, counts.
    pub faint: Ansi,
    /// Facet values and section names.
    pub label: Ansi,
    /// The word `error`.
    pub error: Ansi,
    /// The word `warning`.
    pub warning: Ansi,
}

impl Style {
    /// No colour at all.
    pub fn plain() -> Self {
        Self::default()
    }

    /// The colours of a terminal.
    pub fn coloured() -> Self {
        Self {
            headline: Ansi::new().bold(),
            highlight: AnsiColor::Yellow.on_default().bold(),
            faint: Ansi::new().dimmed(),
            label: AnsiColor::Cyan.on_default(),
            error: AnsiColor::Red.on_default().bold(),
            warning: AnsiColor::Yellow.on_default().bold(),
        }
    }
}

/// A text set off by a style; without colour just the text.
pub fn paint(style: Ansi, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_adds_nothing_and_colour_resets() {
        assert_eq!(paint(Style::plain().headline, "x"), "x");
        assert_eq!(
            paint(Style::coloured().headline, "x"),
            "\u{1b}[1mx\u{1b}[0m"
        );
    }
}
