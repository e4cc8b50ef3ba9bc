//! How the program ends: exit statuses and the form of an error message.

use std::fmt;
use std::process::ExitCode;

use dateline::config::ConfigError;
use dateline::index::IndexError;
use dateline::ingest::IngestError;
use dateline::query::QueryError;
use dateline::source::SourceError;

/// How a command ended that could do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Status 0.
    Done,
    /// Status 1: no hits, problems found, something skipped under `--strict`.
    Negative,
}

/// A command that could not do its work: status 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What failed: lower case, names in backticks, no final period.
    pub message: String,
    /// What the user can do.
    pub help: Option<String>,
    /// Where the cause may lie.
    pub suspect: Suspect,
}

/// Where the cause of a failure may lie besides what it says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Suspect {
    /// Nowhere else.
    #[default]
    Nothing,
    /// In a damaged file of the index.
    Index,
}

impl Failure {
    /// A failure with nothing to advise.
    pub fn new(message: impl fmt::Display) -> Self {
        Self {
            message: message.to_string(),
            help: None,
            suspect: Suspect::Nothing,
        }
    }

    /// A fault of the program itself.
    pub fn from_panic(payload: &(dyn std::any::Any + Send)) -> Self {
        let text = payload
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| payload.downcast_ref::<&str>().copied())
            .unwrap_or("no message");
        Self::new(format!(
            "dateline failed, which is a fault of its own: {text}"
        ))
        .help("please report it with the command that you ran")
        .suspect_index()
    }

    /// The same, perhaps for a damaged file of the index.
    pub fn suspect_index(self) -> Self {
        Self {
            suspect: Suspect::Index,
            ..self
        }
    }

    /// The same with advice.
    pub fn help(self, help: impl fmt::Display) -> Self {
        Self {
            help: Some(help.to_string()),
            ..self
        }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        match &error {
            ConfigError::Invalid(problems) => {
                let lines = problems.iter().map(|p| format!("\n{p}"));
                Self::new(format!("{error}:{}", lines.collect::<String>()))
            }
            ConfigError::Read { .. } => {
                Self::new(&error).help("`dateline init DIR` writes a complete config to start from")
            }
        }
    }
}

impl From<IndexError> for Failure {
    fn from(error: IndexError) -> Self {
        let suspect = match error {
            IndexError::Corrupt { .. } | IndexError::Engine { .. } | IndexError::Io { .. } => {
                Suspect::Index
            }
            _ => Suspect::Nothing,
        };
        Self {
            message: error.to_string(),
            help: error.help().map(str::to_owned),
            suspect,
        }
    }
}

impl From<SourceError> for Failure {
    fn from(error: SourceError) -> Self {
        Self::new(error)
    }
}

impl From<IngestError> for Failure {
    fn from(error: IngestError) -> Self {
        match error {
            IngestError::Index(error) => error.into(),
            IngestError::Source(error) => error.into(),
            IngestError::Input { .. } | IngestError::Threads { .. } => Self::new(error),
        }
    }
}

impl From<QueryError> for Failure {
    fn from(error: QueryError) -> Self {
        match error {
            QueryError::Index(error) => error.into(),
            QueryError::UnknownValue { .. } => Self {
                help: error.help(),
                ..Self::new(error)
            },
        }
    }
}

/// What a command can end with besides an outcome.
#[derive(Debug)]
pub enum Stop {
    /// It could not do its work.
    Failed(Failure),
    /// Writing the results failed; a closed pipe is no error.
    Output(std::io::Error),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<ConfigError> for Stop {
    fn from(error: ConfigError) -> Self {
        Self::Failed(error.into())
    }
}

/// Commands write their results with `?`; every other input or output error becomes a [`Failure`]
/// with its path where it happens.
impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}

/// The exit status for how a command ended.
pub fn status(result: &Result<Outcome, Stop>) -> ExitCode {
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Negative) => ExitCode::from(1),
        Err(Stop::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(_) => ExitCode::from(2),
    }
}
