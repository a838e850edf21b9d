//! What is said to the database about figures; the same words to both databases. Small talk
//! is no question, and neither is what a message asked before it was changed.

/// Questions by outcome.
pub const COUNTS: &str = "select outcome, count(*) from asked where outcome <> 'edited' group by outcome";

/// What became of the questions asked from `$1` on and before `$2`, for each `$key`.
macro_rules! figures {
    ($key:literal) => {
        concat!(
            "select ",
            $key,
            " as name, outcome, count(*) as asked, count(ticket) as ticketed, cast(sum(again) as bigint) as again
             from asked
             where asked_at >= $1 and asked_at < $2 and outcome not in ('edited', 'small-talk')
             group by 1, 2"
        )
    };
}
/// ... for each day since `$1`, counted from 0.
pub const FIGURES_BY_DAY: &str = figures!("cast((asked_at - $1) / 86400000 as text)");
/// ... for each programme.
pub const FIGURES_BY_PROGRAMME: &str = figures!("programme");
/// ... for each language.
pub const FIGURES_BY_LANGUAGE: &str = figures!("lang");
/// ... for each topic that answered.
pub const FIGURES_BY_TOPIC: &str = figures!("case when outcome in ('answered', 'chosen') then topic end");
/// Thumbs given from `$1` on and before `$2`, for each `$key`.
macro_rules! thumbs {
    ($key:literal) => {
        concat!(
            "select ",
            $key,
            " as name, cast(sum(good) as bigint) as good, count(*) as thumbs
             from rating where rated_at >= $1 and rated_at < $2 group by 1"
        )
    };
}
/// ... for each day since `$1`, counted from 0.
pub const THUMBS_BY_DAY: &str = thumbs!("cast((rated_at - $1) / 86400000 as text)");
/// ... for each topic.
pub const THUMBS_BY_TOPIC: &str = thumbs!("topic");
/// ... together.
pub const THUMBS: &str = thumbs!("cast(null as text)");
