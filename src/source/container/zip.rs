//! Members of zip archives.

use std::io::{Read, Seek};
use std::ops::ControlFlow;

use zip::read::{ZipFile, read_zipfile_from_stream};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::gauge::reason_of;
use super::{Flow, Opener, Place, name};
use crate::report::SkipReason;

/// Members by which a zip archive is known to be one document of another kind.
const PACKAGES: &[(&str, &str)] = &[
    ("[Content_Types].xml", "an office document"),
    ("META-INF/container.xml", "an EPUB book"),
    ("META-INF/MANIFEST.MF", "a Java archive"),
    ("AndroidManifest.xml", "an Android app"),
];

/// Hands on the members of a zip archive, in the order of its directory; without a directory, as
/// when the end is missing, in the order of the stream.
pub(super) fn open<R: Read + Seek>(opener: &mut Opener<'_>, place: &Place, file: &mut R) -> Flow {
    let error = match ZipArchive::new(&mut *file) {
        Ok(mut archive) => return open_listed(opener, place, &mut archive),
        Err(error) => error,
    };
    if let Err(error) = file.rewind() {
        return opener.skip(place, reason_of(&error));
    }
    let num_before = opener.num_found();
    open_stream(opener, place, file)?;
    let reason = match zip_reason(&error) {
        SkipReason::Damaged(_) if opener.num_found() > num_before => SkipReason::Truncated,
        reason => reason,
    };
    opener.skip(place, reason)
}

fn open_listed<R: Read + Seek>(
    opener: &mut Opener<'_>,
    place: &Place,
    archive: &mut ZipArchive<R>,
) -> Flow {
    if let Some(kind) = package(archive) {
        return opener.skip(place, SkipReason::Binary(kind.to_owned()));
    }
    if archive.has_overlapping_entries().unwrap_or(false) {
        let why = "its members share their bytes".to_owned();
        return opener.skip(place, SkipReason::Bomb(why));
    }
    for index in 0..archive.len() {
        let raw_name = archive.name_for_index(index);
        let shown = raw_name
            .and_then(Result::ok)
            .map(std::borrow::Cow::into_owned);
        match archive.by_index(index) {
            Ok(mut file) => open_member(opener, place, &mut file)?,
            Err(error) => {
                let shown = shown.unwrap_or_else(|| format!("{}", index + 1));
                if shown.ends_with('/') {
                    continue;
                }
                match place.member(opener, name::tidy(&shown)) {
                    Ok(member) => opener.skip(&member, zip_reason(&error))?,
                    Err(flow) => flow?,
                }
            }
        }
    }
    ControlFlow::Continue(())
}

/// Reads members one behind the other, up to the first that cannot be read.
fn open_stream(opener: &mut Opener<'_>, place: &Place, stream: &mut impl Read) -> Flow {
    while let Ok(Some(mut file)) = read_zipfile_from_stream(stream) {
        open_member(opener, place, &mut file)?;
        if std::io::copy(&mut file, &mut std::io::sink()).is_err() {
            break;
        }
    }
    ControlFlow::Continue(())
}

fn open_member<R: Read>(opener: &mut Opener<'_>, place: &Place, file: &mut ZipFile<'_, R>) -> Flow {
    let shown = match file.name() {
        Ok(shown) => shown.into_owned(),
        Err(_) => name::shown(file.name_raw()),
    };
    let shown = name::tidy(&shown);
    if shown.ends_with('/') {
        return ControlFlow::Continue(());
    }
    let member = match place.member(opener, shown) {
        Ok(member) => member,
        Err(flow) => return flow,
    };
    if file.encrypted() {
        return opener.skip(&member, SkipReason::Encrypted);
    }
    if file.is_symlink() {
        let what = "a symbolic link".to_owned();
        return opener.skip(&member, SkipReason::NotAFile(what));
    }
    let num_bytes = file.size();
    if file.compression() == CompressionMethod::Stored {
        return opener.open_sized(&member, num_bytes, file);
    }
    opener.open_packed(&member, num_bytes, file)
}

/// What else a zip archive can be.
fn package<R: Read + Seek>(archive: &ZipArchive<R>) -> Option<&'static str> {
    let known = PACKAGES
        .iter()
        .find(|(member, _)| archive.index_for_name(member).is_some());
    let by_mimetype = || archive.index_for_name("mimetype").filter(|at| *at == 0);
    let open_document = "an OpenDocument text or an EPUB book";
    known
        .map(|(_, kind)| *kind)
        .or_else(|| by_mimetype().map(|_| open_document))
}

fn zip_reason(error: &ZipError) -> SkipReason {
    match error {
        ZipError::Io(error) => reason_of(error),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            SkipReason::Encrypted
        }
        ZipError::UnsupportedArchive(what) => SkipReason::Unsupported((*what).to_owned()),
        ZipError::CompressionMethodNotSupported(method) => {
            SkipReason::Unsupported(format!("compression method {method}"))
        }
        error => SkipReason::Damaged(error.to_string()),
    }
}
