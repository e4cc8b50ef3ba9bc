//! One release for a reader.

use std::io;

use super::plain::{many_lines, one_line};
use super::style::{Style, paint};
use crate::release::{Country, CountryRole, Person, Release};

/// Writes a release as text: what is known of it, then its body and its other parts.
pub fn write_release(out: &mut dyn io::Write, release: &Release, style: &Style) -> io::Result<()> {
    let headline = release.headline.as_deref().unwrap_or("(no headline)");
    writeln!(out, "{}", paint(style.headline, &one_line(headline)))?;
    if let Some(subhead) = &release.subhead {
        writeln!(out, "{}", one_line(subhead))?;
    }
    writeln!(out)?;
    for (name, value) in facts(release) {
        let name = paint(style.label, &format!("{name:<10}"));
        writeln!(out, "{name} {}", one_line(&value))?;
    }
    writeln!(out, "\n{}", many_lines(&release.body))?;
    for (name, parts) in [
        ("boilerplate", &release.boilerplate),
        ("contacts", &release.contacts),
    ] {
        for part in parts {
            writeln!(out, "\n{}\n{}", paint(style.label, name), many_lines(part))?;
        }
    }
    Ok(())
}

/// The known facts as name and value, in the order they are shown.
fn facts(release: &Release) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    let mut add = |name, value: Option<String>| {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            facts.push((name, value));
        }
    };
    add("id", Some(release.id.to_string()));
    add("source", Some(source(release)));
    add("date", Some(date(release)));
    add(
        "dateline",
        release.dateline.as_ref().map(|d| d.text.clone()),
    );
    add("issuer", release.issuer.clone());
    add("number", release.release_number.clone());
    add("status", release.notices.status.clone());
    add("embargo", release.notices.embargo_until.clone());
    add("language", release.language.clone());
    add("about", Some(countries(release, CountryRole::About)));
    add(
        "mentioned",
        Some(countries(release, CountryRole::Mentioned)),
    );
    add("persons", Some(join(&release.persons, person)));
    add("topics", Some(join(&release.topics, |t| t.path.clone())));
    for warning in &release.warnings {
        add("warning", Some(warning.clone()));
    }
    facts
}

fn source(release: &Release) -> String {
    let source = &release.source;
    let member = source
        .member
        .as_ref()
        .map(|m| format!("!{m}"))
        .unwrap_or_default();
    format!(
        "{}{member} ({}, {})",
        source.path, source.format, source.encoding
    )
}

fn date(release: &Release) -> String {
    match (&release.date.value, &release.date.basis) {
        (Some(date), Some(basis)) => format!("{date} ({basis})"),
        (Some(date), None) => date.to_string(),
        (None, _) => "undated".to_owned(),
    }
}

fn countries(release: &Release, role: CountryRole) -> String {
    let of_role: Vec<&Country> = release
        .countries
        .iter()
        .filter(|c| c.role == role)
        .collect();
    join(&of_role, |c| format!("{} {}", c.code, c.name))
}

fn person(person: &Person) -> String {
    match &person.title {
        Some(title) => format!("{} ({title})", person.name),
        None => person.name.clone(),
    }
}

fn join<T>(values: &[T], show: impl Fn(&T) -> String) -> String {
    values.iter().map(show).collect::<Vec<_>>().join("; ")
}
