//! `dateline init`: the built-in config as files.

use std::io::Write;

use dateline::config::ConfigFiles;

use crate::args::InitArgs;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// Writes the files; refuses to overwrite any unless forced.
pub fn run(args: &InitArgs, _context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let files = ConfigFiles::builtin();
    let there = files
        .iter()
        .map(|f| args.folder.join(&f.name))
        .find(|p| p.exists());
    if let (Some(path), false) = (there, args.force) {
        let failure = Failure::new(format!("`{}` is already there", path.display()));
        return Err(failure.help("`--force` overwrites it").into());
    }
    let mut num_written = 0;
    for file in files.iter() {
        let path = args.folder.join(&file.name);
        let folder = path.parent().unwrap_or(&args.folder);
        std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::write(&path, file.text.as_bytes()))
            .map_err(|e| Failure::new(format!("cannot write `{}`: {e}", path.display())))?;
        num_written += 1;
    }
    writeln!(
        out,
        "{num_written} files written to {}",
        args.folder.display()
    )?;
    Ok(Outcome::Done)
}
