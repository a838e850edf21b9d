//! Reading parameters from a query string, a JSON body, a form or multipart/form-data.

use super::params::{Params, Upload};
use super::refusal::Refusal;
use serde_json::{Map, Value};

/// Parameters of a request from its query string, content type and body.
pub(super) fn read(query: Option<&str>, content_type: &str, body: &[u8]) -> Result<Params, Refusal> {
    let mut params = Params::default();
    if let Some(query) = query {
        add_form(&mut params.values, query);
    }
    let kind = content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    match kind.as_str() {
        "application/json" if !body.is_empty() => add_json(&mut params, body)?,
        "application/x-www-form-urlencoded" => {
            add_form(&mut params.values, &String::from_utf8_lossy(body));
        }
        "multipart/form-data" => add_multipart(&mut params, content_type, body)?,
        _ => {}
    }
    Ok(params)
}

fn add_json(params: &mut Params, body: &[u8]) -> Result<(), Refusal> {
    match serde_json::from_slice(body) {
        Ok(Value::Object(object)) if params.values.is_empty() => params.values = object,
        Ok(Value::Object(object)) => params.values.extend(object),
        _ => return Err(Refusal::bad("can't parse JSON object")),
    }
    Ok(())
}

fn add_form(values: &mut Map<String, Value>, form: &str) {
    for pair in form.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        values.insert(decode(name), Value::String(decode(value)));
    }
}

/// Undoes percent encoding and `+`.
pub(super) fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = text.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (bytes[at], code) {
            (b'%', Some(byte)) => {
                plain.push(byte);
                at += 2;
            }
            (b'+', _) => plain.push(b' '),
            (byte, _) => plain.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&plain).into_owned()
}

fn add_multipart(params: &mut Params, content_type: &str, body: &[u8]) -> Result<(), Refusal> {
    let broken = || Refusal::bad("can't parse multipart/form-data");
    let boundary = attribute(content_type, "boundary").ok_or_else(broken)?;
    let marker = format!("--{boundary}").into_bytes();
    let mut rest = &body[find(body, &marker).ok_or_else(broken)? + marker.len()..];
    while !rest.starts_with(b"--") {
        let end = find(rest, &marker).ok_or_else(broken)?;
        let part = rest[..end].strip_prefix(b"\r\n").and_then(|part| part.strip_suffix(b"\r\n"));
        add_part(params, part.ok_or_else(broken)?).ok_or_else(broken)?;
        rest = &rest[end + marker.len()..];
    }
    Ok(())
}

fn add_part(params: &mut Params, part: &[u8]) -> Option<()> {
    let head_end = find(part, b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&part[..head_end]).into_owned();
    let content = &part[head_end + 4..];
    let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition"))?;
    let name = attribute(line, "name")?;
    match attribute(line, "filename") {
        Some(file) => {
            params.files.insert(name, Upload { name: file, bytes: content.to_vec() });
        }
        None => {
            params.values.insert(name, Value::String(String::from_utf8_lossy(content).into_owned()));
        }
    }
    Some(())
}

/// `name=value` or `name="value"` among the attributes of a header line.
fn attribute(line: &str, name: &str) -> Option<String> {
    line.split(';').skip(1).find_map(|piece| {
        let (key, value) = piece.trim().split_once('=')?;
        key.eq_ignore_ascii_case(name).then(|| value.trim_matches('"').to_string())
    })
}

fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|window| window == needle)
}
