//! `tanya proposals accept`: a proposal into the folder, and what stands in its way.

use std::io::Write;

use anyhow::{Result, bail};
use serde_json::json;

use super::proposals::measured;
use crate::clock::Clock;
use crate::knowledge::decide::{self, Decider, Undecided};
use crate::knowledge::{Aground, Origin, edits};
use crate::review::{Hindrance, Proposal, ProposalNumber};
use crate::store::{Store, StoreError};

pub(super) async fn accept(
    store: &Store,
    origin: &Origin,
    (number, version): (ProposalNumber, Option<i64>),
    anyway: bool,
    json: bool,
    out: &mut dyn Write,
) -> Result<()> {
    if *origin == Origin::BuiltIn {
        bail!(
            "the copy of the knowledge inside the program cannot be changed; name a folder with --knowledge DIR, \
             or use `tanya proposals export {}`",
            number.0
        );
    }
    let (open, _) = decide::open(store, number).await?;
    if version.is_some_and(|version| version != open.version) {
        bail!(
            "proposal {} has changed meanwhile; look again with `tanya proposals show {}`",
            number.0,
            number.0
        );
    }
    // What is in the files already needs no measuring: an attempt was interrupted.
    let version = match is_there(origin, &open)? {
        true => open.version,
        false => measured(store, origin, number).await?.version,
    };
    let now = Clock::system().now();
    let landed =
        match decide::accept(store, origin, (number, version), anyway, &Decider::default(), now).await {
            Ok(landed) => landed,
            Err(why) => return Err(advice(why, number)),
        };
    if json {
        let (commit, why) =
            (landed.commit.as_ref().ok(), landed.commit.as_ref().err().map(ToString::to_string));
        writeln!(
            out,
            "{}",
            json!({ "number": number.0, "files": landed.files, "commit": commit, "not_committed": why })
        )?;
        return Ok(());
    }
    match &landed.files[..] {
        [] => writeln!(out, "The files had the change already.")?,
        files => writeln!(out, "Changed: {}", files.join(", "))?,
    }
    match &landed.commit {
        Ok(commit) => writeln!(out, "Committed: {commit}")?,
        Err(why) => writeln!(out, "Not committed: {why}")?,
    }
    writeln!(
        out,
        "A bot that serves this folder answers so from now on. When the edits are done: `tanya fit`"
    )?;
    Ok(())
}

fn is_there(origin: &Origin, proposal: &Proposal) -> Result<bool> {
    let Some(change) = &proposal.change else { return Ok(false) };
    Ok(edits(change, &origin.files()?)?.0.is_empty())
}

/// What to do about it.
pub(super) fn advice(why: Undecided, number: ProposalNumber) -> anyhow::Error {
    let number = number.0;
    let look = format!("look again with `tanya proposals show {number}`");
    match why {
        Undecided::Store(StoreError::Stale) => {
            anyhow::anyhow!("somebody else decided or measured it meanwhile; {look}")
        }
        Undecided::Aground(Aground::Hindered(hindrance)) => match hindrance {
            Hindrance::Unmeasured => anyhow::anyhow!("the knowledge has changed meanwhile; {look}"),
            Hindrance::Errors(count) => anyhow::anyhow!(
                "the knowledge would have {count} error(s); {look}, reject it, and propose what is right"
            ),
            Hindrance::Regressions(count) => anyhow::anyhow!(
                "{count} question(s) would be answered worse than before; {look}, and if that is as it should be, \
                 accept it with --anyway"
            ),
        },
        Undecided::Aground(Aground::Unfit(unfit)) => anyhow::anyhow!("{unfit}: reject it, and propose anew")
            .context("it does not fit the files any more"),
        other => other.into(),
    }
}
