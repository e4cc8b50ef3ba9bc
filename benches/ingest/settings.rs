//! What the benchmark is asked for.

use std::path::PathBuf;

/// What to run.
#[derive(Debug)]
pub struct Settings {
    /// Releases.
    pub num_releases: usize,
    /// Times that every contestant runs.
    pub num_rounds: usize,
    /// Seed of the releases.
    pub seed: u64,
    /// The threads that `dateline index` is given, each in a contest of its own.
    pub threads: Vec<usize>,
    /// What it is given for `--memory`.
    pub memory: Option<String>,
    /// Where the releases are kept from run to run; else in a folder for the time being.
    pub folder: Option<PathBuf>,
    /// Whether other programs that are installed take part.
    pub others: Others,
}

/// Which programs of others take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Others {
    /// Those that are installed.
    Installed,
    /// None.
    None,
}

const USAGE: &str = "usage: cargo bench --bench ingest -- [--size 1k|20k|200k|NUMBER] [--rounds N] [--seed N] \
                     [--threads N,N] [--memory SIZE] [--folder DIR] [--no-others]";

/// Reads the arguments.
pub fn read(arguments: &[String]) -> Result<Settings, String> {
    let mut settings = Settings {
        num_releases: 1000,
        num_rounds: 3,
        seed: 6,
        threads: vec![2],
        memory: None,
        folder: None,
        others: Others::Installed,
    };
    let mut arguments = arguments.iter();
    while let Some(flag) = arguments.next() {
        if flag == "--no-others" {
            settings.others = Others::None;
            continue;
        }
        let wrong = || format!("`{flag}` is unknown or lacks its value\n{USAGE}");
        let value = arguments.next().ok_or_else(wrong)?;
        let number = |text: &str| text.parse().map_err(|_| wrong());
        match flag.as_str() {
            "--size" => {
                settings.num_releases = match value.strip_suffix('k') {
                    Some(thousands) => number(thousands)? * 1000,
                    None => number(value)?,
                }
            }
            "--rounds" => settings.num_rounds = number(value)?.max(1),
            "--seed" => settings.seed = number(value)? as u64,
            "--threads" => {
                settings.threads = value.split(',').map(number).collect::<Result<_, _>>()?;
            }
            "--memory" => settings.memory = Some(value.clone()),
            "--folder" => settings.folder = Some(PathBuf::from(value)),
            _ => return Err(wrong()),
        }
    }
    Ok(settings)
}
