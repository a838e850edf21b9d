//! A text that is longer than one message, as several: cut where the sense breaks, never
//! inside a character, an escape or a tag; what is open at a cut is closed and opened
//! again. Pure.

use unicode_segmentation::UnicodeSegmentation;

/// Longest message, in UTF-16 code units after the markup is read. Telegram speaks of
/// characters; a unit is never more than one (<https://core.telegram.org/bots/api#sendmessage>).
pub const MAX_MESSAGE: usize = 4096;

/// Part of a markup that is never cut: a tag, an escape, or what a person sees as one
/// character.
#[derive(Clone, Copy)]
struct Atom<'a> {
    markup: &'a str,
    units: usize,
}

/// The text in pieces of at most `limit` units, in order; none of them blank.
pub fn split(html: &str, limit: usize) -> Vec<String> {
    // Bytes are never fewer than units: most texts need not be taken apart.
    if html.len() <= limit && !html.trim().is_empty() {
        return vec![html.to_owned()];
    }
    let atoms = atoms(html);
    if atoms.iter().map(|atom| atom.units).sum::<usize>() <= limit {
        return if html.trim().is_empty() { Vec::new() } else { vec![html.to_owned()] };
    }
    let mut pieces = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = atoms.as_slice();
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(cut(rest, limit));
        let text = enclosed(piece, &mut open);
        if piece.iter().any(|atom| atom.units > 0 && !atom.markup.trim().is_empty()) {
            pieces.push(text);
        }
        rest = after;
    }
    pieces
}

/// How many atoms the first piece takes: up to the last break of the best kind that
/// leaves it at least half full.
fn cut(atoms: &[Atom<'_>], limit: usize) -> usize {
    let mut filled = 0;
    let fitting = atoms.iter().take_while(|atom| {
        filled += atom.units;
        filled <= limit
    });
    let most = fitting.count().max(1);
    if most == atoms.len() {
        return most;
    }
    let ends = |at: usize, ending: &str| {
        let before = atoms.get(at.saturating_sub(ending.len())..at).unwrap_or_default();
        before.iter().map(|atom| atom.markup).collect::<String>() == ending
    };
    let last = |ending: &str| (most / 2..=most).rev().find(|at| *at > 0 && ends(*at, ending));
    ["\n\n", "\n", ". ", "? ", "! ", " "].into_iter().find_map(last).unwrap_or(most)
}

/// A piece as markup of its own: opened with what was open before it, closed with what
/// still is. `open` holds the opening tags, outermost first.
fn enclosed<'a>(piece: &[Atom<'a>], open: &mut Vec<&'a str>) -> String {
    let mut text: String = open.concat();
    for atom in piece {
        text.push_str(atom.markup);
        if atom.units == 0 {
            if atom.markup.starts_with("</") {
                open.pop();
            } else {
                open.push(atom.markup);
            }
        }
    }
    let mut text = text.trim_end().to_owned();
    open.iter().rev().for_each(|tag| text.push_str(&format!("</{}>", name(tag))));
    text
}

/// The name in an opening tag: `a` in `<a href="...">`.
fn name(tag: &str) -> &str {
    let inner = tag.trim_start_matches('<');
    inner.find([' ', '>']).and_then(|end| inner.get(..end)).unwrap_or(inner)
}

fn atoms(html: &str) -> Vec<Atom<'_>> {
    let mut atoms = Vec::new();
    let mut rest = html;
    while let Some(c) = rest.chars().next() {
        let until = |end: char| rest.find(end).map_or(rest.len(), |at| at + 1);
        let (length, units) = match c {
            '<' => (until('>'), 0),
            '&' => (until(';'), 1),
            _ => {
                let character = rest.graphemes(true).next().map_or(c.len_utf8(), str::len);
                (character, rest.get(..character).unwrap_or_default().encode_utf16().count())
            }
        };
        let (markup, after) = rest.split_at(length);
        atoms.push(Atom { markup, units });
        rest = after;
    }
    atoms
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_text_is_one_piece_and_a_blank_one_none() {
        assert_eq!(split("<b>a</b> &lt; b", 10), ["<b>a</b> &lt; b"]);
        assert!(split(" \n", 10).is_empty());
    }

    #[test]
    fn cuts_are_at_paragraphs_before_sentences_before_words() {
        assert_eq!(split("one two.\n\nthree four", 14), ["one two.", "three four"]);
        assert_eq!(split("One two. Three four", 12), ["One two.", "Three four"]);
        assert_eq!(split("aaaa bbbb cccc", 10), ["aaaa bbbb", "cccc"]);
        assert_eq!(split("abcdefgh", 3), ["abc", "def", "gh"]);
    }

    #[test]
    fn what_is_open_at_a_cut_is_closed_and_opened_again() {
        let pieces = split(r#"<b>aaaa <a href="https://x.id/?a=1&amp;b=2">bbbb cccc</a></b> d"#, 10);
        let expected = [
            r#"<b>aaaa <a href="https://x.id/?a=1&amp;b=2">bbbb</a></b>"#,
            r#"<b><a href="https://x.id/?a=1&amp;b=2">cccc</a></b> d"#,
        ];
        assert_eq!(pieces, expected);
    }

    proptest! {
        #[test]
        fn pieces_fit_and_lose_no_letter(text in "([a-z😀é]{1,8}[ \n]?|<b>[a-z ]{1,9}</b>|&amp;){0,60}") {
            let pieces = split(&text, 20);
            for piece in &pieces {
                prop_assert!(atoms(piece).iter().map(|atom| atom.units).sum::<usize>() <= 20, "{}", piece);
                prop_assert_eq!(piece.matches("<b>").count(), piece.matches("</b>").count());
            }
            let letters = |text: &str| -> String {
                atoms(text).iter().filter(|atom| atom.units > 0).map(|atom| atom.markup)
                    .collect::<String>().split_whitespace().collect()
            };
            prop_assert_eq!(letters(&pieces.concat()), letters(&text));
        }
    }
}
