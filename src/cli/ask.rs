//! `tanya ask`: one question, one answer, nothing stored.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;
use serde::Serialize;

use super::{clock, load, parse_date, parse_lang};
use crate::app::render;
use crate::chat::{Chat, ChatId, Incoming, Message, Said, questions, respond};
use crate::clock::{Date, Timestamp};
use crate::knowledge::{Knowledge, Origin};
use crate::lang::Lang;
use crate::matching::{Judgement, Verdict};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Print one JSON object
    #[arg(long)]
    json: bool,
    /// Say which words decided, and what spoke against
    #[arg(long)]
    explain: bool,
    /// The asker's chosen language: id or en
    #[arg(long, value_parser = parse_lang)]
    lang: Option<Lang>,
    /// Ask as if it were that day
    #[arg(long, value_parser = parse_date, value_name = "DATE")]
    at: Option<Date>,
    /// The question
    #[arg(required = true, value_name = "QUESTION")]
    question: Vec<String>,
}

#[derive(Serialize)]
struct Answer<'a> {
    language: &'a str,
    verdict: &'a str,
    topic: Option<&'a str>,
    score: f64,
    candidates: Vec<&'a str>,
    text: &'a str,
}

pub(super) fn run(args: &Args, origin: &Origin, out: &mut dyn Write) -> Result<ExitCode> {
    let knowledge = load(origin)?;
    let now = clock(args.at).now();
    let question = args.question.join(" ");
    let chat = Chat { language: args.lang, ..Chat::default() };
    let judged = questions(&knowledge.faq, &knowledge.judge, &chat, &question, now);
    let Some(first) = judged.first() else { return Ok(ExitCode::FAILURE) };
    let (lang, text) = reply(&knowledge, &chat, &question, &first.verdict, now);
    if args.json {
        let (verdict, topic) = match &first.verdict {
            Verdict::Answer(topic) => ("answer", Some(topic.as_str())),
            Verdict::Unsure(_) => ("unsure", None),
            Verdict::Unknown => ("unknown", None),
        };
        let answer = Answer {
            language: lang.code(),
            verdict,
            topic,
            score: first.score,
            candidates: first.ranking.iter().take(3).map(|hit| hit.topic.as_str()).collect(),
            text: &text,
        };
        writeln!(out, "{}", serde_json::to_string(&answer)?)?;
    } else {
        writeln!(out, "{text}")?;
    }
    if args.explain {
        for judgement in &judged {
            explain(&knowledge, judgement, out)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The reply as plain text. No ticket is opened, so none is promised: a topic that calls
/// a person says its own words.
fn reply(
    knowledge: &Knowledge,
    chat: &Chat,
    question: &str,
    verdict: &Verdict,
    now: Timestamp,
) -> (Lang, String) {
    let incoming = Incoming {
        chat: ChatId(0),
        person: None,
        message: None,
        album: None,
        hint: None,
        said: Said::Text(question.to_owned()),
    };
    let turn = respond(&knowledge.faq, &knowledge.judge, chat, &incoming, now);
    let lang = turn.replies.first().map_or(Lang::Id, |reply| reply.lang);
    let texts = turn.replies.into_iter().map(|mut reply| {
        if reply.parts.len() > 1 {
            reply.parts.retain(|part| !matches!(part, Message::Ticket { .. }));
        }
        if let ([Message::Ticket { .. }], Verdict::Answer(topic)) = (&reply.parts[..], verdict) {
            reply.parts = vec![Message::Answer { topic: topic.clone(), today: now.date() }];
        }
        let outgoing = render(knowledge, &reply);
        let choices: Vec<String> = match reply.parts[..] {
            [Message::DidYouMean] => {
                outgoing.buttons.into_iter().map(|(label, _)| format!("• {label}")).collect()
            }
            _ => Vec::new(),
        };
        std::iter::once(outgoing.html.plain()).chain(choices).collect::<Vec<_>>().join("\n")
    });
    (lang, texts.collect::<Vec<_>>().join("\n\n"))
}

fn explain(knowledge: &Knowledge, judgement: &Judgement, out: &mut dyn Write) -> Result<()> {
    let explanation = knowledge.judge.explain(&judgement.question);
    writeln!(out, "\nread as      {}", judgement.question.key())?;
    writeln!(
        out,
        "sure         {:.3} that the best is right (answers from {:.3}), {:.3} that one of three is",
        judgement.score, explanation.answer_from, judgement.among
    )?;
    for hit in judgement.ranking.iter().take(3) {
        writeln!(out, "candidate    {:.3} {}", hit.score, hit.topic)?;
    }
    let (programme, likely) = &explanation.about;
    writeln!(out, "about        {likely:.3} {}", programme.as_deref().unwrap_or("no programme"))?;
    let by = if explanation.by_meaning { "words and the meaning of the sentence" } else { "words alone" };
    writeln!(out, "judged by    {by}")?;
    if let Some((line, cosine)) = &explanation.nearest {
        writeln!(out, "nearest line {cosine:.3} {line:?}")?;
    }
    writeln!(out, "evidence for the best rather than for {}:", explanation.rival)?;
    let mut evidence = explanation.evidence;
    evidence.sort_by(|a, b| b.says.total_cmp(&a.says));
    for piece in evidence {
        writeln!(out, "  {:>+6.2} {}", piece.says, piece.what)?;
    }
    writeln!(out, "what makes it sure or not (log odds):")?;
    for (signal, part) in explanation.parts.iter().filter(|(_, part)| part.abs() >= 0.005) {
        writeln!(out, "  {part:>+6.2} {signal}")?;
    }
    Ok(())
}
