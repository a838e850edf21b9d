//! Lines of topic, tab, language, tab, question: what `tanya eval` takes. Between the
//! language and the question further fields may stand; the language may be left out.

use super::{Imported, Line, at_line};
use crate::lang::Lang;
use crate::source::{Problem, SourceFile};

const FORM: &str = "a line is: topic (or -), tab, language, tab, question";

pub(super) fn read(file: &SourceFile, into: &mut Imported) -> Result<(), Problem> {
    for (at, line) in file.text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let fields: Vec<&str> = line.split('\t').collect();
        let (label, lang, question) = match fields[..] {
            [label, question] => (label, None, question),
            [label, lang, .., question] => (label, Lang::from_code(lang), question),
            _ => return Err(at_line(file, at + 1, "this line has no tab").hint(FORM)),
        };
        if label.trim().is_empty() {
            return Err(at_line(file, at + 1, "this line names no topic").hint(FORM));
        }
        into.phrase(label, Line::new(lang, question));
    }
    Ok(())
}
