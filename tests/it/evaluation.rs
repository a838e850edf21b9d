//! The page of `tanya eval --html`: its figures, its curves, and that nothing in a file of
//! questions can change what the page is made of.

use proptest::prelude::*;
use tanya::clock::Date;
use tanya::evaluation::{About, Evaluation, Judged, Labelled, Share, coverage, page, reliability};

/// A question that was answered, or not, with the topic that came first.
fn judged(label: &str, best: &str, score: f64) -> Judged {
    Judged {
        label: label.to_owned(),
        lang: Some("id".to_owned()),
        style: Some("slang".to_owned()),
        question: format!("{label} {score}"),
        score,
        ranking: vec![best.to_owned(), "third".to_owned()],
        answer: (score >= 0.5).then(|| best.to_owned()),
        offered: if (0.3..0.5).contains(&score) { vec![best.to_owned()] } else { Vec::new() },
    }
}

/// Ten questions: seven that topics answer, three that nothing answers.
fn ten() -> Vec<Judged> {
    vec![
        judged("a", "a", 1.0),
        judged("a", "a", 0.97),
        judged("a", "a", 0.8),
        judged("b", "a", 0.7),
        judged("b", "b", 0.4),
        judged("b", "a", 0.35),
        judged("c", "c", 0.1),
        judged("-", "c", 0.6),
        judged("-", "c", 0.45),
        judged("-", "c", 0.0),
    ]
}

fn shown(judged: Vec<Judged>) -> String {
    let title = |topic: &str| (topic == "a").then(|| "Title of A".to_owned());
    let about = About { file: "ten.tsv", knowledge: "0123", on: Date::constant(2026, 11, 24), title: &title };
    page(&about, &Evaluation::of(judged))
}

/// The tags of a page in their order, without what they hold.
fn tags(page: &str) -> Vec<&str> {
    page.split('<').skip(1).map(|tag| tag.split(['>', ' ']).next().unwrap()).collect()
}

#[test]
fn the_page_says_what_was_counted() {
    let page = shown(ten());
    for said in [
        "Held against 10 questions",
        "7 of them have an answer in the knowledge. The other 3 have none",
        "<b>43\u{a0}%</b>", // 3 of 7 answered right
        "<b>57\u{a0}%</b>", // and one more on a button
        "<b>60\u{a0}%</b>", // 3 of 5 answers right
        "<b>67\u{a0}%</b>", // 2 of 3 left alone
        "<b>1</b> buttons, the right one among them",
        "<b>1</b> buttons, none of them right",
        "<b>1</b> a ticket<",
        "<b>1</b> answered wrong",
        "<b>1</b> answered all the same",
        "Title of A",
        "ten.tsv",
        "2026-11-24",
    ] {
        assert!(page.contains(said), "{said:?} is not in the page");
    }
}

#[test]
fn every_question_is_in_one_bin_and_right_where_its_best_topic_is() {
    let bins = reliability(&ten());
    assert_eq!(bins.len(), 10);
    assert_eq!(bins.iter().map(|bin| bin.observed.of).sum::<usize>(), 10);
    assert_eq!(bins.iter().map(|bin| bin.observed.part).sum::<usize>(), 5);
    assert_eq!(bins[9].observed, Share { part: 2, of: 2 });
    assert!((bins[9].predicted - 0.985).abs() < 1e-9);
    assert_eq!(bins[4].observed, Share { part: 1, of: 2 });
}

#[test]
fn the_curve_ends_where_every_question_is_answered() {
    let many: Vec<Judged> = (0..1000).map(|at| judged("a", "a", f64::from(at) / 1000.0)).collect();
    let points = coverage(&many);
    assert!(points.len() <= 301, "{} points", points.len());
    assert!(points.iter().all(|point| point.precision == 1.0));
    assert!(points.is_sorted_by(|a, b| a.coverage < b.coverage));
    let last = coverage(&ten()).pop().unwrap();
    assert_eq!((last.coverage, last.precision), (1.0, 0.5));
}

#[test]
fn a_range_holds_its_share_and_narrows_with_more_questions() {
    let few = Share { part: 9, of: 10 }.range().unwrap();
    let many = Share { part: 900, of: 1000 }.range().unwrap();
    assert!(few.0 < many.0 && many.0 < 0.9 && 0.9 < many.1 && many.1 < few.1);
    assert_eq!(Share { part: 0, of: 0 }.range(), None);
}

#[test]
fn the_worst_topics_and_the_surest_mistakes_come_first() {
    let evaluation = Evaluation::of(ten());
    let worst: Vec<&str> = evaluation.worst().iter().map(|(label, _)| *label).collect();
    assert_eq!(worst, ["b", "c"]);
    let wrong: Vec<f64> = evaluation.wrong().iter().map(|one| one.score).collect();
    assert_eq!(wrong, [0.7, 0.6]);
    let first = evaluation.confusions()[0];
    assert_eq!((first.label, first.taken_for, first.times, first.example), ("b", "a", 2, "b 0.7"));
}

#[test]
fn a_page_about_nothing_and_one_about_very_much_are_pages() {
    assert!(shown(Vec::new()).contains("Held against 0 questions"));
    let long = |at: i32| Judged {
        label: format!("label {at} {}", "x".repeat(5_000)),
        style: Some(format!("style {at}")),
        question: "<".repeat(100_000),
        ..judged("b", "a", 0.9)
    };
    let page = shown((0..300).map(long).collect());
    assert!(page.len() < 1 << 20, "{} bytes", page.len());
    assert!(page.contains("and 100 more") && page.contains("and 275 more"));
}

#[test]
fn the_page_needs_nothing_from_outside() {
    let page = shown(ten());
    for reach in ["http", "src=", "href=", "url(", "@import", "<script", "<link", "<img"] {
        assert!(!page.contains(reach), "{reach} is in the page");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_of_a_file_changes_what_the_page_is_made_of(
        text in prop_oneof![
            "[<>&\"'/=a-z!\\-\\p{C}]{1,40}",
            Just("</td></table><script>alert(1)</script>".to_owned()),
            Just("\" onload=\"alert(1)".to_owned()),
        ],
    ) {
        let with = |text: &str| shown(vec![Judged {
            label: format!("x{text}"),
            lang: Some(text.to_owned()),
            style: Some(text.to_owned()),
            question: text.to_owned(),
            answer: Some(format!("y{text}")),
            ..judged("x", "y", 0.9)
        }]);
        let (hostile, tame) = (with(&text), with("tame"));
        prop_assert_eq!(tags(&hostile), tags(&tame));
        prop_assert_eq!(hostile.matches('"').count(), tame.matches('"').count());
    }

    #[test]
    fn any_line_is_a_question(line in "[^\\n]{0,80}") {
        prop_assert!(line.ends_with(Labelled::parse(&line).question));
    }
}
