//! Who publishes a release: the publisher that the page names, the source line, the About part.

use crate::clean::Metadata;

/// The issuer, by the first evidence there is.
pub(super) fn issuer(metadata: &Metadata, parts: &[String], about: Option<&str>) -> Option<String> {
    let publisher = metadata.publishers.first().map(|p| p.value.as_str());
    let source = parts.iter().find_map(|part| source_line(part));
    publisher
        .or(source)
        .or(about)
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
}

/// `SOURCE Acme Corp.`, the last line of a release on a commercial wire.
fn source_line(text: &str) -> Option<&str> {
    let line = text.lines().find(|line| line.starts_with("SOURCE"))?;
    let name = line
        .trim_start_matches("SOURCE")
        .trim_start_matches([':', ' ', '-']);
    let is_name = name.split_whitespace().count() <= 10 && !name.is_empty();
    is_name.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::Evidence;

    fn check(publisher: Option<&str>, part: &str, about: Option<&str>, expected: Option<&str>) {
        let publishers = publisher.map(|p| Evidence {
            value: p.to_owned(),
            origin: "og:site_name",
        });
        let metadata = Metadata {
            publishers: publishers.into_iter().collect(),
            ..Metadata::default()
        };
        assert_eq!(
            issuer(&metadata, &[part.to_owned()], about).as_deref(),
            expected
        );
    }

    #[test]
    fn the_page_comes_before_the_source_line_and_the_about_part() {
        check(
            Some("Orvane"),
            "SOURCE Belden",
            Some("Carrow"),
            Some("Orvane"),
        );
        check(
            None,
            "SOURCE Belden Corp.",
            Some("Carrow"),
            Some("Belden Corp."),
        );
        check(None, "A part", Some("Carrow"), Some("Carrow"));
        check(None, "SOURCE", None, None);
    }
}
