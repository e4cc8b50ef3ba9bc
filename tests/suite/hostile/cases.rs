//! Hostile documents by size: what a page can hold too much of. Shared with `benches/cleaning`.

/// A kind of hostile document.
pub struct Case {
    /// What there is too much of.
    pub name: &'static str,
    /// How many of it make a test: few enough for linear work, too many for anything else.
    pub num: usize,
    /// So many of it.
    make: fn(usize) -> String,
    /// What stands before it, so that it is read as a page or as text.
    opening: &'static str,
}

impl Case {
    /// The document with so many of it.
    pub fn document(&self, num: usize) -> String {
        format!("{}{}", self.opening, (self.make)(num))
    }
}

const fn html(name: &'static str, num: usize, make: fn(usize) -> String) -> Case {
    let opening = "<!DOCTYPE html><html><body>";
    Case {
        name,
        num,
        make,
        opening,
    }
}

const fn text(name: &'static str, num: usize, make: fn(usize) -> String) -> Case {
    Case {
        name,
        num,
        make,
        opening: "",
    }
}

const TAGS: usize = 100_000;
const SIGNS: usize = 1_000_000;

/// Every kind.
pub const CASES: &[Case] = &[
    // Nesting.
    html("nested <div>", TAGS, |n| nested("<div>", "x", "</div>", n)),
    html("nested <span>", TAGS, |n| {
        nested("<span>", "x", "</span>", n)
    }),
    html("nested <b>", TAGS, |n| nested("<b>", "x", "</b>", n)),
    html("nested <font>", TAGS, |n| {
        nested("<font size=7>", "x", "</font>", n)
    }),
    html("nested <a>", TAGS, |n| nested("<a href=x>", "x", "</a>", n)),
    html("nested <table>", TAGS, |n| {
        nested("<table><tr><td>", "x", "</table>", n)
    }),
    html("nested lists", TAGS, |n| {
        nested("<ul><li>", "x", "</ul>", n)
    }),
    html("nested <form>", TAGS, |n| {
        nested("<form>", "x", "</form>", n)
    }),
    html("nested <svg>", TAGS, |n| nested("<svg>", "x", "</svg>", n)),
    html("nested <template>", TAGS, |n| {
        nested("<template>", "x", "</template>", n)
    }),
    html("nested <object>", TAGS, |n| {
        nested("<object>", "x", "</object>", n)
    }),
    html("nested <select>", TAGS, |n| {
        nested("<select><option>", "x", "</select>", n)
    }),
    html("nested <ruby>", TAGS, |n| {
        nested("<ruby>x<rt>", "x", "</ruby>", n)
    }),
    html("nested names", TAGS, |n| nested("<x-a>", "x", "</x-a>", n)),
    html("nested <blockquote>", TAGS, |n| {
        nested("<blockquote><p>1 May 2018", "x", "</blockquote>", n)
    }),
    html("nested dated elements", TAGS, |n| {
        nested("<h1 class=date>1.5.2018 ", "x", "</h1>", n)
    }),
    html("nested tags of all kinds", TAGS / 8, |n| {
        nested(
            "<div><a><table><tr><td><ul><li><b><section><h2><dl><dt>",
            "x",
            "</div>",
            n,
        )
    }),
    html("unclosed <div>", TAGS, |n| repeated("<div>x ", n)),
    html("unclosed <svg>", TAGS, |n| repeated("<svg><p>x ", n)),
    html("unclosed <template>", TAGS, |n| {
        repeated("<template><p>x ", n)
    }),
    html("unclosed <p>", TAGS, |n| repeated("<p>x ", n)),
    html("unclosed <rt>", TAGS, |n| repeated("<rt>x ", n)),
    html("nesting behind stray end tags", TAGS, |n| {
        repeated("<div></x>", n)
    }),
    html("nesting behind stray </p>", TAGS, |n| {
        repeated("<div></p></p>x", n)
    }),
    html("nesting behind stray </span> runs", TAGS / 100, |n| {
        repeated(
            &format!("{}<p>{}<div>", "<span>".repeat(200), "</span>".repeat(200)),
            n,
        )
    }),
    html("nesting behind tables", TAGS / 100, |n| {
        repeated(
            &format!("{}<table>{}", "<div>".repeat(200), "</div>".repeat(200)),
            n,
        )
    }),
    html("misnested <a> and <div>", TAGS, |n| {
        repeated("<a href=x><div></a>x", n)
    }),
    html("misnested <a> and <p>", TAGS, |n| {
        repeated("<p><a href=x>x", n)
    }),
    html("misnested formatting", TAGS, |n| {
        repeated("<b><i><p></b>x</i>", n)
    }),
    html("misnested <nobr> and <table>", TAGS, |n| {
        repeated("<nobr><table><nobr>x", n)
    }),
    html("text before cells", TAGS, |n| {
        format!("<table>{}", repeated("x<tr>y<td>", n))
    }),
    html("misnested <span>", TAGS, |n| {
        repeated("<span><div></span>x", n)
    }),
    // Attributes.
    html("attributes of one tag", SIGNS, |n| {
        format!("<p {}>x", numbered(n, |i| format!("a{i}=1 ")))
    }),
    html("repeated attribute", SIGNS, |n| {
        format!("<p {}>x", repeated("class=x ", n))
    }),
    html("attributes of many tags", SIGNS / 10, |n| {
        repeated(
            "<p a=1 b=2 c=3 d e class=x id=y style='color: red' lang=en>x",
            n,
        )
    }),
    html("attributes of <body>", SIGNS / 10, |n| {
        numbered(n, |i| format!("<body class={i} id={i}><html lang={i}>"))
    }),
    html("names of one element", SIGNS, |n| {
        format!("<p class='{}'>x", repeated("nav-x ", n))
    }),
    html("one long name", SIGNS, |n| {
        format!("<p class='{}'>x", repeated("nav-", n))
    }),
    html("one long style", SIGNS, |n| {
        format!("<p style='{}'>x", repeated("a:b;", n))
    }),
    // What is not closed.
    html("unclosed comments", SIGNS, |n| repeated("<!-- x ", n)),
    html("ends of comments", SIGNS, |n| {
        format!("<!--{}", repeated("-> --!", n))
    }),
    html("unclosed sections", SIGNS, |n| repeated("<![CDATA[ x ", n)),
    html("unclosed scripts", SIGNS, |n| repeated("<script> x ", n)),
    html("unclosed titles", SIGNS, |n| repeated("<title> x ", n)),
    html("almost closed scripts", SIGNS, |n| {
        format!("<script>{}", repeated("</scrip", n))
    }),
    html("unclosed tags", SIGNS, |n| repeated("<p x", n)),
    html("unclosed quotes", SIGNS, |n| repeated("<p a=\"x ' ", n)),
    html("signs that open nothing", SIGNS, |n| repeated("< ", n)),
    html("end tags", SIGNS, |n| repeated("</p></div></b></x>", n / 4)),
    // Signs.
    html("entities", SIGNS, |n| {
        format!("<p>{}", repeated("&amp;", n))
    }),
    html("entities of all kinds", SIGNS, |n| {
        format!("<p>{}", repeated("&notin;&#x41;&no;&", n / 4))
    }),
    html("entities escaped again", SIGNS, |n| {
        format!("<p>&{}", repeated("amp;", n))
    }),
    html("entities escaped twice", SIGNS, |n| {
        format!("<p>{}", repeated("&amp;amp;quot;", n))
    }),
    // Many elements.
    html("cells", TAGS, |n| {
        format!("<table><tr>{}", repeated("<td>x", n))
    }),
    html("rows", TAGS, |n| {
        format!("<table>{}", repeated("<tr><td>Year<td>2018</tr>", n))
    }),
    html("links", TAGS, |n| {
        repeated("<a href=/x>Read more about x</a> ", n)
    }),
    html("items", TAGS, |n| {
        format!("<ul>{}", repeated("<li><a href=/x>x</a>", n))
    }),
    html("breaks", SIGNS, |n| repeated("x<br>", n)),
    html("headings", TAGS, |n| {
        numbered(n, |i| format!("<h1>Bridge {i} opens</h1><h2>Quay {i}</h2>"))
    }),
    html("dated elements", TAGS, |n| {
        numbered(n, |i| {
            format!("<time>{}.5.2018</time><p class=date>{i}.6.2018", i % 30)
        })
    }),
    html("<meta> tags", TAGS, |n| {
        numbered(n, |i| {
            format!(
                "<meta property=og:title content='Bridge {i}'><meta name=date content=2018-05-{i}><meta name=keywords content='quay {i}'>"
            )
        })
    }),
    html("one long list of keywords", TAGS, |n| {
        format!(
            "<meta name=keywords content='{}'>",
            numbered(n, |i| format!("quay {i},"))
        )
    }),
    html("one long title", SIGNS, |n| {
        format!(
            "<title>{}</title><h1>{0}</h1><p>x",
            repeated("Bridge - ", n)
        )
    }),
    html("chrome around chrome", TAGS, |n| {
        format!(
            "{}{}",
            repeated("<div class=nav>", 200),
            repeated("<div class=share>x</div>", n)
        )
    }),
    html("captions", TAGS, |n| {
        repeated("<figure><figcaption>Photo: x</figcaption></figure>", n)
    }),
    html("repeated paragraphs", TAGS, |n| {
        repeated(&format!("<p>{LEAD}</p>"), n / 4)
    }),
    // Scripts.
    html("deep JSON-LD", SIGNS, |n| {
        json_ld(&format!("{}{}", "[".repeat(n), "]".repeat(n)))
    }),
    html("deep objects in JSON-LD", SIGNS / 10, |n| {
        json_ld(&nested("{\"@graph\":[", "", "]}", n))
    }),
    html("long JSON-LD", SIGNS, |n| {
        json_ld(&format!("[{}1]", repeated("1,", n)))
    }),
    html("articles in JSON-LD", SIGNS / 10, |n| {
        json_ld(&format!(
            "[{}1]",
            repeated("{\"@type\":\"Article\",\"headline\":\"x\"},", n)
        ))
    }),
    html("keywords in JSON-LD", SIGNS / 10, |n| {
        json_ld(&format!(
            "{{\"@type\":\"Article\",\"keywords\":[{}1]}}",
            numbered(n, |i| format!("\"quay {i}\","))
        ))
    }),
    html("tags in JSON-LD", TAGS, |n| {
        json_ld(&format!(
            "{{\"@type\":\"Article\",\"articleBody\":\"{}\"}}",
            repeated("<div><b><a>", n)
        ))
    }),
    html("entities in JSON-LD", TAGS, |n| {
        json_ld(&format!(
            "{{\"@type\":\"Article\",\"keywords\":[{}1]}}",
            repeated("\"R&amp;D\",", n)
        ))
    }),
    html("scripts of JSON-LD", TAGS, |n| {
        repeated(
            "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"x\"}</script>",
            n,
        )
    }),
    html("keys of dates in scripts", TAGS, |n| {
        format!(
            "<script>{}</script><p>x",
            repeated("\"datePublished\":\"2018-04-05\",", n)
        )
    }),
    html("scripts with dates", TAGS, |n| {
        repeated("<script>\"datePublished\":\"2018-04-05\"</script>", n)
    }),
    // Text.
    html("one line", 2 * SIGNS, |n| repeated("harbour ", n / 8)),
    text("one line of text", 2 * SIGNS, |n| {
        repeated("harbour ", n / 8)
    }),
    html("one word", 2 * SIGNS, |n| repeated("a", n)),
    text("one word of text", 2 * SIGNS, |n| repeated("a", n)),
    text("one word of Han", SIGNS / 4, |n| repeated("港", n)),
    text("one word with stops", SIGNS / 4, |n| repeated("a.", n)),
    text("one word with capitals", SIGNS / 4, |n| repeated("Aa", n)),
    text("one word with apostrophes", SIGNS / 4, |n| {
        repeated("O'a’", n)
    }),
    text("one word with hyphens", SIGNS / 4, |n| repeated("Al-", n)),
    text("capitals with stops", SIGNS / 4, |n| {
        repeated("U.S.", n / 4)
    }),
    text("digits", SIGNS / 4, |n| repeated("1", n)),
    text("numbers", SIGNS / 4, |n| repeated("12.5, ", n)),
    text("joining marks", SIGNS / 4, |n| {
        format!("a{}", repeated("\u{301}", n))
    }),
    html("marks without width", SIGNS, |n| repeated("\u{200b}", n)),
    text("blanks", 2 * SIGNS, |n| {
        format!("Bridge{}opens", repeated(" ", n))
    }),
    text("blanks before quotes", SIGNS / 4, |n| {
        format!("Bridge {}", repeated("     \"a b\"", n / 10))
    }),
    text("lines", SIGNS / 4, |n| repeated("x\n", n)),
    text("empty lines", SIGNS / 4, |n| {
        format!("Bridge{}opens", repeated("\n", n))
    }),
    text("hyphens at line ends", TAGS, |n| {
        repeated(
            "the harbour office of Larnwick said on that day that the bri-\n",
            n,
        )
    }),
    text("page joins", TAGS, |n| {
        repeated(
            "the harbour office said that the bridge and the quay and the ferry\n\n(MORE)\n\n",
            n,
        )
    }),
    text("form feeds", TAGS, |n| repeated("lower\u{c}", n)),
    text("columns", TAGS, |n| repeated("Year\t2018\n", n)),
    text("dates", SIGNS, |n| repeated("5 April 2018, ", n)),
    text("dates without a year", SIGNS / 10, |n| {
        repeated("Monday, April 5; ", n)
    }),
    html("lines with a date", SIGNS / 10, |n| {
        repeated("<p>5 April 2018</p>", n)
    }),
    text("years", SIGNS / 10, |n| {
        format!("On April 5 {}", repeated("2018 ", n))
    }),
    text("months", SIGNS / 10, |n| repeated("April ", n)),
    text("datelines", TAGS, |n| {
        repeated("LARNWICK, April 5 (Reuters) – The bridge opens.\n\n", n)
    }),
    text("dashes", TAGS, |n| repeated("LARNWICK – ", n)),
    text("capitalised words", SIGNS, |n| repeated("Harbour ", n)),
    text("shouted words", SIGNS / 4, |n| repeated("HARBOUR ", n)),
    text("initials", SIGNS / 4, |n| repeated("J. ", n)),
    text("names", TAGS, |n| repeated("Ilse Brandmeier ", n)),
    text("other names", TAGS, |n| {
        numbered(n, |i| format!("Director Ilse {} said. ", letters(i)))
    }),
    text("names of one family", TAGS, |n| {
        numbered(n, |i| format!("{} Brandmeier said. ", letters(i)))
    }),
    text("families of one name", TAGS, |n| {
        numbered(n, |i| format!("President {} spoke. ", letters(i)))
    }),
    text("Cyrillic names", TAGS, |n| {
        repeated("Министр Иван Петрович Сидоров сказал. ", n)
    }),
    text("Han names", TAGS, |n| repeated("总统王小明说。", n)),
    text("titles", SIGNS / 10, |n| repeated("President ", n)),
    text("particles", SIGNS / 10, |n| {
        format!("Ilse {}", repeated("van der ", n / 2))
    }),
    text("commas after names", TAGS, |n| {
        repeated("Ilse Brandmeier, ", n)
    }),
    text("countries", TAGS, |n| {
        repeated("Kazakhstan and Georgia, ", n)
    }),
    text("places", TAGS, |n| {
        repeated("Paris, Texas; London, Ontario; ", n)
    }),
    text("beginnings of names of countries", TAGS, |n| {
        repeated("United Republic of the ", n)
    }),
    text("quote marks", TAGS, |n| repeated("\"", n)),
    text("opening quote marks", TAGS, |n| repeated("“a ", n)),
    text("paragraphs with open quotes", TAGS, |n| {
        repeated("“The bridge opens now\n\n", n)
    }),
    text("quotes", TAGS, |n| {
        repeated("“The bridge is open,” said Ilse Brandmeier. ", n)
    }),
    text("quotes by pronoun", TAGS, |n| {
        repeated("“The bridge is open,” she said. ", n)
    }),
    text("apostrophes", TAGS, |n| repeated("'a 'b' ", n)),
    text("brackets", TAGS, |n| repeated("((", n)),
    text("About lines", TAGS, |n| {
        format!("{LEAD}\n\n{}", repeated("About Larnwick\n\n", n))
    }),
    html("About headings", TAGS, |n| {
        repeated("<h2>About Larnwick</h2>", n)
    }),
    text("contacts", TAGS, |n| {
        format!(
            "{LEAD}\n\n{}",
            repeated("Contact: Ilse Brandmeier, +49 555 0100\n\n", n)
        )
    }),
    text("contact headings", TAGS, |n| {
        format!("{LEAD}\n\n{}", repeated("Contact\n\n", n))
    }),
    text("release lines", TAGS, |n| {
        repeated("FOR IMMEDIATE RELEASE\n\n", n)
    }),
    text("embargo lines", TAGS, |n| {
        repeated("EMBARGOED UNTIL 5 April 2018\n\n", n)
    }),
    text("end marks", TAGS, |n| {
        format!("{LEAD}\n\n{}", repeated("###\n\n", n))
    }),
    html("Read more lines", TAGS, |n| {
        format!("<p>{LEAD}</p>{}", repeated("<p>Read more:</p>", n))
    }),
    text("colons", SIGNS / 4, |n| repeated("a: ", n)),
    text("addresses", TAGS, |n| {
        repeated("https://larnwick.example/a@b.c ", n)
    }),
    text("topic words", TAGS, |n| {
        repeated("climate change election football hospital ", n)
    }),
    text("damaged letters", TAGS, |n| repeated("â€™ Ð¿Ñ€ ", n)),
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
