//! What pages share. Each takes words and gives markup; it may not look anything up.

use maud::{Markup, PreEscaped, html};

use crate::l10n::Html;

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// As it should be.
    Good,
    /// Somebody should look.
    Odd,
    /// Somebody must look.
    Bad,
    /// Neither.
    Plain,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Tone::Good => "badge good",
            Tone::Odd => "badge odd",
            Tone::Bad => "badge bad",
            Tone::Plain => "badge",
        }
    }
}

/// A word on how something stands. The word says it; the colour only helps.
pub(super) fn badge(tone: Tone, word: &str) -> Markup {
    html! { span class=(tone.class()) { (word) } }
}

/// A message as Telegram shows it, with its buttons. What `l10n` made is markup already.
pub(super) fn bubble(lang: crate::lang::Lang, message: &Html, buttons: &[String]) -> Markup {
    html! {
        div.bubble lang=(lang.code()) {
            div.words { (PreEscaped(message.as_str())) }
            @if !buttons.is_empty() {
                ul.taps { @for button in buttons { li { (button) } } }
            }
        }
    }
}

/// Nothing is here, and why that is.
pub(super) fn empty(words: &str) -> Markup {
    html! { p.empty { (words) } }
}

/// A number with what it counts.
pub(super) fn tile(label: &str, value: &str, note: &str) -> Markup {
    html! {
        div.tile {
            dt { (label) }
            dd { b { (value) } @if !note.is_empty() { small { (note) } } }
        }
    }
}

/// A table that reads as cards on a phone: each cell carries its column's name.
pub(super) fn table(caption: &str, columns: &[String], rows: &[Vec<Markup>]) -> Markup {
    html! {
        table {
            caption.unseen { (caption) }
            thead { tr { @for column in columns { th scope="col" { (column) } } } }
            tbody {
                @for row in rows {
                    tr { @for (column, cell) in columns.iter().zip(row) { td data-label=(column) { div { (cell) } } } }
                }
            }
        }
    }
}
