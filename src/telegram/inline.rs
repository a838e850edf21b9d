//! Inline mode: answers offered in any chat where somebody types our name. Pure.

use teloxide::payloads::{AnswerInlineQuery, AnswerInlineQuerySetters};
use teloxide::types::{
    InlineQueryId, InlineQueryResult, InlineQueryResultArticle, InputMessageContent, InputMessageContentText,
    ParseMode,
};

use super::split::{MAX_MESSAGE, split};
use super::write;
use crate::app::Offer;
use crate::store::{Draft, Priority};

/// How long Telegram may keep the answers, in seconds: short, since they know the date.
const KEEP: u32 = 60;
/// Characters of an answer that the list shows.
const SHOWN: usize = 120;

/// The answers to choose from. They depend on the person's language, so Telegram may not
/// give them to others.
pub fn answer(query: &str, offers: &[Offer]) -> Draft {
    let results: Vec<InlineQueryResult> = offers.iter().filter_map(article).collect();
    let answer =
        AnswerInlineQuery::new(InlineQueryId(query.to_owned()), results).is_personal(true).cache_time(KEEP);
    write::draft(None, &answer, Priority::Tap, true)
}

fn article(offer: &Offer) -> Option<InlineQueryResult> {
    let text = split(offer.html.as_str(), MAX_MESSAGE).into_iter().next()?;
    let content = InputMessageContentText::new(text).parse_mode(ParseMode::Html);
    let shown: String = offer.html.plain().chars().take(SHOWN).collect();
    let article = InlineQueryResultArticle::new(
        offer.topic.as_str(),
        offer.title.clone(),
        InputMessageContent::Text(content),
    );
    Some(InlineQueryResult::Article(article.description(shown)))
}
