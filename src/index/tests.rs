//! The life of an index: made, written, killed, refused, mended.

use std::fs;
use std::path::Path;

use super::sample::{Facets, config, index_of, release, stamp, with};
use super::{Index, IndexError, Ledger, MANIFEST, MIN_MEMORY, Manifest};
use crate::release::Release;
use crate::report::SkipReason;

fn samples() -> Vec<Release> {
    let texts = ["Grain talks open", "Harbour to grow", "Court rules"];
    let sample = |(i, text): (usize, &&str)| release(&format!("/in/{i}.txt"), text, text);
    texts.iter().enumerate().map(sample).collect()
}

fn put_all(index: &Index, releases: &[Release]) {
    let maker = index.document_maker(config());
    let writer = index.writer(MIN_MEMORY).expect("writer");
    for release in releases {
        let document = maker.prepare(release, &stamp(release));
        writer.put(document).expect("put");
    }
    writer.finish().expect("finish");
}

fn stored(index: &Index) -> Vec<Release> {
    let searcher = index.searcher().expect("searcher");
    let ledger = Ledger::read(&searcher).expect("ledger");
    let ids = ledger.iter().filter_map(|(_, entry)| entry.id());
    let mut releases: Vec<_> = ids
        .map(|id| searcher.get(id.as_str()).expect("stored"))
        .collect();
    releases.sort_by(|a, b| a.source.path.cmp(&b.source.path));
    releases
}

#[test]
fn releases_come_back_as_they_went_in() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let index = Index::open_or_create(folder.path(), config()).expect("new");
    put_all(&index, &samples());
    assert_eq!(stored(&index), samples());
    let again = Index::open(folder.path(), config()).expect("open");
    assert_eq!(stored(&again), samples());
}

#[test]
fn a_source_is_replaced_and_deleted_with_its_ledger_entry() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let index = Index::open_or_create(folder.path(), config()).expect("new");
    let mut releases = samples();
    put_all(&index, &releases);
    releases[1] = release("/in/1.txt", "Harbour shrinks", "Harbour shrinks after all");
    put_all(&index, &releases[1..2]);
    assert_eq!(stored(&index), releases);
    let writer = index.writer(MIN_MEMORY).expect("writer");
    writer.delete("/in/0.txt");
    writer.finish().expect("finish");
    assert_eq!(stored(&index), releases[1..]);
}

#[test]
fn skipped_files_are_in_the_ledger_and_no_releases() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let index = Index::open_or_create(folder.path(), config()).expect("new");
    let stamp = stamp(&samples()[0]);
    let writer = index.writer(MIN_MEMORY).expect("writer");
    let note = index
        .document_maker(config())
        .prepare_skipped(&SkipReason::Empty, &stamp);
    writer.put(note).expect("put");
    writer.finish().expect("finish");
    let searcher = index.searcher().expect("searcher");
    let ledger = Ledger::read(&searcher).expect("ledger");
    let entry = ledger.get(&stamp.key).expect("known");
    assert!(stamp.is_unchanged(entry) && entry.id().is_none());
    let stats = searcher.stats().expect("stats");
    assert_eq!((stats.num_releases, stats.num_skipped["empty"]), (0, 1));
}

#[test]
fn what_is_not_committed_is_done_again_by_the_next_run() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let index = Index::open_or_create(folder.path(), config()).expect("new");
    let maker = index.document_maker(config());
    let writer = index.writer(MIN_MEMORY).expect("writer");
    let sample = &samples()[0];
    writer
        .put(maker.prepare(sample, &stamp(sample)))
        .expect("put");
    drop(writer);
    assert_eq!(stored(&index), []);
    put_all(&index, &samples());
    assert_eq!(stored(&index), samples());
}

#[test]
fn a_second_writer_is_refused_until_the_first_is_done() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let index = Index::open_or_create(folder.path(), config()).expect("new");
    let first = index.writer(MIN_MEMORY).expect("writer");
    let other = Index::open(folder.path(), config()).expect("open");
    assert!(matches!(
        other.writer(MIN_MEMORY),
        Err(IndexError::Locked { .. })
    ));
    assert!(matches!(
        Index::rebuild(folder.path(), config()),
        Err(IndexError::Locked { .. })
    ));
    drop(first);
    other.writer(MIN_MEMORY).expect("writer");
}

#[test]
fn a_folder_without_an_index_is_missing_or_something_else() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let absent = folder.path().join("absent");
    let open = |path: &Path| Index::open(path, config()).err();
    assert!(matches!(open(&absent), Some(IndexError::Missing { .. })));
    assert!(matches!(
        open(folder.path()),
        Some(IndexError::Missing { .. })
    ));
    fs::write(folder.path().join("notes.txt"), "mine").expect("write");
    for make in [Index::open_or_create, Index::rebuild] {
        let error = make(folder.path(), config()).err();
        assert!(matches!(error, Some(IndexError::NotAnIndex { .. })));
    }
    assert!(folder.path().join("notes.txt").is_file());
}

#[test]
fn another_format_or_config_is_refused_and_rebuilt() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let index = Index::open_or_create(folder.path(), config()).expect("new");
    put_all(&index, &samples());
    drop(index);
    let good = Manifest::new(config());
    let other = || "other".to_owned();
    let manifest = |format, config, reading| Manifest {
        format,
        config,
        reading,
        ..good.clone()
    };
    let (format, fits) = (good.format, good.reading.clone());
    for (bad, command) in [
        (
            manifest(999, good.config.clone(), fits.clone()),
            "--rebuild",
        ),
        (manifest(format, other(), other()), "--rebuild"),
        (manifest(format, other(), fits), "retag"),
    ] {
        bad.write(folder.path()).expect("write");
        for open in [Index::open, Index::open_or_create] {
            let error = open(folder.path(), config()).err().expect("refused");
            assert!(error.help().is_some_and(|h| h.contains(command)), "{error}");
        }
        let retagged = Index::open_to_retag(folder.path(), config());
        assert_eq!(retagged.is_ok(), command == "retag");
    }
    let index = Index::rebuild(folder.path(), config()).expect("rebuilt");
    assert_eq!(index.manifest(), &good);
    assert_eq!(stored(&index), []);
}

#[test]
fn a_killed_creation_is_completed() {
    let folder = tempfile::tempdir().expect("temporary folder");
    Manifest::new(config()).write(folder.path()).expect("write");
    let error = Index::open(folder.path(), config()).err();
    assert!(matches!(error, Some(IndexError::Missing { .. })));
    let index = Index::open_or_create(folder.path(), config()).expect("new");
    put_all(&index, &samples());
    assert_eq!(stored(&index), samples());
}

#[test]
fn what_a_killed_creation_left_is_taken_up_and_gone_afterwards() {
    for leftover in [".tmp-dateline-index.json", ".tantivy-writer.lock"] {
        let folder = tempfile::tempdir().expect("temporary folder");
        fs::write(folder.path().join(leftover), "{").expect("write");
        let error = Index::open(folder.path(), config()).err();
        assert!(matches!(error, Some(IndexError::Missing { .. })));
        let index = Index::open_or_create(folder.path(), config()).expect("new");
        put_all(&index, &samples());
        assert_eq!(stored(&index), samples());
        assert!(!folder.path().join(".tmp-dateline-index.json").exists());
    }
}

#[test]
fn a_damaged_engine_file_is_an_error_and_no_panic() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let index = Index::open_or_create(folder.path(), config()).expect("new");
    put_all(&index, &samples());
    drop(index);
    for (content, file) in [("", "meta.json"), ("{}", "meta.json"), ("{", MANIFEST)] {
        let path = folder.path().join(file);
        let good = fs::read(&path).expect("read");
        fs::write(&path, content).expect("write");
        let error = Index::open(folder.path(), config()).err().expect("refused");
        assert!(
            matches!(error, IndexError::Corrupt { .. }),
            "{file}: {error:?}"
        );
        fs::write(&path, good).expect("write");
    }
}

#[test]
fn an_id_may_be_cut_short_while_it_is_unique() {
    let (_folder, searcher) = index_of(&samples(), 1);
    let id = samples()[0].id.clone();
    for typed in [id.as_str(), &id.as_str()[..6], &id.as_str().to_uppercase()] {
        assert_eq!(searcher.get(typed).expect(typed).id, id);
    }
    for typed in ["", "abc", "zzzz", "0000000000000000", "../../x"] {
        let error = searcher.get(typed).expect_err(typed);
        assert!(matches!(error, IndexError::UnknownId { .. }), "{error}");
    }
}

#[test]
fn stats_count_years_languages_and_the_undated() {
    let dated = |i: usize, date| {
        with(
            samples()[i].clone(),
            Facets {
                date,
                ..Facets::default()
            },
        )
    };
    let (_folder, searcher) = index_of(&[dated(0, "2021-08"), dated(1, "2020"), dated(2, "")], 1);
    let stats = searcher.stats().expect("stats");
    assert_eq!((stats.num_releases, stats.num_undated), (3, 1));
    assert_eq!(stats.years, [(2020, 1), (2021, 1)].into());
    assert_eq!(stats.languages, [("en".to_owned(), 3)].into());
    let days = ("2020-01-01".to_owned(), "2021-08-31".to_owned());
    assert_eq!(stats.days, Some(days));
    assert!(stats.num_bytes > 0);
}
