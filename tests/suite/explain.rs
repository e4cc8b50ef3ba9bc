//! `extract --explain` and the rules for sites that it helps to write.

use serde_json::Value;

use crate::fixture::Fixture;

const RELEASE: &str = "<p>The harbour office of Larnwick opened the new bridge to lorries on Thursday, a month before \
    the date that it had given in the winter.</p><p>“We tested every bearing twice,” said Ilse Brandmeier, who runs \
    the office. “The bridge is ready for the next sixty years.”</p>";

/// A page on which the general way takes the portrait of the office for the release.
fn misleading_page(head: &str) -> String {
    let portrait = "<p>Founded by the fishermen of the old quay, the office looks after nine basins, two locks and a \
        lighthouse, and welcomes some four thousand ships in an average year.</p>";
    let history = "<p>Its archive goes back to the first customs book of the town and is open to readers on the first \
        Monday of the month, by appointment with the keeper of the records.</p>";
    let staff = "<p>Forty pilots, eleven crane drivers and a divers’ team of six stand ready around the clock, and the \
        canteen by the western lock is known far beyond the harbour.</p>";
    format!(
        "<html><head><title>Welcome | Larnwick Harbour</title>{head}</head><body>\
        <div class=sidebar-box><h2>Bridge opens to lorries</h2><span class=when>5 April 2018</span>\
        <div class=sidebar-text>{RELEASE}<p class=pointer>Parking is free on the western quay all through the week \
        of the opening, as it was last year.</p></div></div>\
        <article><h1>Welcome to the harbour office</h1>{portrait}{history}{staff}\
        <p>{}</p></article></body></html>",
        "The harbour is a member of the league of northern harbours. ".repeat(6)
    )
}

fn explain(fixture: &Fixture, file: &str) -> Value {
    fixture.json(&["extract", "--explain", "--json", file])
}

fn field<'e>(explanation: &'e Value, name: &str) -> &'e Value {
    let fields = explanation["fields"].as_array().expect("fields");
    let found = fields.iter().find(|f| f["name"] == name);
    found.unwrap_or_else(|| panic!("no field {name}"))
}

#[test]
fn a_page_that_comes_out_wrong_is_put_right_by_a_rule() {
    let fixture = Fixture::new();
    let file = "in/www.larnwick.example/2018/a.html";
    fixture.write(file, misleading_page(""));
    fixture.ok(&["init"]);
    let wrong = fixture.json(&["extract", file]);
    assert!(
        wrong["body"]
            .as_str()
            .expect("a body")
            .contains("fishermen"),
        "{wrong}"
    );

    let explanation = explain(&fixture, file);
    assert_eq!(explanation["site"]["host"], "www.larnwick.example");
    let draft = &explanation["site"]["draft"];
    assert_eq!(draft["file"], "sites/larnwick.example.toml");
    let passed_over = field(&explanation, "body")["passed_over"]
        .as_array()
        .expect("a list");
    let release = passed_over
        .iter()
        .find(|c| c["value"].as_str().expect("text").contains("bridge"))
        .expect("the text is offered");
    let body = release["selector"].as_str().expect("a selector");
    assert!(
        release["note"].as_str().expect("why").contains("chrome"),
        "{release}"
    );

    let rule = format!(
        "headline = ['div.sidebar-box h2']\nbody = ['{body}']\ndate = ['span.when']\n\
        issuer_name = 'Larnwick Harbour Office'\nremove = ['p.pointer']\n"
    );
    fixture.write("index-config/sites/larnwick.example.toml", rule);
    fixture.ok(&["check"]);
    let right = fixture.json(&["extract", file]);
    assert_eq!(right["headline"], "Bridge opens to lorries");
    assert_eq!(right["body_basis"], "site rule");
    assert_eq!(right["date"]["value"], "2018-04-05");
    assert_eq!(right["date"]["basis"], "site rule");
    assert_eq!(right["issuer"], "Larnwick Harbour Office");
    let body = right["body"].as_str().expect("a body");
    assert!(
        body.starts_with("The harbour office of Larnwick opened"),
        "{body}"
    );
    assert!(body.ends_with("next sixty years.”"), "{body}");
    assert_eq!(right["warnings"], serde_json::json!([]));
    let explanation = explain(&fixture, file);
    assert_eq!(explanation["site"]["rule"], "sites/larnwick.example.toml");
    assert_eq!(explanation["site"]["draft"], Value::Null);
}

#[test]
fn the_address_of_the_page_names_the_site_and_a_domain_above_serves_it() {
    let fixture = Fixture::new();
    let head = "<meta property=og:url content='https://press.larnwick.example/a?b=1'>";
    fixture.write("in/a.html", misleading_page(head));
    fixture.ok(&["init"]);
    let rule = "body = ['div.sidebar-text']\nkeep = ['span.when']\n";
    fixture.write("index-config/sites/www.larnwick.example.toml", rule);
    assert_eq!(explain(&fixture, "in/a.html")["site"]["rule"], Value::Null);
    std::fs::rename(
        fixture.join("index-config/sites/www.larnwick.example.toml"),
        fixture.join("index-config/sites/larnwick.example.toml"),
    )
    .expect("renamed");
    let explanation = explain(&fixture, "in/a.html");
    assert_eq!(explanation["site"]["basis"], "page address");
    assert_eq!(explanation["site"]["rule"], "sites/larnwick.example.toml");
}

#[test]
fn a_rule_that_finds_nothing_is_told_and_the_general_way_is_used() {
    let fixture = Fixture::new();
    let file = "in/larnwick.example/a.html";
    fixture.write(file, misleading_page(""));
    let general = fixture.json(&["extract", file]);
    fixture.ok(&["init"]);
    let rule = "body = ['div.gone']\nheadline = ['h7']\ndate = ['h1']\n";
    fixture.write("index-config/sites/larnwick.example.toml", rule);
    let ruled = fixture.json(&["extract", file]);
    for name in ["headline", "body", "body_basis", "date"] {
        assert_eq!(ruled[name], general[name]);
    }
    let file = "sites/larnwick.example.toml";
    let nothing = |key: &str| {
        format!("`{key}` of `{file}` finds nothing on this page; the general way is used")
    };
    let no_day = "`date` of the site rule finds no day in `Welcome to the harbour office`; the general way is used";
    assert_eq!(
        ruled["warnings"],
        serde_json::json!([nothing("headline"), nothing("body"), no_day])
    );
}

#[test]
fn a_wrong_selector_is_a_problem_with_file_and_line() {
    let fixture = Fixture::new();
    fixture.ok(&["init"]);
    let rule = "body = ['div.text']\nremove = [\n  'a:hover',\n]\n";
    fixture.write("index-config/sites/larnwick.example.toml", rule);
    let run = fixture.run(&["check"]);
    assert_eq!(run.status, 1);
    let problem = "sites/larnwick.example.toml:3: wrong selector `a:hover`: `:hover` is not understood in a selector\n";
    assert!(run.stdout.contains(problem), "{}", run.stdout);
    fixture.write("index-config/sites/larnwick.example.toml", "bodi = []\n");
    let run = fixture.run(&["check"]);
    let problem = "sites/larnwick.example.toml:1: unknown field `bodi`";
    assert!(run.stdout.contains(problem), "{}", run.stdout);
    assert!(
        run.stdout.contains("did you mean `body`?"),
        "{}",
        run.stdout
    );
}

#[test]
fn every_file_is_explained_and_what_is_no_text_is_skipped() {
    let fixture = Fixture::new();
    fixture.write("in/a.html", misleading_page(""));
    fixture.write(
        "in/b.html",
        "<html><body><nav><a href=/>Home</a></nav></body></html>",
    );
    fixture.write("in/c.txt", "");
    let run = fixture.ok(&["extract", "--explain", "in"]);
    assert!(run.stdout.starts_with("in/a.html\n"), "{}", run.stdout);
    assert!(run.stdout.contains("\nin/b.html\n"), "{}", run.stdout);
    assert!(run.stderr.contains("in/c.txt: empty"), "{}", run.stderr);
    let run = fixture.run(&["extract", "--explain", "--strict", "in"]);
    assert_eq!(run.status, 1);
}

#[test]
fn completions_and_manual_know_the_option() {
    let fixture = Fixture::new();
    assert!(
        fixture
            .ok(&["completions", "bash"])
            .stdout
            .contains("--explain")
    );
    assert!(fixture.ok(&["man"]).stdout.contains("explain"));
}
