//! One proposal: what would change, what that does, and the decision. What it does is measured
//! beside the page, which shows how far that is.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::effect;
use crate::app::chain;
use crate::knowledge::decide::{self, Decider, Undecided};
use crate::knowledge::{Aground, FileEdit, Hold, Origin, Unfit, edits, patch, version_of};
use crate::review::{Effect, Hindrance, Proposal, ProposalNumber, ProposalState};
use crate::store::StoreError;
use crate::web::page::Page;
use crate::web::request::{Nothing, Posted, Signed};
use crate::web::review::{self, Review, Run};
use crate::web::{Refusal, Reply, THE_SERVER, Web, see};

/// How it stands with the files.
enum Fit {
    /// These edits make it.
    Edits(Vec<FileEdit>),
    /// It does not fit them.
    Unfit(Unfit),
    /// It is decided.
    Over,
}

/// The page.
pub async fn show(State(web): State<Web>, signed: Signed, Path(number): Path<i64>) -> Reply {
    page(&web, &signed, ProposalNumber(number), None).await
}

async fn page(web: &Web, signed: &Signed, number: ProposalNumber, trouble: Option<String>) -> Reply {
    let proposal = web.store.proposal(number).await?.ok_or(Refusal::NotFound)?;
    let files = web.origin.files().map_err(|_| Refusal::Unavailable)?;
    let version = version_of(&files);
    let fit = match (&proposal.change, proposal.state) {
        (Some(change), ProposalState::Open) => match edits(change, &files) {
            Ok((edits, _)) => Fit::Edits(edits),
            Err(why) => Fit::Unfit(why),
        },
        _ => Fit::Over,
    };
    let due = matches!(fit, Fit::Edits(_)) && decide::is_due(&proposal, &version);
    let run = due.then(|| Review::measured(web, number));
    let words = signed.words();
    let body = html! {
        p.soft {
            a href="/unanswered" { (words.say("web-unanswered")) } " › "
            a href="/proposals" { (words.say("web-unanswered-proposals")) }
        }
        @if let Some(trouble) = trouble { p.trouble role="alert" { (trouble) } }
        div #proposal data-live {
            (about(signed, &proposal))
            @match &fit {
                Fit::Edits(edits) => {
                    (measured(signed, &proposal, run))
                    @if run.is_none() { (decision(web, signed, &proposal, &version)) }
                    (diff(signed, &proposal, edits))
                },
                Fit::Unfit(why) => {
                    p.trouble { (review::unfit(signed, why)) }
                    (rejection(signed, &proposal))
                },
                Fit::Over => { @if let Some(effect) = &proposal.effect { (effect::show(signed, effect)) } },
            }
        }
    };
    Page::new(review::title(signed, &proposal)).body(signed, body)
}

/// How it stands, since when, and why.
fn about(signed: &Signed, proposal: &Proposal) -> Markup {
    let words = signed.words();
    html! {
        p {
            (review::state(signed, proposal.state)) " "
            span.soft {
                (words.moment(proposal.made_at))
                @if !proposal.questions.is_empty() {
                    " · " (words.fill("web-proposal-questions", &[("n", proposal.questions.len().into())]))
                }
            }
        }
        @if let Some(reason) = &proposal.reason { p { (words.say("web-group-reason")) ": " (reason) } }
        @if let Some(went) = &proposal.went { p { (words.say("web-proposal-commit")) " " code { (went) } } }
    }
}

/// What it does, or how far that is known.
fn measured(signed: &Signed, proposal: &Proposal, run: Option<Run>) -> Markup {
    let words = signed.words();
    html! {
        section {
            h2 { (words.say("web-proposal-effect")) }
            @match (run, &proposal.effect) {
                (None, Some(effect)) => { (effect::show(signed, effect)) },
                (Some(Run::Failed), _) => {
                    p.trouble { (words.say("web-proposal-failed")) }
                    form method="post" action={ "/proposals/" (proposal.number.0) "/measure" } {
                        (signed.token())
                        button type="submit" { (words.say("web-proposal-again")) }
                    }
                },
                (Some(Run::At(done, of)), _) => {
                    p role="status" { (words.say("web-proposal-measuring")) }
                    progress value=(done) max=(of) aria-label=(words.say("web-proposal-measuring")) {}
                    p { a href={ "/proposals/" (proposal.number.0) } { (words.say("web-proposal-look")) } }
                },
                (None, None) => {},
            }
        }
    }
}

/// What an admin may do now.
fn decision(web: &Web, signed: &Signed, proposal: &Proposal, version: &str) -> Markup {
    let words = signed.words();
    let hindrance = Effect::hindrance(proposal.effect.as_ref(), version, false);
    let worse = matches!(hindrance, Some(Hindrance::Regressions(_)));
    html! {
        section {
            h2 { (words.say("web-proposal-decide")) }
            @if !signed.is_admin() { p.soft { (words.say("web-proposal-admins")) } }
            @else if web.origin == Origin::BuiltIn {
                p { (words.say("web-proposal-built-in")) }
            }
            @else if hindrance.is_none() || worse {
                form.decide method="post" action={ "/proposals/" (proposal.number.0) "/accept" } {
                    (signed.token())
                    input type="hidden" name="version" value=(proposal.version);
                    @if worse {
                        label.check { input type="checkbox" name="anyway" value="yes" required; " " (words.say("web-proposal-anyway")) }
                    }
                    button.primary type="submit" { (words.say("web-proposal-accept")) }
                }
            }
            @else { p.trouble { (words.say("web-proposal-broken")) } }
            p { a.button href={ "/proposals/" (proposal.number.0) "/patch" } { (words.say("web-proposal-export")) } }
        }
        (rejection(signed, proposal))
    }
}

fn rejection(signed: &Signed, proposal: &Proposal) -> Markup {
    let words = signed.words();
    html! {
        @if signed.is_admin() {
            details {
                summary { (words.say("web-proposal-reject")) }
                form.form method="post" action={ "/proposals/" (proposal.number.0) "/reject" } {
                    (signed.token())
                    input type="hidden" name="version" value=(proposal.version);
                    label for="reason" { (words.say("web-group-reason")) }
                    input #reason name="reason" required maxlength="200";
                    button type="submit" { (words.say("web-proposal-reject")) }
                }
            }
        }
    }
}

/// The change, line by line.
fn diff(signed: &Signed, proposal: &Proposal, edits: &[FileEdit]) -> Markup {
    let words = signed.words();
    html! {
        section {
            h2 { (words.say("web-proposal-diff")) }
            @if edits.is_empty() && proposal.state == ProposalState::Open {
                p { (words.say("web-proposal-there")) }
            }
            @for edit in edits {
                h3 { code { (edit.path) } }
                pre.diff tabindex="0" {
                    @for line in patch(std::slice::from_ref(edit)).lines().filter(|line| !is_head(line)) {
                        @match line.as_bytes().first() {
                            Some(b'+') => { ins { (line) } },
                            Some(b'-') => { del { (line) } },
                            _ => { span { (line) } },
                        }
                    }
                }
            }
        }
    }
}

/// Lines of a patch that are for programs.
fn is_head(line: &str) -> bool {
    ["diff --git", "--- ", "+++ ", "new file mode"].iter().any(|head| line.starts_with(head))
}

/// The decision to accept.
#[derive(Deserialize)]
pub struct Accepting {
    version: i64,
    #[serde(default)]
    anyway: String,
}

/// Accepts it.
pub async fn accept(
    State(web): State<Web>,
    Path(number): Path<i64>,
    posted: Posted<Accepting>,
) -> Result<Response, Refusal> {
    let Posted { signed, form } = posted;
    signed.admins_only()?;
    let number = ProposalNumber(number);
    let by = Decider {
        person: Some(signed.member.person).filter(|person| *person != THE_SERVER),
        name: Some(signed.member.name.clone()).filter(|name| !name.trim().is_empty()),
    };
    let (version, anyway) = (form.version, form.anyway == "yes");
    match decide::accept(&web.store, &web.origin, (number, version), anyway, &by, signed.now).await {
        Ok(_) => {
            web.beat.ring();
            Ok(see(&format!("/proposals/{}", number.0)).into_response())
        }
        Err(why) => {
            let trouble = trouble(&signed, &why)?;
            Ok(page(&web, &signed, number, Some(trouble)).await?.into_response())
        }
    }
}

/// Why it was not accepted, and what to do.
fn trouble(signed: &Signed, why: &Undecided) -> Result<String, Refusal> {
    let words = signed.words();
    Ok(match why {
        Undecided::Unknown(_) => return Err(Refusal::NotFound),
        Undecided::Decided(..) | Undecided::Store(StoreError::Stale) => words.say("web-proposal-stale"),
        Undecided::BuiltIn => words.say("web-proposal-built-in"),
        Undecided::Aground(Aground::Hindered(Hindrance::Unmeasured)) => words.say("web-proposal-changed"),
        Undecided::Aground(Aground::Hindered(_)) => words.say("web-proposal-broken"),
        Undecided::Aground(Aground::Unfit(why)) => review::unfit(signed, why),
        Undecided::Aground(Aground::Hold(Hold::Dirty(file))) => {
            words.fill("web-proposal-dirty", &[("file", file.into())])
        }
        Undecided::Aground(Aground::Hold(Hold::Unfinished)) => words.say("web-proposal-unfinished"),
        Undecided::Aground(Aground::Hold(Hold::Refused(said))) => {
            words.fill("web-proposal-git", &[("said", said.into())])
        }
        other => {
            tracing::error!(error = %chain(other), "a proposal cannot be accepted");
            return Err(Refusal::Unavailable);
        }
    })
}

/// The decision to reject.
#[derive(Deserialize)]
pub struct Rejecting {
    version: i64,
    reason: String,
}

/// Rejects it.
pub async fn reject(
    State(web): State<Web>,
    Path(number): Path<i64>,
    posted: Posted<Rejecting>,
) -> Result<Response, Refusal> {
    let Posted { signed, form } = posted;
    signed.admins_only()?;
    let by = Some(signed.member.person).filter(|person| *person != THE_SERVER);
    let (number, reason) = (ProposalNumber(number), form.reason.trim());
    match web.store.reject_proposal(number, form.version, by, reason, signed.now).await {
        Ok(()) => {
            web.beat.ring();
            Ok(see("/unanswered").into_response())
        }
        Err(StoreError::Stale) => {
            let trouble = signed.words().say("web-proposal-stale");
            Ok(page(&web, &signed, number, Some(trouble)).await?.into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// Measures it anew.
pub async fn measure(
    State(web): State<Web>,
    Path(number): Path<i64>,
    _: Posted<Nothing>,
) -> Result<Response, Refusal> {
    web.review.again(ProposalNumber(number));
    Ok(see(&format!("/proposals/{number}")).into_response())
}

/// The change as a patch.
pub async fn export(State(web): State<Web>, _: Signed, Path(number): Path<i64>) -> Result<Response, Refusal> {
    let proposal = web.store.proposal(ProposalNumber(number)).await?.ok_or(Refusal::NotFound)?;
    let change =
        proposal.change.filter(|_| proposal.state == ProposalState::Open).ok_or(Refusal::NotFound)?;
    let files = web.origin.files().map_err(|_| Refusal::Unavailable)?;
    let (edits, _) = edits(&change, &files).map_err(|_| Refusal::NotFound)?;
    let name = format!("attachment; filename=\"proposal-{number}.patch\"");
    let head = [
        (header::CONTENT_TYPE, "text/x-patch; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((head, patch(&edits)).into_response())
}
