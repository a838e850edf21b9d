//! Lists to choose from, as rows of buttons. They may not say anything themselves.

use super::{Button, Label, Tap};
use crate::faq::{Faq, TopicId};
use crate::lang::Lang;

/// Topics on one page.
const PAGE: usize = 8;

/// The programmes that a person can choose from.
pub(super) fn programmes(faq: &Faq) -> Vec<Button> {
    let offered = faq.programmes.iter().filter(|programme| !programme.small_talk);
    offered
        .map(|programme| Button {
            label: Label::Programme(programme.id.clone()),
            tap: Tap::Programme(programme.id.clone(), 0),
        })
        .collect()
}

/// A page of a programme's topics, with the ways on and back. A page beyond the last is
/// the last: the list may have become shorter since the button was made.
pub(super) fn topics(faq: &Faq, programme: &str, page: usize) -> Vec<Button> {
    let all: Vec<&TopicId> = faq.topics_of(programme).map(|topic| &topic.id).collect();
    let last = all.len().saturating_sub(1) / PAGE;
    let page = page.min(last);
    let turn = |label, page| Button { label, tap: Tap::Programme(programme.to_owned(), page) };
    let shown = all.into_iter().skip(page * PAGE).take(PAGE).map(topic);
    let earlier = (page > 0).then(|| turn(Label::Earlier, page.saturating_sub(1)));
    let further = (page < last).then(|| turn(Label::Further, page + 1));
    let back = Button { label: Label::Menu, tap: Tap::Back };
    shown.chain(earlier).chain(further).chain([back]).collect()
}

/// A topic to choose.
pub(super) fn topic(topic: &TopicId) -> Button {
    Button { label: Label::Topic(topic.clone()), tap: Tap::Topic(topic.clone()) }
}

/// Both languages.
pub(super) fn languages() -> Vec<Button> {
    Lang::ALL.map(|lang| Button { label: Label::Language(lang), tap: Tap::Language(lang) }).to_vec()
}
