//! `tanya tickets import`: answers from a table to those who asked. Nothing is sent before
//! the whole table was read, and nothing twice, however often it is read.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};

use super::tickets::ImportArgs;
use crate::chat::TicketNumber;
use crate::clock::{Clock, Timestamp};
use crate::sheet::{self, SheetError};
use crate::staff::{Policy, Post, PostKind, PostState, Ticket, answered_by_office};
use crate::store::{Actor, Draft, Event, Link, Settled, Step, Store, StoreError};
use crate::telegram::filed_answer;

/// How often a ticket is looked at again that somebody changes at the same moment.
const ATTEMPTS: usize = 5;

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It goes out.
    Sent,
    /// It was sent before.
    Known,
    /// The ticket is over.
    Over,
    /// There is no such ticket.
    Unknown,
    /// Somebody changed the ticket again and again.
    Contended,
}

pub(super) async fn import(store: &Store, args: &ImportArgs, out: &mut dyn Write) -> Result<ExitCode> {
    let path = args.file.display();
    let text = std::fs::read_to_string(&args.file).with_context(|| format!("cannot read {path} as UTF-8"))?;
    let answers = read(&text).with_context(|| format!("nothing was sent; {path} cannot be understood"))?;
    let quiet = Duration::from_secs(u64::from(args.quiet_hours) * 60 * 60);
    let mut missed = false;
    for (number, answer) in &answers {
        let fate = file(store, *number, answer, quiet, args.dry_run).await?;
        missed |= matches!(fate, Fate::Unknown | Fate::Contended);
        writeln!(out, "{:>6}  {}", number.0, told(fate, args.dry_run))?;
    }
    Ok(if missed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn told(fate: Fate, dry_run: bool) -> &'static str {
    match fate {
        Fate::Sent if dry_run => "would be answered",
        Fate::Sent => "answered",
        Fate::Known => "left alone: this answer was sent before",
        Fate::Over => "left alone: it is over",
        Fate::Unknown => "there is no such ticket",
        Fate::Contended => "not answered: somebody works on it; try again",
    }
}

/// The answers of a table, by ticket.
fn read(text: &str) -> Result<BTreeMap<TicketNumber, String>, SheetError> {
    let sheet = sheet::read(text)?;
    let (number, answer) = (sheet.column("number")?, sheet.column("answer")?);
    let mut answers = BTreeMap::new();
    for row in &sheet.rows {
        let words = row.cell(answer).trim();
        if words.is_empty() {
            continue;
        }
        let ticket = row.cell(number).trim().parse().ok().filter(|number| *number > 0);
        let ticket = TicketNumber(ticket.ok_or_else(|| row.error("this is not the number of a ticket"))?);
        if answers.insert(ticket, words.to_owned()).is_some() {
            return Err(row.error(format!("ticket {} has two answers", ticket.0)));
        }
    }
    Ok(answers)
}

/// One answer to its ticket, looked at again where somebody was first.
async fn file(
    store: &Store,
    number: TicketNumber,
    answer: &str,
    quiet: Duration,
    dry_run: bool,
) -> Result<Fate, StoreError> {
    for _ in 0..ATTEMPTS {
        let Some(ticket) = store.ticket(number).await? else { return Ok(Fate::Unknown) };
        let drafts = filed_answer(&ticket, answer, None);
        if was_sent(store, number, &drafts).await? {
            return Ok(Fate::Known);
        }
        let now = Clock::system().now();
        let Some(errand) = errand(&ticket, drafts, quiet, now) else { return Ok(Fate::Over) };
        if dry_run {
            return Ok(Fate::Sent);
        }
        match store.settle_errand(errand, now).await {
            Err(StoreError::Stale) => {}
            done => return done.map(|()| Fate::Sent),
        }
    }
    Ok(Fate::Contended)
}

/// The ticket's step and the messages; `None` where it is over.
fn errand(ticket: &Ticket, drafts: Vec<Draft>, quiet: Duration, now: Timestamp) -> Option<Settled> {
    let policy = Policy { faq: None, remind_after: [Duration::MAX; 3], quiet };
    let next = answered_by_office(ticket, &policy, now).ok()?;
    let event = Event {
        ticket: Some(ticket.number),
        actor: Actor::Program,
        act: "answered",
        detail: "from a file".to_owned(),
    };
    Some(Settled::errand().stepping(Step { ticket: next, event }).sending(Box::new(move |_| drafts)))
}

/// Whether all of this was said about the ticket before. What did not arrive was not.
async fn was_sent(store: &Store, number: TicketNumber, drafts: &[Draft]) -> Result<bool, StoreError> {
    let posts = store.posts(number).await?;
    let arrived = |post: &Post| !matches!(post.state, PostState::Undelivered | PostState::Gone);
    let said = |words: &Option<String>| {
        posts.iter().any(|post| post.kind == PostKind::Out && arrived(post) && post.text == *words)
    };
    Ok(drafts.iter().all(|draft| matches!(&draft.link, Link::Makes(post) if said(&post.text))))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_rows_with_a_number_and_an_answer() {
        let answers = read("question,answer,Number\na,ya, 3\nb,,4\nc,'=tidak,1\n").unwrap();
        let answers: Vec<(i64, &str)> =
            answers.iter().map(|(number, words)| (number.0, words.as_str())).collect();
        assert_eq!(answers, [(1, "=tidak"), (3, "ya")]);
    }

    #[test]
    fn a_table_with_a_mistake_answers_nobody() {
        for (text, line) in [
            ("number,reply\n1,a\n", 1),
            ("number,answer\n1,a\nx,b\n", 3),
            ("number,answer\n1,a\n1,b\n", 3),
            ("number,answer\n0,a\n", 2),
        ] {
            assert_eq!(read(text).unwrap_err().line, line, "{text:?}");
        }
    }
}
