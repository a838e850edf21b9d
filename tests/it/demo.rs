//! A small office with two topics and nothing wrong, for tests of what is wrong: the program's
//! own words, and everything else written here.

use tanya::clock::Date;
use tanya::knowledge::{Checked, Knowledge, Learnt, Origin, accept, fit_hash};
use tanya::source::SourceFile;

pub const CONTACTS: &str = "faq/contacts.toml";
pub const PROGRAMME: &str = "faq/demo/programme.toml";
pub const OPENING: &str = "faq/demo/opening.toml";
pub const PARKING: &str = "faq/demo/parking.toml";
pub const NEVER: &str = "faq/demo/never.toml";
pub const CHECKS: &str = "faq/checks.toml";
pub const REPLIES: &str = "faq/replies/office.toml";
pub const LEXICON: &str = "faq/lexicon/words.toml";
pub const ID: &str = "locales/id/demo.ftl";
pub const EN: &str = "locales/en/demo.ftl";
const FIT: &str = "faq/fit.toml";
const TEXTS: &str = "faq/texts.toml";

const FILES: [(&str, &str); 10] = [
    (
        CONTACTS,
        "[ani]\nname = \"Ani\"\nphone = \"0812-2856-2266\"\ndeputy = \"budi\"\n\n\
         [budi]\nname = \"Budi\"\nphone = \"0857-2729-6216\"\ndeputy = \"ani\"\n\n\
         [office]\nhours = { days = [\"mon\"], from = 08:00:00, to = 16:00:00 }\nholidays = [2026-12-25]\n",
    ),
    (CHECKS, "hosts = [\"go.id\"]\nstale-after = 100\n"),
    (
        PROGRAMME,
        "id = \"demo\"\ncontacts = [\"ani\"]\n\n[source.page]\ntitle = \"Halaman kantor\"\n\
         url = \"https://kantor.go.id/demo\"\nchecked = 2026-11-01\n\n[facts]\ndeadline = 2027-06-30\n\
         fee = { count = 3, unit = \"day\" }\nsite = { link = \"https://kantor.go.id\" }\n",
    ),
    (
        OPENING,
        "id = \"opening\"\nprogramme = \"demo\"\nsource = \"page\"\n\
         answer = [\n  { until = \"deadline\", say = \"opening-during\" },\n  { say = \"opening-after\" },\n]\n\
         related = [\"parking\"]\n\n[ask]\n\
         id = [\"jam buka kantor\", \"kantor buka jam berapa\", \"kapan kantor buka\"]\n\
         en = [\"opening hours of the office\", \"when does the office open\", \"is the office open now\"]\n\
         regex = ['^jam buka']\n\n[[test]]\nask = \"jam buka kantor\"\nat = 2026-11-26\nsay = \"opening-during\"\n",
    ),
    (
        PARKING,
        "id = \"parking\"\nprogramme = \"demo\"\nsource = \"page\"\nanswer = [{ say = \"parking-where\" }]\n\n\
         [ask]\nid = [\"di mana parkir mobil\", \"tempat parkir motor\", \"parkir mobil bayar\"]\n\
         en = [\"where can I park my car\", \"parking for motorbikes\", \"is parking free\"]\n\n\
         [[test]]\nask = \"tempat parkir motor\"\nsay = \"parking-where\"\n",
    ),
    (NEVER, "[[never]]\nabout = \"fee\"\nid = [\"berapa harga sapi\"]\nen = [\"what does a cow cost\"]\n"),
    (REPLIES, "[[reply]]\nname = \"wait\"\nsay = \"reply-wait\"\n"),
    (LEXICON, "[slang]\nbrp = \"berapa\"\n\n[concept.when]\nid = [\"kapan\"]\nen = [\"when\"]\n"),
    (
        ID,
        "demo-title = Kantor\nopening-title = Jam buka\nparking-title = Parkir\nreply-wait = Sebentar, Kak.\n\n\
         # Variables: $deadline (date), $days-left (number)\nopening-during =\n    \
         Kantor <b>buka</b> sampai { $deadline }, { $days-left ->\n        [0] hari ini\n       \
         *[other] { $days-left } hari lagi\n    }.\n\n\
         opening-after = Sejak { $deadline } kantor tutup.\nparking-where = Parkir gratis selama { $fee }.\n",
    ),
    (
        EN,
        "demo-title = Office\nopening-title = Opening hours\nparking-title = Parking\nreply-wait = One moment.\n\n\
         # Variables: $deadline (date), $days-left (number)\nopening-during =\n    \
         The office is <b>open</b> until { $deadline }, { $days-left ->\n        [0] today\n        \
         [one] one day left, { $days-left }\n       *[other] { $days-left } days left\n    }.\n\n\
         opening-after = The office is closed since { $deadline }.\nparking-where = Parking is free for { $fee }.\n",
    ),
];

/// The day on which nothing is wrong with it.
pub fn today() -> Date {
    Date::new(2026, 11, 26).unwrap()
}

/// All its files, in the order of their paths; fitted and accepted as they are.
pub fn office() -> Vec<SourceFile> {
    let mut files: Vec<SourceFile> =
        FILES.iter().map(|(path, text)| SourceFile { path: (*path).into(), text: (*text).into() }).collect();
    let own = Origin::BuiltIn.files().unwrap();
    let programme = |stem: &str| {
        stem == "replies" || own.iter().any(|file| file.path.starts_with(&format!("faq/{stem}/")))
    };
    let words = own.iter().filter(|file| file.path.starts_with("locales/"));
    files.extend(
        words.filter(|file| !programme(file.path.rsplit(['/', '.']).nth(1).unwrap_or_default())).cloned(),
    );
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let texts = accept(&files).unwrap();
    files.push(SourceFile { path: TEXTS.into(), text: texts });
    fitted(files)
}

/// The office with one text replaced; where `from` is empty, in a new file.
pub fn edited(path: &str, from: &str, to: &str) -> Vec<SourceFile> {
    let mut files = office();
    if from.is_empty() {
        files.push(SourceFile { path: path.into(), text: to.into() });
    } else {
        let file = files.iter_mut().find(|file| file.path == path).unwrap();
        assert!(file.text.contains(from), "{path} has no {from:?}");
        file.text = file.text.replacen(from, to, 1);
    }
    fitted(files)
}

/// The files as if they had just been fitted.
fn fitted(mut files: Vec<SourceFile>) -> Vec<SourceFile> {
    files.retain(|file| file.path != FIT);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let fit = format!("knowledge = \"{}\"\n[costs]\nwrong = 3.0\n", fit_hash(&files));
    let at = files.partition_point(|file| file.path.as_str() < FIT);
    files.insert(at, SourceFile { path: FIT.into(), text: fit });
    files
}

/// What is wrong on a day, but for the program's own units that this office does not need.
pub fn check(files: &[SourceFile], today: Date) -> Checked {
    let mut checked = Knowledge::check(files, Learnt::default(), today).unwrap();
    checked
        .problems
        .retain(|problem| (problem.rule, problem.path.ends_with("/formats.ftl")) != ("unused-message", true));
    checked
}

/// A problem in one line: how bad, the rule, the file, and the text to blame.
pub fn told(files: &[SourceFile], checked: &Checked) -> Vec<String> {
    let line = |problem: &tanya::source::Problem| {
        let file = files.iter().find(|file| file.path == problem.path).unwrap();
        let blamed: String = file.text[problem.span.clone()].chars().take(40).collect();
        format!("{:?} {} {} at {blamed}", problem.severity, problem.rule, problem.path)
    };
    checked.problems.iter().map(line).collect()
}

/// Writes files below a folder.
pub fn write_below(folder: &std::path::Path, files: &[SourceFile]) {
    for file in files {
        let path = folder.join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.text).unwrap();
    }
}
