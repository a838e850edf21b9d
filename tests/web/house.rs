//! A dashboard on loopback with a store of its own and a clock by hand, and a visitor who
//! keeps cookies as browsers do.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use reqwest::header::{COOKIE, HeaderMap, HeaderName, HeaderValue, LOCATION, SET_COOKIE};
use reqwest::{Method, StatusCode};
use tanya::app::App;
use tanya::chat::{Chat, ChatId, NewTicket, PersonId, TicketNumber};
use tanya::clock::{Clock, Timestamp};
use tanya::config::{self, Staff, Tickets};
use tanya::knowledge::{Knowledge, Origin};
use tanya::lang::Lang;
use tanya::secret::digest;
use tanya::staff::{Invite, Role};
use tanya::store::{Record, Store};
use tanya::telegram::dashboard_link;
use tanya::web::{self, Dashboard, THE_SERVER};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// The office's own knowledge, loaded once for all tests.
pub static KNOWLEDGE: LazyLock<Arc<Knowledge>> = LazyLock::new(|| {
    let files = Origin::BuiltIn.files().unwrap();
    Arc::new(Knowledge::load(&files).unwrap())
});

/// An admin by the configuration, and somebody who answers for one programme.
pub const ADMIN: PersonId = PersonId(1);
pub const CONTACT: PersonId = PersonId(2);
/// Monday, 30 November 2026, ten in the morning in the office.
pub const MONDAY: Timestamp = Timestamp(1_796_007_600_000);

/// A dashboard. Dropped, it is gone.
pub struct House {
    pub url: String,
    pub store: Store,
    hand: Arc<AtomicI64>,
    stop: CancellationToken,
    folder: TempDir,
}

impl House {
    /// With the office's own knowledge, which is the copy in the program.
    pub async fn open() -> House {
        House::of(KNOWLEDGE.clone(), Origin::BuiltIn).await
    }

    /// With the knowledge of a place.
    pub async fn of(knowledge: Arc<Knowledge>, origin: Origin) -> House {
        let folder = tempfile::tempdir().unwrap();
        let store =
            Store::open(&format!("sqlite:{}", folder.path().join("tanya.db").display())).await.unwrap();
        let hand = Arc::new(AtomicI64::new(MONDAY.0));
        let app = Arc::new(App::new(knowledge, Some(store.clone()), Clock::by_hand(hand.clone())));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let settings = config::Dashboard::at(listener.local_addr().unwrap());
        let (url, stop) = (settings.url.clone(), CancellationToken::new());
        let staff = Staff { admins: vec![ADMIN.0], ..Staff::default() };
        let tickets = Tickets::default();
        let dashboard = Dashboard { app, store: store.clone(), staff, tickets, settings, origin };
        tokio::spawn(web::run(listener, dashboard, stop.clone()));
        let house = House { url, store, hand, stop, folder };
        house.joins(ADMIN, "Rina", Role::Admin, None).await;
        house.joins(CONTACT, "Budi <b>&", Role::Contact, Some("rex")).await;
        house
    }

    /// Somebody becomes one of the office, or something else in it.
    pub async fn joins(&self, person: PersonId, name: &str, role: Role, programme: Option<&str>) {
        let code = digest(&format!("{}{}{}", person.0, role.code(), self.now().0));
        let invite = Invite { role, programme: programme.map(str::to_owned), contact: None };
        self.store
            .add_invite(&code, &invite, self.now(), self.now().plus(Duration::from_secs(60)))
            .await
            .unwrap();
        self.store.join(&code, person, name, Lang::Id, self.now()).await.unwrap().unwrap();
    }

    /// A question that waits for a person of the office.
    pub async fn asks(&self, chat: i64, programme: Option<&str>, question: &str) -> TicketNumber {
        let ticket = NewTicket {
            programme: programme.map(str::to_owned),
            lang: Lang::Id,
            question: question.into(),
            offered: Vec::new(),
        };
        let known = Chat::default();
        let record =
            Record { ticket: Some(&ticket), asker: Some(PersonId(chat)), ..Record::new(&known, "v1") };
        self.store.record(ChatId(chat), &record, self.now()).await.unwrap().unwrap()
    }

    pub fn clock(&self) -> Clock {
        Clock::by_hand(self.hand.clone())
    }

    pub fn now(&self) -> Timestamp {
        Timestamp(self.hand.load(Ordering::Relaxed))
    }

    pub fn pass(&self, time: Duration) {
        self.hand.store(self.now().plus(time).0, Ordering::Relaxed);
    }

    /// Where the store is.
    pub fn database(&self) -> String {
        format!("sqlite:{}", self.folder.path().join("tanya.db").display())
    }

    /// The clock shows what the machine's shows.
    pub fn today(&self) {
        self.hand.store(Clock::system().now().0, Ordering::Relaxed);
    }

    /// A link's path, for a person.
    pub async fn link(&self, person: PersonId) -> String {
        dashboard_link(&self.store, "", person, self.now()).await.unwrap()
    }

    /// Somebody who is signed in.
    pub async fn signed_in(&self, person: PersonId) -> Visitor {
        let mut visitor = self.visitor();
        let link = self.link(person).await;
        assert_eq!(visitor.post(&link, &[]).await.status, StatusCode::SEE_OTHER);
        visitor
    }

    pub fn visitor(&self) -> Visitor {
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Visitor { http, url: self.url.clone(), cookies: BTreeMap::new() }
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// Whoever sits at the server, signed in.
pub async fn at_the_server(house: &House) -> Visitor {
    house.signed_in(THE_SERVER).await
}

/// A browser without a window.
pub struct Visitor {
    http: reqwest::Client,
    url: String,
    pub cookies: BTreeMap<String, String>,
}

/// What it gets.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn leads_to(&self) -> &str {
        self.header(LOCATION.as_str())
    }

    /// The value of the first hidden field of this name.
    pub fn hidden(&self, name: &str) -> String {
        let field = format!("name=\"{name}\" value=\"");
        let rest = self.body.split_once(&field).unwrap_or_else(|| panic!("no {name} in {}", self.body)).1;
        rest.split('"').next().unwrap().to_owned()
    }
}

impl Visitor {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], &[]).await
    }

    /// A form as our own page sends it.
    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let origin = self.url.clone();
        self.send(Method::POST, path, form, &[("origin", &origin), ("sec-fetch-site", "same-origin")]).await
    }

    /// The same with the token of the page that it stands on.
    pub async fn submit(&mut self, page: &str, path: &str, form: &[(&str, &str)]) -> Answer {
        let csrf = self.get(page).await.hidden("csrf");
        let mut form = form.to_vec();
        form.push(("csrf", &csrf));
        self.post(path, &form).await
    }

    pub async fn send(
        &mut self,
        method: Method,
        path: &str,
        form: &[(&str, &str)],
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = self.http.request(method.clone(), format!("{}{path}", self.url));
        if !self.cookies.is_empty() {
            let cookies: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(COOKIE, cookies.join("; "));
        }
        for (name, value) in headers {
            request =
                request.header(HeaderName::try_from(*name).unwrap(), HeaderValue::from_str(value).unwrap());
        }
        if method == Method::POST {
            request = request.form(form);
        }
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        for cookie in headers.get_all(SET_COOKIE) {
            let (pair, rules) = cookie.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            match rules.contains("Max-Age=0") {
                true => self.cookies.remove(name),
                false => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        Answer { status, headers, body: response.text().await.unwrap() }
    }
}
