//! The shape of the house: one home per dependency, arrows that point down, files that
//! can be read at a sitting, migrations that come in pairs.

use std::fs;
use std::path::{Path, PathBuf};

/// Crates and the modules that may name them. `faq` and `matching` share patterns, `faq`
/// and `config` a file format, `import` and `sheet` another: other programs' tables with
/// their places, and tables of our own for spreadsheets.
const HOMES: [(&str, &[&str]); 29] = [
    ("sqlx", &["store"]),
    ("fluent_bundle", &["l10n"]),
    ("fluent_syntax", &["l10n"]),
    ("icu", &["l10n"]),
    ("teloxide", &["telegram"]),
    ("reqwest", &["telegram"]),
    ("axum", &["telegram", "web"]),
    ("maud", &["web"]),
    ("subtle", &["secret"]),
    ("getrandom", &["secret", "telegram"]),
    ("qrcode", &["cli"]),
    ("png", &["cli"]),
    ("toml", &["faq", "config"]),
    ("toml_edit", &["faq"]),
    ("similar", &["knowledge"]),
    ("regex", &["faq", "matching"]),
    ("snowball_stemmers_rs", &["matching"]),
    ("unicode_normalization", &["text"]),
    ("jiff", &["clock"]),
    ("csv", &["import", "sheet"]),
    ("saphyr_parser", &["import"]),
    ("include_dir", &["knowledge"]),
    ("sha2", &["knowledge", "secret"]),
    ("postcard", &["knowledge"]),
    ("notify", &["knowledge"]),
    ("embed", &["matching"]),
    ("clap", &["cli"]),
    ("rustyline", &["cli"]),
    ("annotate_snippets", &["cli"]),
];

/// Modules from the bottom up; a module names only modules of a lower floor. Modules on
/// one floor never name each other.
const FLOORS: [&[&str]; 12] = [
    &["lang", "clock", "secret", "text", "source", "sheet", "config", "fault", "parallel"],
    &["faq", "journal"],
    &["matching", "import"],
    &["chat", "evaluation"],
    &["staff", "analytics", "review"],
    &["l10n", "store"],
    &["knowledge"],
    &["app"],
    &["telegram"],
    &["web"],
    &["cli"],
    &["main"],
];

/// Lines of a file without its tests.
const LONGEST_FILE: usize = 320;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Each file of `src/` with its top-level module and its text without tests.
fn modules() -> Vec<(PathBuf, String, String)> {
    let src = root().join("src");
    rust_files(&src)
        .into_iter()
        .filter(|path| *path != src.join("lib.rs"))
        .map(|path| {
            let below = path.strip_prefix(&src).unwrap();
            let first = below.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
            let module = first.trim_end_matches(".rs").to_owned();
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap().to_owned();
            (path, module, code)
        })
        .collect()
}

fn names(code: &str, path: &str) -> bool {
    code.lines().filter(|line| !line.trim_start().starts_with("//")).any(|line| {
        line.match_indices(path)
            .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
    })
}

#[test]
fn a_dependency_is_named_in_its_home_only() {
    let mut strays = Vec::new();
    for (file, module, code) in modules() {
        for (dependency, homes) in HOMES {
            let named = names(&code, &format!("{dependency}::"));
            if named && !homes.contains(&module.as_str()) && module != "main" {
                strays.push(format!("{} names {dependency}, whose home is {homes:?}", file.display()));
            }
        }
    }
    assert!(strays.is_empty(), "{strays:#?}");
}

#[test]
fn a_module_names_only_modules_below_it() {
    let floor = |module: &str| FLOORS.iter().position(|floor| floor.contains(&module));
    let mut strays = Vec::new();
    for (file, module, code) in modules() {
        let own = floor(&module).unwrap_or_else(|| panic!("{module} has no floor: add it to FLOORS"));
        for other in FLOORS.iter().flat_map(|floor| floor.iter()).filter(|other| **other != module) {
            let named =
                names(&code, &format!("crate::{other}::")) || names(&code, &format!("crate::{other};"));
            if named && floor(other).unwrap() >= own {
                strays.push(format!("{} names {other}", file.display()));
            }
        }
    }
    assert!(strays.is_empty(), "{strays:#?}");
}

#[test]
fn every_file_can_be_read_at_a_sitting_and_says_what_it_is() {
    let mut faults = Vec::new();
    for (file, _, code) in modules() {
        let lines = code.lines().count();
        if lines > LONGEST_FILE {
            faults.push(format!("{} has {lines} lines", file.display()));
        }
        if !code.starts_with("//!") {
            faults.push(format!("{} does not say what it is", file.display()));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn nothing_in_the_core_awaits_logs_or_reads_a_clock() {
    for (file, module, code) in modules() {
        let core = [
            "faq",
            "matching",
            "import",
            "evaluation",
            "chat",
            "staff",
            "analytics",
            "review",
            "text",
            "lang",
            "source",
            "sheet",
        ];
        if core.contains(&module.as_str()) {
            for word in [".await", "tracing::", "SystemTime", "Instant::", "std::env::", "Clock::system"] {
                assert!(!code.contains(word), "{} holds {word}", file.display());
            }
        }
    }
}

#[test]
fn migrations_of_both_databases_have_equal_names() {
    let names = |database: &str| {
        let mut names: Vec<String> = fs::read_dir(root().join("migrations").join(database))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
    assert!(!names("sqlite").is_empty());
}
