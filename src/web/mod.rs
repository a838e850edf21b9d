//! The dashboard: what the bot knows and does, in a browser, for the office's people.
//! Pages are made on the server and work without script. It may not decide what anybody
//! may do to a ticket or to the knowledge, it shows nothing to whoever is not of the
//! office at that moment, and no page asks anything of another server.
//!
//! # How a page is added
//!
//! One file in `pages/`: a handler and a function that makes the markup.
//!
//! ```ignore
//! pub async fn show(State(web): State<Web>, signed: Signed) -> Reply {
//!     signed.admins_only()?;                       // 403 for everybody else
//!     let queues = web.store.queues().await?;      // StoreError is the 503 page
//!     let words = signed.words();                  // locales/*/web.ftl
//!     Page::new(words.say("web-health")).body(&signed, html! { .. })
//! }
//! ```
//!
//! - Its route goes into `router`, its place in the navigation into `page::NAVIGATION`.
//! - Its words go into `locales/{id,en}/web.ftl` and, by id, into the lists of `l10n::web`.
//!   They are plain text: maud escapes them and everything else. `widgets` has what pages share:
//!   a bubble as Telegram shows a message, badges, tables, an empty state.
//! - The knowledge is `signed.knowledge`, of one version for the whole request; the person is
//!   `signed.member`, looked up anew for this request.
//! - A form is `POST`, holds `(signed.token())`, and its handler takes `Posted<T>` in the
//!   place of `Signed`: a form from elsewhere never reaches it. It ends in `see(path)`.
//! - Errors are `Refusal`s; each is a page in the visitor's language.
//! - A part that keeps itself up to date is an element with an `id` and `data-live`: the
//!   script fetches the page anew when something changes, and puts that element in its place.
//! - Each page has a line in `tests/web/browser.rs`, which visits it with a real browser.

mod assets;
mod chart;
mod guard;
mod limits;
mod live;
mod overlaps;
mod page;
mod pages;
mod refusal;
mod rehearsal;
mod request;
mod review;
mod sign_in;
mod timeline;
mod widgets;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{Html, Redirect};
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::clock::Timestamp;
use crate::config::{self, Staff};
use crate::knowledge::Origin;
use crate::store::Store;
use crate::telegram::Counter;
use limits::Tries;
use live::Beat;
use overlaps::Overlaps;
use page::Page;
use refusal::Refusal;
use rehearsal::Rehearsals;
use request::{Posted, Signed, Visitor};
use review::Review;

pub use crate::staff::THE_SERVER;

/// Longest form, in bytes.
const MAX_FORM: usize = 256 * 1024;
/// How long open pages may hold up a stop.
const LAST_PAGES: Duration = Duration::from_secs(3);

/// What the dashboard is made of.
pub struct Dashboard {
    /// The conversation, with its knowledge and its clock.
    pub app: Arc<App>,
    /// The memory; the app's.
    pub store: Store,
    /// Who may do everything.
    pub staff: Staff,
    /// How long tickets wait.
    pub tickets: config::Tickets,
    /// Where browsers find it.
    pub settings: config::Dashboard,
    /// Where the knowledge is: what is accepted is written there.
    pub origin: Origin,
}

/// What all requests share.
struct Shared {
    app: Arc<App>,
    store: Store,
    staff: Staff,
    counter: Counter,
    settings: config::Dashboard,
    started: Timestamp,
    tries: Tries,
    overlaps: Overlaps,
    rehearsals: Rehearsals,
    review: Review,
    origin: Origin,
    beat: Beat,
}

type Web = Arc<Shared>;
type Reply = Result<Html<String>, Refusal>;

/// Serves until `stop`.
pub async fn run(
    listener: TcpListener,
    dashboard: Dashboard,
    stop: CancellationToken,
) -> std::io::Result<()> {
    let Dashboard { app, store, staff, tickets, settings, origin } = dashboard;
    let counter = Counter::new(app.clone(), store.clone(), staff.clone(), tickets);
    let started = app.now();
    let beat = Beat::new(stop.clone());
    let web = Arc::new(Shared {
        app,
        store,
        staff,
        counter,
        settings,
        started,
        tries: Tries::default(),
        overlaps: Overlaps::default(),
        rehearsals: Rehearsals::default(),
        review: Review::default(),
        origin,
        beat,
    });
    let beating = tokio::spawn(live::watch(web.clone()));
    let serving = axum::serve(listener, router(web)).with_graceful_shutdown(stop.clone().cancelled_owned());
    let overdue = async {
        stop.cancelled().await;
        tokio::time::sleep(LAST_PAGES).await;
    };
    let served = tokio::select! {
        served = async { serving.await } => served,
        () = overdue => Ok(()),
    };
    beating.abort();
    served
}

fn router(web: Web) -> Router {
    Router::new()
        .route("/", get(page::home))
        .route("/today", get(pages::today::show))
        .route("/figures", get(pages::figures::export))
        .route("/tickets", get(pages::tickets::show))
        .route("/tickets/{number}", get(pages::ticket::show).post(pages::deal::deal))
        .merge(knowledge_pages())
        .route("/try", get(pages::rehearse::show).post(pages::rehearse::say))
        .route("/health", get(pages::health::show))
        .route("/account", get(pages::account::show))
        .route("/account/end", post(pages::account::end))
        .route("/language", post(request::choose_language))
        .route("/sign-in/{code}", get(sign_in::show).post(sign_in::follow))
        .route("/sign-out", post(sign_in::leave))
        .route("/live", get(live::stream))
        .fallback(refusal::no_such_page)
        .method_not_allowed_fallback(refusal::no_such_page)
        .layer(DefaultBodyLimit::max(MAX_FORM))
        .layer(from_fn_with_state(web.clone(), guard::pages))
        .route("/healthz", get(pages::health::alive))
        .route("/static/{hash}/{name}", get(assets::send))
        .layer(from_fn(guard::headers))
        .with_state(web)
}

/// What is known, what is not, and what is proposed.
fn knowledge_pages() -> Router<Web> {
    use pages::{edit, group, proposal, proposals, subject, topic, topics, unanswered};
    Router::new()
        .route("/unanswered", get(unanswered::show))
        .route("/unanswered/{group}", get(group::show))
        .route("/unanswered/{group}/phrase", post(unanswered::phrase))
        .route("/unanswered/{group}/never", post(group::leave))
        .route("/unanswered/{group}/dismiss", post(group::dismiss))
        .route("/unanswered/{group}/new", get(subject::show).post(subject::propose))
        .route("/proposals", get(proposals::show))
        .route("/proposals/{number}", get(proposal::show))
        .route("/proposals/{number}/accept", post(proposal::accept))
        .route("/proposals/{number}/reject", post(proposal::reject))
        .route("/proposals/{number}/measure", post(proposal::measure))
        .route("/proposals/{number}/patch", get(proposal::export))
        .route("/topics", get(topics::show))
        .route("/topics/{id}", get(topic::show))
        .route("/topics/{id}/edit", get(edit::show).post(edit::save))
}

/// Where a form leads to when it is done.
fn see(path: &str) -> Redirect {
    Redirect::to(path)
}
