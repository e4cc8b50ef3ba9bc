//! The commands that take an index out of its folder and bring it in again.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use dateline::present::export::{ExportColumn, ExportForm};
use dateline::query::SearchRequest;

use super::{FilterArgs, parse_size};

/// `dateline export`
#[derive(Debug, Args)]
#[command(
    after_help = "The releases come in the order of their ids, with the files that hold them; \
`dateline import` reads the whole of it back."
)]
pub struct ExportArgs {
    /// Only releases that match; the language is that of `search`
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    #[command(flatten)]
    pub filters: FilterArgs,
    /// Form of the output
    #[arg(long, value_name = "FORM", default_value = "jsonl")]
    pub format: TransferFormat,
    /// Only these fields, or parts of them: `id,headline,date.value,countries.code`
    #[arg(long, value_name = "FIELDS", value_delimiter = ',', value_parser = parse_column)]
    pub fields: Vec<ExportColumn>,
}

/// `dateline import`
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// What `dateline export` wrote; `-` for stdin
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Form of the input [default: csv for a file that ends in `.csv`, else jsonl]
    #[arg(long, value_name = "FORM")]
    pub format: Option<TransferFormat>,
    /// Memory to work in, as `500M` or `2G`
    #[arg(long, value_name = "SIZE", default_value = "250M", value_parser = parse_size)]
    pub memory: u64,
    /// Print the report as JSON on stdout
    #[arg(long)]
    pub json: bool,
}

/// The forms of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TransferFormat {
    /// One JSON object a release
    Jsonl,
    /// One row a release; lists and objects as JSON
    Csv,
}

impl ExportArgs {
    /// The request for what is exported.
    pub fn request(&self) -> SearchRequest {
        SearchRequest {
            query: self.query.join(" "),
            filters: self.filters.filters(),
            exact_names: self.filters.exact_names,
            ..SearchRequest::default()
        }
    }

    /// The form in the terms of the library.
    pub fn form(&self) -> ExportForm {
        match self.format {
            TransferFormat::Jsonl => ExportForm::JsonLines,
            TransferFormat::Csv => ExportForm::Csv,
        }
    }

    /// The columns asked for, or all.
    pub fn columns(&self) -> Vec<ExportColumn> {
        if self.fields.is_empty() {
            return ExportColumn::all();
        }
        self.fields.clone()
    }
}

fn parse_column(typed: &str) -> Result<ExportColumn, String> {
    ExportColumn::named(typed.trim()).ok_or_else(|| {
        let names = ExportColumn::names();
        let near = dateline::config::did_you_mean(typed, names.iter().map(String::as_str));
        let hint = near.map(|near| format!(", did you mean `{near}`?"));
        let whole = names.iter().filter(|name| !name.contains('.'));
        let whole: Vec<_> = whole.map(String::as_str).collect();
        let hint = hint.unwrap_or_default();
        format!(
            "`{typed}` is no field{hint} [possible: {}]",
            whole.join(", ")
        )
    })
}

/// `dateline verify`
#[derive(Debug, Args)]
#[command(
    after_help = "Files are compared by their bytes, members of archives too. The status is 1 when \
something is wrong or, with --repair, when something still is.\n\n\
`--repair` reads changed, unreadable and unindexed files again, and makes a damaged index over from the \
texts in it. Documents whose texts are damaged too come back from their files below the paths. What is \
missing stays in the index until `--prune`."
)]
pub struct VerifyArgs {
    /// Look only at sources below these, and for files there that are not in the index
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Read again what is wrong, and make a damaged index over from the texts in it
    #[arg(long)]
    pub repair: bool,
    /// Take the documents out whose files are missing, too
    #[arg(long, requires = "repair")]
    pub prune: bool,
    /// Memory to work in, as `500M` or `2G`
    #[arg(long, value_name = "SIZE", default_value = "250M", value_parser = parse_size)]
    pub memory: u64,
    /// Print the report as JSON
    #[arg(long)]
    pub json: bool,
}

/// `dateline migrate`
#[derive(Debug, Args)]
pub struct MigrateArgs {
    /// Memory to work in, as `500M` or `2G`
    #[arg(long, value_name = "SIZE", default_value = "250M", value_parser = parse_size)]
    pub memory: u64,
    /// Print the report as JSON on stdout
    #[arg(long)]
    pub json: bool,
}

/// `dateline backup`
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The folder to copy the index to; it must not be there yet, or be empty
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Print what was copied as JSON
    #[arg(long)]
    pub json: bool,
}

/// `dateline delete`
#[derive(Debug, Args)]
#[command(
    after_help = "The files stay where they are, and the next runs of `dateline index` pass over \
them until they change; `dateline index --retry-skipped` brings them back."
)]
pub struct DeleteArgs {
    /// Releases that match; the language is that of `search`
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    #[command(flatten)]
    pub filters: FilterArgs,
    /// What was read from this file, or from the files below this folder
    #[arg(long, value_name = "PATH", conflicts_with = "query")]
    pub path: Vec<PathBuf>,
    /// Delete without asking
    #[arg(long, short)]
    pub yes: bool,
    /// Print what was deleted as JSON
    #[arg(long)]
    pub json: bool,
}

impl DeleteArgs {
    /// The request for what is deleted.
    pub fn request(&self) -> SearchRequest {
        SearchRequest {
            query: self.query.join(" "),
            filters: self.filters.filters(),
            exact_names: self.filters.exact_names,
            ..SearchRequest::default()
        }
    }
}
