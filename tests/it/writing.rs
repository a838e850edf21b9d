//! Files of knowledge that a program changes: what it adds is there, and nothing else is
//! otherwise, to the byte.

use proptest::prelude::*;
use tanya::faq::write::{NewSource, with_nevers, with_phrase, with_source, with_test, without_phrase};
use tanya::faq::{Faq, Phrase, TopicId};
use tanya::knowledge::{Origin, edited, edits, patch};
use tanya::l10n::write::{with_message, words_of};
use tanya::lang::Lang;
use tanya::review::{Change, Edit, Line, Reworded, Says, SourceOf, Subject};
use tanya::source::SourceFile;

fn shipped() -> Vec<SourceFile> {
    Origin::BuiltIn.files().unwrap()
}

fn topics(files: &[SourceFile]) -> Faq {
    let faq: Vec<SourceFile> = files.iter().filter(|file| file.path.starts_with("faq/")).cloned().collect();
    let (read, problems) = tanya::faq::read(&faq);
    read.unwrap_or_else(|| panic!("{problems:?}"))
}

fn phrase(lang: Lang, text: &str) -> Phrase {
    Phrase { lang, text: text.into() }
}

fn line(lang: Lang, text: &str) -> Line {
    Line { lang, text: text.to_owned() }
}

/// The lines of `after` that `before` lacks; every line of `before` is there, in order.
fn added(before: &str, after: &str) -> Vec<String> {
    let mut old = before.lines().peekable();
    let mut new = Vec::new();
    for line in after.lines() {
        match old.peek() {
            Some(expected) if *expected == line => drop(old.next()),
            _ => new.push(line.to_owned()),
        }
    }
    assert_eq!(old.next(), None, "a line is gone");
    new
}

#[test]
fn every_topic_takes_a_phrase_and_a_test_and_keeps_every_other_byte() {
    let files = shipped();
    let faq = topics(&files);
    let mut changed = files.clone();
    for topic in &faq.topics {
        let file = changed.iter_mut().find(|file| file.path == *topic.place.path).unwrap();
        let original = file.text.clone();
        for lang in Lang::ALL {
            let (before, new) =
                (file.text.clone(), phrase(lang, &format!("zzz \"{}\" \\ {lang}?", topic.id)));
            let after = with_phrase(&before, &new).unwrap();
            let written = format!("  'zzz \"{}\" \\ {lang}?',", topic.id);
            assert_eq!(added(&before, &after), [written.as_str()]);
            assert_eq!(after.len(), before.len() + written.len() + 1);
            assert_eq!(with_phrase(&after, &new).unwrap(), after, "once is enough");
            assert_eq!(without_phrase(&after, &new).unwrap(), before);
            file.text = after;
        }
        let say = &topic.answer.last().unwrap().say.value;
        let tested = with_test(&original, "zzz kapan?", say).unwrap();
        let test = ["", "[[test]]", "ask = \"zzz kapan?\"", &format!("say = \"{say}\"")];
        assert_eq!(added(&original, &tested), test);
        assert_eq!(with_test(&tested, "zzz kapan?", say).unwrap(), tested);
        file.text = with_test(&file.text, "zzz kapan?", say).unwrap();
    }
    let read = topics(&changed);
    for (topic, read) in faq.topics.iter().zip(&read.topics) {
        let mut expected: Vec<Phrase> = topic.phrases.clone();
        for lang in Lang::ALL {
            let at = expected.iter().rposition(|known| known.lang == lang).unwrap();
            expected.insert(at + 1, phrase(lang, &format!("zzz \"{}\" \\ {lang}?", topic.id)));
        }
        assert_eq!(read.phrases, expected);
        assert_eq!(read.tests.len(), topic.tests.len() + 1);
        assert_eq!((&read.answer, &read.facts, &read.related), (&topic.answer, &topic.facts, &topic.related));
    }
}

#[test]
fn each_shipped_phrase_can_go_alone() {
    let files = shipped();
    for topic in &topics(&files).topics {
        let text = &files.iter().find(|file| file.path == *topic.place.path).unwrap().text;
        for known in topic.phrases.iter().step_by(7) {
            let after = without_phrase(text, known).unwrap();
            assert_eq!(added(&after, text).len(), 1, "{} {known:?}", topic.id);
        }
    }
}

#[test]
fn every_file_of_never_lines_takes_one_under_an_old_and_a_new_subject() {
    let files = shipped();
    for never in files.iter().filter(|file| file.path.ends_with("never.toml")) {
        let lines = [phrase(Lang::Id, "zzz baru"), phrase(Lang::En, "zzz new")];
        let about = never.text.split("about = \"").nth(1).unwrap().split('"').next().unwrap();
        let old = with_nevers(&never.text, about, &lines).unwrap();
        assert_eq!(added(&never.text, &old), ["  \"zzz baru\",", "  \"zzz new\","], "{}", never.path);
        let new = with_nevers(&never.text, "zzz", &lines).unwrap();
        let group = [
            "",
            "[[never]]",
            "about = \"zzz\"",
            "id = [",
            "  \"zzz baru\",",
            "]",
            "en = [",
            "  \"zzz new\",",
            "]",
        ];
        assert_eq!(added(&never.text, &new), group, "{}", never.path);
        assert_eq!(with_nevers(&new, "zzz", &lines).unwrap(), new);
    }
}

#[test]
fn lists_of_every_shape_take_a_line_and_keep_their_comments() {
    let new = phrase(Lang::En, "c?");
    for (before, after) in [
        ("[ask]\nen = [\"a?\", \"b?\"]\n", "[ask]\nen = [\"a?\", \"b?\", \"c?\"]\n"),
        ("[ask]\nen = [\"a?\", ] # mine\n", "[ask]\nen = [\"a?\", \"c?\", ] # mine\n"),
        ("[ask]\nen = []\n", "[ask]\nen = [\"c?\"]\n"),
        ("[ask]\nen = [\n]", "[ask]\nen = [\n  \"c?\",\n]"),
        (
            "[ask]\nen = [\n\t\"a?\", # first\n\t\"b?\" # last\n\t# end\n]\n",
            "[ask]\nen = [\n\t\"a?\", # first\n\t\"b?\", # last\n\t# end\n\t\"c?\",\n]\n",
        ),
        ("[ask]\r\nen = [\r\n  \"a?\",\r\n]\r\n", "[ask]\r\nen = [\r\n  \"a?\",\r\n  \"c?\",\r\n]\r\n"),
        ("[ask]\nid = [\"a?\"] # one\n\n[x]\n", "[ask]\nid = [\"a?\"] # one\nen = [\n  \"c?\",\n]\n\n[x]\n"),
        ("[ask]\nid = [\"a?\"]", "[ask]\nid = [\"a?\"]\nen = [\n  \"c?\",\n]\n"),
    ] {
        assert_eq!(with_phrase(before, &new).as_deref(), Ok(after));
    }
    for broken in ["[ask", "ask = { en = [] }", "x = 1", "[ask]\nen = \"a?\""] {
        with_phrase(broken, &new).unwrap_err();
    }
    for (before, after) in [
        ("[ask]\nen = [\"c?\", \"b?\"]\n", "[ask]\nen = [\"b?\"]\n"),
        ("[ask]\nen = [\"a?\", \"c?\"]\n", "[ask]\nen = [\"a?\"]\n"),
        (
            "[ask]\nen = [\n  # of c\n  \"c?\", # note\n  \"b?\",\n]\n",
            "[ask]\nen = [\n  # of c\n  \"b?\",\n]\n",
        ),
    ] {
        assert_eq!(without_phrase(before, &new).as_deref(), Ok(after));
    }
    without_phrase("[ask]\nen = []\n", &new).unwrap_err();
}

#[test]
fn a_source_stands_beside_its_like() {
    let source =
        NewSource { name: "page", title: "A \"page\"", url: Some("https://x.go.id"), checked: "2026-11-20" };
    let table =
        "[source.page]\ntitle   = 'A \"page\"'\nurl     = \"https://x.go.id\"\nchecked = 2026-11-20\n";
    let first = "id = \"x\"\n\n[source.old]\ntitle = \"Old\"\nchecked = 2020-01-01 # read\n";
    let before = format!("{first}\n[facts]\na = 2020-01-01\n");
    let after = with_source(&before, &source).unwrap();
    assert_eq!(after, format!("{first}\n{table}\n[facts]\na = 2020-01-01\n"));
    assert_eq!(with_source(&after, &source).unwrap(), after);
    assert_eq!(with_source("id = \"x\"\n", &source).unwrap(), format!("id = \"x\"\n\n{table}"));
}

#[test]
fn every_message_can_be_put_in_other_words_and_back() {
    for file in shipped().iter().filter(|file| file.path.ends_with(".ftl")) {
        let ids: Vec<&str> = file
            .text
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| line.split(" =").next())
            .collect();
        assert!(!ids.is_empty(), "{}", file.path);
        for id in ids {
            let words = words_of(&file.text, id).unwrap();
            let other = with_message(&file.text, id, "Satu.\n\n• { $days }").unwrap();
            assert_eq!(words_of(&other, id).as_deref(), Some("Satu.\n\n• { $days }"), "{} {id}", file.path);
            assert_eq!(
                with_message(&other, id, &words).map(|text| words_of(&text, id)),
                Ok(Some(words.clone()))
            );
            assert_eq!(with_message(&file.text, id, &words).unwrap(), file.text, "{} {id}", file.path);
        }
    }
}

#[test]
fn a_message_more_stands_at_the_end_and_needs_words() {
    assert_eq!(with_message("", "a", " Ya. ").unwrap(), "a = Ya.\n");
    assert_eq!(
        with_message("# x\nb = B\n", "a", "1\r\n[2]").unwrap(),
        "# x\nb = B\n\na =\n    1\n    { \"[\" }2]\n"
    );
    assert_eq!(with_message("b = B", "a", "A").unwrap(), "b = B\n\na = A\n");
    for words in ["", " \n ", "{ $open", "x }"] {
        with_message("b = B\n", "a", words).unwrap_err();
    }
}

fn subject() -> Subject {
    Subject {
        id: "rex-cost".into(),
        programme: "rex".into(),
        title: Says { id: "Biaya REX".into(), en: "Cost of REX".into() },
        answer: Says { id: "Gratis.\nSejak { $free }.".into(), en: "Free of charge since { $free }.".into() },
        facts: "free = 2020-07-01".into(),
        source: SourceOf::New {
            name: "tariff".into(),
            title: "Tarif".into(),
            url: None,
            checked: "2026-11-20".into(),
        },
        contacts: vec!["sutrini".into()],
        lines: vec![line(Lang::Id, "apakah rex gratis"), line(Lang::En, "is rex free of charge")],
        test: "rex bayar ga".into(),
    }
}

#[test]
fn a_new_topic_is_read_as_it_was_described_and_is_written_once() {
    let files = shipped();
    let change = Change::Topic(Box::new(subject()));
    let (made, touched) = edits(&change, &files).unwrap();
    let paths: Vec<&str> = made.iter().map(|edit| edit.path.as_str()).collect();
    assert_eq!(
        paths,
        ["faq/rex/programme.toml", "faq/rex/rex-cost.toml", "locales/en/rex.ftl", "locales/id/rex.ftl"]
    );
    assert_eq!(touched.len(), 4);
    let after = edited(&files, &made);
    let topic = topics(&after).topic(&TopicId::new("rex-cost")).unwrap().clone();
    assert_eq!(topic.source.unwrap().title, "Tarif");
    assert_eq!((topic.contacts.len(), topic.phrases.len(), topic.tests.len()), (1, 2, 1));
    assert!(topic.facts.contains_key("free"));
    let id = &after.iter().find(|file| file.path == "locales/id/rex.ftl").unwrap().text;
    assert_eq!(words_of(id, "rex-cost").unwrap(), "Gratis.\nSejak { $free }.");
    assert_eq!(edits(&change, &after).unwrap().0, [], "what is there is not written again");
    let other = Change::Topic(Box::new(Subject { facts: String::new(), ..subject() }));
    assert!(edits(&other, &after).unwrap_err().to_string().contains("another topic `rex-cost`"));
}

#[test]
fn names_that_would_leave_the_folder_are_refused() {
    let files = shipped();
    for id in ["../rex", "rex/../../x", "Rex", "", "rex--x", "rex cost"] {
        let subject = Subject { id: id.into(), ..subject() };
        edits(&Change::Topic(Box::new(subject)), &files).unwrap_err();
        let never = Change::Never { programme: id.into(), about: "x".into(), lines: Vec::new() };
        edits(&never, &files).unwrap_err();
        let phrase = Change::Phrase { topic: id.into(), lines: Vec::new(), test: "x".into() };
        edits(&phrase, &files).unwrap_err();
    }
    let facts = Subject { facts: "[ask]\nid = []".into(), ..subject() };
    edits(&Change::Topic(Box::new(facts)), &files).unwrap_err();
}

#[test]
fn words_that_somebody_changed_meanwhile_are_not_overwritten() {
    let files = shipped();
    let reworded = |from: &str| {
        let reworded =
            Reworded { lang: Lang::En, id: "rex-about-title".into(), from: from.into(), to: "REX".into() };
        Change::Edit(Edit { topic: "rex-about".into(), reworded: vec![reworded], ..Edit::default() })
    };
    let en = &files.iter().find(|file| file.path == "locales/en/rex.ftl").unwrap().text;
    let words = words_of(en, "rex-about-title").unwrap();
    let (made, _) = edits(&reworded(&words), &files).unwrap();
    assert_eq!(made.len(), 1);
    assert!(edits(&reworded("something else"), &files).is_err());
    assert_eq!(
        edits(&reworded("something else"), &edited(&files, &made)).unwrap().0,
        [],
        "it is done already"
    );
}

#[test]
fn a_patch_is_taken_by_git() {
    let folder = tempfile::tempdir().unwrap();
    let files = shipped();
    for file in &files {
        let path = folder.path().join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.text).unwrap();
    }
    let (made, _) = edits(&Change::Topic(Box::new(subject())), &files).unwrap();
    std::fs::write(folder.path().join("x.patch"), patch(&made)).unwrap();
    let applied = std::process::Command::new("git")
        .args(["apply", "x.patch"])
        .current_dir(folder.path())
        .env("GIT_CEILING_DIRECTORIES", folder.path())
        .output()
        .unwrap();
    assert!(applied.status.success(), "{applied:?}");
    let now = Origin::Folder(folder.path().to_owned()).files().unwrap();
    assert_eq!(now, edited(&files, &made));
}

proptest! {
    #[test]
    fn any_line_of_text_is_read_back_as_it_was(text in "[^\\p{C}]{1,60}") {
        let file = "[ask]\nid = [\n  \"a?\", # kept\n]\n";
        let after = with_phrase(file, &phrase(Lang::Id, &text)).unwrap();
        let kept = without_phrase(&after, &phrase(Lang::Id, &text)).unwrap();
        prop_assert_eq!(kept, file);
    }

    #[test]
    fn any_words_are_a_message_or_refused_and_no_neighbour_changes(words in "(\\PC|\n){0,80}") {
        let file = "# first\na = A\n\nb =\n    B\n    b\n";
        if let Ok(after) = with_message(file, "a", &words) {
            prop_assert_eq!(words_of(&after, "b"), Some("B\nb".to_owned()));
            prop_assert!(after.starts_with("# first\n"));
        }
    }

    #[test]
    fn mutated_files_never_panic(cut in 0_usize..400, text in "\\PC{0,8}") {
        let file = "[ask]\nid = [\n  \"a?\", # kept\n]\n[[test]]\nask = \"x\"\nsay = \"y\"\n";
        let at = (0..=cut.min(file.len())).rev().find(|at| file.is_char_boundary(*at)).unwrap();
        let broken = format!("{}{text}{}", &file[..at], &file[at..]);
        let _ = with_phrase(&broken, &phrase(Lang::En, "b"));
        let _ = with_test(&broken, "b", "c");
        let _ = without_phrase(&broken, &phrase(Lang::Id, "a?"));
        let _ = with_nevers(&broken, "x", &[phrase(Lang::Id, "b")]);
        let _ = with_message(&broken, "a", "b");
    }
}
