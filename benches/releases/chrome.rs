//! What stands around a release on its page: menus, scripts, styles, drawings, banners, feet.

use super::names::{capitalised, programme};
use super::random::Random;
use super::release::{Release, Site};
use super::words::{ADJECTIVES, NOUNS, SUBJECTS};

const MENU: &[&str] = &[
    "About us",
    "Organisation",
    "Board",
    "History",
    "Careers",
    "News",
    "Press releases",
    "Speeches",
    "Photos",
    "Publications",
    "Annual report",
    "Statistics",
    "Services",
    "Forms",
    "Tenders",
    "Projects",
    "Research",
    "Contact",
    "Visit us",
    "Accessibility",
    "Newsletter",
    "Events",
    "Archive",
    "Laws and rules",
    "Open data",
    "Partners",
    "Regions",
    "Frequently asked questions",
    "Complaints",
    "Data protection",
    "Sitemap",
    "Media library",
];

/// Text that only scripts and styles of the site hold, always the same for one site.
pub struct Chrome {
    own: Random,
    html: String,
}

impl Chrome {
    /// The furniture of a site that is called by `purpose`.
    pub fn of(site: &Site, purpose: u64) -> Self {
        Self {
            own: Random::of(4, purpose, site.number),
            html: String::with_capacity(8192),
        }
    }

    pub fn done(self) -> String {
        self.html
    }

    fn noun(&mut self) -> &'static str {
        self.own.pick(NOUNS)
    }

    /// A menu in two levels of about this many entries.
    pub fn menu(mut self, class: &str, num: usize) -> Self {
        put!(
            self.html,
            "<nav class=\"{class}\" aria-label=\"Main\">\n<ul class=\"{class}__list menu level-1\">\n"
        );
        let mut left = num;
        while left > 0 {
            let below = self.own.within(3, 7).min(left);
            left -= below;
            let head = self.own.pick(MENU);
            let id = self.own.below(9000);
            put!(
                self.html,
                "<li class=\"{class}__item menu-item menu-item-{id} has-children\"><a href=\"/{}\" class=\"{class}__link\" aria-expanded=\"false\">{head}</a>\n<ul class=\"{class}__sub level-2\">\n",
                slug(head)
            );
            for at in 0..below {
                let entry = self.own.pick(MENU);
                let noun = self.noun();
                put!(
                    self.html,
                    "<li class=\"leaf menu-item-{}\"><a href=\"/{}/{}-{noun}\" title=\"\">{entry}</a></li>\n",
                    id + at + 1,
                    slug(head),
                    slug(entry)
                );
            }
            self.html.push_str("</ul></li>\n");
        }
        self.html.push_str("</ul>\n</nav>\n");
        self
    }

    /// A style sheet of this many rules.
    pub fn style(mut self, num: usize) -> Self {
        self.html.push_str("<style media=\"all\">\n");
        for _ in 0..num {
            let (noun, part) = (self.noun(), self.own.pick(ADJECTIVES));
            let (width, tint) = (self.own.within(4, 96), self.own.below(0xff_ffff));
            put!(
                self.html,
                ".{noun}-{part}>.{noun}__inner:hover,.{part} a::before{{display:flex;margin:0 {width}px;padding:{width}px 12px;color:#{tint:06x};border-radius:{}px}}\n",
                width / 3
            );
        }
        self.html.push_str("</style>\n");
        self
    }

    /// A script of this many statements.
    pub fn script(mut self, num: usize) -> Self {
        self.html.push_str(
            "<script>\n(function(w,d,u){'use strict';var q=w.dataLayer=w.dataLayer||[];\n",
        );
        for _ in 0..num {
            let (noun, other) = (self.noun(), self.noun());
            let number = self.own.below(100_000);
            put!(
                self.html,
                "if(d.querySelector('.{noun}-{other}')&&w.{noun}<{number}){{q.push({{'event':'{noun}.{other}','value':{number},'t':new Date().getTime()}});}}\n"
            );
        }
        self.html.push_str("})(window,document);\n</script>\n");
        self
    }

    /// The state of a page that a script draws, as one line of JSON.
    pub fn state(mut self, num: usize) -> Self {
        self.html
            .push_str("<script id=\"__STATE__\" type=\"application/json\">{\"props\":{\"menu\":[");
        for at in 0..num {
            let (noun, id) = (self.noun(), self.own.below(1 << 30));
            let comma = if at == 0 { "" } else { "," };
            put!(
                self.html,
                "{comma}{{\"id\":\"{id:08x}\",\"label\":\"{}\",\"href\":\"\\/{noun}\\/{id}\",\"children\":[],\"visible\":true}}",
                capitalised(noun)
            );
        }
        self.html
            .push_str("]},\"page\":\"/press/[slug]\",\"isFallback\":false}</script>\n");
        self
    }

    /// Drawings of this many paths each, in a row of links.
    pub fn icons(mut self, num: usize, num_paths: usize) -> Self {
        self.html.push_str("<ul class=\"social-links\">\n");
        for at in 0..num {
            let name = programme(&mut self.own).to_lowercase();
            put!(
                self.html,
                "<li><a href=\"https://{name}.example/share?n={at}\" rel=\"noopener\" class=\"icon icon--{name}\"><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"24\" height=\"24\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">"
            );
            for _ in 0..num_paths {
                let mut number = || self.own.below(2400) as f64 / 100.0;
                let (a, b, c, d) = (number(), number(), number(), number());
                put!(
                    self.html,
                    "<path d=\"M{a} {b}c-.{c} 0-1.1.9-{d} 2v{b}l{c} {a}h-{d}z\" fill=\"currentColor\"/>"
                );
            }
            put!(
                self.html,
                "</svg><span class=\"visually-hidden\">Share on {name}</span></a></li>\n"
            );
        }
        self.html.push_str("</ul>\n");
        self
    }

    /// A banner that asks for consent.
    pub fn consent(mut self) -> Self {
        self.html.push_str(
            "<div id=\"cookie-banner\" class=\"cookie-consent cookie-consent--bottom\" role=\"dialog\" aria-live=\"polite\">\n\
             <div class=\"cookie-consent__body\"><p>We use cookies to make this site work and, if you agree, to count visits. \
             You can change your choice at any time in our <a href=\"/privacy\">privacy notice</a>.</p></div>\n\
             <div class=\"cookie-consent__buttons\"><button type=\"button\" class=\"btn btn-primary\" data-consent=\"all\">Accept all</button>\
             <button type=\"button\" class=\"btn btn-secondary\" data-consent=\"none\">Only what is needed</button></div>\n</div>\n",
        );
        self
    }

    /// The field to search the site.
    pub fn search_form(mut self) -> Self {
        let id = self.own.below(9000);
        put!(
            self.html,
            "<form action=\"/search\" method=\"get\" role=\"search\" class=\"search-form search-form--{id}\"><div class=\"form-item form-type-textfield\">\
             <label class=\"element-invisible\" for=\"edit-search-{id}\">Search</label>\
             <input type=\"text\" id=\"edit-search-{id}\" name=\"q\" value=\"\" size=\"15\" maxlength=\"128\" class=\"form-text\" placeholder=\"Search this site\" autocomplete=\"off\" />\
             <input type=\"submit\" class=\"form-submit\" value=\"Search\" /></div></form>\n"
        );
        self
    }

    /// A comment that the publishing system left.
    pub fn note(mut self, num: usize) -> Self {
        self.html.push_str("<!-- ");
        for _ in 0..num {
            let (noun, id) = (self.noun(), self.own.below(99_999));
            put!(
                self.html,
                "BLOCK {noun}-{id} template=block--{noun}.tpl.php cached=1; "
            );
        }
        self.html.push_str("-->\n");
        self
    }

    /// The foot with its columns of links and its lines of law.
    pub fn footer(mut self, site: &Site, num: usize) -> Self {
        self.html.push_str("<footer class=\"site-footer\" role=\"contentinfo\">\n<div class=\"site-footer__columns row\">\n");
        for _ in 0..num {
            let subject = self.own.pick(SUBJECTS);
            put!(
                self.html,
                "<div class=\"col-md-3 col-sm-6\"><h2 class=\"footer-heading\">{}</h2><ul class=\"list-unstyled\">\n",
                subject.name
            );
            for thing in &subject.things[..5] {
                put!(
                    self.html,
                    "<li><a class=\"footer-link\" href=\"/{}/{}\">{}</a></li>\n",
                    slug(subject.name),
                    slug(thing),
                    capitalised(thing)
                );
            }
            self.html.push_str("</ul></div>\n");
        }
        let (number, code) = (self.own.within(1, 220), self.own.within(10_000, 99_999));
        put!(
            self.html,
            "</div>\n<address>{issuer}, {number} Quay Street, {code} {town}<br>Telephone +00 {code} {number}</address>\n\
             <p class=\"copyright\">© {issuer}. All rights reserved. <a href=\"/legal\">Legal notice</a> · <a href=\"/privacy\">Privacy</a></p>\n</footer>\n",
            issuer = site.issuer,
            town = site.town
        );
        self
    }
}

/// Links to other releases, of this release's own.
pub fn related(release: &Release, num: usize) -> String {
    let mut random = Random::of(4, 90, release.number);
    let mut html = String::from(
        "<aside class=\"related sidebar-block\">\n<h3 class=\"sidebar-title\">Related news</h3>\n<ul class=\"views-list\">\n",
    );
    for _ in 0..num {
        let subject = random.pick(SUBJECTS);
        let (thing, noun) = (random.pick(subject.things), random.pick(NOUNS));
        let (month, day) = (random.within(1, 12), random.within(1, 28));
        let year = release.day.year;
        put!(
            html,
            "<li class=\"views-row views-row-{month}\"><div class=\"views-field views-field-title\"><a href=\"/press/{year}/{}-{noun}\">{} {noun} in {}</a></div><span class=\"views-field-created date-display-single\">{day:02}.{month:02}.{year}</span></li>\n",
            slug(thing),
            capitalised(thing),
            programme(&mut random)
        );
    }
    html.push_str("</ul>\n</aside>\n");
    html
}

/// Letters and digits with hyphens between them.
fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    words.collect::<Vec<_>>().join("-").to_ascii_lowercase()
}
