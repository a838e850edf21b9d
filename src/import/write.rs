//! [`Imported`] as files of knowledge that `tanya check` accepts: the topics, one
//! programme around them, and of the office's own files those that any bot needs. What a
//! person has to fill in is marked `TODO`. It may not write to a disk.

use std::collections::HashSet;

use super::ids::{Ids, spoken, title};
use super::language::Languages;
use super::quote::{fluent_block, fluent_line, is_fact, markup, toml_list, toml_string};
use super::{Dropped, Imported, ImportedTopic, Line};
use crate::clock::Date;
use crate::faq::{self, Phrase};
use crate::lang::Lang;
use crate::source::SourceFile;
use crate::text::{MAX_CHARS, fold};

/// Characters of a message that an answer can fill; the rest is for what stands around it.
const MAX_ANSWER: usize = MAX_CHARS - 256;

/// Lines that no bot of an office answers.
pub const OUT_OF_SCOPE: &str = "faq/chat/out-of-scope.toml";

/// What is written around the topics.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'f> {
    /// The programme that holds the topics; see [`super::is_programme`].
    pub programme: &'f str,
    /// The names of the files that it comes from.
    pub sources: &'f str,
    /// The day of the import.
    pub today: Date,
    /// The language of lines whose source names none; guessed when absent.
    pub lang: Option<Lang>,
    /// The office's own files, for what is the same for every bot.
    pub office: &'f [SourceFile],
    /// What the office's bot never answers and this one does: subjects of its never lines.
    pub foreign: &'f [String],
}

/// The files, and what to tell about them.
#[derive(Debug)]
pub struct Written {
    /// The files, by their paths below the knowledge folder.
    pub files: Vec<SourceFile>,
    /// What they hold.
    pub summary: Summary,
}

/// What became of the sources.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Topics written.
    pub topics: usize,
    /// Their phrases.
    pub phrases: usize,
    /// Their names that are phrases, too.
    pub names: usize,
    /// Lines that must not be answered.
    pub nevers: usize,
    /// Phrases left out.
    pub dropped: Dropped,
    /// Topics left out, since nobody asks them: answers without an intent, mostly.
    pub unasked: usize,
    /// Topics whose answer is yet to be written.
    pub stubs: usize,
    /// Answers left out, since no message holds them.
    pub too_long: usize,
    /// Answers that are there in one language only.
    pub untranslated: usize,
}

/// A topic with everything decided.
struct Topic<'i> {
    id: String,
    label: &'i str,
    title: String,
    phrases: Vec<Phrase>,
    /// Its answers as markup, in the order of [`Lang::ALL`].
    answers: [Option<String>; 2],
}

/// Lays out the files of a knowledge folder.
pub fn write(imported: &Imported, frame: &Frame<'_>) -> Written {
    let lines = imported.topics.iter().flat_map(|topic| &topic.phrases).chain(&imported.nevers);
    let languages = Languages::of(frame.lang, lines.map(|line| line.text.as_str()));
    let mut ids = Ids::new(frame.programme);
    let mut summary = Summary { dropped: imported.dropped, ..Summary::default() };
    let asked = imported.topics.iter().filter(|topic| !topic.phrases.is_empty());
    let mut topics: Vec<Topic<'_>> =
        asked.map(|topic| decide(topic, ids.give(&topic.label), &languages, &mut summary)).collect();
    let names = name(&mut topics, imported, &languages);
    let nevers: Vec<Phrase> = imported.nevers.iter().map(|line| phrase(line, &languages)).collect();
    summary.topics = topics.len();
    summary.unasked = imported.topics.len() - topics.len();
    summary.names = names.len();
    summary.phrases = topics.iter().map(|topic| topic.phrases.len()).sum::<usize>() - names.len();
    summary.nevers = nevers.len();
    let is_phrase = |text: &str| imported.holds(text) || names.contains(&fold(text));
    let mut files = around(frame, is_phrase);
    files.extend(topics.iter().map(|topic| topic_file(topic, frame.programme)));
    if !nevers.is_empty() {
        files.push(file(format!("faq/{}/never.toml", frame.programme), never("imported", &nevers)));
    }
    files.extend(Lang::ALL.map(|lang| texts(lang, &topics, frame.programme)));
    Written { files, summary }
}

fn decide<'i>(
    topic: &'i ImportedTopic,
    id: String,
    languages: &Languages,
    summary: &mut Summary,
) -> Topic<'i> {
    let phrases = topic.phrases.iter().map(|line| phrase(line, languages)).collect();
    let mut answers = [None, None];
    for line in &topic.answers {
        let answer = markup(&line.text);
        let place = &mut answers[index(line.lang.unwrap_or_else(|| languages.decide(&line.text)))];
        if answer.chars().count() > MAX_ANSWER {
            summary.too_long += 1;
        } else if place.is_none() && !answer.is_empty() {
            *place = Some(answer);
        }
    }
    match answers.iter().flatten().count() {
        0 => summary.stubs += 1,
        1 => summary.untranslated += 1,
        _ => {}
    }
    let titles = [title(&topic.label), title(&id)];
    let title = titles.into_iter().find(|title| !title.is_empty()).unwrap_or_default();
    Topic { id, label: &topic.label, title, phrases, answers }
}

/// What the other program calls a topic is a phrase, too, in a language that the topic is
/// asked in: names are chosen with care, and where phrases are few that helps. Gives all
/// of them.
fn name(topics: &mut [Topic<'_>], imported: &Imported, languages: &Languages) -> HashSet<String> {
    let mut names = HashSet::new();
    for topic in topics {
        let Some(text) = spoken(topic.label) else { continue };
        let lang = languages.decide_name(&text);
        let is_asked = topic.phrases.iter().any(|phrase| phrase.lang == lang);
        if is_asked && !imported.holds(&text) && names.insert(text.clone()) {
            topic.phrases.push(Phrase { lang, text: text.into() });
        }
    }
    names
}

fn phrase(line: &Line, languages: &Languages) -> Phrase {
    let lang = line.lang.unwrap_or_else(|| languages.decide(&line.text));
    Phrase { lang, text: line.text.as_str().into() }
}

fn index(lang: Lang) -> usize {
    usize::from(lang == Lang::En)
}

fn file(path: String, text: String) -> SourceFile {
    SourceFile { path, text }
}

fn topic_file(topic: &Topic<'_>, programme: &str) -> SourceFile {
    let id = &topic.id;
    let mut text = format!("id          = \"{id}\"\nprogramme   = \"{programme}\"\n");
    if topic.label != id {
        text += &format!("imported-as = {}\n", toml_string(topic.label));
    }
    text += &format!("source      = \"import\"\nanswer      = [ {{ say = \"{id}-answer\" }} ]\n");
    if topic.answers == [None, None] {
        text += "then        = \"person\"  # TODO answer: remove this line when the answer is written\n";
    }
    file(format!("faq/{programme}/{id}.toml"), text + "\n[ask]\n" + &both_languages(&topic.phrases))
}

/// `id = [...]` and `en = [...]`, those that have lines.
fn both_languages(phrases: &[Phrase]) -> String {
    let of =
        |lang: Lang| phrases.iter().filter(move |phrase| phrase.lang == lang).map(|phrase| &*phrase.text);
    let lists = Lang::ALL.into_iter().filter(|lang| of(*lang).next().is_some());
    lists.map(|lang| format!("{lang} = {}\n", toml_list(of(lang)))).collect()
}

fn never(about: &str, phrases: &[Phrase]) -> String {
    format!("[[never]]\nabout = {}\n{}", toml_string(about), both_languages(phrases))
}

/// Titles and answers in one language.
fn texts(lang: Lang, topics: &[Topic<'_>], programme: &str) -> SourceFile {
    let mut text =
        format!("# TODO title: as people know your office\n{programme}-title = {}\n", title(programme));
    for topic in topics {
        text += &format!("\n{}-title = {}\n{}", topic.id, fluent_line(&topic.title), answer(lang, topic));
    }
    file(format!("locales/{lang}/{programme}.ftl"), text)
}

fn answer(lang: Lang, topic: &Topic<'_>) -> String {
    let Topic { id, title, answers, .. } = topic;
    let (own, other) = (&answers[index(lang)], &answers[index(lang.other())]);
    let facts = |answer: &str| match answer.split_whitespace().any(is_fact) {
        true => "# TODO facts: numbers and links belong into [facts] of the topic\n",
        false => "",
    };
    match (own, other) {
        (Some(answer), _) => format!("{}{id}-answer =\n{}", facts(answer), fluent_block(answer)),
        (None, Some(answer)) => {
            let block = fluent_block(answer);
            let head = format!("# TODO translate: {title}\n{}", facts(answer));
            format!("{head}{id}-answer =\n    {{ answer-untranslated }}\n\n{block}")
        }
        (None, None) => format!("# TODO answer: {title}\n{id}-answer = {{ answer-missing }}\n"),
    }
}

/// The programme's own file, the contacts, and what is taken over from the office.
fn around(frame: &Frame<'_>, is_phrase: impl Fn(&str) -> bool) -> Vec<SourceFile> {
    let Frame { programme, sources, today, office, .. } = frame;
    let title = toml_string(&format!("Imported from {sources}"));
    let head = format!(
        "id      = \"{programme}\"\n\
         subject = \"\"  # TODO subject: what a follow-up such as \"kalau jadwalnya?\" is about\n\
         # TODO contacts: contacts = [\"desk\"], when faq/contacts.toml has your people\n\n\
         [source.import]\ntitle   = {title}\nchecked = {today}\n"
    );
    let contacts = format!(
        "# TODO contacts: the people who answer for your office. Nobody is told of this one until\n\
         # `contacts` in faq/{programme}/programme.toml names it.\n\n\
         [desk]\nname  = \"TODO\"\nphone = \"0000-0000-0000\"\n"
    );
    let mut files: Vec<SourceFile> = office.iter().filter_map(taken_over).collect();
    files.push(file(format!("faq/{programme}/programme.toml"), head));
    files.push(file("faq/contacts.toml".to_owned(), contacts));
    files.push(out_of_scope(frame, is_phrase));
    files
}

/// A file of the office that any bot needs, without what is the office's own in it.
fn taken_over(office: &SourceFile) -> Option<SourceFile> {
    let path = office.path.as_str();
    let text = match path {
        "faq/chat/programme.toml"
        | "faq/lexicon/slang.toml"
        | "faq/lexicon/names.toml"
        | "faq/lexicon/concepts-asking.toml"
        | "faq/lexicon/concepts-unanswered.toml" => office.text.clone(),
        _ => match path.strip_prefix("locales/")?.split_once('/')?.1 {
            "messages.ftl" => neutral(&office.text),
            "desk.ftl" | "staff.ftl" | "web.ftl" => office.text.clone(),
            "formats.ftl" => paragraphs(&office.text, |paragraph| !paragraph.contains("\nunit-")),
            "chat.ftl" => paragraphs(&office.text, |paragraph| paragraph.starts_with("chat-title")),
            _ => return None,
        },
    };
    Some(file(path.to_owned(), text))
}

fn paragraphs(text: &str, keep: impl Fn(&str) -> bool) -> String {
    let kept: Vec<&str> = text.split("\n\n").map(str::trim_end).filter(|paragraph| keep(paragraph)).collect();
    kept.join("\n\n") + "\n"
}

/// The fixed messages, but the bot does not present itself as the office's.
fn neutral(messages: &str) -> String {
    let lines = messages.lines().map(|line| match line.split_once(" = ") {
        Some((id @ ("bot-description" | "bot-about"), _)) => {
            format!("# TODO bot: what it is for, and for whom\n{id} = {{ menu }}\n")
        }
        _ => format!("{line}\n"),
    });
    lines.collect()
}

/// The office's lines that no bot of an office answers, but those that this one does.
fn out_of_scope(frame: &Frame<'_>, is_phrase: impl Fn(&str) -> bool) -> SourceFile {
    let path = OUT_OF_SCOPE;
    let own = |file: &&SourceFile| file.path == path || file.path == "faq/chat/programme.toml";
    let files: Vec<SourceFile> = frame.office.iter().filter(own).cloned().collect();
    let nevers = faq::read(&files).0.map(|faq| faq.nevers).unwrap_or_default();
    let ours = nevers.into_iter().filter(|group| !frame.foreign.contains(&group.about));
    let groups = ours.map(|mut group| {
        group.phrases.retain(|phrase| !is_phrase(&phrase.text));
        group
    });
    let text: Vec<String> = groups
        .filter(|group| !group.phrases.is_empty())
        .map(|group| never(&group.about, &group.phrases))
        .collect();
    file(path.to_owned(), text.join("\n"))
}
