//! E-mail addresses in a text, as they are written and as they are spelt out: "budi
//! \[at\] contoh dot co dot id". A mention ("@TanyaBot") is none.

use super::Seen;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// Letters and digits.
    Word(String),
    /// White space.
    Space,
    /// Any other character.
    Mark(char),
}

/// A text in pieces; each with the place of its first character, and the end of all.
struct Text {
    tokens: Vec<Token>,
    starts: Vec<usize>,
}

/// Where addresses stand, first and end, in order.
pub(super) fn addresses(seen: &[Seen]) -> Vec<(usize, usize)> {
    let text = Text::of(seen);
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut free = 0;
    for at in 0..text.tokens.len() {
        if at < free {
            continue;
        }
        if let Some((first, end)) = text.address(at) {
            let first = first.max(free);
            found.push((text.starts[first], text.starts[end]));
            free = end;
        }
    }
    found
}

impl Text {
    fn of(seen: &[Seen]) -> Text {
        let mut text = Text { tokens: Vec::new(), starts: Vec::new() };
        for (at, one) in seen.iter().enumerate() {
            match text.tokens.last_mut() {
                Some(Token::Word(word)) if one.c.is_alphanumeric() => word.push(one.c),
                Some(Token::Space) if one.c.is_whitespace() => {}
                _ => {
                    text.starts.push(at);
                    text.tokens.push(match one.c {
                        c if c.is_alphanumeric() => Token::Word(c.to_string()),
                        c if c.is_whitespace() => Token::Space,
                        c => Token::Mark(c),
                    });
                }
            }
        }
        text.starts.push(seen.len());
        text
    }

    /// The address around the sign at `at`.
    fn address(&self, at: usize) -> Option<(usize, usize)> {
        let (from, to, plain) = self.sign(at)?;
        let attached = plain && self.is_part(from.checked_sub(1)?) && self.is_part(to);
        let name = self.name(from);
        let host = self.host(to, attached);
        if attached && name.is_some() && self.holds_word(to) {
            // Whatever else stands there without a space is part of it.
            let first = (0..from).rev().take_while(|at| self.tokens[*at] != Token::Space).last();
            let end = (to..self.tokens.len()).find(|at| self.tokens[*at] == Token::Space);
            let end = end.unwrap_or(self.tokens.len());
            let first = first.into_iter().chain(name).min()?;
            return Some((first, host.map_or(end, |host| host.max(end))));
        }
        Some((name?, host?))
    }

    /// The sign "at" at a place, with the brackets and spaces around it; whether it is the
    /// sign itself, alone.
    fn sign(&self, at: usize) -> Option<(usize, usize, bool)> {
        let sign = self.tokens.get(at)? == &Token::Mark('@');
        if !sign && !self.is_word(at, &["at", "et"]) {
            return None;
        }
        let (from, to, apart) = self.around(at);
        (sign || apart).then_some((from, to, sign && from == at && to == at + 1))
    }

    /// A word with the brackets and spaces around it, and whether there are any on both sides.
    fn around(&self, at: usize) -> (usize, usize, bool) {
        let (mut from, mut to) = (self.before_space(at), self.after_space(at + 1));
        let opened = from.checked_sub(1).is_some_and(|before| self.is_mark(before, "([{<"));
        if opened && self.is_mark(to, ")]}>") {
            (from, to) = (self.before_space(from - 1), self.after_space(to + 1));
            return (from, to, true);
        }
        (from, to, from < at && to > at + 1)
    }

    /// The dot at a place, written or spelt out: where what follows begins.
    fn dot(&self, at: usize) -> Option<usize> {
        if self.is_mark(at, ".。") {
            return Some(at + 1);
        }
        let word = self.after_space(at);
        let word = if self.is_mark(word, "([{<") { self.after_space(word + 1) } else { word };
        let dot = self.is_word(word, &["dot", "titik"]) || (word > at && self.is_mark(word, "."));
        if !dot {
            return None;
        }
        let (_, to, apart) = self.around(word);
        apart.then_some(to)
    }

    /// Where the name begins that ends before `end`.
    fn name(&self, end: usize) -> Option<usize> {
        let mut first = self.chunk_before(end)?;
        while let Some(earlier) = self.spelt_dot_before(first).and_then(|from| self.chunk_before(from)) {
            first = earlier;
        }
        Some(first)
    }

    /// Where "dot" begins that ends before `end`, with all that is around it: "budi dot santoso".
    fn spelt_dot_before(&self, end: usize) -> Option<usize> {
        let before = self.before_space(end).checked_sub(1)?;
        let bracket = self.is_mark(before, ")]}>");
        let word = if bracket { self.before_space(before).checked_sub(1)? } else { before };
        let (from, _, apart) = self.around(word);
        (apart && self.is_word(word, &["dot", "titik"])).then_some(from)
    }

    /// The start of the letters, digits and signs of a name before `end`.
    fn chunk_before(&self, end: usize) -> Option<usize> {
        let chunk: Vec<usize> = (0..end)
            .rev()
            .take_while(|at| matches!(self.tokens[*at], Token::Word(_)) || self.is_mark(*at, "._-+%'"))
            .collect();
        chunk.iter().any(|at| matches!(self.tokens[*at], Token::Word(_))).then(|| chunk.last().copied())?
    }

    /// Where the host ends that begins at `start`; without a dot where it is `attached`.
    fn host(&self, start: usize, attached: bool) -> Option<usize> {
        let (mut end, mut dots) = (self.label(start)?, 0);
        while let Some(next) = self.dot(end).and_then(|after| self.label(after)) {
            (end, dots) = (next, dots + 1);
        }
        let is_name = match &self.tokens[end - 1] {
            Token::Word(word) => word.len() > 1 && word.starts_with(char::is_alphabetic),
            _ => false,
        };
        (attached || dots > 0 && is_name).then_some(end)
    }

    /// Where a part of a host ends.
    fn label(&self, start: usize) -> Option<usize> {
        let mut end = start;
        while matches!(self.tokens.get(end), Some(Token::Word(_)))
            || end > start
                && self.is_mark(end, "-_")
                && matches!(self.tokens.get(end + 1), Some(Token::Word(_)))
        {
            end += 1;
        }
        (end > start).then_some(end)
    }

    fn holds_word(&self, from: usize) -> bool {
        let word = self.tokens.iter().skip(from).take_while(|token| **token != Token::Space);
        word.into_iter().any(|token| matches!(token, Token::Word(_)))
    }

    fn is_part(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| *token != Token::Space)
    }

    fn is_word(&self, at: usize, words: &[&str]) -> bool {
        matches!(self.tokens.get(at), Some(Token::Word(word)) if words.contains(&word.as_str()))
    }

    fn is_mark(&self, at: usize, marks: &str) -> bool {
        matches!(self.tokens.get(at), Some(Token::Mark(mark)) if marks.contains(*mark))
    }

    fn before_space(&self, at: usize) -> usize {
        match at.checked_sub(1) {
            Some(before) if self.tokens.get(before) == Some(&Token::Space) => before,
            _ => at,
        }
    }

    fn after_space(&self, at: usize) -> usize {
        if self.tokens.get(at) == Some(&Token::Space) { at + 1 } else { at }
    }
}
