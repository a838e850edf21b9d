//! The tables of the page: of each at most so many rows, and how many are left out.

use super::markup::{Element, element};
use super::question::{Judged, NOTHING};
use super::report::{About, percent};
use super::tally::{Confusion, Evaluation, Tally};

/// Rows of a table, at most.
const ROWS: usize = 25;
/// Wrong answers, at most: they are what a reader came for.
const WRONG: usize = 200;

/// Labels and what they were taken for.
pub(super) fn confusions(about: &About<'_>, pairs: &[Confusion<'_>]) -> Element {
    let row = |pair: &Confusion<'_>| {
        element("tr")
            .put(cell(number(pair.times)))
            .put(element("td").put(topic(about, pair.label)))
            .put(element("td").put(topic(about, pair.taken_for)))
            .put(element("td").class("question").quote(pair.example))
    };
    table(&[("times", "n"), ("what it is", ""), ("taken for", ""), ("for example", "")], pairs, ROWS, row)
}

/// The topics that went worst.
pub(super) fn worst(about: &About<'_>, topics: &[(&str, &Tally)]) -> Element {
    let row = |(label, tally): &(&str, &Tally)| {
        element("tr")
            .put(element("td").put(topic(about, label)))
            .put(cell(number(tally.asked)))
            .put(share(tally.first, tally.asked))
            .put(share(tally.answered_right, tally.asked))
    };
    let head = [("topic", ""), ("asked", "n"), ("came first", "n"), ("answered right", "n")];
    table(&head, topics, ROWS, row)
}

/// How the questions of each kind went.
pub(super) fn kinds<'t>(
    kind: &'static str,
    tallies: impl IntoIterator<Item = (&'t str, &'t Tally)>,
) -> Element {
    let row = |(name, tally): &(&str, &Tally)| {
        element("tr")
            .put(element("th").with("scope", "row").quote(name))
            .put(cell(number(tally.asked)))
            .put(share(tally.first, tally.asked))
            .put(share(tally.answered_right, tally.asked))
            .put(share(tally.answered_wrong, tally.asked))
            .put(cell(number(tally.outside)))
            .put(share(tally.silent, tally.outside))
    };
    let head = [
        (kind, ""),
        ("asked", "n"),
        ("came first", "n"),
        ("answered right", "n"),
        ("answered wrong", "n"),
        ("outside", "n"),
        ("left alone", "n"),
    ];
    table(&head, &tallies.into_iter().collect::<Vec<_>>(), ROWS, row)
}

/// The questions that were answered wrong.
pub(super) fn wrong(about: &About<'_>, evaluation: &Evaluation) -> Element {
    let row = |one: &&Judged| {
        element("tr")
            .put(cell(percent(Some(one.score))))
            .put(element("td").class("question").quote(&one.question))
            .put(element("td").put(topic(about, &one.label)))
            .put(element("td").put(topic(about, one.answer.as_deref().unwrap_or(NOTHING))))
    };
    let head = [("sure", "n"), ("question", ""), ("what it is", ""), ("answered with", "")];
    table(&head, &evaluation.wrong(), WRONG, row)
}

/// A topic by its title and its id; a label may be anything.
fn topic(about: &About<'_>, label: &str) -> Element {
    if label == NOTHING {
        return element("em").text("nothing we answer");
    }
    match (about.title)(label) {
        Some(title) => element("span").class("topic").quote(&title).put(element("code").quote(label)),
        None => element("code").quote(label),
    }
}

fn table<T>(
    head: &[(&'static str, &'static str)],
    rows: &[T],
    most: usize,
    row: impl Fn(&T) -> Element,
) -> Element {
    let heads = head.iter().map(|(name, class)| element("th").with("scope", "col").class(class).text(name));
    let body = element("tbody").all(rows.iter().take(most).map(row));
    let table = element("table").put(element("thead").put(element("tr").all(heads))).put(body);
    let left = rows.len().saturating_sub(most);
    let more = (left > 0).then(|| element("p").class("more").text(format!("and {left} more")));
    element("div").class("wide").put(table).all(more)
}

fn cell(text: String) -> Element {
    element("td").class("n").text(text)
}

fn number(count: usize) -> String {
    if count == 0 { "–".to_owned() } else { count.to_string() }
}

/// A share with a bar as long as it is behind it.
fn share(part: usize, of: usize) -> Element {
    if of == 0 {
        return cell("–".to_owned());
    }
    let share = part as f64 / of as f64;
    cell(percent(Some(share))).with("style", format!("--share:{:.0}%", 100.0 * share))
}
