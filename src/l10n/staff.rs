//! What the desk says to the office's people. Each text fits one message of Telegram,
//! however long the words and lists in it are. It may not decide what is said.

use super::Catalog;
use super::html::Html;
use super::say::{Args, lines, name};
use crate::chat::TicketNumber;
use crate::clock::{Date, Timestamp};
use crate::faq::Faq;
use crate::lang::Lang;
use crate::staff::{Group, Notice, Refusal, Reminded, Role};

/// Lines of a digest.
const LISTED: usize = 10;
/// The longest question in a list.
const SHOWN: usize = 120;
/// The longest question that stands by itself.
const QUESTION: usize = 1000;
/// The longest word of an asker that is passed on: a message less the line's head.
const HEARD: usize = 4000;
/// The longest link.
const URL: usize = 300;
/// Names of prepared answers that are listed, and of people that are reminded.
const REPLIES: usize = 40;
const PEOPLE: usize = 8;

impl Catalog {
    /// A notice to the office's people, as markup.
    pub fn notice(&self, faq: &Faq, lang: Lang, notice: &Notice) -> Html {
        let words = match notice {
            Notice::Card(card) => self.card(faq, lang, card),
            Notice::Digest { waiting, groups } => self.digest(lang, *waiting, groups),
            Notice::Heard { number, words } => self.heard(lang, *number, words),
            Notice::Noted { number, by, words } => {
                self.say(lang, "noted", Args::of(*number).name("name", by).text("words", words, HEARD))
            }
            Notice::Reminder { number, whom, names, since, question } => {
                let head = Args::of(*number).markup("since", self.moment(lang, *since));
                lines([
                    self.say(lang, "reminder", head),
                    self.quoted(lang, question, QUESTION),
                    self.reminded(lang, *whom, names),
                ])
            }
            Notice::AlsoTell { number, others } => {
                self.say(lang, "also-tell", Args::of(*number).count("others", *others))
            }
            Notice::ToldAll(others) => self.say(lang, "told-all", Args::new().count("others", *others)),
            Notice::Refused { number, why, by } => self.refused(lang, *number, *why, by.as_deref()),
            Notice::Done => self.plain(lang, "done"),
            Notice::WhichTicket => self.plain(lang, "which-ticket"),
            Notice::NoSuchReply(replies) => self.no_such_reply(lang, replies),
            Notice::Help => self.plain(lang, "staff-help"),
            Notice::Welcome { role, programme } => {
                self.say(lang, "welcome", self.place(faq, lang, *role, programme.as_deref()))
            }
            Notice::InviteOver => self.plain(lang, "invite-over"),
            Notice::Dashboard { url, minutes } => {
                let args = Args::new().line("url", url, URL).number("minutes", i64::from(*minutes));
                self.say(lang, "dashboard-link", args)
            }
            Notice::DashboardUsed { name } => {
                self.say(lang, "dashboard-used", Args::new().name("name", name))
            }
            Notice::NoDashboard => self.plain(lang, "no-dashboard"),
            Notice::Joined { name, role, programme } => {
                let place = self.place(faq, lang, *role, programme.as_deref());
                self.say(lang, "joined", place.name("name", name))
            }
            Notice::KnowledgeBroken { count, mistakes } => self.broken(lang, *count, mistakes),
            Notice::KnowledgeRight => self.plain(lang, "knowledge-right"),
            Notice::Nightly { programme, day, open, oldest, answered, asked } => {
                let head = self.nightly_head(faq, lang, programme.as_deref(), *day);
                let answered = self.say(lang, "nightly-answered", Args::new().count("answered", *answered));
                lines([head, self.open(lang, *open, *oldest), answered, self.most_asked(lang, asked)])
            }
        };
        Html::trusted(words)
    }

    fn heard(&self, lang: Lang, number: TicketNumber, words: &str) -> String {
        if words.trim().is_empty() {
            return self.numbered(lang, "heard-wordless", number);
        }
        self.say(lang, "heard", Args::of(number).text("words", words, HEARD))
    }

    /// Groups of the same question in lines, and how many questions have none.
    fn digest(&self, lang: Lang, waiting: usize, groups: &[Group]) -> String {
        let shown = groups.get(..LISTED).unwrap_or(groups);
        let counted: usize = shown.iter().map(|group| group.count).sum();
        let more = match waiting.saturating_sub(counted) {
            0 => String::new(),
            more => self.say(lang, "digest-more", Args::new().count("more", more)),
        };
        let head = self.say(lang, "digest", Args::new().count("waiting", waiting));
        let groups = shown.iter().map(|group| self.group(lang, group));
        lines(std::iter::once(head).chain(groups).chain([more]))
    }

    fn group(&self, lang: Lang, group: &Group) -> String {
        let args = Args::of(group.number)
            .count("count", group.count)
            .markup("since", self.moment(lang, group.since));
        if group.question.trim().is_empty() {
            return self.say(lang, "digest-line-wordless", args);
        }
        self.say(lang, "digest-line", args.line("question", &group.question, SHOWN))
    }

    /// Who is asked to do something, by name where the names are known.
    fn reminded(&self, lang: Lang, whom: Reminded, names: &[String]) -> String {
        let (id, anybody) = match whom {
            Reminded::Owner => ("reminder-owner", "whoever-owner"),
            Reminded::Deputy => ("reminder-deputy", "whoever-deputy"),
            Reminded::Admins => ("reminder-admins", "whoever-admins"),
        };
        let names: Vec<String> = names.iter().take(PEOPLE).map(|text| name(text)).collect();
        let names = if names.is_empty() { self.plain(lang, anybody) } else { self.formats(lang).all(&names) };
        self.say(lang, id, Args::new().markup("names", names))
    }

    /// Why nothing was done: short enough for the few words at a tapped button.
    fn refused(&self, lang: Lang, number: TicketNumber, why: Refusal, by: Option<&str>) -> String {
        let args = Args::of(number);
        let id = match why {
            Refusal::TakenBy(_) => {
                let by = by.map_or_else(|| self.plain(lang, "somebody"), name);
                return self.say(lang, "refused-taken", args.markup("name", by));
            }
            Refusal::NotYours => "refused-not-yours",
            Refusal::AdminsOnly => "refused-admins-only",
            Refusal::Over => "refused-over",
            Refusal::AlreadySo => "refused-already-so",
        };
        self.say(lang, id, args)
    }

    fn no_such_reply(&self, lang: Lang, replies: &[String]) -> String {
        if replies.is_empty() {
            return self.plain(lang, "no-replies");
        }
        let names: Vec<String> = replies.iter().take(REPLIES).map(|reply| name(reply)).collect();
        let more = match replies.len().saturating_sub(REPLIES) {
            0 => String::new(),
            more => self.say(lang, "more-replies", Args::new().count("more", more)),
        };
        lines([self.say(lang, "no-such-reply", Args::new().markup("replies", names.join(", "))), more])
    }

    /// What somebody may do, and for which programme.
    fn place(&self, faq: &Faq, lang: Lang, role: Role, programme: Option<&str>) -> Args {
        let role = match role {
            Role::Contact => "role-contact",
            Role::Admin => "role-admin",
        };
        let programme = match programme {
            Some(programme) => self.programme(faq, lang, programme),
            None => self.plain(lang, "all-programmes"),
        };
        Args::new().markup("role", self.plain(lang, role)).markup("programme", programme)
    }

    /// The title of a programme, or of what belongs to none.
    pub fn field(&self, faq: &Faq, lang: Lang, programme: Option<&str>) -> String {
        match programme {
            Some(programme) => self.programme(faq, lang, programme),
            None => self.plain(lang, "no-programme"),
        }
    }

    /// Why a change of the knowledge is not live, with the first mistakes.
    fn broken(&self, lang: Lang, count: usize, mistakes: &[(String, String)]) -> String {
        let head = self.say(lang, "knowledge-broken", Args::new().count("count", count));
        let listed = mistakes.iter().map(|(place, message)| {
            let args = Args::new().line("message", message, QUESTION / 2);
            match place.as_str() {
                "" => self.say(lang, "knowledge-mistake", args),
                place => self.say(lang, "knowledge-mistake-at", args.line("place", place, SHOWN)),
            }
        });
        let more = match count.saturating_sub(mistakes.len()) {
            0 => String::new(),
            more => self.say(lang, "knowledge-more", Args::new().count("more", more)),
        };
        lines(std::iter::once(head).chain(listed).chain([more]))
    }

    fn nightly_head(&self, faq: &Faq, lang: Lang, programme: Option<&str>, day: Date) -> String {
        let programme = self.field(faq, lang, programme);
        let day = self.formats(lang).weekday(day);
        self.say(lang, "nightly", Args::new().markup("programme", programme).markup("day", day))
    }

    fn open(&self, lang: Lang, open: usize, oldest: Option<Timestamp>) -> String {
        let args = Args::new().count("open", open);
        match oldest {
            _ if open == 0 => self.plain(lang, "nightly-none-open"),
            Some(oldest) => {
                self.say(lang, "nightly-open-since", args.markup("oldest", self.moment(lang, oldest)))
            }
            None => self.say(lang, "nightly-open", args),
        }
    }

    fn most_asked(&self, lang: Lang, asked: &[(String, usize)]) -> String {
        let said = asked.iter().filter(|(words, _)| !words.trim().is_empty()).take(LISTED);
        let asked: Vec<String> = said
            .map(|(words, count)| {
                let args = Args::new().count("count", *count).line("question", words, SHOWN);
                self.say(lang, "nightly-asked-line", args)
            })
            .collect();
        if asked.is_empty() {
            return String::new();
        }
        lines(std::iter::once(self.plain(lang, "nightly-asked")).chain(asked))
    }
}
