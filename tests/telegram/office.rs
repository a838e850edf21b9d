//! A bot with an office behind it, in this process: askers and staff are people of the
//! fake, the clock is moved by hand, and what everybody sees is compared with a text.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use secrecy::SecretString;
use tanya::app::App;
use tanya::chat::{PersonId, TicketNumber};
use tanya::clock::{Clock, Date, Timestamp};
use tanya::config::{Abuse, Limits, Retention, Staff, Tickets};
use tanya::knowledge::{Knowledge, Live, Origin};
use tanya::lang::Lang;
use tanya::secret::digest;
use tanya::staff::{Invite, Role, Ticket};
use tanya::store::Store;
use tanya::telegram::{Client, ServeError, Serving, serve};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::fake::{Fake, Group, Person};
use crate::program::SMALL;
use crate::sides::Sides;

/// The office's group.
pub const GROUP: i64 = -1009;
/// Its admin.
pub const ADMIN: i64 = 900;

static KNOWLEDGE: LazyLock<Arc<Knowledge>> = LazyLock::new(|| {
    let files = Origin::Folder(SMALL.path().to_owned()).files().unwrap();
    Arc::new(Knowledge::load(&files).unwrap())
});

/// The small knowledge with one file written anew, or added.
pub fn knowledge_with(file: &str, text: &str) -> Arc<Knowledge> {
    knowledge_of(&[(file, text)])
}

/// The small knowledge with some files written anew, or added.
pub fn knowledge_of(changed: &[(&str, &str)]) -> Arc<Knowledge> {
    let mut files = Origin::Folder(SMALL.path().to_owned()).files().unwrap();
    for (file, text) in changed {
        files.retain(|known| known.path != *file);
        files.push(tanya::source::SourceFile { path: (*file).to_owned(), text: (*text).to_owned() });
    }
    Arc::new(Knowledge::load(&files).unwrap())
}

/// The bot and all who talk with it.
pub struct Office {
    pub fake: Fake,
    pub store: Store,
    pub group: Option<Group>,
    hand: Arc<AtomicI64>,
    staff: Staff,
    tickets: Tickets,
    pub knowledge: Arc<Knowledge>,
    pub dashboard_url: Option<String>,
    live: Option<Live>,
    running: Option<(CancellationToken, JoinHandle<Result<(), ServeError>>)>,
}

impl Office {
    /// With a group of the office, without topics.
    pub async fn with_group() -> Office {
        Office::new(Staff { group: Some(GROUP), admins: vec![ADMIN], ..Staff::default() }, false).await
    }

    /// With a forum of the office.
    pub async fn with_forum(topics: tanya::config::Topics) -> Office {
        Office::new(Staff { group: Some(GROUP), admins: vec![ADMIN], topics, ..Staff::default() }, true).await
    }

    /// Where the office's people are written to directly.
    pub async fn without_group() -> Office {
        Office::new(Staff { admins: vec![ADMIN], ..Staff::default() }, false).await
    }

    async fn new(staff: Staff, forum: bool) -> Office {
        Office::on(Store::open("sqlite::memory:").await.unwrap(), staff, forum)
    }

    /// With a group, on a database.
    pub fn on_store(store: Store) -> Office {
        Office::on(store, Staff { group: Some(GROUP), admins: vec![ADMIN], ..Staff::default() }, false)
    }

    fn on(store: Store, staff: Staff, forum: bool) -> Office {
        let fake = Fake::start();
        let noon = Timestamp::noon(Date::new(2026, 11, 24).unwrap());
        let group = staff.group.map(|id| {
            let group = if forum { fake.forum(id, "Kantor") } else { fake.supergroup(id, "Kantor") };
            group.promotes_bot(&fake.person(ADMIN).named("Ibu Ratna"), true);
            group
        });
        fake.person(ADMIN).named("Ibu Ratna").language("id");
        let mut office = Office {
            fake,
            store,
            group,
            hand: Arc::new(AtomicI64::new(noon.0)),
            staff,
            tickets: Tickets::default(),
            knowledge: KNOWLEDGE.clone(),
            dashboard_url: None,
            live: None,
            running: None,
        };
        office.start();
        office
    }

    /// Stops, and starts again with what was changed.
    pub async fn restart(&mut self) {
        self.stop().await;
        self.start();
    }

    /// Another version goes live while the bot runs.
    pub fn learns(&mut self, knowledge: Arc<Knowledge>) {
        self.knowledge = knowledge.clone();
        self.live.as_ref().unwrap().exchange(knowledge, Timestamp(self.hand.load(Ordering::Relaxed)));
    }

    fn start(&mut self) {
        let clock = Clock::by_hand(self.hand.clone());
        let app = App::new(self.knowledge.clone(), Some(self.store.clone()), clock.clone());
        self.live = Some(app.live().clone());
        let serving = Serving {
            app: Arc::new(app),
            store: self.store.clone(),
            clock,
            client: Client::new(&self.fake.url(), &SecretString::from(self.fake.token().to_owned())).unwrap(),
            limits: Limits { total_per_second: 0, chat_per_second: 0, group_per_minute: 0 },
            staff: self.staff.clone(),
            tickets: self.tickets,
            abuse: Abuse {
                messages_per_minute: 0,
                chat_messages_per_minute: 0,
                tickets_per_day: 0,
                ..Abuse::default()
            },
            retention: Retention::default(),
            dashboard_url: self.dashboard_url.clone(),
            webhook: None,
            name: "test".to_owned(),
        };
        let stop = CancellationToken::new();
        self.running = Some((stop.clone(), tokio::spawn(serve(serving, stop))));
    }

    /// Stops, and holds the fake's record of violations against us.
    pub async fn stop(&mut self) {
        if let Some((stop, serving)) = self.running.take() {
            stop.cancel();
            serving.await.unwrap().unwrap();
        }
        assert_eq!(self.fake.violations(), Vec::<String>::new());
    }

    /// Moves the clock on.
    pub fn passes(&self, time: Duration) {
        self.hand.fetch_add(i64::try_from(time.as_millis()).unwrap(), Ordering::Relaxed);
    }

    /// The present.
    pub fn now(&self) -> Timestamp {
        Timestamp(self.hand.load(Ordering::Relaxed))
    }

    /// A person who asks.
    pub fn asker(&self, id: i64, lang: &str) -> Person {
        self.fake.person(id).language(lang)
    }

    /// A person of the office, who has joined; in the group where there is one.
    pub async fn contact(&self, id: i64, name: &str, programme: Option<&str>) -> Person {
        let invite = Invite { role: Role::Contact, programme: programme.map(str::to_owned), contact: None };
        let code = digest(&format!("code-{id}"));
        let (now, until) = (self.now(), self.now().plus(Duration::from_secs(3600)));
        self.store.add_invite(&code, &invite, now, until).await.unwrap();
        let person = self.fake.person(id).named(name).language("id");
        let joined = self.store.join(&code, PersonId(id), name, Lang::Id, now).await.unwrap();
        assert!(joined.is_some());
        match &self.group {
            Some(group) => person.at(group),
            None => person,
        }
    }

    /// The ticket of that number.
    pub async fn ticket(&self, number: i64) -> Ticket {
        self.store.ticket(TicketNumber(number)).await.unwrap().expect("there is such a ticket")
    }

    /// Waits until there is nothing left to do.
    pub async fn settles(&self) {
        let end = Instant::now() + crate::program::SOON;
        let mut calm = 0;
        while calm < 3 {
            assert!(Instant::now() < end, "there is always something left to do");
            let queues = self.store.queues().await.unwrap();
            let shown = self.store.unshown(1).await.unwrap().is_empty();
            let passed_on =
                self.store.unsent_posts(self.now().minus(Duration::from_millis(1500)), 1).await.unwrap();
            let due = self.store.due(self.now(), 1).await.unwrap();
            let idle = self.fake.backlog() == 0
                && queues.waiting == 0
                && queues.unsent == 0
                && shown
                && passed_on.is_empty()
                && due.is_empty();
            calm = if idle { calm + 1 } else { 0 };
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Settles, and appends what everybody has seen since.
    pub async fn tells(&self, sides: &mut Sides, story: &mut String) {
        self.settles().await;
        story.push_str(&sides.news());
        story.push('\n');
    }
}

/// Holds a story against its file; `TANYA_BLESS=1` writes the file instead.
pub fn assert_story(name: &str, story: &str) {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/telegram/desk/{name}.txt"));
    if std::env::var_os("TANYA_BLESS").is_some() {
        std::fs::write(&path, story).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(story, expected, "{name}");
}
