//! `dateline check`: is the config right?

use std::io::Write;

use dateline::config::{Config, ConfigError};

use crate::args::CheckArgs;
use crate::context::Context;
use crate::exit::{Outcome, Stop};

/// Reads the config and prints every problem of it.
pub fn run(args: &CheckArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let folder = args.folder.as_deref().or_else(|| context.config_folder());
    let result = match folder {
        Some(folder) => Config::from_folder(folder),
        None => Config::builtin(),
    };
    let shown = folder.map_or_else(|| "built-in config".to_owned(), |f| f.display().to_string());
    match result {
        Ok(config) => {
            writeln!(
                out,
                "{shown}: no problems (fingerprint {})",
                config.fingerprint()
            )?;
            Ok(Outcome::Done)
        }
        Err(ConfigError::Invalid(problems)) => {
            for problem in &problems {
                writeln!(out, "{problem}")?;
            }
            let noun = if problems.len() == 1 {
                "problem"
            } else {
                "problems"
            };
            writeln!(out, "{shown}: {} {noun}", problems.len())?;
            Ok(Outcome::Negative)
        }
        Err(error @ ConfigError::Read { .. }) => Err(error.into()),
    }
}
