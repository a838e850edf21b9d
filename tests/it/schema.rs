//! The schemas for editors: as committed they are the program's own, every file of ours is
//! valid by them, and they know the very keys that the program reads.

use std::collections::BTreeSet;
use std::path::Path;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;
use tanya::faq::{SCHEMAS, schema};
use tanya::knowledge::Origin;
use tanya::source::SourceFile;

use super::demo;

/// The kind of a file of knowledge; none for what the program writes itself.
fn kind(path: &str) -> Option<&'static str> {
    let parts: Vec<&str> = path.split('/').collect();
    match parts[..] {
        ["faq", "contacts.toml"] => Some("contacts"),
        ["faq", "checks.toml"] => Some("checks"),
        ["faq", "fit.toml" | "texts.toml"] => None,
        ["faq", "replies", _] => Some("replies"),
        ["faq", "lexicon", _] => Some("lexicon"),
        ["faq", _, "programme.toml"] => Some("programme"),
        ["faq", _, "never.toml" | "out-of-scope.toml"] => Some("never"),
        ["faq", _, _] => Some("topic"),
        _ => None,
    }
}

struct Validator {
    schemas: Schemas,
    kinds: Vec<(&'static str, SchemaIndex)>,
}

impl Validator {
    fn new() -> Validator {
        let mut schemas = Schemas::new();
        let kinds = SCHEMAS.iter().map(|(kind, _)| {
            let mut compiler = Compiler::new();
            let name = format!("{kind}.json");
            compiler.add_resource(&name, schema(kind).unwrap()).unwrap();
            (*kind, compiler.compile(&name, &mut schemas).unwrap())
        });
        let kinds = kinds.collect();
        Validator { schemas, kinds }
    }

    /// What the schema of a file's kind says against it.
    fn fault(&self, file: &SourceFile) -> Option<String> {
        let kind = kind(&file.path)?;
        let index = self.kinds.iter().find(|(name, _)| *name == kind).unwrap().1;
        let table: toml_edit::DocumentMut = file.text.parse().unwrap();
        self.schemas.validate(&json(table.as_item()), index).err().map(|error| error.to_string())
    }
}

/// TOML as JSON: dates and times as they are written.
fn json(item: &toml_edit::Item) -> Value {
    match item {
        toml_edit::Item::None => Value::Null,
        toml_edit::Item::Value(value) => of_value(value),
        toml_edit::Item::Table(table) => {
            table.iter().map(|(key, item)| (key.to_owned(), json(item))).collect()
        }
        toml_edit::Item::ArrayOfTables(tables) => {
            let table = |table: &toml_edit::Table| {
                table.iter().map(|(key, item)| (key.to_owned(), json(item))).collect()
            };
            Value::Array(tables.iter().map(table).collect())
        }
    }
}

fn of_value(value: &toml_edit::Value) -> Value {
    match value {
        toml_edit::Value::String(text) => text.value().as_str().into(),
        toml_edit::Value::Integer(number) => (*number.value()).into(),
        toml_edit::Value::Float(number) => (*number.value()).into(),
        toml_edit::Value::Boolean(flag) => (*flag.value()).into(),
        toml_edit::Value::Datetime(moment) => moment.value().to_string().into(),
        toml_edit::Value::Array(items) => items.iter().map(of_value).collect(),
        toml_edit::Value::InlineTable(table) => {
            table.iter().map(|(key, value)| (key.to_owned(), of_value(value))).collect()
        }
    }
}

#[test]
fn the_committed_schemas_are_the_programs_own() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema");
    for (kind, _) in SCHEMAS {
        let committed = std::fs::read_to_string(folder.join(format!("{kind}.json"))).unwrap();
        let own = format!("{}\n", serde_json::to_string_pretty(&schema(kind).unwrap()).unwrap());
        assert_eq!(committed, own, "run `tanya schema --to docs/schema`");
    }
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), SCHEMAS.len());
    let editors = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".taplo.toml")).unwrap();
    for (kind, paths) in SCHEMAS {
        assert!(editors.contains(&format!("docs/schema/{kind}.json")), "{kind}");
        assert!(paths.iter().all(|path| editors.contains(&format!("\"{path}\""))), "{paths:?}");
    }
}

#[test]
fn every_file_of_ours_is_valid() {
    let validator = Validator::new();
    let own = Origin::BuiltIn.files().unwrap();
    let files = own.into_iter().chain(demo::office()).filter(|file| file.path.starts_with("faq/"));
    let faults: Vec<String> =
        files.filter_map(|file| Some(format!("{}: {}", file.path, validator.fault(&file)?))).collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn a_file_with_a_mistake_is_not_valid() {
    let validator = Validator::new();
    for (path, from, to) in [
        (demo::OPENING, "related", "relatd"),
        (demo::OPENING, "\"opening\"", "\"Opening hours\""),
        (demo::OPENING, "{ until", "{ before = \"deadline\", until"),
        (demo::OPENING, "at = 2026-11-26", "at = \"tomorrow\""),
        (demo::OPENING, "source = \"page\"\n", "then = \"call\"\n"),
        (demo::PROGRAMME, "2027-06-30", "\"30 Juni\""),
        (demo::PROGRAMME, "unit = \"day\"", "units = \"day\""),
        (demo::PROGRAMME, "title = \"Halaman kantor\"\n", ""),
        (demo::CONTACTS, "\"mon\"", "\"senin\""),
        (demo::CONTACTS, "\"0812-2856-2266\"", "\"62812\""),
        (demo::CHECKS, "stale-after = 100\n", "[allow]\nno-such-rule = \"x\"\n"),
        (demo::NEVER, "about = \"fee\"\n", ""),
        (demo::REPLIES, "\"wait\"", "\"wait a bit\""),
        (demo::LEXICON, "id = [\"kapan\"]", "id = \"kapan\""),
    ] {
        let mut files = demo::office();
        let file = files.iter_mut().find(|file| file.path == path).unwrap();
        assert!(file.text.contains(from), "{path} {from}");
        assert_eq!(validator.fault(file), None);
        file.text = file.text.replacen(from, to, 1);
        assert!(validator.fault(file).is_some(), "{path}: {from:?} -> {to:?}");
    }
}

/// The keys that the program knows where it meets an unknown one, as its advice lists them.
fn known(path: &str, from: &str, to: &str) -> BTreeSet<String> {
    let files: Vec<SourceFile> =
        demo::edited(path, from, to).into_iter().filter(|file| file.path.starts_with("faq/")).collect();
    let (_, problems) = tanya::faq::read(&files);
    let problem =
        problems.iter().find(|problem| problem.rule == "unknown-key" && problem.message.contains("zzz"));
    let advice = problem.unwrap_or_else(|| panic!("{problems:#?}")).hint.clone().unwrap();
    advice.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_schemas_know_the_keys_that_the_program_reads() {
    const FACT: &str = "fee = { count = 3,";
    for (kind, pointer, path, from, to) in [
        ("topic", "", demo::OPENING, "related", "zzz = 1\nrelated"),
        ("topic", "/properties/ask", demo::OPENING, "[ask]", "[ask]\nzzz = 1"),
        ("topic", "/properties/test/items", demo::OPENING, "[[test]]", "[[test]]\nzzz = 1"),
        ("topic", "/properties/answer/items", demo::OPENING, "{ until", "{ zzz = 1, until"),
        ("programme", "", demo::PROGRAMME, "contacts", "zzz = 1\ncontacts"),
        ("programme", "/properties/source/additionalProperties", demo::PROGRAMME, "title", "zzz = 1\ntitle"),
        (
            "programme",
            "/properties/notice",
            demo::PROGRAMME,
            "[facts]",
            "[notice]\nafter = \"deadline\"\nsay = \"x\"\nzzz = 1\n[facts]",
        ),
        ("contacts", "/additionalProperties", demo::CONTACTS, "name", "zzz = 1\nname"),
        ("contacts", "/properties/office", demo::CONTACTS, "holidays", "zzz = 1\nholidays"),
        (
            "contacts",
            "/additionalProperties/properties/hours/anyOf/0",
            demo::CONTACTS,
            "{ days",
            "{ zzz = 1, days",
        ),
        ("never", "/properties/never/items", demo::NEVER, "about", "zzz = 1\nabout"),
        ("never", "", demo::NEVER, "[[never]]", "[zzz]\n[[never]]"),
        ("replies", "/properties/reply/items", demo::REPLIES, "say", "zzz = 1\nsay"),
        ("lexicon", "", demo::LEXICON, "[slang]", "zzz = 1\n[slang]"),
        (
            "lexicon",
            "/properties/concept/additionalProperties",
            demo::LEXICON,
            "[concept.when]",
            "[concept.when]\nzzz = 1",
        ),
        ("checks", "", demo::CHECKS, "hosts", "zzz = 1\nhosts"),
        (
            "programme",
            "/properties/facts/additionalProperties/oneOf/4",
            demo::PROGRAMME,
            FACT,
            "fee = { zzz = 1, count = 3,",
        ),
    ] {
        let schema = schema(kind).unwrap();
        let table = schema.pointer(pointer).unwrap();
        let keys: BTreeSet<String> = table["properties"].as_object().unwrap().keys().cloned().collect();
        let mut known = known(path, from, to);
        // A fact is read by trying its forms in turn, so it lists what it tried before.
        if pointer.contains("oneOf") {
            known.retain(|key| keys.contains(key));
        }
        assert_eq!(keys, known, "{kind}{pointer}");
    }
}
