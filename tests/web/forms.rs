//! Forms from elsewhere, and texts that are no markup.

use reqwest::{Method, StatusCode};

use crate::house::{ADMIN, House};

#[tokio::test(flavor = "multi_thread")]
async fn a_form_from_elsewhere_does_nothing() {
    let house = House::open().await;
    let mut visitor = house.signed_in(ADMIN).await;
    let csrf = visitor.get("/try").await.hidden("csrf");
    let form = [("csrf", csrf.as_str()), ("text", "apa itu REX?")];
    let (own, other) = (house.url.clone(), "https://elsewhere.example".to_owned());
    let port = own.rsplit(':').next().unwrap();
    let twin = format!("http://127.0.0.1:{port}");
    let refused: [&[(&str, &str)]; 6] = [
        &[],
        &[("origin", "null")],
        &[("origin", &other)],
        &[("origin", &twin)],
        &[("origin", &own), ("sec-fetch-site", "cross-site")],
        &[("origin", &own), ("sec-fetch-site", "same-site")],
    ];
    for headers in refused {
        let answer = visitor.send(Method::POST, "/try", &form, headers).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
    }
    assert!(!visitor.get("/try").await.body.contains("apa itu REX?"));
    assert_eq!(visitor.post("/try", &form).await.status, StatusCode::SEE_OTHER);
    assert!(visitor.get("/try").await.body.contains("apa itu REX?"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_without_the_token_of_its_session_does_nothing() {
    let house = House::open().await;
    let (mut visitor, mut other) = (house.signed_in(ADMIN).await, house.signed_in(ADMIN).await);
    let theirs = other.get("/try").await.hidden("csrf");
    for csrf in ["", "x", &theirs] {
        let answer = visitor.post("/try", &[("csrf", csrf), ("text", "halo")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{csrf}");
    }
    assert_eq!(visitor.post("/try", &[("text", "halo")]).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(visitor.post("/sign-out", &[]).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(visitor.get("/topics").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_any_length_is_refused_as_a_page() {
    let house = House::open().await;
    let mut visitor = house.signed_in(ADMIN).await;
    let long = "x".repeat(1 << 20);
    let answer = visitor.submit("/try", "/try", &[("text", &long)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.contains("<h1>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_text_is_only_text() {
    let house = House::open().await;
    let mut visitor = house.signed_in(ADMIN).await;
    for text in
        ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{7*7}} ${7*7}", "' or 1=1 --"]
    {
        visitor.submit("/try", "/try", &[("text", text)]).await;
        let found = visitor.get(&format!("/topics?q={}", text.replace('&', "%26").replace('#', "%23"))).await;
        let said = visitor.get("/try").await;
        for page in [&found.body, &said.body] {
            assert!(!page.contains("<script>alert") && !page.contains("<img"), "{page}");
        }
        assert!(said.body.contains(&text.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_form_leads_nowhere_else() {
    let house = House::open().await;
    let mut visitor = house.visitor();
    for back in ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", ""] {
        assert_eq!(
            visitor.post("/language", &[("lang", "en"), ("back", back)]).await.leads_to(),
            "/",
            "{back}"
        );
    }
    let answer = visitor.post("/language", &[("lang", "en"), ("back", "/topics?q=rex")]).await;
    assert_eq!(answer.leads_to(), "/topics?q=rex");
    assert!(visitor.get("/topics").await.body.contains("You are not signed in"));
    assert_eq!(
        visitor.post("/language", &[("lang", "xx"), ("back", "/")]).await.status,
        StatusCode::BAD_REQUEST
    );
}
