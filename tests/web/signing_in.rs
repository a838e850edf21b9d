//! Signing in by a link, and everything by which it ends.

use std::time::Duration;

use reqwest::{Method, StatusCode};
use tanya::secret::digest;
use tanya::staff::Role;
use tanya::web::THE_SERVER;

use crate::house::{ADMIN, CONTACT, House};

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);
const COOKIE: &str = "__Host-tanya";

#[tokio::test(flavor = "multi_thread")]
async fn looking_at_a_link_signs_nobody_in_and_says_for_whom_it_is() {
    let house = House::open().await;
    let (mut visitor, link) = (house.visitor(), house.link(CONTACT).await);
    for method in [Method::HEAD, Method::GET, Method::GET] {
        let page = visitor.send(method, &link, &[], &[]).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(visitor.cookies.is_empty());
    }
    let page = visitor.get(&link).await;
    assert!(page.body.contains("Budi &lt;b&gt;&amp;"), "{}", page.body);
    assert!(house.store.sessions(None, house.now()).await.unwrap().is_empty());
    // And it is still good.
    assert_eq!(visitor.post(&link, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(visitor.get("/topics").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_signs_in_once_and_its_person_hears_of_a_second_time() {
    let house = House::open().await;
    let link = house.link(CONTACT).await;
    let (mut first, mut second) = (house.visitor(), house.visitor());
    assert_eq!(first.post(&link, &[]).await.leads_to(), "/");
    let refused = second.post(&link, &[]).await;
    assert_eq!(refused.status, StatusCode::GONE);
    assert!(second.cookies.is_empty() && refused.body.contains("sudah dipakai"));
    assert_eq!(second.get(&link).await.status, StatusCode::GONE);
    // Both the person and the admin are written to.
    let queues = house.store.queues().await.unwrap();
    assert_eq!(queues.unsent, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_good_for_five_minutes() {
    let house = House::open().await;
    let link = house.link(CONTACT).await;
    house.pass(5 * MINUTE);
    let mut visitor = house.visitor();
    assert_eq!(visitor.get(&link).await.status, StatusCode::GONE);
    assert_eq!(visitor.post(&link, &[]).await.status, StatusCode::GONE);
    assert!(visitor.cookies.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guess_is_no_link_and_many_guesses_do_not_lock_the_right_one_out() {
    let house = House::open().await;
    let (mut visitor, link) = (house.visitor(), house.link(CONTACT).await);
    let mut told = Vec::new();
    for guess in 0..25 {
        told.push(visitor.post(&format!("/sign-in/{guess:032x}"), &[]).await.status);
    }
    assert_eq!(told[0], StatusCode::NOT_FOUND);
    assert_eq!(told[24], StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(visitor.get("/sign-in/nonsense").await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(visitor.post(&link, &[]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_link_and_a_cookie_hashes_are_stored_alone() {
    let house = House::open().await;
    let link = house.link(CONTACT).await;
    let code = link.rsplit('/').next().unwrap();
    let mut visitor = house.visitor();
    let answer = visitor.post(&link, &[]).await;
    let cookie = visitor.cookies[COOKIE].clone();
    assert_eq!(cookie.len(), 64);
    assert!(house.store.login(code).await.unwrap().is_none());
    assert!(house.store.login(&digest(code)).await.unwrap().is_some());
    assert!(house.store.session(&cookie, house.now()).await.unwrap().is_none());
    assert!(house.store.session(&digest(&cookie), house.now()).await.unwrap().is_some());
    let rules = answer.header("set-cookie");
    for rule in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=604800"] {
        assert!(rules.split("; ").any(|found| found == rule), "{rule} in {rules}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_after_twelve_hours_without_use_and_after_seven_days_with_it() {
    let house = House::open().await;
    let mut visitor = house.signed_in(ADMIN).await;
    for _ in 0..15 {
        house.pass(11 * HOUR);
        assert_eq!(visitor.get("/topics").await.status, StatusCode::OK);
    }
    house.pass(3 * HOUR);
    assert_eq!(visitor.get("/topics").await.status, StatusCode::UNAUTHORIZED, "seven days are over");
    let mut visitor = house.signed_in(ADMIN).await;
    house.pass(12 * HOUR);
    assert_eq!(visitor.get("/topics").await.status, StatusCode::UNAUTHORIZED, "twelve hours are over");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signs_out_is_out_and_no_copy_of_the_cookie_is_worth_anything() {
    let house = House::open().await;
    let mut visitor = house.signed_in(ADMIN).await;
    let copy = visitor.cookies.clone();
    assert_eq!(visitor.submit("/topics", "/sign-out", &[]).await.status, StatusCode::SEE_OTHER);
    assert!(visitor.cookies.is_empty());
    visitor.cookies = copy;
    assert_eq!(visitor.get("/topics").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_the_office_is_out_at_once_and_their_links_are_dead() {
    let house = House::open().await;
    let (mut visitor, link) = (house.signed_in(CONTACT).await, house.link(CONTACT).await);
    house.store.remove_member(CONTACT, house.now()).await.unwrap();
    assert_eq!(visitor.get("/topics").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(house.visitor().post(&link, &[]).await.status, StatusCode::GONE);
    // Coming back brings no old browser back.
    house.pass(MINUTE);
    house.joins(CONTACT, "Budi", Role::Contact, None).await;
    assert_eq!(visitor.get("/topics").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_is_what_it_is_now() {
    let house = House::open().await;
    let mut contact = house.signed_in(CONTACT).await;
    assert_eq!(contact.get("/health").await.status, StatusCode::FORBIDDEN);
    assert!(!contact.get("/topics").await.body.contains("href=\"/health\""));
    house.pass(MINUTE);
    house.joins(CONTACT, "Budi", Role::Admin, None).await;
    // Another role is another sign-in.
    assert_eq!(contact.get("/health").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(house.signed_in(CONTACT).await.get("/health").await.status, StatusCode::OK);
    // The server's own and the configuration's admins are what they are.
    assert_eq!(house.signed_in(THE_SERVER).await.get("/health").await.status, StatusCode::OK);
    assert_eq!(house.signed_in(ADMIN).await.get("/health").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_sees_ones_own_browsers_and_signs_them_out_and_nobody_elses() {
    let house = House::open().await;
    let (mut here, mut there) = (house.signed_in(CONTACT).await, house.signed_in(CONTACT).await);
    let mut other = house.signed_in(ADMIN).await;
    let name = |visitor: &crate::house::Visitor| digest(&visitor.cookies[COOKIE])[..8].to_owned();
    let page = here.get("/account").await.body;
    assert!(page.contains(&name(&here)) && page.contains(&name(&there)) && !page.contains(&name(&other)));
    let (theirs, mine) = (name(&other), name(&there));
    here.submit("/account", "/account/end", &[("session", &theirs)]).await;
    assert_eq!(other.get("/topics").await.status, StatusCode::OK);
    here.submit("/account", "/account/end", &[("session", &mine)]).await;
    assert_eq!(there.get("/topics").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        here.submit("/account", "/account/end", &[("session", "%")]).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(here.get("/topics").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_cookie_there_is_nothing_to_see() {
    let house = House::open().await;
    let mut visitor = house.visitor();
    for path in ["/", "/topics", "/topics/rex-about", "/try", "/health", "/account", "/live"] {
        let page = visitor.get(path).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{path}");
        assert!(page.body.contains("/dashboard"), "{path} says how to get in");
    }
    for cookie in ["", "x", &"0".repeat(64), &"'".repeat(64)] {
        visitor.cookies.insert(COOKIE.to_owned(), cookie.to_owned());
        assert_eq!(visitor.get("/topics").await.status, StatusCode::UNAUTHORIZED, "{cookie}");
    }
}
