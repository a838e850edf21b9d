//! *Today*: how many questions there were, what became of them, and what people thought of
//! the answers. `docs/figures.md` defines each number. Counts alone, by ids of the
//! knowledge.

use axum::extract::{Query, State};
use maud::{Markup, html};
use serde::Deserialize;

use crate::analytics::{By, Numbers, Period, Row, Table, Thumbs};
use crate::clock::Date;
use crate::l10n::Words;
use crate::lang::Lang;
use crate::web::chart::{Bar, bars};
use crate::web::page::Page;
use crate::web::request::Signed;
use crate::web::widgets::{empty, table, tile};
use crate::web::{Reply, Web};

/// The periods that one can look at, in days.
const SPANS: [(u16, &str); 3] = [(1, "web-today-day"), (7, "web-today-week"), (30, "web-today-month")];
/// The days of the chart.
const COURSE: u16 = 30;
/// Topics that are called the least liked, and the fewest thumbs that say so.
const WORST: usize = 5;
const FEWEST: u64 = 3;

/// What one looks at.
#[derive(Deserialize)]
pub struct Span {
    #[serde(default)]
    days: Option<u16>,
}

/// The page, for admins.
pub async fn show(State(web): State<Web>, signed: Signed, Query(span): Query<Span>) -> Reply {
    signed.admins_only()?;
    let (words, today) = (signed.words(), signed.now.date());
    let wanted = SPANS.iter().find(|(days, _)| Some(*days) == span.days);
    let (days, _) = *wanted.unwrap_or(&SPANS[0]);
    let period = Period::of(days, today);
    let course = web.table(By::Day, Period::of(COURSE, today)).await?;
    let topics = web.table(By::Topic, period).await?;
    let before = web.table(By::Language, period.before()).await?.total;
    let programmes = web.table(By::Programme, period).await?;
    let languages = web.table(By::Language, period).await?;
    let body = html! {
        (spans(words, days))
        section #figures data-live {
            dl.tiles { (tiles(words, &topics.total.numbers, &before.numbers)) }
            (meaning(words))
            h2 { (words.say("web-today-course")) }
            (drawn(words, &course))
            h2 { (words.say("web-today-programmes")) }
            (by(&signed, &programmes))
            h2 { (words.say("web-today-languages")) }
            (by(&signed, &languages))
            h2 { (words.say("web-today-thumbs")) }
            (liked(words, &topics))
        }
        h2 { (words.say("web-today-export")) }
        (export(words, period))
    };
    Page::new(words.say("web-today")).body(&signed, body)
}

fn spans(words: Words<'_>, shown: u16) -> Markup {
    html! {
        nav.choices aria-label=(words.say("web-today-spans")) {
            @for (days, word) in SPANS {
                a href={ "/today?days=" (days) } aria-current=[(days == shown).then_some("true")] { (words.say(word)) }
            }
        }
    }
}

/// One of the six numbers.
struct Figure {
    name: &'static str,
    means: &'static str,
    of: fn(&Numbers) -> u64,
}

/// The six numbers, in their order.
const FIGURES: [Figure; 6] = [
    Figure { name: "web-figure-asked", means: "web-figure-asked-means", of: |all| all.asked },
    Figure { name: "web-figure-answered", means: "web-figure-answered-means", of: |all| all.answered },
    Figure { name: "web-figure-unsure", means: "web-figure-unsure-means", of: |all| all.unsure },
    Figure { name: "web-figure-none", means: "web-figure-none-means", of: |all| all.none_of_these },
    Figure { name: "web-figure-ticketed", means: "web-figure-ticketed-means", of: |all| all.ticketed },
    Figure { name: "web-figure-again", means: "web-figure-again-means", of: |all| all.again },
];

/// The six numbers, each with its change.
fn tiles(words: Words<'_>, now: &Numbers, before: &Numbers) -> Markup {
    html! {
        @for Figure { name, of, .. } in FIGURES {
            (tile(&words.say(name), &whole(words, of(now)), &change(words, of(now), of(before))))
        }
    }
}

fn change(words: Words<'_>, now: u64, before: u64) -> String {
    let number = words.number(i64::try_from(now.abs_diff(before)).unwrap_or(i64::MAX));
    let sign = match now.cmp(&before) {
        std::cmp::Ordering::Less => "−",
        std::cmp::Ordering::Equal => "±",
        std::cmp::Ordering::Greater => "+",
    };
    words.fill("web-today-change", &[("change", (&format!("{sign}{number}")).into())])
}

fn meaning(words: Words<'_>) -> Markup {
    html! {
        details {
            summary { (words.say("web-today-meaning")) }
            p.soft { (words.say("web-today-before")) }
            dl.facts {
                @for Figure { name, means, .. } in FIGURES { dt { (words.say(name)) } dd { (words.say(means)) } }
            }
        }
    }
}

/// Questions of each day: answered, unsure, and neither.
fn drawn(words: Words<'_>, course: &Table) -> Markup {
    const PARTS: [(&str, &str); 3] = [
        ("answered", "web-figure-answered"),
        ("unsure", "web-figure-unsure"),
        ("neither", "web-figure-neither"),
    ];
    let bar = |row: &Row| {
        let Numbers { asked, answered, unsure, unknown, person, .. } = row.numbers;
        let asked = i64::try_from(asked).unwrap_or(i64::MAX);
        let title =
            words.fill("web-today-bar", &[("day", (&day(words, row)).into()), ("asked", asked.into())]);
        Bar { title, parts: [answered, unsure, unknown + person] }
    };
    let drawn: Vec<Bar<3>> = course.rows.iter().map(bar).collect();
    let (top, svg) = bars(&drawn, PARTS.map(|(class, _)| class), &words.say("web-today-course"));
    html! {
        figure {
            ul.legend { @for (class, word) in PARTS { li class=(class) { (words.say(word)) } } }
            p.top.soft aria-hidden="true" { (whole(words, top)) }
            (svg)
            p.ends.soft aria-hidden="true" {
                span { (words.date(course.period.from)) } span { (words.date(course.period.to)) }
            }
        }
        details {
            summary { (words.say("web-today-table")) }
            (numbers(words, &words.say("web-figure-day"), course.rows.iter().rev().map(|row| (day(words, row), row))))
        }
    }
}

fn day(words: Words<'_>, row: &Row) -> String {
    row.key.as_deref().and_then(|day| day.parse().ok()).map_or(String::new(), |day: Date| words.date(day))
}

fn by(signed: &Signed, table: &Table) -> Markup {
    let words = signed.words();
    if table.rows.is_empty() {
        return empty(&words.say("web-today-nothing"));
    }
    let (head, name): (_, fn(&Signed, Option<&str>) -> String) = match table.by {
        By::Programme => {
            ("web-figure-programme", |signed, key| signed.words().programme(&signed.knowledge.faq, key))
        }
        _ => ("web-figure-language", |signed, key| language(signed.words(), key)),
    };
    numbers(words, &words.say(head), table.rows.iter().map(|row| (name(signed, row.key.as_deref()), row)))
}

fn language(words: Words<'_>, code: Option<&str>) -> String {
    match code.and_then(Lang::from_code) {
        Some(Lang::Id) => words.say("web-in-language-id"),
        Some(Lang::En) => words.say("web-in-language-en"),
        None => String::new(),
    }
}

/// Rows of the six numbers.
fn numbers<'r>(words: Words<'_>, head: &str, rows: impl Iterator<Item = (String, &'r Row)>) -> Markup {
    let heads = FIGURES.map(|figure| words.say(figure.name));
    let columns: Vec<String> = std::iter::once(head.to_owned()).chain(heads).collect();
    let cells = rows.map(|(name, row)| {
        let counts = FIGURES.map(|figure| html! { (whole(words, (figure.of)(&row.numbers))) });
        std::iter::once(html! { (name) }).chain(counts).collect()
    });
    table(head, &columns, &cells.collect::<Vec<Vec<Markup>>>())
}

/// What people thought of the answers, and of which they thought least.
fn liked(words: Words<'_>, topics: &Table) -> Markup {
    let all = topics.total.thumbs.unwrap_or_default();
    let Some(share) = all.share() else { return empty(&words.say("web-today-no-thumbs")) };
    let worst = topics.worst(FEWEST, WORST);
    let columns =
        ["web-figure-topic", "web-figure-share", "web-figure-good", "web-figure-bad"].map(|id| words.say(id));
    let row = |row: &&Row| {
        let topic = row.key.as_deref().unwrap_or_default();
        let thumbs: Thumbs = row.thumbs.unwrap_or_default();
        vec![
            html! { a href={ "/topics/" (topic) } { (words.title(topic)) } },
            html! { (percent(thumbs.share().unwrap_or_default())) },
            html! { (whole(words, thumbs.good)) },
            html! { (whole(words, thumbs.bad)) },
        ]
    };
    html! {
        dl.tiles {
            (tile(&words.say("web-figure-share"), &percent(share), ""))
            (tile(&words.say("web-figure-good"), &whole(words, all.good), ""))
            (tile(&words.say("web-figure-bad"), &whole(words, all.bad), ""))
        }
        h3 { (words.say("web-today-worst")) }
        @if worst.is_empty() { (empty(&words.say("web-today-no-worst"))) } @else {
            (table(&words.say("web-today-worst"), &columns, &worst.iter().map(row).collect::<Vec<_>>()))
        }
    }
}

fn whole(words: Words<'_>, count: u64) -> String {
    words.number(i64::try_from(count).unwrap_or(i64::MAX))
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// The form that takes the figures along.
fn export(words: Words<'_>, period: Period) -> Markup {
    let rows = [
        (By::Day, "web-figure-day"),
        (By::Programme, "web-figure-programme"),
        (By::Language, "web-figure-language"),
        (By::Topic, "web-figure-topic"),
    ];
    html! {
        form.fields method="get" action="/figures" {
            label for="from" { (words.say("web-today-from")) }
            input #from type="date" name="from" value=(period.from) required;
            label for="to" { (words.say("web-today-to")) }
            input #to type="date" name="to" value=(period.to) required;
            label for="by" { (words.say("web-today-by")) }
            select #by name="by" { @for (by, word) in rows { option value=(by.code()) { (words.say(word)) } } }
            div.buttons {
                button type="submit" name="as" value="csv" { (words.say("web-today-csv")) }
                button type="submit" name="as" value="json" { (words.say("web-today-json")) }
            }
        }
    }
}
