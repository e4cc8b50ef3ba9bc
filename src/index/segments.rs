//! Which files belong to a commit, as the engine's list of segments says.

use std::collections::BTreeSet;

use serde::Deserialize;

/// Endings of the files of every segment.
const ENDINGS: [&str; 6] = ["idx", "pos", "term", "store", "fast", "fieldnorm"];

#[derive(Debug, Deserialize)]
struct Meta {
    segments: Vec<Segment>,
}

#[derive(Debug, Deserialize)]
struct Segment {
    segment_id: String,
    deletes: Option<Deletes>,
}

#[derive(Debug, Deserialize)]
struct Deletes {
    opstamp: u64,
}

/// The names of the files that a list of segments names; none when it cannot be read.
pub(super) fn files_of_segments(meta: &[u8]) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    let Ok(meta) = serde_json::from_slice::<Meta>(meta) else {
        return files;
    };
    for segment in meta.segments {
        let id = segment.segment_id.replace('-', "");
        files.extend(ENDINGS.iter().map(|ending| format!("{id}.{ending}")));
        let deletes = segment.deletes;
        files.extend(deletes.map(|deletes| format!("{id}.{}.del", deletes.opstamp)));
    }
    files
}

/// True for the name of a file of a segment.
pub(super) fn is_segment_file(name: &str) -> bool {
    let (id, ending) = name.split_once('.').unwrap_or((name, ""));
    let is_id = id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit());
    let ending = ending.rsplit('.').next().unwrap_or_default();
    is_id && (ENDINGS.contains(&ending) || ending == "del" || ending == "temp")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_has_its_files_and_its_deletes() {
        let meta =
            br#"{"segments":[{"segment_id":"7259335f-1af1-492e-9af0-e16c682d0e33","max_doc":4,
            "deletes":{"num_deleted_docs":1,"opstamp":17}}]}"#;
        let files = files_of_segments(meta);
        assert_eq!(files.len(), 7);
        let name = "7259335f1af1492e9af0e16c682d0e33.17.del";
        assert!(files.contains(name));
        assert!(files.iter().all(|name| is_segment_file(name)));
        for other in ["meta.json", ".managed.json", "a.store", "store"] {
            assert!(!is_segment_file(other), "{other}");
        }
    }
}
