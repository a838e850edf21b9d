//! Mistakes in the lexicon as admins make them: each is reported at its place. The office's
//! own lexicon has none, and is as large as people's words demand.

use std::collections::BTreeMap;

use tanya::faq;
use tanya::matching::Origin;
use tanya::source::SourceFile;

use super::KNOWLEDGE;
use super::broken::edited;

const SLANG: &str = "faq/lexicon/slang.toml";
const ASKING: &str = "faq/lexicon/concepts-asking.toml";
const NAMES: &str = "faq/lexicon/names.toml";

/// What is told of an edit: severity, the blamed text, message and advice.
fn told(path: &str, from: &str, to: &str) -> Vec<String> {
    let files: Vec<SourceFile> =
        edited(path, from, to).into_iter().filter(|file| file.path.starts_with("faq/")).collect();
    let (_, problems) = faq::read(&files);
    problems
        .iter()
        .filter(|problem| problem.path.starts_with("faq/lexicon/"))
        .map(|problem| {
            let file = files.iter().find(|file| file.path == problem.path).unwrap();
            let blamed = &file.text[problem.span.clone()];
            let hint = problem.hint.as_deref().unwrap_or_default();
            format!("{:?} at {blamed}: {} ({hint})", problem.severity, problem.message)
        })
        .collect()
}

#[test]
fn each_kind_of_mistake_in_the_lexicon_is_named_at_its_place() {
    let mut wrong = Vec::new();
    for (path, from, to, expected) in [
        // chat spellings
        (
            SLANG,
            "[slang]",
            "[slang]\nsabun = \"sebab\"",
            "Warning at sabun: slang `sabun` is a word of its own",
        ),
        (
            SLANG,
            "[slang]",
            "[slang]\nqq = \"gak\"",
            "Error at qq: slang `qq` stands for `gak`, which is slang",
        ),
        (SLANG, "[slang]", "[slang]\nqq = \" \"", "Error at qq: slang `qq` stands for nothing"),
        (SLANG, "[slang]", "[slang]\nQq = \"tidak\"", "Error at Qq: slang `Qq` is never met"),
        (SLANG, "[slang]", "[slang]\n\"q q\" = \"tidak\"", "Error at \"q q\": slang `q q` is never met"),
        (
            ASKING,
            "[concept.ask-when]",
            "[slang]\ngak = \"apa\"\n[concept.ask-when]",
            "slang `gak` stands twice",
        ),
        (
            SLANG,
            "real-words = [",
            "real-words = [\"gak\",",
            "Warning at \"gak\": `gak` of `real-words` is no",
        ),
        // groups
        (
            ASKING,
            "\"kapan\",",
            "\"kapan\", \"siapa\",",
            "Error at \"siapa\": `siapa` is already a word of the group `ask-when`",
        ),
        (ASKING, "\"kapan\",", "\"kapan\", \"Kapan?\",", "Warning at \"Kapan?\": `Kapan?` stands twice here"),
        (
            ASKING,
            "\"kapan\",",
            "\"kapan\", \"gak\",",
            "Warning at \"gak\": `gak` is never met: the slang `gak`",
        ),
        (
            ASKING,
            "\"kapan\",",
            "\"kapan\", \"kapan dong\",",
            "Warning at \"kapan dong\": `kapan dong` is never met: the filler",
        ),
        (ASKING, "\"kapan\",", "\"kapan\", \"?!\",", "`?!` has no letters or digits"),
        (
            ASKING,
            "[concept.ask-who]",
            "[concept.x]\nid = []\nen = []\n[concept.ask-who]",
            "Error at x: group `x` is empty",
        ),
        (
            ASKING,
            "[concept.ask-who]",
            "[concept.x]\nid = [\"gak\"]\nen = [\"tdk\"]\n[concept.ask-who]",
            "Warning at x: group `x` is never found",
        ),
        (
            NAMES,
            "[names]",
            "[concept.ask-who]\nid = [\"qqa\"]\nen = [\"qqb\"]\n[names]",
            "group `ask-who` stands twice",
        ),
        // names
        (
            NAMES,
            "[\"jepang\",",
            "[\"jepang\", \"kapan\",",
            "Error at \"kapan\": `kapan` is already a word of the group `ask-when`",
        ),
        (
            NAMES,
            "[\"semarang\"]",
            "[\"semarang\"], \"jepang\"",
            "Error at \"jepang\": `jepang` is already a country, `jepang`",
        ),
        (
            NAMES,
            "[\"jepang\",",
            "[\"jepang\", \"jepang\",",
            "Warning at \"jepang\": `jepang` stands twice here",
        ),
        (NAMES, "[\"jepang\",", "[3,", "a list of names, each a string or a list of its spellings"),
    ] {
        let told = told(path, from, to);
        if !told.iter().any(|problem| problem.contains(expected)) {
            wrong.push(format!("{from:?} -> {to:?} told {told:#?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_offices_own_lexicon_has_no_problem() {
    assert_eq!(told(SLANG, "[slang]", "[slang]"), Vec::<String>::new());
}

#[test]
fn the_lexicon_is_as_large_as_peoples_words_demand() {
    let lexicon = &KNOWLEDGE.faq.lexicon;
    assert!(lexicon.slang.len() >= 700, "{} slang", lexicon.slang.len());
    assert!(lexicon.concepts.len() >= 200, "{} groups", lexicon.concepts.len());
    let words: usize = lexicon.concepts.iter().map(|concept| concept.words.len()).sum();
    assert!(words >= 2000, "{words} words");
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for (kind, _) in &lexicon.names {
        *kinds.entry(kind).or_default() += 1;
    }
    for (kind, least) in
        [("place", 200), ("country", 100), ("organisation", 100), ("month", 12), ("product", 80)]
    {
        assert!(kinds.get(kind) >= Some(&least), "{kind}: {kinds:?}");
    }
}

#[test]
fn a_real_word_that_the_knowledge_lacks_is_read_as_typed() {
    for word in ["pengacara", "sayuran", "mortgage", "penggembala"] {
        let question = KNOWLEDGE.judge.judge(word).question;
        assert!(
            question.words.iter().all(|read| &*read.text == word && read.origin == Origin::Unknown),
            "{word}"
        );
    }
}
