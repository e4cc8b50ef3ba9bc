//! What was typed: the command line as clap reads it. Nothing is opened or looked up here.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

mod archive;
mod filters;
mod index;
mod search;
mod similar;
mod who;

pub use archive::{
    BackupArgs, DeleteArgs, ExportArgs, ImportArgs, MigrateArgs, TransferFormat, VerifyArgs,
};
pub use filters::FilterArgs;
pub use index::{IndexArgs, WatchArgs};
pub use search::{FacetShapeArgs, FacetsArgs, Format, SearchArgs};
pub use similar::SimilarArgs;
pub use who::{WhoArgs, WhoFormat};

/// Full-text search and facets for archives of press releases.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, about, max_term_width = 100)]
#[command(
    propagate_version = true,
    subcommand_required = true,
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
pub struct Cli {
    #[command(flatten)]
    pub common: CommonArgs,
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Common options")]
pub struct CommonArgs {
    /// The index folder
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "DATELINE_INDEX",
        default_value = ".dateline"
    )]
    pub index: PathBuf,
    /// The config folder [default: ./index-config when present, else the built-in copy]
    #[arg(long, global = true, value_name = "DIR", env = "DATELINE_CONFIG")]
    pub config: Option<PathBuf>,
    /// Worker threads [default: one a core]
    #[arg(long, global = true, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
    /// When to use colour; `NO_COLOR` is honoured
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true
    )]
    pub color: ColorWhen,
    /// Say less: errors only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say more: every skipped file and every warning
    #[arg(short, long, global = true, action = ArgAction::SetTrue)]
    pub verbose: bool,
}

/// `auto`, `always` or `never`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal
    Auto,
    /// Even into a pipe
    Always,
    /// Not at all
    Never,
}

/// The commands, in the order a newcomer meets them.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read, clean and index releases; files already indexed are passed over
    Index(IndexArgs),
    /// Index, then follow the folders and index what changes there
    Watch(WatchArgs),
    /// Find releases: ranked hits with passages
    Search(SearchArgs),
    /// Find releases like one that is in the index, without its copies
    Similar(SimilarArgs),
    /// Count the values of a facet: country, person, topic, language, year …
    Facets(FacetsArgs),
    /// Say who appears with whom: in one release, or in those that match a query
    Who(WhoArgs),
    /// List the persons, or names that are likely one person
    Persons(PersonsArgs),
    /// Find countries, persons and topics anew in the stored texts, as after a change of the config
    Retag(RetagArgs),
    /// Learn topics from labels of your own, beside the config
    TrainTopics(TrainTopicsArgs),
    /// Show one release
    Show(ShowArgs),
    /// Print what is read from files, without an index: a JSON record each, or why it reads so
    Extract(ExtractArgs),
    /// Write releases out as JSON Lines or CSV, whole or some of their fields
    Export(ExportArgs),
    /// Put what `export` wrote into an index
    Import(ImportArgs),
    /// Hold the index against its checksums and its sources
    Verify(VerifyArgs),
    /// Copy the index as it is at one commit, while others may write to it
    Backup(BackupArgs),
    /// Make an index of another format or config anew from its own texts
    Migrate(MigrateArgs),
    /// Make one segment of the index, for the fastest search in the least space
    Merge,
    /// Take releases out of the index, after asking
    Delete(DeleteArgs),
    /// Say what is in the index
    Stats(StatsArgs),
    /// Validate the config
    Check(CheckArgs),
    /// Write the built-in config to a folder, to be edited
    Init(InitArgs),
    /// Print a completion script
    Completions(CompletionsArgs),
    /// Print the manual page
    Man,
    /// Explain a command, or the query language: `dateline help query`
    Help(HelpArgs),
}

/// `dateline retag`
#[derive(Debug, Args)]
pub struct RetagArgs {
    /// Memory to work in, as `500M` or `2G`
    #[arg(long, value_name = "SIZE", default_value = "250M", value_parser = parse_size)]
    pub memory: u64,
    /// Print the report as JSON on stdout
    #[arg(long)]
    pub json: bool,
}

/// `dateline train-topics`
#[derive(Debug, Args)]
pub struct TrainTopicsArgs {
    /// The labels: one JSON object a line, `{"id": "…", "topics": ["politics/election"]}`, or with
    /// `path` in the place of `id`
    #[arg(value_name = "LABELS.jsonl")]
    pub labels: PathBuf,
    /// The part of the texts that is held out to measure what was learnt; 0 measures nothing
    #[arg(long, value_name = "PART", default_value_t = 0.2, value_parser = parse_part)]
    pub holdout: f64,
    /// Memory to work in, as `500M` or `2G`
    #[arg(long, value_name = "SIZE", default_value = "250M", value_parser = parse_size)]
    pub memory: u64,
    /// Print the report as JSON on stdout
    #[arg(long)]
    pub json: bool,
}

/// A part from 0 up to 0.9.
fn parse_part(typed: &str) -> Result<f64, String> {
    let part = typed.parse().ok().filter(|part| (0.0..=0.9).contains(part));
    part.ok_or_else(|| "a number from 0 to 0.9 is wanted".to_owned())
}

/// `dateline persons`
#[derive(Debug, Args)]
pub struct PersonsArgs {
    /// Suggest merges of spellings, alphabets, orders and initials as lines for persons.toml
    #[arg(long)]
    pub suggest: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// `dateline show`
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The id of a release, or the start of one
    pub id: String,
    /// Print the record as JSON
    #[arg(long)]
    pub json: bool,
}

/// `dateline extract`
#[derive(Debug, Args)]
#[command(after_help = index::FORMATS)]
pub struct ExtractArgs {
    /// Files and folders of releases
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Print JSON Lines; the default without --explain
    #[arg(long)]
    pub json: bool,
    /// Say for every field what was chosen, by which step, and what was passed over
    #[arg(long)]
    pub explain: bool,
    /// End with status 1 when a file was skipped
    #[arg(long)]
    pub strict: bool,
}

/// `dateline stats`
#[derive(Debug, Args)]
pub struct StatsArgs {
    /// List the files that were skipped, with the reason of each
    #[arg(long)]
    pub skipped: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// `dateline check`
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The config folder to check [default: the one that would be used]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// `dateline init`
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder to write
    #[arg(value_name = "DIR", default_value = "index-config")]
    pub folder: PathBuf,
    /// Overwrite files that are there
    #[arg(long)]
    pub force: bool,
}

/// `dateline help`
#[derive(Debug, Args)]
pub struct HelpArgs {
    /// A command, or `query` for the query language
    #[arg(value_name = "TOPIC")]
    pub topic: Option<String>,
}

/// `dateline completions`
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: Shell,
}

/// Reads `500M`, `2G`, `64k` or a number of bytes.
fn parse_size(text: &str) -> Result<u64, String> {
    let wrong = || format!("`{text}` is not a size; write `500M` or `2G`");
    let text_upper = text.trim().to_ascii_uppercase();
    let text_upper = text_upper.trim_end_matches('B').trim_end_matches('I');
    let (digits, shift) = match text_upper.chars().last() {
        Some('K') => (text_upper.trim_end_matches('K'), 10),
        Some('M') => (text_upper.trim_end_matches('M'), 20),
        Some('G') => (text_upper.trim_end_matches('G'), 30),
        _ => (text_upper, 0),
    };
    let number: u64 = digits.trim().parse().map_err(|_| wrong())?;
    number.checked_mul(1 << shift).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definitions_are_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn sizes_have_units() {
        for (text, expected) in [
            ("250M", Some(250 << 20)),
            ("2g", Some(2 << 30)),
            ("64KiB", Some(64 << 10)),
            ("1000", Some(1000)),
            ("M", None),
            ("12 parsecs", None),
            ("99999999999G", None),
        ] {
            assert_eq!(parse_size(text).ok(), expected, "{text}");
        }
    }
}
