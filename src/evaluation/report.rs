//! The page about an evaluation: one file that needs nothing but a browser, for a person
//! of the office. What it says, in which order, and how each chart is read.

use super::chart;
use super::curves::{Bin, Point, Share, coverage, reliability};
use super::markup::{Element, element};
use super::tables;
use super::tally::{Evaluation, Tally};
use crate::clock::Date;

/// What was evaluated, as the page's head says it.
pub struct About<'a> {
    /// The file of questions.
    pub file: &'a str,
    /// The version of the knowledge.
    pub knowledge: &'a str,
    /// The day.
    pub on: Date,
    /// The title of a topic, if there is such a topic.
    pub title: &'a dyn Fn(&str) -> Option<String>,
}

/// The page.
pub fn page(about: &About<'_>, evaluation: &Evaluation) -> String {
    let head = element("head")
        .put(element("meta").with("charset", "utf-8"))
        .put(element("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"))
        .put(element("meta").with("name", "color-scheme").with("content", "light dark"))
        .put(element("title").text("Tanya: how it answered ").quote(about.file))
        .put(element("style").style_sheet(include_str!("report.css")));
    let main = element("main")
        .put(title(about, &evaluation.all))
        .put(figures(&evaluation.all))
        .put(outcomes(&evaluation.all))
        .put(charts(evaluation))
        .all(lists(about, evaluation))
        .put(words_used());
    let html = element("html").with("lang", "en").put(head).put(element("body").put(main));
    format!("<!doctype html>\n{html}\n")
}

/// A share as people read it: near none and near all it is not rounded to none or all.
pub(super) fn percent(share: Option<f64>) -> String {
    let Some(percent) = share.map(|share| 100.0 * share) else { return "–".to_owned() };
    let near_an_end = (percent > 0.0 && percent < 1.0) || (percent > 99.0 && percent < 100.0);
    format!("{percent:.*}\u{a0}%", usize::from(near_an_end))
}

fn title(about: &About<'_>, all: &Tally) -> Element {
    let said = format!("Held against {} questions", all.questions());
    let source = element("p")
        .class("source")
        .put(element("span").quote(about.file))
        .text(format!(", on {}, with version ", about.on))
        .put(element("code").quote(about.knowledge))
        .text(" of the knowledge");
    let kinds = format!(
        "{} of them have an answer in the knowledge. The other {} have none, and should become a ticket for a person.",
        all.asked, all.outside
    );
    element("header")
        .put(element("p").class("kicker").text("Tanya: how it answered"))
        .put(element("h1").text(said))
        .put(source)
        .put(element("p").class("lead").text(kinds))
}

fn figures(all: &Tally) -> Element {
    let helped = all.answered_right + all.offered_right;
    let given = [
        (all.answered_right, all.asked, "of the questions that have an answer got it, at once"),
        (helped, all.asked, "of them got it at once or could tap it on a button"),
        (all.answered_right, all.answers(), "of the answers given were right"),
        (all.silent, all.outside, "of the questions without an answer were left to a person"),
    ];
    element("section").class("figures").all(given.map(|(part, of, words)| figure(Share { part, of }, words)))
}

fn figure(share: Share, words: &str) -> Element {
    let Share { part, of } = share;
    let range = share.range().map(|(low, high)| {
        let range = format!("{:.0}\u{a0}to\u{a0}{}", 100.0 * low, percent(Some(high)));
        format!("{part} of {of}; among many more such questions, {range}")
    });
    element("div")
        .put(element("b").text(percent(share.value())))
        .put(element("p").text(words))
        .put(element("small").text(range.unwrap_or_else(|| "there were none".to_owned())))
}

fn outcomes(all: &Tally) -> Element {
    let known = [
        ("right", "answered right", all.answered_right),
        ("near", "buttons, the right one among them", all.offered_right),
        ("far", "buttons, none of them right", all.offered_wrong),
        ("ticket", "a ticket", all.tickets()),
        ("wrong", "answered wrong", all.answered_wrong),
    ];
    let unknown = [
        ("right", "a ticket, as it should be", all.outside_tickets()),
        ("far", "buttons", all.outside_offered),
        ("wrong", "answered all the same", all.unfounded()),
    ];
    section("What became of them")
        .put(outcome(format!("{} questions that have an answer", all.asked), &known))
        .put(outcome(format!("{} questions that have none", all.outside), &unknown))
}

fn outcome(heading: String, parts: &[(&'static str, &str, usize)]) -> Element {
    let widths: Vec<(&'static str, usize)> = parts.iter().map(|(class, _, count)| (*class, *count)).collect();
    let legend = parts.iter().map(|(class, words, count)| {
        element("li").put(element("i").class(class)).put(element("b").text(count)).text(" ").text(words)
    });
    element("div")
        .class("outcome")
        .put(element("h3").text(heading))
        .put(chart::bar(&widths))
        .put(element("ul").class("legend").all(legend))
}

fn charts(evaluation: &Evaluation) -> Element {
    let all = &evaluation.all;
    let bins = reliability(&evaluation.judged);
    let answers = Share { part: all.answered_right, of: all.answers() };
    let answered = Share { part: all.answers(), of: all.questions() };
    let stands =
        answered.value().zip(answers.value()).map(|(coverage, precision)| Point { coverage, precision });
    let answerable = Share { part: all.asked, of: all.questions() }.value();
    let trust = element("figure")
        .put(element("h2").text("Can its sureness be trusted?"))
        .put(chart::reliability(&bins))
        .put(bins_table(&bins))
        .put(caption(
            "Questions are put into ten bins by how sure the program was of its best topic. A dot on the dashed \
             line keeps what it promises. Above the line the program is more careful than it need be, which is \
             meant, as a wrong answer harms more than a ticket; below it is too sure. The thin line is where the \
             dot could lie by chance. The bars count the questions.",
        ));
    let trade = element("figure")
        .put(element("h2").text("Would more answers be worse answers?"))
        .put(chart::coverage(&coverage(&evaluation.judged), stands, answerable))
        .put(caption(
            "From left to right the program would answer more questions, the surest first. The height says how \
             many of these answers would be right. The ring is where it stands now. Right of the dashed line \
             more answers must be wrong, since not more questions have one.",
        ));
    element("div").class("pair").put(trust).put(trade)
}

fn caption(words: &str) -> Element {
    element("figcaption").text(words)
}

fn bins_table(bins: &[Bin]) -> Element {
    let row = |head: &'static str, cells: Vec<String>| {
        let cells = cells.into_iter().map(|cell| element("td").class("n").text(cell));
        element("tr").put(element("th").with("scope", "row").text(head)).all(cells)
    };
    let filled: Vec<&Bin> = bins.iter().filter(|bin| bin.observed.of > 0).collect();
    let each = |show: fn(&Bin) -> String| filled.iter().map(|bin| show(bin)).collect();
    element("div").class("wide").put(
        element("table")
            .class("bins")
            .put(row("questions", each(|bin| bin.observed.of.to_string())))
            .put(row("predicted, %", each(|bin| format!("{:.0}", 100.0 * bin.predicted))))
            .put(row(
                "right, %",
                each(|bin| format!("{:.0}", 100.0 * bin.observed.value().unwrap_or_default())),
            )),
    )
}

fn lists(about: &About<'_>, evaluation: &Evaluation) -> Vec<Element> {
    let (pairs, worst, wrong) = (evaluation.confusions(), evaluation.worst(), evaluation.wrong());
    let styles = evaluation.styles.iter().map(|(name, tally)| (name.as_str(), tally));
    let langs = evaluation.langs.iter().map(|(name, tally)| (name.as_str(), tally));
    let unsure = "Taken for another topic, also where the program was not sure enough to say so.";
    let mut lists = vec![
        list("Answered wrong", "The surest first.", wrong.len(), || tables::wrong(about, evaluation)),
        list("What was taken for what", unsure, pairs.len(), || tables::confusions(about, &pairs)),
        list("Topics that went worst", "With few questions a share says little.", worst.len(), || {
            tables::worst(about, &worst)
        }),
        section("By style").put(tables::kinds("style", styles)),
    ];
    if !evaluation.langs.is_empty() {
        lists.push(section("By language").put(tables::kinds("language", langs)));
    }
    lists
}

/// A section with its list, or with the good news that the list is empty.
fn list(heading: &'static str, words: &'static str, rows: usize, table: impl FnOnce() -> Element) -> Element {
    let section = section(heading);
    if rows == 0 {
        return section.put(element("p").class("note").text("None."));
    }
    section.put(element("p").class("note").text(words)).put(table())
}

fn section(heading: &'static str) -> Element {
    element("section").put(element("h2").text(heading))
}

fn words_used() -> Element {
    let words = [
        ("asked", "questions that a topic of the knowledge answers"),
        ("outside", "questions that no topic answers"),
        ("came first", "the right topic was the program's best guess, said or not"),
        ("answered right, wrong", "answered at once, with the right topic or another"),
        ("buttons", "the program asked which of up to three topics is meant"),
        ("ticket", "the question is handed to a person"),
        ("left alone", "not answered: a ticket or buttons"),
    ];
    let entries =
        words.into_iter().flat_map(|(word, meaning)| [element("dt").text(word), element("dd").text(meaning)]);
    element("footer").put(element("h2").text("The words")).put(element("dl").all(entries))
}
