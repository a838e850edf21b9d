//! What holds for every request, whatever its page: nobody else's forms, bounded time, a
//! panic that ends one page only, refusals as pages, headers that leave a browser nothing to
//! guess. It may not read a body.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use tokio_util::task::AbortOnDropHandle;

use super::{Page, Refusal, Shared, Visitor, Web};

/// How long a page may take.
const SLOWEST_PAGE: Duration = Duration::from_secs(20);

/// What a browser may do with our pages: show them, with our own style and script.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
     img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// `same-origin`, and not `no-referrer`: under that one browsers say `Origin: null` of our
/// own forms.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// The headers of every answer. What is not made to be kept is kept nowhere.
pub(super) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// A page, or the page that says why there is none.
pub(super) async fn pages(State(web): State<Web>, request: Request, next: Next) -> Response {
    let visitor = Visitor::of(&web, request.headers(), request.uri());
    let response = if is_ours(&web, &request) {
        bounded(request, next).await
    } else {
        tracing::warn!(path = visitor.place(), "a form from elsewhere was refused");
        Refusal::Forged.into_response()
    };
    match response.extensions().get::<Refusal>() {
        Some(refusal) => explained(*refusal, &visitor, response),
        None => response,
    }
}

/// The page in a task of its own: it ends when it takes too long, and a panic ends it alone.
async fn bounded(request: Request, next: Next) -> Response {
    let page = AbortOnDropHandle::new(tokio::spawn(next.run(request)));
    match tokio::time::timeout(SLOWEST_PAGE, page).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => Refusal::Fault.into_response(),
        Err(_) => {
            tracing::error!("a page takes too long");
            Refusal::Unavailable.into_response()
        }
    }
}

/// Whether a request that may change something comes from our own pages. Browsers say where
/// a form comes from, and scripts of other pages cannot say otherwise.
fn is_ours(web: &Shared, request: &Request) -> bool {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return true;
    }
    let header = |name: &str| request.headers().get(name).map(HeaderValue::as_bytes);
    let site = header("sec-fetch-site");
    let fetched_here = site.is_none_or(|site| site == b"same-origin");
    header("origin").is_some_and(|origin| origin == web.settings.url.as_bytes()) && fetched_here
}

fn explained(refusal: Refusal, visitor: &Visitor, response: Response) -> Response {
    let (title, body) = refusal.page(visitor.words());
    let page: Html<String> = Page::new(title).body_for(visitor, body);
    let (mut parts, _) = response.into_parts();
    // The body is another one now.
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    Response::from_parts(parts, page.0.into())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use axum::Router;
    use axum::http::StatusCode;
    use axum::middleware::from_fn;
    use axum::routing::get;
    use tokio::net::TcpListener;

    use super::*;

    #[tokio::test]
    async fn a_panic_ends_its_own_page_and_no_other() {
        async fn breaks() -> &'static str {
            panic!("kata orang")
        }
        let pages = Router::new().route("/breaks", get(breaks)).route("/works", get(|| async { "it works" }));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let serving = tokio::spawn(async move { axum::serve(listener, pages.layer(from_fn(bounded))).await });
        for (path, status) in [("/breaks", StatusCode::INTERNAL_SERVER_ERROR), ("/works", StatusCode::OK)] {
            let answer = reqwest::get(format!("{url}{path}")).await.unwrap();
            assert_eq!(answer.status(), status, "{path}");
            assert!(!answer.text().await.unwrap().contains("kata orang"));
        }
        serving.abort();
    }
}
