//! Days as bars, in parts. Only shapes: the words and the numbers stand beside it, so that a
//! phone and a screen reader lose nothing. Positions are attributes of SVG, since our pages
//! allow themselves no inline style.

use maud::{Markup, html};

/// The canvas, in units of its own.
const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 200.0;
/// How much of its place a bar takes.
const FILLED: f64 = 0.8;

/// One bar: what is said of it, and its parts from the bottom up.
pub(super) struct Bar<const N: usize> {
    /// Shown where a pointer rests on it.
    pub title: String,
    /// The parts.
    pub parts: [u64; N],
}

/// Bars on a common scale; `classes` are those of the parts. Gives the number that the top
/// of the chart stands for, too.
pub(super) fn bars<const N: usize>(bars: &[Bar<N>], classes: [&str; N], label: &str) -> (u64, Markup) {
    let top = ceiling(bars.iter().map(|bar| bar.parts.iter().sum()).max().unwrap_or_default());
    let place = WIDTH / bars.len().max(1) as f64;
    let drawn = html! {
        svg.chart viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } preserveAspectRatio="none" role="img" aria-label=(label) {
            @for share in [0.0, 0.5, 1.0] {
                line x1="0" x2=(WIDTH) y1=(round(HEIGHT * share)) y2=(round(HEIGHT * share)) {}
            }
            @for (nth, bar) in bars.iter().enumerate() {
                g {
                    title { (bar.title) }
                    @for (class, y, height) in stacked(bar, classes, top) {
                        rect class=(class) x=(round((nth as f64 + (1.0 - FILLED) / 2.0) * place)) y=(round(y))
                            width=(round(FILLED * place)) height=(round(height)) {}
                    }
                }
            }
        }
    };
    (top, drawn)
}

/// Where each part of a bar stands: its class, its upper edge, its height.
fn stacked<'c, const N: usize>(
    bar: &Bar<N>,
    classes: [&'c str; N],
    top: u64,
) -> impl Iterator<Item = (&'c str, f64, f64)> {
    let mut foot = HEIGHT;
    let parts = classes.into_iter().zip(bar.parts).filter(|(_, count)| *count > 0);
    parts.map(move |(class, count)| {
        let height = HEIGHT * count as f64 / top.max(1) as f64;
        foot -= height;
        (class, foot, height)
    })
}

/// The next round number: 1, 2 or 5 with zeros, and even, so that its half is a whole one.
fn ceiling(most: u64) -> u64 {
    let tens = std::iter::successors(Some(1_u64), |ten| ten.checked_mul(10));
    let rounds = tens.flat_map(|ten| [ten, ten.saturating_mul(2), ten.saturating_mul(5)]);
    rounds.filter(|round| round % 2 == 0).find(|round| *round >= most).unwrap_or(u64::MAX)
}

fn round(place: f64) -> f64 {
    (place * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_ends_at_a_round_number_above_the_highest_bar() {
        let ends = [0, 1, 2, 3, 10, 11, 49, 51, 100, 101, 4999].map(ceiling);
        assert_eq!(ends, [2, 2, 2, 10, 10, 20, 50, 100, 100, 200, 5000]);
        assert_eq!(ceiling(u64::MAX), u64::MAX);
    }

    #[test]
    fn parts_stand_upon_each_other() {
        let bar = Bar { title: String::new(), parts: [5, 0, 5] };
        let parts: Vec<_> = stacked(&bar, ["a", "b", "c"], 10).collect();
        assert_eq!(parts, [("a", 100.0, 100.0), ("c", 0.0, 100.0)]);
    }
}
