//! The README's commands do what it shows.

use std::path::Path;

use crate::fixture::Fixture;

/// The `console` blocks of the README as commands with the output shown below each.
fn shown_commands(readme: &str) -> Vec<(String, Vec<String>)> {
    let mut commands: Vec<(String, Vec<String>)> = Vec::new();
    let mut is_inside = false;
    for line in readme.lines() {
        if line.starts_with("```") {
            is_inside = line == "```console";
        } else if is_inside {
            match (line.strip_prefix("$ "), commands.last_mut()) {
                (Some(command), _) => commands.push((command.to_owned(), Vec::new())),
                (None, Some((_, output))) => output.push(line.trim_end().to_owned()),
                (None, None) => {}
            }
        }
    }
    commands
}

/// The words of a command line; single and double quotes keep spaces.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for c in command.chars() {
        match (c, quote) {
            ('\'' | '"', None) => quote = Some(c),
            (c, Some(q)) if c == q => quote = None,
            (' ', None) => words.push(String::new()),
            (c, _) => words.last_mut().expect("never empty").push(c),
        }
    }
    words.retain(|w| !w.is_empty());
    words
}

/// Times and rates differ from run to run.
fn is_timed(line: &str) -> bool {
    line.contains("docs/s") || line.contains("took_us")
}

#[test]
fn every_command_of_the_readme_gives_what_it_shows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).expect("README.md");
    let fixture = Fixture::new();
    #[cfg(unix)]
    std::os::unix::fs::symlink(root.join("corpus-sample"), fixture.join("corpus-sample"))
        .expect("link");
    let commands = shown_commands(&readme);
    assert!(commands.len() >= 8, "{} commands", commands.len());
    let mut num_run = 0;
    for (command, shown) in commands {
        let command = command.replace("cargo run --release --locked --", "dateline");
        let words = words(&command);
        if words[0] != "dateline" || words.iter().any(|w| w == "|") {
            continue;
        }
        let args: Vec<&str> = words[1..].iter().map(String::as_str).collect();
        let run = fixture.run(&args);
        num_run += 1;
        assert!(run.status < 2, "`{command}`: {}", run.stderr);
        let output = format!("{}\n{}", run.stdout, run.stderr);
        let found: Vec<&str> = output.lines().map(str::trim_end).collect();
        for line in shown
            .iter()
            .filter(|l| !l.is_empty() && *l != "…" && !is_timed(l))
        {
            assert!(
                found.contains(&line.as_str()),
                "`{command}` does not print\n{line}\nbut\n{output}"
            );
        }
    }
    assert!(num_run >= 7, "{num_run} commands of dateline were run");
}
