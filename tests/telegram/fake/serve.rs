//! One HTTP request: read, hit by a fault or not, carried out, answered.

use super::Shared;
use super::faults::{self, Fault};
use super::line::Line;
use super::methods::{self, Method};
use super::params::Params;
use super::refusal::Refusal;
use super::state::State;
use super::{body, polling};
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State as Given};
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::Value;
use std::sync::Arc;

const LARGEST: usize = 51 * 1024 * 1024;

/// What is sent back.
struct Reply {
    status: u16,
    body: String,
    kind: &'static str,
    retry_after: Option<u64>,
}

impl Reply {
    fn ok(result: &str) -> Self {
        let body = format!("{{\"ok\":true,\"result\":{result}}}");
        Reply { status: 200, body, kind: "application/json", retry_after: None }
    }

    fn refused(refusal: &Refusal) -> Self {
        let retry_after = refusal.parameters.as_ref().and_then(|given| given["retry_after"].as_u64());
        let body = text(&refusal.body());
        Reply { status: refusal.code, body, kind: "application/json", retry_after }
    }

    fn page(status: u16, body: &str) -> Self {
        Reply { status, body: body.into(), kind: "text/html", retry_after: None }
    }

    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::BAD_GATEWAY);
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(self.kind));
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(RETRY_AFTER, seconds.into());
        }
        response
    }
}

/// JSON text, faster than through `Display`.
fn text(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A method and its parameters.
struct Call {
    method: &'static Method,
    params: Params,
}

/// Answers any request to the server.
pub(super) async fn answer(
    Given(shared): Given<Arc<Shared>>,
    ConnectInfo(line): ConnectInfo<Line>,
    request: Request,
) -> Response {
    if let Some(path) = request.uri().path().strip_prefix("/file/bot") {
        return download(&shared, path);
    }
    match read(&shared, request).await {
        Ok(call) => handle(&shared, &line, call).await.into_response(),
        Err(refusal) => Reply::refused(&refusal).into_response(),
    }
}

fn download(shared: &Shared, path: &str) -> Response {
    let wanted = path.strip_prefix(shared.token.as_str()).and_then(|path| path.strip_prefix('/'));
    let found = wanted.and_then(|path| shared.look(|state| state.files.download(&body::decode(path))));
    match found {
        Some(bytes) => Response::new(Body::from(bytes)),
        None => Reply::refused(&Refusal::new(404, "Not Found")).into_response(),
    }
}

async fn read(shared: &Shared, request: Request) -> Result<Call, Refusal> {
    let (head, content) = request.into_parts();
    let path = head.uri.path();
    let rest = path.strip_prefix("/bot").ok_or_else(|| Refusal::new(404, "Not Found"))?;
    let (token, name) = rest.rsplit_once('/').ok_or_else(|| Refusal::new(404, "Not Found"))?;
    if body::decode(token) != shared.token {
        shared.act(|state| state.record.violation(format!("a request with a wrong token: {name}")));
        return Err(Refusal::unauthorized());
    }
    let Some(method) = methods::find(name) else {
        shared.act(|state| state.record.violation(format!("the method {name} is not known to the fake")));
        return Err(Refusal::unknown_method());
    };
    let bytes = to_bytes(content, LARGEST).await;
    let bytes = bytes.map_err(|_| Refusal::new(413, "Request Entity Too Large"))?;
    let kind = head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let params = body::read(head.uri.query(), kind, &bytes)?;
    Ok(Call { method, params })
}

async fn handle(shared: &Shared, line: &Line, call: Call) -> Reply {
    let (number, fault) = shared.act(|state| begin(state, &call));
    let reply = match fault {
        None => perform(shared, &call).await,
        Some(fault) => suffer(shared, line, &call, fault).await,
    };
    shared.act(|state| state.record.finish(number, reply.status, &reply.body));
    reply
}

/// Notes the request and finds what is to go wrong with it.
fn begin(state: &mut State, call: &Call) -> (usize, Option<Fault>) {
    let early = if call.method.sends { state.impatient(call.params.chat()) } else { None };
    let fault = match early {
        Some(left) => Some(Fault::Refuse(Refusal::too_many(left))),
        None if state.rules.is_empty() => None,
        None => faults::pick(&mut state.rules, call.method.name, &call.params),
    };
    let named = fault.as_ref().map(|fault| format!("{fault:?}"));
    (state.record.begin(call.method.name, || call.params.for_record(), named), fault)
}

async fn perform(shared: &Shared, call: &Call) -> Reply {
    let result = match call.method.act {
        None if shared.look(|state| state.logged_out) => Err(Refusal::new(400, "Logged out")),
        None => polling::get(shared, &call.params).await,
        Some(_) => shared.act(|state| act(state, call)).map(|result| text(&result)),
    };
    match result {
        Ok(result) => Reply::ok(&result),
        Err(refusal) => Reply::refused(&refusal),
    }
}

fn act(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    if state.logged_out {
        return Err(Refusal::new(400, "Logged out"));
    }
    if call.method.sends && state.limited {
        state.limit(call.params.chat())?;
    }
    match call.method.act {
        Some(act) => act(state, &call.params),
        None => Err(Refusal::unknown_method()),
    }
}

async fn suffer(shared: &Shared, line: &Line, call: &Call, fault: Fault) -> Reply {
    let acts = match &fault {
        Fault::Status { acts, .. } | Fault::Hang { acts } => *acts,
        Fault::CutAfter | Fault::CutHalf | Fault::Garbage | Fault::Slow(_) => true,
        Fault::TooMany { .. } | Fault::CutBefore | Fault::Refuse(_) => false,
    };
    if let Fault::Slow(time) = fault {
        tokio::time::sleep(time).await;
    }
    let reply = if acts { perform(shared, call).await } else { Reply::page(500, "") };
    match fault {
        Fault::TooMany { retry_after } => {
            if call.method.sends {
                shared.act(|state| state.hold(call.params.chat(), retry_after));
            }
            Reply::refused(&Refusal::too_many(retry_after))
        }
        Fault::Status { code, body, .. } => Reply::page(code, &body),
        Fault::Hang { .. } => std::future::pending().await,
        Fault::CutBefore | Fault::CutAfter => {
            line.cut();
            reply
        }
        Fault::CutHalf => {
            line.cut_half();
            reply
        }
        Fault::Garbage => Reply::page(200, "<!doctype html><title>It works!</title>"),
        Fault::Refuse(refusal) => Reply::refused(&refusal),
        Fault::Slow(_) => reply,
    }
}
