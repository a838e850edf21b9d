//! The parameters of one request, read as the Bot API reads them: whatever the transport, every
//! value may come as a JSON value or as a string that holds one.

use super::refusal::Refusal;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::HashMap;

/// A file sent along in multipart/form-data.
#[derive(Debug, Clone)]
pub(super) struct Upload {
    /// File name given by the client.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// All parameters of a request.
#[derive(Debug, Default)]
pub(super) struct Params {
    /// Plain parameters by name.
    pub values: Map<String, Value>,
    /// Uploaded files by field name.
    pub files: HashMap<String, Upload>,
}

impl Params {
    /// Parameters given as one JSON object.
    pub fn from_object(value: Value) -> Option<Params> {
        match value {
            Value::Object(values) => Some(Params { values, files: HashMap::new() }),
            _ => None,
        }
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.values.get(name).filter(|value| !value.is_null())
    }

    /// A parameter of type String; numbers and booleans are read as their text.
    pub fn text(&self, name: &str) -> Result<Option<Cow<'_, str>>, Refusal> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(Cow::Borrowed(text))),
            Some(value @ (Value::Number(_) | Value::Bool(_))) => Ok(Some(Cow::Owned(value.to_string()))),
            Some(_) => Err(wrong_type(name, "String")),
        }
    }

    /// A parameter of type Integer, as number or digits.
    pub fn integer(&self, name: &str) -> Result<Option<i64>, Refusal> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => whole(value)
                .map(Some)
                .ok_or_else(|| wrong_type(name, "Integer"))
                .or_else(|refusal| if value.as_str() == Some("") { Ok(None) } else { Err(refusal) }),
        }
    }

    /// A parameter of type Boolean; absent is false.
    pub fn flag(&self, name: &str) -> Result<bool, Refusal> {
        match self.get(name) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(Value::String(text)) => match text.to_ascii_lowercase().as_str() {
                "true" | "yes" | "1" => Ok(true),
                "false" | "no" | "0" | "" => Ok(false),
                _ => Err(wrong_type(name, "Boolean")),
            },
            Some(Value::Number(number)) => Ok(number.as_i64() == Some(1)),
            Some(_) => Err(wrong_type(name, "Boolean")),
        }
    }

    /// A nested parameter: a JSON value, or a string holding one. `what` names it in the refusal.
    pub fn nested(&self, name: &str, what: &str) -> Result<Option<Value>, Refusal> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) => serde_json::from_str(text)
                .map(Some)
                .map_err(|_| Refusal::bad(format!("can't parse {what} JSON object"))),
            Some(value) => Ok(Some(value.clone())),
        }
    }

    /// A nested parameter that must be an object.
    pub fn object(&self, name: &str, what: &str) -> Result<Option<Map<String, Value>>, Refusal> {
        match self.nested(name, what)? {
            None => Ok(None),
            Some(Value::Object(object)) => Ok(Some(object)),
            Some(_) => Err(Refusal::bad(format!("object expected as {what}"))),
        }
    }

    /// A nested parameter that must be an array.
    pub fn array(&self, name: &str) -> Result<Option<Vec<Value>>, Refusal> {
        match self.nested(name, name)? {
            None => Ok(None),
            Some(Value::Array(list)) => Ok(Some(list)),
            Some(_) => Err(Refusal::bad(format!("expected an Array of {name}"))),
        }
    }

    /// `chat_id` when it is a number, without any check.
    pub fn chat(&self) -> Option<i64> {
        self.get("chat_id").and_then(whole)
    }

    /// Everything as one JSON object, files by name, for the record.
    pub fn for_record(&self) -> Value {
        let mut all = self.values.clone();
        for (field, file) in &self.files {
            all.insert(
                field.clone(),
                Value::String(format!("file {} of {} bytes", file.name, file.bytes.len())),
            );
        }
        Value::Object(all)
    }
}

/// A whole number in a value: a JSON number or a string of digits.
pub(super) fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn wrong_type(name: &str, expected: &str) -> Refusal {
    Refusal::bad(format!("parameter \"{name}\" must be of type {expected}"))
}
