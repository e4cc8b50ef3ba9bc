//! `dateline backup`: a copy of the index as it is at one commit.

use std::io::Write;

use dateline::index::Index;
use dateline::present::json;
use dateline::present::search::counted;

use crate::args::BackupArgs;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// Copies the index and says how much it was.
pub fn run(args: &BackupArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let config = context.load_config()?;
    let index = Index::open(&context.index, &config).map_err(Failure::from)?;
    let backup = index.backup(&args.folder).map_err(Failure::from)?;
    if args.json {
        json::write_line(out, &backup)?;
    } else {
        let files = counted(backup.num_files, "file");
        let (bytes, folder) = (backup.num_bytes, args.folder.display());
        writeln!(out, "{files}, {bytes} bytes copied to {folder}")?;
    }
    Ok(Outcome::Done)
}
