//! The pages of five kinds of sites, as their publishing systems build them.

use super::chrome::{Chrome, related};
use super::release::Release;

/// The page of a release.
pub fn page(release: &Release) -> String {
    match release.site.number % 5 {
        0 => office(release),
        1 => newsroom(release),
        2 => application(release),
        3 => tables(release),
        _ => university(release),
    }
}

fn chrome(release: &Release, purpose: u64) -> Chrome {
    Chrome::of(&release.site, purpose)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

/// What the head of most pages says of the release.
fn metas(release: &Release) -> String {
    let site = &release.site;
    let headline = escaped(&release.headline);
    let (day, slug) = (release.day.iso(), release.slug());
    let about = escaped(&release.paragraphs[0]);
    format!(
        "<meta charset=\"utf-8\">\n<title>{headline} | {issuer}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"description\" content=\"{about}\">\n\
         <link rel=\"canonical\" href=\"https://{host}/press/{year}/{slug}\">\n\
         <meta property=\"og:title\" content=\"{headline}\">\n<meta property=\"og:type\" content=\"article\">\n\
         <meta property=\"og:site_name\" content=\"{issuer}\">\n<meta property=\"og:description\" content=\"{about}\">\n\
         <meta property=\"article:published_time\" content=\"{day}T09:30:00+00:00\">\n\
         <meta name=\"twitter:card\" content=\"summary\">\n<meta name=\"twitter:title\" content=\"{headline}\">\n\
         <link rel=\"stylesheet\" href=\"/assets/css/main.{number:x}.css\" media=\"all\">\n\
         <link rel=\"shortcut icon\" href=\"/assets/favicon.png\" type=\"image/png\">\n",
        issuer = site.issuer,
        host = site.host,
        year = release.day.year,
        number = site.number * 7919 + 4096,
    )
}

/// The body in paragraphs, the dateline before the first, a heading before some.
fn body(release: &Release) -> String {
    let mut html = String::new();
    for (at, paragraph) in release.paragraphs.iter().enumerate() {
        let text = escaped(paragraph);
        if at == 0 {
            put!(
                html,
                "<p><strong>{}</strong> – {text}</p>\n",
                escaped(&release.dateline)
            );
        } else {
            put!(html, "<p>{text}</p>\n");
        }
    }
    html
}

/// What stands below the body.
fn end(release: &Release) -> String {
    format!(
        "<p>###</p>\n<h3>About {issuer}</h3>\n<p>{about}</p>\n<h3>Contact</h3>\n<p>{name}<br>{issuer}<br><a href=\"mailto:{mail}\">{mail}</a></p>\n",
        issuer = release.site.issuer,
        about = escaped(&release.boilerplate),
        name = release.contact.whole(),
        mail = release.mail(),
    )
}

fn subhead(release: &Release, class: &str) -> String {
    let subhead = release.subhead.as_deref().map(escaped);
    subhead.map_or_else(String::new, |text| {
        format!("<p class=\"{class}\">{text}</p>\n")
    })
}

/// An office of a state: deep menus, blocks in blocks, notes of the publishing system.
fn office(release: &Release) -> String {
    let of = |purpose| chrome(release, purpose);
    let site = &release.site;
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\" prefix=\"og: http://ogp.me/ns# article: http://ogp.me/ns/article#\">\n<head>\n{metas}{script}{style}</head>\n\
         <body class=\"html not-front not-logged-in page-node node-type-press-release one-sidebar\">\n\
         <a id=\"skip-link\" href=\"#main-content\" class=\"element-invisible element-focusable\">Skip to main content</a>\n\
         <div class=\"l-page\"><div class=\"l-header-wrapper\"><header class=\"l-header\" role=\"banner\">\n\
         <a href=\"/\" title=\"{issuer}\" rel=\"home\" class=\"site-branding__logo\"><img src=\"/logo.png\" alt=\"{issuer}\"></a>\n{search}{menu}{note}</header></div>\n\
         <div class=\"l-main\"><div class=\"breadcrumb\"><a href=\"/\">Home</a> » <a href=\"/press\">Press</a> » <a href=\"/press/{year}\">{year}</a></div>\n{icons}\
         <a id=\"main-content\"></a>\n<article class=\"node node--press-release view-mode-full\" role=\"article\">\n<h1 id=\"node-title\">{headline}</h1>\n{subhead}\
         <div class=\"field field--name-field-pr-date field--type-date\"><div class=\"field__items\"><span class=\"date-display-single\" content=\"{iso}T00:00:00+00:00\">{day}</span></div></div>\n\
         <div class=\"field field--name-field-pr-body field--type-text-long\"><div class=\"field__items\"><div class=\"field__item even\">\n{body}{end}</div></div></div>\n\
         <div class=\"field field--name-field-pr-topic field--label-above\"><div class=\"field__label\">Topic:</div><div class=\"field__items\"><a href=\"/topics/{topic}\">{topic}</a></div></div>\n</article>\n\
         </div><div class=\"l-sidebar\">{related}{side}</div>\n{footer}</div>\n{late}</body>\n</html>\n",
        metas = metas(release),
        script = of(1).script(18).done(),
        style = of(2).style(12).done(),
        issuer = site.issuer,
        search = of(3).search_form().done(),
        menu = of(4).menu("nice-menu", 58).done(),
        note = of(5).note(26).done(),
        icons = of(6).icons(5, 2).done(),
        year = release.day.year,
        headline = escaped(&release.headline),
        subhead = subhead(release, "field--name-subtitle"),
        iso = release.day.iso(),
        day = release.day.long(),
        body = body(release),
        end = end(release),
        topic = release.subject.name,
        related = related(release, 10),
        side = of(7).menu("block-menu", 14).note(14).done(),
        footer = of(8).footer(site, 4).done(),
        late = of(9).script(12).done(),
    )
}

/// A newsroom of a company: styles in the page, JSON-LD, drawings, a letter to subscribe to.
fn newsroom(release: &Release) -> String {
    let of = |purpose| chrome(release, purpose);
    let site = &release.site;
    let headline = escaped(&release.headline);
    let json = serde_json::json!({
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": release.headline,
        "datePublished": release.day.iso(), "author": {"@type": "Organization", "name": site.issuer},
        "publisher": {"@type": "Organization", "name": site.issuer, "logo": {"@type": "ImageObject", "url": "/logo.svg"}},
        "description": release.paragraphs[0],
    });
    format!(
        "<!doctype html>\n<html lang=\"en-US\" class=\"no-js\">\n<head>\n{metas}<script type=\"application/ld+json\">{json}</script>\n{style}{script}</head>\n\
         <body class=\"post-template-default single single-post postid-{id} single-format-standard wp-embed-responsive\">\n<div id=\"page\" class=\"site\">\n\
         <header id=\"masthead\" class=\"site-header\"><div class=\"site-branding\"><p class=\"site-title\"><a href=\"/\" rel=\"home\">{issuer}</a></p></div>\n{menu}</header>\n\
         <main id=\"primary\" class=\"site-main\"><article id=\"post-{id}\" class=\"post-{id} post type-post status-publish format-standard hentry category-press\">\n\
         <header class=\"entry-header\"><h1 class=\"entry-title\">{headline}</h1>\n{subhead}<div class=\"entry-meta\"><span class=\"posted-on\">Posted on <a href=\"#\" rel=\"bookmark\"><time class=\"entry-date published\" datetime=\"{iso}T09:30:00+00:00\">{day}</time></a></span><span class=\"byline\"> by <a class=\"url fn n\" href=\"/author/press\">Press office</a></span></div>{icons}</header>\n\
         <div class=\"entry-content\">\n{body}{end}</div>\n\
         <footer class=\"entry-footer\"><span class=\"cat-links\">Posted in <a href=\"/category/press\" rel=\"category tag\">{topic}</a></span></footer></article>\n\
         <section class=\"newsletter-signup widget\"><h2 class=\"widget-title\">Stay informed</h2><form method=\"post\"><p>Get our news by mail, once a week.</p><input type=\"email\" name=\"email\" placeholder=\"Your address\"><button type=\"submit\" class=\"btn\">Subscribe</button></form></section>\n\
         {related}</main>\n{footer}</div>\n{consent}{late}</body></html>\n",
        metas = metas(release),
        style = of(1).style(38).done(),
        script = of(2).script(16).done(),
        id = release.number + 1000,
        issuer = site.issuer,
        menu = of(3).menu("main-navigation", 30).done(),
        subhead = subhead(release, "entry-subtitle"),
        iso = release.day.iso(),
        day = release.day.long(),
        icons = of(4).icons(6, 5).done(),
        body = body(release),
        end = end(release),
        topic = release.subject.name,
        related = related(release, 8),
        footer = of(5).footer(site, 3).done(),
        consent = of(6).consent().done(),
        late = of(7).script(14).done(),
    )
}

/// A page that a script draws: its state in one long line, classes that no one reads.
fn application(release: &Release) -> String {
    let of = |purpose| chrome(release, purpose);
    let site = &release.site;
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head>{metas}{style}</head><body><div id=\"__next\"><div class=\"css-1k3f9 e1a2b\"><header class=\"css-9x2 header\"><div class=\"css-0 container\">{icons}{menu}</div></header>\
         <main class=\"css-77d main-content\" id=\"content\"><div class=\"css-4q1 grid\"><div class=\"css-12w grid__col\"><nav class=\"css-bc breadcrumbs\" aria-label=\"Breadcrumb\"><ol><li><a href=\"/\">Home</a></li><li><a href=\"/press\">Newsroom</a></li></ol></nav>\
         <span class=\"css-tag tag\">{topic}</span><h1 class=\"css-h1 headline\">{headline}</h1>{subhead}<div class=\"css-dt publish-date\">{day}</div><div class=\"css-rt rich-text article-body\">{body}{end}</div></div>\
         <div class=\"css-3w grid__col\">{related}</div></div></main>{footer}</div>{consent}</div>{state}{script}</body></html>",
        metas = metas(release),
        style = of(1).style(30).done(),
        icons = of(2).icons(8, 4).done(),
        menu = of(3).menu("css-nav", 34).done(),
        topic = release.subject.name,
        headline = escaped(&release.headline),
        subhead = subhead(release, "css-sub standfirst"),
        day = release.day.long(),
        body = body(release),
        end = end(release),
        related = related(release, 9),
        footer = of(4).footer(site, 3).done(),
        consent = of(5).consent().done(),
        state = of(6).state(42).done(),
        script = of(7).script(10).done(),
    )
}

/// An old page: tables in tables, fonts, no heading, menus at the left.
fn tables(release: &Release) -> String {
    let of = |purpose| chrome(release, purpose);
    let site = &release.site;
    let mut text = String::new();
    for (at, paragraph) in release.paragraphs.iter().enumerate() {
        let before = if at == 0 {
            format!("{} – ", release.dateline)
        } else {
            String::new()
        };
        put!(
            text,
            "<P><FONT FACE=\"Arial, Helvetica\" SIZE=\"2\">{}{}</FONT></P>\n",
            escaped(&before),
            escaped(paragraph)
        );
    }
    format!(
        "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\">\n<HTML>\n<HEAD>\n<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=utf-8\">\n<TITLE>{issuer} - {headline}</TITLE>\n{script}{style}</HEAD>\n\
         <BODY BGCOLOR=\"#FFFFFF\" TEXT=\"#000000\" LINK=\"#003399\" TOPMARGIN=\"0\">\n<TABLE WIDTH=\"760\" BORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR><TD COLSPAN=\"3\"><IMG SRC=\"/images/banner.gif\" WIDTH=\"760\" HEIGHT=\"90\" ALT=\"{issuer}\"></TD></TR>\n\
         <TR><TD WIDTH=\"150\" VALIGN=\"top\" BGCOLOR=\"#E6ECF5\">{menu}{search}</TD>\n<TD WIDTH=\"460\" VALIGN=\"top\"><TABLE WIDTH=\"100%\" CELLPADDING=\"8\"><TR><TD>\n\
         <P ALIGN=\"center\"><FONT FACE=\"Arial, Helvetica\" SIZE=\"1\">PRESS RELEASE</FONT></P>\n<P><FONT FACE=\"Arial, Helvetica\" SIZE=\"4\"><B>{headline}</B></FONT></P>\n{subhead}{text}{end}<HR>\n\
         <FONT SIZE=\"1\"><A HREF=\"javascript:window.print()\">Print this page</A> | <A HREF=\"#top\">Top</A></FONT></TD></TR></TABLE></TD>\n\
         <TD WIDTH=\"150\" VALIGN=\"top\">{related}{side}</TD></TR></TABLE>\n{note}{footer}{late}</BODY>\n</HTML>\n",
        issuer = site.issuer,
        headline = escaped(&release.headline),
        script = of(1).script(24).done(),
        style = of(2).style(14).done(),
        menu = of(3).menu("navbar", 46).done(),
        search = of(4).search_form().done(),
        subhead = subhead(release, "sub"),
        end = end(release),
        related = related(release, 12),
        side = of(5).menu("links", 24).done(),
        note = of(6).note(40).done(),
        footer = of(7).footer(site, 3).done(),
        late = of(8).script(26).done(),
    )
}

/// A university: a side menu, pictures with captions, keywords below the text.
fn university(release: &Release) -> String {
    let of = |purpose| chrome(release, purpose);
    let site = &release.site;
    let headline = escaped(&release.headline);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\" itemscope itemtype=\"https://schema.org/WebPage\">\n<head>\n{metas}<meta name=\"dcterms.date\" content=\"{iso}\"><meta name=\"keywords\" content=\"{topic}, {issuer}\">\n{style}</head>\n<body class=\"page page--news\">\n{consent}\
         <div class=\"wrapper\"><header class=\"page-header\"><div class=\"page-header__top\">{search}{icons}</div>{menu}</header>\n\
         <div class=\"row content-row\"><div class=\"col-lg-3 side-navigation\">{side}</div>\n<section class=\"col-lg-9 news-detail\" itemprop=\"mainContentOfPage\">\n\
         <p class=\"news-detail__kicker\">{topic} · <time datetime=\"{iso}\">{day}</time></p>\n<h1 class=\"news-detail__title\" itemprop=\"headline\">{headline}</h1>\n{subhead}\
         <figure class=\"news-detail__image\"><img src=\"/img/{number}.jpg\" srcset=\"/img/{number}-480.jpg 480w, /img/{number}-960.jpg 960w, /img/{number}-1440.jpg 1440w\" sizes=\"(min-width: 960px) 720px, 100vw\" alt=\"\" loading=\"lazy\"><figcaption>Photo: {issuer}</figcaption></figure>\n\
         <div class=\"news-detail__text\" itemprop=\"articleBody\">\n{body}{end}</div>\n<ul class=\"tag-list\"><li><a href=\"/tags/{topic}\">{topic}</a></li></ul>\n</section></div>\n{related}{footer}</div>\n{script}{note}</body>\n</html>\n",
        metas = metas(release),
        iso = release.day.iso(),
        topic = release.subject.name,
        issuer = site.issuer,
        style = of(1).style(34).done(),
        consent = of(2).consent().done(),
        search = of(3).search_form().done(),
        icons = of(4).icons(6, 3).done(),
        menu = of(5).menu("mega-menu", 40).done(),
        side = of(6).menu("side-menu", 16).done(),
        day = release.day.long(),
        subhead = subhead(release, "news-detail__lead lead"),
        number = release.number,
        body = body(release),
        end = end(release),
        related = related(release, 8),
        footer = of(7).footer(site, 4).done(),
        script = of(8).script(24).done(),
        note = of(9).note(12).done(),
    )
}
