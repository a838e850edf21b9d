//! Personal numbers in a text, found by their digits; and the runs of digits that are
//! none: dates, times, years, amounts of money.

use super::Seen;

/// A run of digits at least this long is personal, unless it reads as something else.
pub(super) const PERSONAL_DIGITS: usize = 8;
/// Separators between two digits of one run at most; any white space is one.
const GAP: usize = 3;
/// Digits of an amount of money at most: a NIK or an NPWP is longer.
const AMOUNT_DIGITS: usize = 13;
/// Dates, times and years in one run at most.
const MOMENTS: usize = 3;

/// A group of digits of a run: where it stands, and what stands between it and the next.
#[derive(Debug)]
struct Group {
    first: usize,
    end: usize,
    digits: String,
    after: String,
}

/// Where personal numbers stand, first and end, in order.
pub(super) fn numbers(seen: &[Seen]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < seen.len() {
        let groups = if opens(seen, at) { run(seen, at) } else { Vec::new() };
        let Some(end) = groups.last().map(|group| group.end) else {
            at += 1;
            continue;
        };
        let money = amounts(seen, &groups);
        let rest = &groups[money..];
        let digits: usize = rest.iter().map(|group| group.digits.chars().count()).sum();
        if digits >= PERSONAL_DIGITS && !(money == 0 && is_moments(rest, MOMENTS)) {
            let first = if money == 0 { at } else { rest.first().map_or(at, |group| group.first) };
            found.push((first, end));
        }
        at = end;
    }
    found
}

/// A run begins here: with a digit, or with the sign before one.
fn opens(seen: &[Seen], at: usize) -> bool {
    let here = seen.get(at).map(|one| one.c);
    match here {
        Some('+' | '(') => seen[at + 1..].iter().take(GAP - 1).any(|one| one.c.is_numeric()),
        Some(c) => c.is_numeric(),
        None => false,
    }
}

/// The groups of digits from here on that belong together.
fn run(seen: &[Seen], start: usize) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let (mut between, mut gap) = (String::new(), 0);
    for (at, one) in seen.iter().enumerate().skip(start) {
        if one.c.is_numeric() {
            let goes_on = between.is_empty();
            match groups.last_mut() {
                Some(group) if goes_on => {
                    group.digits.push(one.c);
                    group.end = at + 1;
                }
                last => {
                    if let Some(group) = last {
                        group.after = std::mem::take(&mut between);
                    }
                    between.clear();
                    let digits = String::from(one.c);
                    groups.push(Group { first: at, end: at + 1, digits, after: String::new() });
                }
            }
            gap = 0;
            continue;
        }
        let space = one.c.is_whitespace();
        // Any white space counts as one.
        gap += usize::from(!(space && between.ends_with(char::is_whitespace)));
        if !(space || is_separator(one.c)) || gap > GAP {
            break;
        }
        between.push(one.c);
    }
    groups
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        '.' | '-'
            | '/'
            | '('
            | ')'
            | '+'
            | '_'
            | ','
            | ':'
            | ';'
            | '|'
            | '\\'
            | '*'
            | '~'
            | '='
            | '\''
            | '·'
            | '•'
            | '−'
            | '\u{2010}'..='\u{2015}' | '‧' | '。' | '、'
    )
}

/// How many groups at the start are money: "Rp 550.000.000", "100.000.000 - 200.000.000".
fn amounts(seen: &[Seen], groups: &[Group]) -> usize {
    let Some(first) = groups.first() else { return 0 };
    let before: String = seen[..first.first].iter().rev().take(6).map(|one| one.c).collect();
    let before: String = before.chars().rev().collect();
    let named_before = is_currency(before.trim_end_matches([' ', '.', ':', '\u{A0}']));
    let mut taken = 0;
    while let Some(length) = amount(&groups[taken..]) {
        let last = &groups[taken + length - 1];
        let whole = taken + length == groups.len();
        if !(named_before || whole && is_counted(&seen[last.end..])) {
            break;
        }
        // What follows at once makes it something else.
        if !whole && !last.after.contains(char::is_whitespace) {
            break;
        }
        taken += length;
        if !last.after.contains(['-', '\u{2013}']) {
            break;
        }
    }
    taken
}

/// How many groups from the first on are one amount, in thousands, with or without cents.
fn amount(groups: &[Group]) -> Option<usize> {
    let first = groups.first()?;
    let mark = first.after.chars().next().filter(|mark| matches!(mark, '.' | ','))?;
    if first.digits.len() > 3 || first.digits.starts_with('0') || !is_ascii(first) {
        return None;
    }
    let alone = |group: &Group, mark: char| group.after.len() == 1 && group.after.starts_with(mark);
    let mut length = 1;
    while alone(&groups[length - 1], mark)
        && groups.get(length).is_some_and(|next| next.digits.len() == 3 && is_ascii(next))
    {
        length += 1;
    }
    let cents = if mark == '.' { ',' } else { '.' };
    if alone(&groups[length - 1], cents) && groups.get(length).is_some_and(|next| next.digits.len() == 2) {
        length += 1;
    }
    let digits: usize = groups[..length].iter().map(|group| group.digits.len()).sum();
    (length > 1 && digits <= AMOUNT_DIGITS + 2).then_some(length)
}

fn is_ascii(group: &Group) -> bool {
    group.digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The text ends with the name of a currency.
fn is_currency(before: &str) -> bool {
    ["rp", "idr", "usd", "us$", "$"].iter().any(|name| {
        let rest = before.strip_suffix(name);
        rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    })
}

/// The text begins with what is counted in millions.
fn is_counted(after: &[Seen]) -> bool {
    let words: String = after.iter().take(10).map(|one| one.c).collect();
    let word: String = words.trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
    matches!(
        word.as_str(),
        "rupiah" | "juta" | "miliar" | "milyar" | "triliun" | "dolar" | "dollar" | "dollars"
    )
}

/// The groups are dates, times of day and years, so many at most, and nothing else.
fn is_moments(groups: &[Group], most: usize) -> bool {
    let Some(first) = groups.first() else { return true };
    if most == 0 || !groups.iter().all(is_ascii) {
        return false;
    }
    [date(groups), time(groups), year(groups)].into_iter().flatten().any(|length| {
        let last = &groups[length - 1];
        // Apart from what follows in another way than its own parts are from each other.
        let apart = last.after.contains(char::is_whitespace)
            || length == 1
            || matches!(last.after.as_str(), "-" | "\u{2013}") && last.after != first.after;
        (groups.len() == length || apart) && is_moments(&groups[length..], most - 1)
    })
}

/// "07-02-2020" or "2020/02/07".
fn date(groups: &[Group]) -> Option<usize> {
    let [a, b, c, ..] = groups else { return None };
    let mark = matches!(a.after.as_str(), "-" | "/" | ".") && a.after == b.after;
    let small = |group: &Group| group.digits.len() <= 2 && (1..=31).contains(&value(group));
    let fits = small(b) && (small(a) && is_year(c) || is_year(a) && small(c));
    (mark && fits).then_some(3)
}

/// "08.00" or "16:30".
fn time(groups: &[Group]) -> Option<usize> {
    let [hour, minute, ..] = groups else { return None };
    let fits = hour.digits.len() <= 2 && value(hour) < 24 && minute.digits.len() == 2 && value(minute) < 60;
    (fits && matches!(hour.after.as_str(), "." | ":")).then_some(2)
}

/// "2019", where it is not part of a longer number.
fn year(groups: &[Group]) -> Option<usize> {
    let first = groups.first()?;
    is_year(first).then_some(1)
}

fn is_year(group: &Group) -> bool {
    group.digits.len() == 4 && (1900..2100).contains(&value(group))
}

fn value(group: &Group) -> u32 {
    group.digits.parse().unwrap_or(u32::MAX)
}
