//! `dateline index` and `dateline watch`.

use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use clap::Args;
use dateline::ingest::{Gone, KnownSkips, Upkeep};
use dateline::release::PartialDate;

use super::parse_size;

/// What can be read, for the help of the commands that read.
pub const FORMATS: &str = "\
Formats, told by content: HTML, plain text; .gz .zst .bz2 .xz; .tar (compressed, too), .zip; WARC; .eml, mbox; JSON Lines, \
JSON, CSV, TSV ([fields] in dateline.toml); RSS, Atom, NewsML-G2, NewsML 1, NITF, ninjs. A document in a container is called \
`archive.zip!page.html`.";

/// `dateline index`
#[derive(Debug, Args)]
#[command(after_help = FORMATS)]
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line")]
pub struct IndexArgs {
    /// Files and folders of releases
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub upkeep: UpkeepArgs,
    /// Say what a run would read and what is gone, and do nothing
    #[arg(long, conflicts_with = "rebuild")]
    pub dry_run: bool,
    /// Make the index anew, as after a change of the config
    #[arg(long)]
    pub rebuild: bool,
    /// End with status 1 when a file was skipped
    #[arg(long)]
    pub strict: bool,
    /// Print the report as JSON on stdout
    #[arg(long)]
    pub json: bool,
}

/// `dateline watch`
#[derive(Debug, Args)]
pub struct WatchArgs {
    /// Files and folders of releases
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub upkeep: UpkeepArgs,
    /// How long nothing must have changed before the changes are read
    #[arg(long, value_name = "TIME", default_value = "2s", value_parser = parse_duration)]
    pub settle: Duration,
}

/// How the index is kept up with the files.
#[derive(Debug, Clone, Args)]
pub struct UpkeepArgs {
    /// Take the documents out whose files are gone from below the paths
    #[arg(long)]
    pub prune: bool,
    /// Read files again that were skipped, and those that were deleted with `dateline delete`
    #[arg(long)]
    pub retry_skipped: bool,
    /// Look only at files changed since then: `2021-08-19` (UTC), or so long ago: `90m`, `12h`, `7d`
    #[arg(long, value_name = "TIME", value_parser = parse_since)]
    pub since: Option<i64>,
    /// Commit after so many documents, and at least once a minute
    #[arg(long, value_name = "N", default_value_t = 20_000, value_parser = clap::value_parser!(u64).range(1..))]
    pub batch: u64,
    /// Memory to work in, as `500M` or `2G`
    #[arg(long, value_name = "SIZE", default_value = "250M", value_parser = parse_size)]
    pub memory: u64,
}

impl UpkeepArgs {
    /// In the terms of the library.
    pub fn upkeep(&self) -> Upkeep {
        Upkeep {
            gone: if self.prune { Gone::Prune } else { Gone::Keep },
            skipped: if self.retry_skipped {
                KnownSkips::Retry
            } else {
                KnownSkips::Trust
            },
            since_ns: self.since,
            batch: self.batch,
        }
    }
}

/// `300ms`, `2s`, `90m`, `12h`, `7d`.
fn parse_duration(typed: &str) -> Result<Duration, String> {
    let wrong = || format!("`{typed}` is no time; write `30s`, `90m`, `12h` or `7d`");
    let end = typed.find(|c: char| !c.is_ascii_digit());
    let (digits, unit) = typed.split_at(end.unwrap_or(typed.len()));
    let number: u64 = digits.parse().map_err(|_| wrong())?;
    let seconds = match unit {
        "ms" => return Ok(Duration::from_millis(number)),
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return Err(wrong()),
    };
    let seconds = number.checked_mul(seconds).ok_or_else(wrong)?;
    Ok(Duration::from_secs(seconds))
}

/// A date or a time ago, in nanoseconds since 1970.
fn parse_since(typed: &str) -> Result<i64, String> {
    let wrong = || {
        format!("`{typed}` is no time; write `2021`, `2021-08`, `2021-08-19`, `90m`, `12h` or `7d`")
    };
    let nanoseconds = |time: Duration| i64::try_from(time.as_nanos()).map_err(|_| wrong());
    let date = typed.parse::<PartialDate>().ok();
    if let Some((first, _)) = date.and_then(PartialDate::day_range) {
        let midnight = first.midnight().assume_utc().unix_timestamp_nanos();
        return i64::try_from(midnight).map_err(|_| wrong());
    }
    let ago = parse_duration(typed).map_err(|_| wrong())?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.map_err(|_| wrong())?;
    nanoseconds(now.checked_sub(ago).ok_or_else(wrong)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_dates_or_ago() {
        assert_eq!(parse_since("1970-01-02"), Ok(86_400_000_000_000));
        assert_eq!(parse_since("1971"), Ok(31_536_000_000_000_000));
        let hour_ago = parse_since("1h").expect("a time");
        let minute_ago = parse_since("1m").expect("a time");
        assert!(hour_ago < minute_ago);
        for typed in [
            "",
            "h",
            "yesterday",
            "5 d",
            "-1d",
            "99999999999999999999d",
            "--08-19",
        ] {
            assert!(parse_since(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn durations_have_units() {
        assert_eq!(parse_duration("300ms"), Ok(Duration::from_millis(300)));
        assert_eq!(parse_duration("2m"), Ok(Duration::from_secs(120)));
        assert!(parse_duration("2").is_err());
    }
}
