//! Button presses and inline queries: each may be answered once, while it lives.

use super::entities::Formatted;
use super::events::What;
use super::keyboard;
use super::params::Params;
use super::refusal::Refusal;
use super::send::formatted;
use super::state::{BOT_ID, State};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

const TOO_OLD: &str = "query is too old and response timeout expired or query ID is invalid";

/// One press or inline query.
#[derive(Debug)]
pub(super) struct Query {
    /// Whether it is an inline query.
    pub inline: bool,
    /// When it was made.
    pub at: Instant,
    /// The parameters that answered it.
    pub answer: Option<Value>,
    /// The update's body, to press again.
    pub body: Value,
    /// The lane of its updates.
    pub lane: i64,
}

/// All queries by id.
#[derive(Debug)]
pub(super) struct Queries {
    /// How long one may be answered.
    pub life: Duration,
    all: HashMap<String, Query>,
    next: u64,
}

impl Default for Queries {
    fn default() -> Self {
        Queries { life: Duration::from_secs(60), all: HashMap::new(), next: 4_382_910_000_000_000_001 }
    }
}

impl Queries {
    /// A new query; the id is put into its body.
    pub fn add(&mut self, inline: bool, mut body: Value, lane: i64) -> (String, Value) {
        let id = self.next.to_string();
        self.next += 1;
        body["id"] = id.clone().into();
        let query = Query { inline, at: Instant::now(), answer: None, body: body.clone(), lane };
        self.all.insert(id.clone(), query);
        (id, body)
    }

    /// A query by its id.
    pub fn get(&self, id: &str) -> Option<&Query> {
        self.all.get(id)
    }

    fn open(&mut self, id: &str, inline: bool) -> Result<&mut Query, Refusal> {
        let life = self.life;
        let query = self.all.get_mut(id);
        let open = query
            .filter(|query| query.inline == inline && query.answer.is_none() && query.at.elapsed() < life);
        open.ok_or_else(|| Refusal::bad(TOO_OLD))
    }
}

/// answerCallbackQuery.
pub(super) fn answer_press(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let id = params.text("callback_query_id")?.unwrap_or_default();
    let text = params.text("text")?.unwrap_or_default();
    params.flag("show_alert")?;
    params.integer("cache_time")?;
    let query = state.queries.open(&id, false)?;
    if text.chars().count() > 200 {
        return Err(Refusal::bad("MESSAGE_TOO_LONG"));
    }
    query.answer = Some(params.for_record());
    let message = &query.body["message"];
    let place = message["chat"]["id"].as_i64().zip(message["message_id"].as_i64());
    if let Some((chat, message)) = place.filter(|_| !text.is_empty()) {
        let told = What::Told { press: id.into_owned(), text: text.into_owned() };
        state.note(chat, message, BOT_ID, told);
    }
    Ok(true.into())
}

/// answerInlineQuery.
pub(super) fn answer_inline(state: &mut State, params: &Params) -> Result<Value, Refusal> {
    let id = params.text("inline_query_id")?.unwrap_or_default();
    let results = params.array("results")?.ok_or_else(|| Refusal::bad("results are not specified"))?;
    params.integer("cache_time")?;
    params.flag("is_personal")?;
    if results.len() > 50 {
        return Err(Refusal::bad("RESULTS_TOO_MUCH"));
    }
    let mut ids = HashSet::new();
    for result in &results {
        let result = result.as_object();
        let id = check_result(result.ok_or_else(|| wrong("expected an Object"))?)?;
        if !ids.insert(id) {
            return Err(Refusal::bad("RESULT_ID_DUPLICATE"));
        }
    }
    state.queries.open(&id, true)?.answer = Some(params.for_record());
    Ok(true.into())
}

fn wrong(why: &str) -> Refusal {
    Refusal::bad(format!("can't parse inline query result: {why}"))
}

fn check_result(result: &Map<String, Value>) -> Result<String, Refusal> {
    let text = |name: &str| result.get(name).and_then(Value::as_str).unwrap_or("");
    let id = text("id");
    if !(1..=64).contains(&id.len()) {
        return Err(Refusal::bad("RESULT_ID_INVALID"));
    }
    if text("type").is_empty() {
        return Err(wrong("Can't find field \"type\""));
    }
    if let Some(markup) = result.get("reply_markup") {
        keyboard::check(markup)?;
    }
    let article = text("type") == "article";
    if article && text("title").is_empty() {
        return Err(Refusal::bad("ARTICLE_TITLE_EMPTY"));
    }
    match result.get("input_message_content") {
        Some(content) => check_content(content)?,
        None if article => return Err(wrong("Can't find field \"input_message_content\"")),
        None => {}
    }
    Ok(id.to_string())
}

fn check_content(content: &Value) -> Result<(), Refusal> {
    let Some(mut params) = Params::from_object(content.clone()) else {
        return Err(wrong("field \"input_message_content\" must be of type Object"));
    };
    if params.values.contains_key("latitude") || params.values.contains_key("phone_number") {
        return Ok(());
    }
    let Some(text) = params.values.remove("message_text") else {
        return Err(Refusal::bad("input message content is not specified"));
    };
    params.values.insert("text".into(), text);
    let (text, _): (Formatted, _) = formatted(&params, "text", "entities")?;
    match text.units() {
        0 => Err(Refusal::bad("message text is empty")),
        1..=4096 => Ok(()),
        _ => Err(Refusal::bad("MESSAGE_TOO_LONG")),
    }
}
