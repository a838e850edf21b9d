//! What the desk says to those who ask. It may not decide what is said.

use std::time::Duration;

use super::Catalog;
use super::say::{Args, lines};
use crate::chat::{Ending, KeptDays, TicketNumber};
use crate::clock::Timestamp;
use crate::lang::Lang;

/// The longest question that is repeated to its asker.
const QUESTION: usize = 1000;

impl Catalog {
    /// Who answers, what was asked, and how it goes on; the answer itself comes after it.
    pub(super) fn answered(
        &self,
        lang: Lang,
        number: TicketNumber,
        by: Option<&str>,
        question: &str,
        quiet_hours: u64,
    ) -> String {
        let head = match by {
            Some(by) => self.say(lang, "answered-named", Args::of(number).name("name", by)),
            None => self.numbered(lang, "answered", number),
        };
        let quiet = Duration::from_secs(quiet_hours.saturating_mul(3600));
        let after = Args::new().markup("quiet", self.span(lang, quiet));
        lines([head, self.quoted(lang, question, QUESTION), self.say(lang, "answered-after", after)])
    }

    pub(super) fn news(&self, lang: Lang, number: TicketNumber, question: &str) -> String {
        lines([self.numbered(lang, "news", number), self.quoted(lang, question, QUESTION)])
    }

    /// What is kept, for how long, and what can be done about it.
    pub(super) fn privacy(&self, lang: Lang, kept: Option<KeptDays>) -> String {
        let days = |days: u32| self.say(lang, "span-day", Args::new().number("n", i64::from(days)));
        let how_long = match kept {
            Some(kept) => {
                let answered = match kept.answered {
                    0 => self.plain(lang, "privacy-not-kept"),
                    answered => days(answered),
                };
                let args = Args::new().markup("answered", answered).markup("asked", days(kept.asked));
                self.say(lang, "privacy-days", args.markup("tickets", days(kept.tickets)))
            }
            None => self.plain(lang, "privacy-no-days"),
        };
        [self.plain(lang, "privacy"), how_long, self.plain(lang, "privacy-rights")].join("\n\n")
    }

    pub(super) fn muted(&self, lang: Lang, until: Option<Timestamp>) -> String {
        match until {
            Some(until) => self.say(lang, "muted", Args::new().markup("until", self.moment(lang, until))),
            None => self.plain(lang, "muted-for-good"),
        }
    }
}

/// The message that tells an asker why a ticket is over.
pub(super) fn over(why: Ending) -> &'static str {
    match why {
        Ending::Staff => "over-staff",
        Ending::Asker => "over-asker",
        Ending::Quiet => "over-quiet",
        Ending::NotOurs => "over-not-ours",
        Ending::Dismissed => "over-dismissed",
    }
}

/// The label of a button that says how content somebody is.
pub(super) fn content_label(content: u8) -> &'static str {
    match content {
        0 | 1 => "label-content-1",
        2 => "label-content-2",
        3 => "label-content-3",
        4 => "label-content-4",
        _ => "label-content-5",
    }
}
