//! Commands as people type them: `/start abc`, `/HELP`, `/topics@OurBot`, with a line
//! break for a space. It may not act on a command.

use crate::lang::Lang;

/// A command, or something that looks like one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// `/start`, with what a deep link carries: a topic id.
    Start(Option<String>),
    /// `/help`
    Help,
    /// `/topics`
    Topics,
    /// `/language`, with the language if one was named.
    Language(Option<Lang>),
    /// `/status`
    Status,
    /// `/done`: my question is answered.
    Done,
    /// `/privacy`
    Privacy,
    /// `/mydata`: what is stored of me.
    MyData,
    /// `/forget`: erase it.
    Forget,
    /// A slash and a word that is no command of ours.
    Unknown,
}

impl Command {
    /// The command in a text; `None` where the text is no command.
    pub fn parse(text: &str) -> Option<Command> {
        let rest = text.trim_start().strip_prefix('/')?;
        let mut words = rest.split_whitespace();
        let name = words.next().unwrap_or_default();
        let name = name.split('@').next().unwrap_or_default().to_lowercase();
        let argument = words.next();
        Some(match name.as_str() {
            "start" => Command::Start(argument.map(str::to_owned)),
            "help" | "bantuan" => Command::Help,
            "topics" | "topik" => Command::Topics,
            "language" | "lang" | "bahasa" => Command::Language(argument.and_then(language)),
            "status" => Command::Status,
            "done" | "selesai" => Command::Done,
            "privacy" | "privasi" => Command::Privacy,
            "mydata" | "datasaya" => Command::MyData,
            "forget" | "hapus" => Command::Forget,
            _ => Command::Unknown,
        })
    }
}

fn language(word: &str) -> Option<Lang> {
    match word.to_lowercase().as_str() {
        "id" | "indonesia" | "indonesian" => Some(Lang::Id),
        "en" | "english" | "inggris" => Some(Lang::En),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read_as_people_type_them() {
        for (typed, command) in [
            ("/start", Command::Start(None)),
            ("/start rex-about", Command::Start(Some("rex-about".into()))),
            ("/START\nrex-about", Command::Start(Some("rex-about".into()))),
            (" /help@TanyaBot  me", Command::Help),
            ("/Language EN", Command::Language(Some(Lang::En))),
            ("/bahasa jawa", Command::Language(None)),
            ("/status ", Command::Status),
            ("/xyzzy_123@somebot", Command::Unknown),
            ("/", Command::Unknown),
        ] {
            assert_eq!(Command::parse(typed), Some(command), "{typed}");
        }
        assert_eq!(Command::parse("animasi/game"), None);
    }
}
