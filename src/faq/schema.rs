//! The shape of every file under `faq/` as a JSON Schema (draft 7), so that editors complete
//! keys and underline mistakes while somebody types. It knows one file at a time; what holds
//! between files is for the checks to say.

use serde_json::{Value, json};

use super::{Canned, Phrase, TopicId};
use crate::source::RULES;

/// The kinds of files, each with the paths that it holds for.
pub const SCHEMAS: [(&str, &[&str]); 7] = [
    ("topic", &["faq/*/*.toml"]),
    ("programme", &["faq/*/programme.toml"]),
    ("never", &["faq/*/never.toml", "faq/*/out-of-scope.toml"]),
    ("lexicon", &["faq/lexicon/*.toml"]),
    ("replies", &["faq/replies/*.toml"]),
    ("contacts", &["faq/contacts.toml"]),
    ("checks", &["faq/checks.toml"]),
];

/// The schema of a kind of file; `None` for what is no kind.
pub fn schema(kind: &str) -> Option<Value> {
    let body = match kind {
        "topic" => topic(),
        "programme" => programme(),
        "never" => never(),
        "lexicon" => lexicon(),
        "replies" => replies(),
        "contacts" => contacts(),
        "checks" => checks(),
        _ => return None,
    };
    let mut schema = json!({ "$schema": "http://json-schema.org/draft-07/schema#", "title": kind });
    for (key, value) in body.as_object().into_iter().flatten() {
        schema[key] = value.clone();
    }
    Some(schema)
}

/// A table with these keys only.
fn table(required: &[&str], properties: Value) -> Value {
    json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false })
}

/// A table whose keys the file chooses.
fn map(about: &str, of: Value) -> Value {
    json!({ "type": "object", "description": about, "additionalProperties": of })
}

fn list(about: &str, of: Value) -> Value {
    json!({ "type": "array", "description": about, "items": of })
}

fn text(about: &str) -> Value {
    json!({ "type": "string", "description": about })
}

fn date(about: &str) -> Value {
    json!({ "type": "string", "format": "date", "description": about })
}

fn one_of(words: &[&str], about: &str) -> Value {
    json!({ "enum": words, "description": about })
}

fn name(longest: usize, about: &str) -> Value {
    json!({
        "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": longest, "description": about
    })
}

/// Lines in one language or both.
fn lines(mut properties: Value, required: &[&str]) -> Value {
    let line = json!({ "type": "string", "minLength": 1, "maxLength": Phrase::MAX_CHARS });
    properties["id"] = list("in Indonesian", line.clone());
    properties["en"] = list("in English", line);
    let mut lines = table(required, properties);
    lines["anyOf"] = json!([{ "required": ["id"] }, { "required": ["en"] }]);
    lines
}

fn topic() -> Value {
    let mut phase = table(
        &["say"],
        json!({
            "before": text("a fact: said earlier than its first day"),
            "until": text("a fact: said up to and including its last day"),
            "say": text("the message, defined in both languages under locales/"),
        }),
    );
    phase["not"] = json!({ "required": ["before", "until"] });
    let test = table(
        &["ask", "say"],
        json!({
            "ask": text("a question"),
            "at": date("the day it is asked; any day without it"),
            "say": text("the message that must answer it"),
        }),
    );
    let patterns = list("over lower-cased text without punctuation", text("a regular expression"));
    let properties = json!({
        "id": name(TopicId::MAX_BYTES, "the file's name; permanent"),
        "programme": text("the folder's name"),
        "imported-as": text("its name in files for `predict` and `eval`"),
        "subject": text("what a follow-up is about"),
        "source": text("a [source.x] of programme.toml"),
        "contacts": list("who answers for it, instead of the programme's", text("a name of faq/contacts.toml")),
        "facts": map("what only this topic needs", fact()),
        "answer": list("the first phase that holds is said; the last has no date", phase),
        "related": list("buttons under the answer", text("another topic")),
        "then": one_of(&["menu", "person"], "what follows the answer"),
        "ask": lines(json!({ "regex": patterns }), &[]),
        "test": list("questions with the message they must be answered with", test),
    });
    table(&["id", "programme", "answer", "ask"], properties)
}

fn fact() -> Value {
    let number = || json!({ "type": "number", "minimum": 0 });
    let scale = || one_of(&["thousand", "million", "billion", "trillion"], "the word after the number");
    let day =
        || json!({ "type": "string", "description": "a date, or \"11-14\" where the year is not known" });
    json!({ "oneOf": [
        date("a day"),
        table(&["from", "to"], json!({ "from": day(), "to": day() })),
        table(&["year"], json!({ "year": { "type": "integer", "minimum": 1900, "maximum": 2100 } })),
        table(
            &["money", "currency"],
            json!({ "money": number(), "currency": one_of(&["IDR", "USD"], "of what"), "scale": scale() }),
        ),
        table(
            &["count", "unit"],
            json!({ "count": number(), "unit": text("worded by the message unit-..."), "scale": scale() }),
        ),
        table(&["percent"], json!({ "percent": number() })),
        table(&["phone"], json!({ "phone": phone() })),
        table(&["link"], json!({ "link": link() })),
        table(&["address"], json!({ "address": text("as the source prints it") })),
    ] })
}

fn phone() -> Value {
    json!({
        "type": "string", "pattern": "^(0|\\+62)[0-9 -]+$", "description": "Indonesian: 0857-2729-6216"
    })
}

fn link() -> Value {
    json!({ "type": "string", "pattern": "^https?://[^\\s<>\"']+$", "description": "better with https" })
}

fn programme() -> Value {
    let source = table(
        &["title", "checked"],
        json!({
            "title": text("its own title and publisher"),
            "url": link(),
            "checked": date("the day a person last compared it"),
        }),
    );
    let notice = table(
        &["after", "say"],
        json!({ "after": text("a fact with a date"), "say": text("the message to add once it has passed") }),
    );
    let properties = json!({
        "id": text("the folder's name"),
        "subject": text("what a follow-up is about"),
        "contacts": list("who answers for it", text("a name of faq/contacts.toml")),
        "notice": notice,
        "small-talk": { "type": "boolean", "description": "greetings and the like, without a source" },
        "source": map("where answers come from, by name", source),
        "facts": map("dates, amounts and addresses, each written once", fact()),
    });
    table(&["id"], properties)
}

fn never() -> Value {
    let group = lines(json!({ "about": text("the subject that the lines share") }), &["about"]);
    table(&[], json!({ "never": list("lines that no topic answers, by subject", group) }))
}

fn lexicon() -> Value {
    let words = || list("words", text("a word or a short phrase"));
    let spellings = json!({ "anyOf": [{ "type": "string" }, words()] });
    let properties = json!({
        "real-words": list("slang that a dictionary has, on purpose", text("a chat spelling")),
        "slang": map("chat spellings", text("the standard words")),
        "filler": table(&[], json!({ "words": list("words that never decide", text("a word")) })),
        "concept": map("words of one meaning", lines(json!({}), &[])),
        "names": map("proper names by kind", list("names, each with its spellings", spellings)),
    });
    table(&[], properties)
}

fn replies() -> Value {
    let reply = table(
        &["name", "say"],
        json!({
            "name": name(Canned::MAX_BYTES, "as in /r NAME"),
            "say": text("the message in locales/*/replies.ftl"),
        }),
    );
    table(&[], json!({ "reply": list("what the office's people answer often", reply) }))
}

fn contacts() -> Value {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let time =
        |about: &str| json!({ "type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]", "description": about });
    let some = table(
        &["days", "from", "to"],
        json!({
            "days": list("days of the week", json!({ "enum": days })),
            "from": time("such as 08:00:00, of Asia/Jakarta"),
            "to": time("00:00:00 is the midnight that ends the day"),
        }),
    );
    let hours = json!({ "anyOf": [some, { "type": "array", "items": some }] });
    let office = table(&[], json!({ "hours": hours, "holidays": list("days without hours", date("a day")) }));
    let languages = list("those they answer in; both without it", json!({ "enum": ["id", "en"] }));
    let person = table(
        &["name", "phone"],
        json!({
            "name": text("as people call them"),
            "phone": phone(),
            "languages": languages,
            "deputy": text("who answers in their place"),
            "hours": hours,
        }),
    );
    json!({ "type": "object", "properties": { "office": office }, "additionalProperties": person })
}

fn checks() -> Value {
    let rules: serde_json::Map<String, Value> =
        RULES.iter().map(|(rule, about)| ((*rule).to_owned(), text(about))).collect();
    let mut allow = table(&[], Value::Object(rules));
    allow["description"] = json!("rules whose warnings are meant, each with the reason");
    let properties = json!({
        "hosts": list("hosts that addresses may be of, or below", text("such as go.id")),
        "stale-after": { "type": "integer", "minimum": 0, "description": "days after which a source is stale" },
        "allow": allow,
    });
    table(&[], properties)
}
