//! What was built from the common options: where the index lies, how to write, what to say.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use dateline::config::{Config, ConfigError};
use dateline::index::{Index, Searcher};
use dateline::present::Style;
use dateline::present::caret::caret_lines;
use dateline::present::plain::{many_lines, one_line};
use dateline::present::style::paint;
use dateline::query::{QueryWarning, SearchResponse};

use crate::args::{ColorWhen, CommonArgs};
use crate::exit::{Failure, Stop, Suspect};

/// The config folder that is used when it is there.
const LOCAL_CONFIG: &str = "index-config";

/// How much is said on stderr.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Errors only.
    Quiet,
    /// Warnings and the report.
    Normal,
    /// Everything.
    Verbose,
}

/// The surroundings of a command.
#[derive(Debug)]
pub struct Context {
    /// The index folder.
    pub index: PathBuf,
    /// How much to say.
    pub verbosity: Verbosity,
    /// Style of stdout.
    pub out_style: Style,
    /// Style of stderr.
    pub err_style: Style,
    /// The program that opens files.
    pub opener: OsString,
    config: Option<PathBuf>,
    threads: Option<NonZeroUsize>,
}

impl Context {
    /// Looks at the environment once.
    pub fn new(args: &CommonArgs) -> Self {
        Self {
            index: args.index.clone(),
            verbosity: match (args.quiet, args.verbose) {
                (true, _) => Verbosity::Quiet,
                (false, false) => Verbosity::Normal,
                (false, true) => Verbosity::Verbose,
            },
            out_style: style(args.color, io::stdout().is_terminal()),
            err_style: style(args.color, io::stderr().is_terminal()),
            opener: opener(),
            config: args.config.clone(),
            threads: args.threads,
        }
    }

    /// Worker threads: as many as were asked for, or as there are cores.
    pub fn num_threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        self.threads.map_or_else(cores, usize::from)
    }

    /// The config folder in use, `None` for the built-in copy.
    pub fn config_folder(&self) -> Option<&Path> {
        let local = Path::new(LOCAL_CONFIG);
        self.config
            .as_deref()
            .or_else(|| local.is_dir().then_some(local))
    }

    /// Reads the config in use.
    pub fn load_config(&self) -> Result<Config, ConfigError> {
        match self.config_folder() {
            Some(folder) => Config::from_folder(folder),
            None => Config::builtin(),
        }
    }

    /// Opens the index for searching.
    pub fn open_searcher(&self, config: &Config) -> Result<Searcher, Failure> {
        let index = Index::open(&self.index, config)?;
        Ok(index.searcher()?)
    }

    /// Says something on stderr, unless quiet.
    pub fn warn(&self, message: &str) {
        if self.verbosity > Verbosity::Quiet {
            let word = paint(self.err_style.warning, "warning:");
            say(&format!("{word} {}", one_line(message)));
        }
    }

    /// Says what is odd about the query of an answer.
    pub fn warn_of(&self, response: &SearchResponse) {
        self.warn_of_query(&response.query, &response.warnings);
    }

    /// Says what is odd about a query, each with the place below it.
    pub fn warn_of_query(&self, query: &str, warnings: &[QueryWarning]) {
        for warning in warnings {
            self.warn(&warning.message);
            let span = warning.span.as_ref();
            if self.verbosity > Verbosity::Quiet
                && let Some(lines) = span.and_then(|span| caret_lines(query, span))
            {
                for line in lines {
                    say(&format!("  {line}"));
                }
            }
        }
    }

    /// Says how to go on, on stderr, unless quiet.
    pub fn note(&self, message: &str) {
        if self.verbosity > Verbosity::Quiet {
            say(&format!("note: {}", one_line(message)));
        }
    }

    /// The damage to the index that a failure may come from, in place of the failure.
    pub fn name_damage(&self, stop: Stop) -> Stop {
        match &stop {
            Stop::Failed(failure) if failure.suspect == Suspect::Index => {}
            _ => return stop,
        }
        let found = dateline::index::damage(&self.index).unwrap_or_default();
        let is_index = self.index.join(dateline::index::MANIFEST).exists();
        let Some(first) = found.first().filter(|_| is_index || found.len() == 1) else {
            return stop;
        };
        let error = dateline::index::IndexError::Corrupt {
            path: self.index.clone(),
            detail: format!("`{}`: {}", first.file, first.detail),
        };
        Stop::Failed(error.into())
    }

    /// Shows an error on stderr.
    pub fn show_error(&self, stop: &Stop) {
        match stop {
            Stop::Failed(Failure { message, help, .. }) => {
                let word = paint(self.err_style.error, "error:");
                say(&format!("{word} {}", many_lines(message)));
                if let Some(help) = help {
                    say(&format!("help: {}", many_lines(help)));
                }
            }
            Stop::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
            Stop::Output(error) => {
                let word = paint(self.err_style.error, "error:");
                say(&format!("{word} cannot write the results: {error}"));
            }
        }
    }
}

/// The program of the user's choice, or that of the system.
fn opener() -> OsString {
    let chosen = std::env::var_os("DATELINE_OPEN").filter(|program| !program.is_empty());
    chosen.unwrap_or_else(|| {
        let of_system = if cfg!(target_os = "macos") {
            "open"
        } else {
            "xdg-open"
        };
        of_system.into()
    })
}

/// A line on stderr; when stderr is gone there is nobody to tell.
fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

fn style(when: ColorWhen, is_terminal: bool) -> Style {
    let unwanted = || std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    match when {
        ColorWhen::Always => Style::coloured(),
        ColorWhen::Auto if is_terminal && !unwanted() => Style::coloured(),
        ColorWhen::Auto | ColorWhen::Never => Style::plain(),
    }
}
