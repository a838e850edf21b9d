//! What a change of the knowledge does, in words for operators.

use std::io::Write;

use anyhow::Result;

use super::{counted, on_terminal};
use crate::review::{Effect, Shift};

/// Lines of a kind that are shown; the others are counted.
const SHOWN: usize = 10;

pub(super) fn tell(effect: &Effect, out: &mut dyn Write) -> Result<()> {
    findings(effect, out)?;
    if let Some(shift) = &effect.quality {
        quality(shift, out)?;
    }
    if !effect.collisions.is_empty() {
        let lines = effect
            .collisions
            .iter()
            .map(|blame| format!("{:?} of {} comes to {}", blame.phrase, blame.topic, blame.rival));
        some("Phrases that another topic would get, were they not known word for word:", lines, out)?;
    }
    if effect.judged > 0 {
        let (judged, changed, worse) = (effect.judged, effect.changed, effect.regressions);
        writeln!(out, "Of {judged} logged questions {changed} are judged otherwise, {worse} of them worse.")?;
        let worst = effect.drift.iter().map(|drifted| {
            let mark = if drifted.worse { "worse: " } else { "" };
            format!("{mark}{:?}: {} -> {}", drifted.text, drifted.before, drifted.after)
        });
        some("", worst, out)?;
    }
    let wanted = effect.questions.iter().filter(|now| now.wanted).count();
    if !effect.questions.is_empty() {
        writeln!(
            out,
            "Judged as wanted: {wanted} of {} that led to it.",
            counted(effect.questions.len(), "question")
        )?;
        let others = effect.questions.iter().filter(|now| !now.wanted);
        let others = others
            .map(|now| format!("not yet: {:?} ({})", now.text, now.answer.as_deref().unwrap_or("no answer")));
        some("", others, out)?;
    }
    Ok(())
}

fn findings(effect: &Effect, out: &mut dyn Write) -> Result<()> {
    if effect.findings.is_empty() {
        writeln!(out, "`tanya check` finds nothing new.")?;
        return Ok(());
    }
    let lines = effect.findings.iter().map(|finding| {
        let level = if finding.error { "error" } else { "warning" };
        let hint = finding.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
        format!("{level}: {}:{}: {}{hint}", finding.file, finding.line, finding.message)
    });
    some("`tanya check` finds:", lines, out)
}

fn quality(shift: &Shift, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "Lines of the knowledge, judged unseen, before and after:")?;
    let (before, after) = (&shift.before, &shift.after);
    for (what, before, after) in [
        ("right topic first", before.first, after.first),
        ("answered right", before.answered, after.answered),
        ("never lines not answered", before.silent, after.silent),
    ] {
        writeln!(out, "  {what:<25} {:>6.2} % {:>6.2} %", 100.0 * before, 100.0 * after)?;
    }
    writeln!(
        out,
        "  judged right that were not: {}; not any more: {}",
        counted(shift.won_count, "line"),
        counted(shift.lost_count, "line")
    )?;
    some("", shift.lost.iter().map(|line| format!("not any more: {line:?}")), out)
}

/// The first lines, and how many more there are.
fn some(title: &str, lines: impl Iterator<Item = String>, out: &mut dyn Write) -> Result<()> {
    if !title.is_empty() {
        writeln!(out, "{title}")?;
    }
    let mut more = 0_usize;
    for (at, line) in lines.enumerate() {
        match at {
            _ if at < SHOWN => writeln!(out, "  {}", on_terminal(&line).replace('\n', " "))?,
            _ => more += 1,
        }
    }
    if more > 0 {
        writeln!(out, "  and {more} more")?;
    }
    Ok(())
}
