//! The phases of a topic as a line of time. Only shapes: the words stand beside it, so that
//! a phone and a screen reader lose nothing. Positions are attributes of SVG, since our
//! pages allow themselves no inline style.

use maud::{Markup, html};

use crate::clock::{Date, days_between};
use crate::faq::{Topic, When};

/// The line is so many units long.
const LENGTH: i64 = 1000;

/// Each phase a bar; the day that is looked at, and today.
pub(super) fn line(topic: &Topic, at: Date, today: Date) -> Markup {
    let ends: Vec<Date> = topic.answer.iter().filter_map(|phase| end(phase.when)).collect();
    let scale = Scale::over(ends.iter().copied().chain([at, today]));
    let starts = std::iter::once(0).chain(ends.iter().map(|end| scale.place(*end)));
    let stops = ends.iter().map(|end| scale.place(*end)).chain([LENGTH]);
    let bars: Vec<(i64, i64)> = starts.zip(stops).collect();
    html! {
        svg.timeline viewBox={ "0 0 " (LENGTH) " 40" } preserveAspectRatio="none" aria-hidden="true" {
            @for (nth, (from, to)) in bars.iter().enumerate() {
                rect.bar.odd[nth % 2 == 1] x=(from) y="14" width=((to - from).max(0)) height="12" {}
            }
            line.today x1=(scale.place(today)) x2=(scale.place(today)) y1="4" y2="36" {}
            line.at x1=(scale.place(at)) x2=(scale.place(at)) y1="0" y2="40" {}
        }
    }
}

/// The first day on which a phase holds no more.
fn end(when: When) -> Option<Date> {
    match when {
        When::Before(day) => Some(day),
        When::Until(day) => crate::clock::day_after(day),
        When::Always => None,
    }
}

struct Scale {
    first: Date,
    days: i64,
}

impl Scale {
    /// Over these days, with a tenth of it before and after.
    fn over(days: impl Iterator<Item = Date>) -> Scale {
        let days: Vec<Date> = days.collect();
        let first = days.iter().min().copied().unwrap_or(Date::MIN);
        let last = days.iter().max().copied().unwrap_or(Date::MIN);
        Scale { first, days: days_between(first, last).max(30) }
    }

    fn place(&self, day: Date) -> i64 {
        let margin = LENGTH / 10;
        margin + days_between(self.first, day) * (LENGTH - 2 * margin) / self.days
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_stand_in_their_order_and_within_the_line() {
        let days: Vec<Date> = ["2020-01-21", "2020-02-08", "2020-06-30", "2026-11-26"]
            .iter()
            .filter_map(|day| day.parse().ok())
            .collect();
        let scale = Scale::over(days.iter().copied());
        let places: Vec<i64> = days.iter().map(|day| scale.place(*day)).collect();
        assert!(places.is_sorted());
        assert_eq!((places.first(), places.last()), (Some(&100), Some(&900)));
    }
}
