//! Hostile documents by size: what a page can hold too much of. Shared with `benches/cleaning`.

/// A kind of hostile document.
pub struct Case {
    /// What there is too much of.
    pub name: &'static str,
    /// The document with so many of it.
    pub make: fn(usize) -> String,
    /// How many of it make a test: few enough for linear work, too many for anything else.
    pub num: usize,
}

const fn case(name: &'static str, num: usize, make: fn(usize) -> String) -> Case {
    Case { name, make, num }
}

const TAGS: usize = 100_000;
const SIGNS: usize = 1_000_000;

/// Every kind.
pub const CASES: &[Case] = &[
    // Nesting.
    case("nested <div>", TAGS, |n| nested("<div>", "x", "</div>", n)),
    case("nested <span>", TAGS, |n| {
        nested("<span>", "x", "</span>", n)
    }),
    case("nested <b>", TAGS, |n| nested("<b>", "x", "</b>", n)),
    case("nested <font>", TAGS, |n| {
        nested("<font size=7>", "x", "</font>", n)
    }),
    case("nested <a>", TAGS, |n| nested("<a href=x>", "x", "</a>", n)),
    case("nested <table>", TAGS, |n| {
        nested("<table><tr><td>", "x", "</table>", n)
    }),
    case("nested lists", TAGS, |n| {
        nested("<ul><li>", "x", "</ul>", n)
    }),
    case("nested <form>", TAGS, |n| {
        nested("<form>", "x", "</form>", n)
    }),
    case("nested <svg>", TAGS, |n| nested("<svg>", "x", "</svg>", n)),
    case("nested <template>", TAGS, |n| {
        nested("<template>", "x", "</template>", n)
    }),
    case("nested <object>", TAGS, |n| {
        nested("<object>", "x", "</object>", n)
    }),
    case("nested <select>", TAGS, |n| {
        nested("<select><option>", "x", "</select>", n)
    }),
    case("nested <ruby>", TAGS, |n| {
        nested("<ruby>x<rt>", "x", "</ruby>", n)
    }),
    case("nested names", TAGS, |n| nested("<x-a>", "x", "</x-a>", n)),
    case("nested <blockquote>", TAGS, |n| {
        nested("<blockquote><p>1 May 2018", "x", "</blockquote>", n)
    }),
    case("nested dated elements", TAGS, |n| {
        nested("<h1 class=date>1.5.2018 ", "x", "</h1>", n)
    }),
    case("nested tags of all kinds", TAGS / 8, |n| {
        nested(
            "<div><a><table><tr><td><ul><li><b><section><h2><dl><dt>",
            "x",
            "</div>",
            n,
        )
    }),
    case("unclosed <div>", TAGS, |n| repeated("<div>x ", n)),
    case("unclosed <svg>", TAGS, |n| repeated("<svg><p>x ", n)),
    case("unclosed <template>", TAGS, |n| {
        repeated("<template><p>x ", n)
    }),
    case("unclosed <p>", TAGS, |n| repeated("<p>x ", n)),
    case("unclosed <rt>", TAGS, |n| repeated("<rt>x ", n)),
    case("nesting behind stray end tags", TAGS, |n| {
        repeated("<div></x>", n)
    }),
    case("nesting behind stray </p>", TAGS, |n| {
        repeated("<div></p></p>x", n)
    }),
    case("nesting behind stray </span> runs", TAGS / 100, |n| {
        repeated(
            &format!("{}<p>{}<div>", "<span>".repeat(200), "</span>".repeat(200)),
            n,
        )
    }),
    case("nesting behind tables", TAGS / 100, |n| {
        repeated(
            &format!("{}<table>{}", "<div>".repeat(200), "</div>".repeat(200)),
            n,
        )
    }),
    case("misnested <a> and <div>", TAGS, |n| {
        repeated("<a href=x><div></a>x", n)
    }),
    case("misnested <a> and <p>", TAGS, |n| {
        repeated("<p><a href=x>x", n)
    }),
    case("misnested formatting", TAGS, |n| {
        repeated("<b><i><p></b>x</i>", n)
    }),
    case("misnested <nobr> and <table>", TAGS, |n| {
        repeated("<nobr><table><nobr>x", n)
    }),
    case("text before cells", TAGS, |n| {
        format!("<table>{}", repeated("x<tr>y<td>", n))
    }),
    case("misnested <span>", TAGS, |n| {
        repeated("<span><div></span>x", n)
    }),
    // Attributes.
    case("attributes of one tag", SIGNS, |n| {
        format!("<p {}>x", numbered(n, |i| format!("a{i}=1 ")))
    }),
    case("repeated attribute", SIGNS, |n| {
        format!("<p {}>x", repeated("class=x ", n))
    }),
    case("attributes of many tags", SIGNS / 10, |n| {
        repeated(
            "<p a=1 b=2 c=3 d e class=x id=y style='color: red' lang=en>x",
            n,
        )
    }),
    case("attributes of <body>", SIGNS / 10, |n| {
        numbered(n, |i| format!("<body class={i} id={i}><html lang={i}>"))
    }),
    case("names of one element", SIGNS, |n| {
        format!("<p class='{}'>x", repeated("nav-x ", n))
    }),
    case("one long name", SIGNS, |n| {
        format!("<p class='{}'>x", repeated("nav-", n))
    }),
    case("one long style", SIGNS, |n| {
        format!("<p style='{}'>x", repeated("a:b;", n))
    }),
    // What is not closed.
    case("unclosed comments", SIGNS, |n| repeated("<!-- x ", n)),
    case("ends of comments", SIGNS, |n| {
        format!("<!--{}", repeated("-> --!", n))
    }),
    case("unclosed sections", SIGNS, |n| repeated("<![CDATA[ x ", n)),
    case("unclosed scripts", SIGNS, |n| repeated("<script> x ", n)),
    case("unclosed titles", SIGNS, |n| repeated("<title> x ", n)),
    case("almost closed scripts", SIGNS, |n| {
        format!("<script>{}", repeated("</scrip", n))
    }),
    case("unclosed tags", SIGNS, |n| repeated("<p x", n)),
    case("unclosed quotes", SIGNS, |n| repeated("<p a=\"x ' ", n)),
    case("signs that open nothing", SIGNS, |n| repeated("< ", n)),
    case("end tags", SIGNS, |n| repeated("</p></div></b></x>", n / 4)),
    // Signs.
    case("entities", SIGNS, |n| {
        format!("<p>{}", repeated("&amp;", n))
    }),
    case("entities of all kinds", SIGNS, |n| {
        format!("<p>{}", repeated("&notin;&#x41;&no;&", n / 4))
    }),
    case("entities escaped again", SIGNS, |n| {
        format!("<p>&{}", repeated("amp;", n))
    }),
    case("entities escaped twice", SIGNS, |n| {
        format!("<p>{}", repeated("&amp;amp;quot;", n))
    }),
    // Many elements.
    case("cells", TAGS, |n| {
        format!("<table><tr>{}", repeated("<td>x", n))
    }),
    case("rows", TAGS, |n| {
        format!("<table>{}", repeated("<tr><td>Year<td>2018</tr>", n))
    }),
    case("links", TAGS, |n| {
        repeated("<a href=/x>Read more about x</a> ", n)
    }),
    case("items", TAGS, |n| {
        format!("<ul>{}", repeated("<li><a href=/x>x</a>", n))
    }),
    case("breaks", SIGNS, |n| repeated("x<br>", n)),
    case("headings", TAGS, |n| {
        numbered(n, |i| format!("<h1>Bridge {i} opens</h1><h2>Quay {i}</h2>"))
    }),
    case("dated elements", TAGS, |n| {
        numbered(n, |i| {
            format!("<time>{}.5.2018</time><p class=date>{i}.6.2018", i % 30)
        })
    }),
    case("<meta> tags", TAGS, |n| {
        numbered(n, |i| {
            format!(
                "<meta property=og:title content='Bridge {i}'><meta name=date content=2018-05-{i}><meta name=keywords content='quay {i}'>"
            )
        })
    }),
    case("one long list of keywords", TAGS, |n| {
        format!(
            "<meta name=keywords content='{}'>",
            numbered(n, |i| format!("quay {i},"))
        )
    }),
    case("one long title", SIGNS, |n| {
        format!(
            "<title>{}</title><h1>{0}</h1><p>x",
            repeated("Bridge - ", n)
        )
    }),
    case("chrome around chrome", TAGS, |n| {
        format!(
            "{}{}",
            repeated("<div class=nav>", 200),
            repeated("<div class=share>x</div>", n)
        )
    }),
    case("captions", TAGS, |n| {
        repeated("<figure><figcaption>Photo: x</figcaption></figure>", n)
    }),
    case("repeated paragraphs", TAGS, |n| {
        repeated(&format!("<p>{LEAD}</p>"), n / 4)
    }),
    // Scripts.
    case("deep JSON-LD", SIGNS, |n| {
        json_ld(&format!("{}{}", "[".repeat(n), "]".repeat(n)))
    }),
    case("deep objects in JSON-LD", SIGNS / 10, |n| {
        json_ld(&nested("{\"@graph\":[", "", "]}", n))
    }),
    case("long JSON-LD", SIGNS, |n| {
        json_ld(&format!("[{}1]", repeated("1,", n)))
    }),
    case("articles in JSON-LD", SIGNS / 10, |n| {
        json_ld(&format!(
            "[{}1]",
            repeated("{\"@type\":\"Article\",\"headline\":\"x\"},", n)
        ))
    }),
    case("keywords in JSON-LD", SIGNS / 10, |n| {
        json_ld(&format!(
            "{{\"@type\":\"Article\",\"keywords\":[{}1]}}",
            numbered(n, |i| format!("\"quay {i}\","))
        ))
    }),
    case("tags in JSON-LD", TAGS, |n| {
        json_ld(&format!(
            "{{\"@type\":\"Article\",\"articleBody\":\"{}\"}}",
            repeated("<div><b><a>", n)
        ))
    }),
    case("entities in JSON-LD", TAGS, |n| {
        json_ld(&format!(
            "{{\"@type\":\"Article\",\"keywords\":[{}1]}}",
            repeated("\"R&amp;D\",", n)
        ))
    }),
    case("scripts of JSON-LD", TAGS, |n| {
        repeated(
            "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"x\"}</script>",
            n,
        )
    }),
    case("keys of dates in scripts", TAGS, |n| {
        format!(
            "<script>{}</script><p>x",
            repeated("\"datePublished\":\"2018-04-05\",", n)
        )
    }),
    case("scripts with dates", TAGS, |n| {
        repeated("<script>\"datePublished\":\"2018-04-05\"</script>", n)
    }),
    // Text, as a page and as plain text.
    case("one line", 10 * SIGNS, |n| {
        page(&repeated("harbour ", n / 8))
    }),
    case("one line of text", 10 * SIGNS, |n| {
        repeated("harbour ", n / 8)
    }),
    case("one word", 10 * SIGNS, |n| page(&repeated("a", n))),
    case("one word of text", 10 * SIGNS, |n| repeated("a", n)),
    case("one word of Han", SIGNS, |n| repeated("港", n)),
    case("one word with stops", SIGNS, |n| repeated("a.", n)),
    case("one word with capitals", SIGNS, |n| repeated("Aa", n)),
    case("one word with apostrophes", SIGNS, |n| repeated("O'a’", n)),
    case("one word with hyphens", SIGNS, |n| repeated("Al-", n)),
    case("capitals with stops", SIGNS, |n| repeated("U.S.", n / 4)),
    case("digits", SIGNS, |n| repeated("1", n)),
    case("numbers", SIGNS, |n| repeated("12.5, ", n)),
    case("joining marks", SIGNS, |n| {
        format!("a{}", repeated("\u{301}", n))
    }),
    case("marks without width", SIGNS, |n| {
        page(&repeated("\u{200b}", n))
    }),
    case("blanks", 10 * SIGNS, |n| {
        format!("Bridge{}opens", repeated(" ", n))
    }),
    case("blanks before quotes", SIGNS, |n| {
        format!("Bridge {}", repeated("     \"a b\"", n / 10))
    }),
    case("lines", SIGNS, |n| repeated("x\n", n)),
    case("empty lines", SIGNS, |n| {
        format!("Bridge{}opens", repeated("\n", n))
    }),
    case("hyphens at line ends", TAGS, |n| {
        repeated(
            "the harbour office of Larnwick said on that day that the bri-\n",
            n,
        )
    }),
    case("page joins", TAGS, |n| {
        repeated(
            "the harbour office said that the bridge and the quay and the ferry\n\n(MORE)\n\n",
            n,
        )
    }),
    case("form feeds", TAGS, |n| repeated("lower\u{c}", n)),
    case("columns", TAGS, |n| repeated("Year\t2018\n", n)),
    case("dates", SIGNS / 10, |n| repeated("5 April 2018, ", n)),
    case("dates without a year", SIGNS / 10, |n| {
        repeated("Monday, April 5; ", n)
    }),
    case("lines with a date", SIGNS / 10, |n| {
        repeated("<p>5 April 2018</p>", n)
    }),
    case("years", SIGNS / 10, |n| {
        format!("On April 5 {}", repeated("2018 ", n))
    }),
    case("months", SIGNS / 10, |n| repeated("April ", n)),
    case("datelines", TAGS, |n| {
        repeated("LARNWICK, April 5 (Reuters) – The bridge opens.\n\n", n)
    }),
    case("dashes", TAGS, |n| repeated("LARNWICK – ", n)),
    case("capitalised words", SIGNS, |n| repeated("Harbour ", n)),
    case("shouted words", SIGNS, |n| repeated("HARBOUR ", n)),
    case("initials", SIGNS, |n| repeated("J. ", n)),
    case("names", TAGS, |n| repeated("Ilse Brandmeier ", n)),
    case("other names", TAGS, |n| {
        numbered(n, |i| format!("Director Ilse {} said. ", letters(i)))
    }),
    case("names of one family", TAGS, |n| {
        numbered(n, |i| format!("{} Brandmeier said. ", letters(i)))
    }),
    case("families of one name", TAGS, |n| {
        numbered(n, |i| format!("President {} spoke. ", letters(i)))
    }),
    case("Cyrillic names", TAGS, |n| {
        repeated("Министр Иван Петрович Сидоров сказал. ", n)
    }),
    case("Han names", TAGS, |n| repeated("总统王小明说。", n)),
    case("titles", SIGNS / 10, |n| repeated("President ", n)),
    case("particles", SIGNS / 10, |n| {
        format!("Ilse {}", repeated("van der ", n / 2))
    }),
    case("commas after names", TAGS, |n| {
        repeated("Ilse Brandmeier, ", n)
    }),
    case("countries", TAGS, |n| {
        repeated("Kazakhstan and Georgia, ", n)
    }),
    case("places", TAGS, |n| {
        repeated("Paris, Texas; London, Ontario; ", n)
    }),
    case("beginnings of names of countries", TAGS, |n| {
        repeated("United Republic of the ", n)
    }),
    case("quote marks", TAGS, |n| repeated("\"", n)),
    case("opening quote marks", TAGS, |n| repeated("“a ", n)),
    case("paragraphs with open quotes", TAGS, |n| {
        repeated("“The bridge opens now\n\n", n)
    }),
    case("quotes", TAGS, |n| {
        repeated("“The bridge is open,” said Ilse Brandmeier. ", n)
    }),
    case("quotes by pronoun", TAGS, |n| {
        repeated("“The bridge is open,” she said. ", n)
    }),
    case("apostrophes", TAGS, |n| repeated("'a 'b' ", n)),
    case("brackets", TAGS, |n| repeated("((", n)),
    case("About lines", TAGS, |n| {
        format!("{LEAD}\n\n{}", repeated("About Larnwick\n\n", n))
    }),
    case("About headings", TAGS, |n| {
        page(&repeated("<h2>About Larnwick</h2>", n))
    }),
    case("contacts", TAGS, |n| {
        format!(
            "{LEAD}\n\n{}",
            repeated("Contact: Ilse Brandmeier, +49 555 0100\n\n", n)
        )
    }),
    case("contact headings", TAGS, |n| {
        format!("{LEAD}\n\n{}", repeated("Contact\n\n", n))
    }),
    case("release lines", TAGS, |n| {
        repeated("FOR IMMEDIATE RELEASE\n\n", n)
    }),
    case("embargo lines", TAGS, |n| {
        repeated("EMBARGOED UNTIL 5 April 2018\n\n", n)
    }),
    case("end marks", TAGS, |n| {
        format!("{LEAD}\n\n{}", repeated("###\n\n", n))
    }),
    case("Read more lines", TAGS, |n| {
        format!("<p>{LEAD}</p>{}", repeated("<p>Read more:</p>", n))
    }),
    case("colons", SIGNS, |n| repeated("a: ", n)),
    case("addresses", TAGS, |n| {
        repeated("https://larnwick.example/a@b.c ", n)
    }),
    case("topic words", TAGS, |n| {
        repeated("climate change election football hospital ", n)
    }),
    case("damaged letters", TAGS, |n| repeated("â€™ Ð¿Ñ€ ", n)),
];

const LEAD: &str = "The harbour office of Larnwick said on Monday that the bridge would open to lorries in June, a month before the date it had given.";

fn repeated(unit: &str, num: usize) -> String {
    unit.repeat(num)
}

fn numbered(num: usize, unit: impl Fn(usize) -> String) -> String {
    (0..num).map(unit).collect()
}

fn nested(open: &str, inner: &str, close: &str, num: usize) -> String {
    format!("{}{inner}{}", open.repeat(num), close.repeat(num))
}

fn page(content: &str) -> String {
    format!("<!DOCTYPE html><html><body><p>{content}</p></body></html>")
}

fn json_ld(json: &str) -> String {
    format!("<script type=application/ld+json>{json}</script><p>{LEAD}</p>")
}

/// A number as a capitalised word.
fn letters(number: usize) -> String {
    let mut rest = number;
    let mut word = String::from("B");
    for _ in 0..5 {
        word.push(char::from(b'a' + u8::try_from(rest % 20).unwrap_or(0)));
        rest /= 20;
    }
    word
}
