//! Charts as SVG, from values. Colours and type are the style sheet's: a chart only says
//! what a thing is. All are drawn on the same canvas, in its own units.

use super::curves::{Bin, Point, Share};
use super::markup::{Element, element};

const WIDTH: f64 = 440.0;
const LEFT: f64 = 48.0;
const RIGHT: f64 = WIDTH - 20.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 290.0;
/// The strip of counts under the reliability diagram.
const STRIP: (f64, f64) = (314.0, 354.0);
/// From the foot of a chart down to its marks, to the name of its axis, to its end.
const MARKS: f64 = 18.0;
const NAME: f64 = 40.0;
const END: f64 = 48.0;

/// A scale from values to the canvas.
#[derive(Clone, Copy)]
struct Scale {
    values: (f64, f64),
    canvas: (f64, f64),
}

const ACROSS: Scale = Scale { values: (0.0, 1.0), canvas: (LEFT, RIGHT) };

impl Scale {
    fn at(self, value: f64) -> f64 {
        let part = (value - self.values.0) / (self.values.1 - self.values.0);
        let place = self.canvas.0 + part.clamp(0.0, 1.0) * (self.canvas.1 - self.canvas.0);
        (place * 10.0).round() / 10.0
    }

    fn up(from: f64) -> Scale {
        Scale { values: (from, 1.0), canvas: (BOTTOM, TOP) }
    }
}

/// How right the best topic is by how sure it is: dots on the diagonal keep what they
/// promise.
pub(super) fn reliability(bins: &[Bin]) -> Element {
    let up = Scale::up(0.0);
    let most = bins.iter().map(|bin| bin.observed.of).max().unwrap_or_default().max(1);
    canvas(
        STRIP.1 + END,
        "Predicted share of right topics against the observed share, in ten bins, with their counts",
    )
    .put(axes(up, "best topic was right", STRIP.1 + MARKS))
    .put(line("reference", (LEFT, BOTTOM), (RIGHT, TOP)))
    .all(bins.iter().map(|bin| count(bin, most)))
    .all(bins.iter().filter_map(|bin| dot(bin, up)))
    .put(words("axis", (middle(), STRIP.1 + NAME), "how sure the program was"))
}

/// What a program that answers more or fewer questions would get right, with the place
/// where it stands, and the share of questions that can be answered at all.
pub(super) fn coverage(points: &[Point], stands: Option<Point>, answerable: Option<f64>) -> Element {
    let lowest = points.iter().chain(&stands).map(|point| point.precision).fold(0.9, f64::min);
    let up = Scale::up((lowest * 10.0).floor() / 10.0);
    let corners: Vec<String> = points
        .iter()
        .map(|point| format!("{},{}", ACROSS.at(point.coverage), up.at(point.precision)))
        .collect();
    canvas(BOTTOM + END, "Share of answers that are right, by the share of questions that are answered")
        .put(axes(up, "answers that are right", BOTTOM + MARKS))
        .all(answerable.map(limit))
        .put(element("polyline").class("curve").with("points", corners.join(" ")))
        .all(stands.map(|point| here(point, up)))
        .put(words("axis", (middle(), BOTTOM + NAME), "questions that are answered"))
}

/// Parts of a whole as one bar; each part has a class and a count.
pub(super) fn bar(parts: &[(&'static str, usize)]) -> Element {
    let whole: usize = parts.iter().map(|(_, count)| count).sum();
    let wide = |count: usize| 100.0 * count as f64 / whole.max(1) as f64;
    let mut from = 0.0;
    let pieces = parts.iter().filter(|(_, count)| *count > 0).map(|&(class, count)| {
        let piece = rect(class, (from, 0.0), (wide(count), 10.0));
        from += wide(count);
        piece
    });
    element("svg")
        .class("bar")
        .with("viewBox", "0 0 100 10")
        .with("preserveAspectRatio", "none")
        .with("aria-hidden", "true")
        .all(pieces)
}

fn canvas(height: f64, label: &str) -> Element {
    element("svg")
        .with("viewBox", format!("0 0 {WIDTH} {height}"))
        .with("role", "img")
        .with("aria-label", label)
}

fn middle() -> f64 {
    f64::midpoint(LEFT, RIGHT)
}

/// A grid with its marks on the left and below; the name of what goes up stands on top.
fn axes(up: Scale, title: &'static str, below: f64) -> Element {
    let step = if up.values.0 < 0.5 { 2 } else { 1 };
    let lowest = (up.values.0 * 10.0).round() as u32;
    let rows = (lowest..=10).rev().step_by(step).map(f64::from).map(|tenth| {
        let y = up.at(tenth / 10.0);
        let mark = words("tick end", (LEFT - 8.0, y + 4.0), &format!("{}\u{a0}%", tenth * 10.0));
        element("g").put(line("grid", (LEFT, y), (RIGHT, y))).put(mark)
    });
    let columns = (0..=10).step_by(2).map(f64::from).map(|tenth| {
        let place = (ACROSS.at(tenth / 10.0), below);
        words("tick", place, &format!("{}\u{a0}%", tenth * 10.0))
    });
    element("g").all(rows).all(columns).put(words("axis label", (0.0, 12.0), title))
}

fn dot(bin: &Bin, up: Scale) -> Option<Element> {
    let (share, (low, high)) = (bin.observed.value()?, bin.observed.range()?);
    let (x, y) = (ACROSS.at(bin.predicted), up.at(share));
    let Share { part, of } = bin.observed;
    let said = format!("{of} questions, on average {:.0} % sure: {part} right", 100.0 * bin.predicted);
    let circle = element("circle").class("dot").with("cx", x).with("cy", y).with("r", 4.5);
    let range = line("range", (x, up.at(low)), (x, up.at(high)));
    Some(element("g").put(element("title").text(said)).put(range).put(circle))
}

/// A bar of the strip with its count above.
fn count(bin: &Bin, most: usize) -> Element {
    let (x, next) = (ACROSS.at(bin.from), ACROSS.at(bin.from + 0.1));
    let height = (STRIP.1 - STRIP.0) * bin.observed.of as f64 / most as f64;
    let top = STRIP.1 - height;
    let number = words("tick", (f64::midpoint(x, next), top - 4.0), &bin.observed.of.to_string());
    element("g").put(rect("count", (x + 2.0, top), (next - x - 4.0, height))).put(number)
}

/// The share of questions that have an answer.
fn limit(answerable: f64) -> Element {
    let x = ACROSS.at(answerable);
    let (place, class) = beside(answerable, x);
    let label = words(class, (place, BOTTOM - 8.0), "have an answer");
    element("g").put(line("reference", (x, TOP), (x, BOTTOM))).put(label)
}

fn here(point: Point, up: Scale) -> Element {
    let (x, y) = (ACROSS.at(point.coverage), up.at(point.precision));
    let circle = element("circle").class("here").with("cx", x).with("cy", y).with("r", 6);
    let (place, class) = beside(point.coverage, x);
    let label = words(class, (place, y - 12.0), "the program");
    element("g").put(circle).put(label)
}

/// Where a label beside `x` has room, and its class.
fn beside(share: f64, x: f64) -> (f64, &'static str) {
    if share > 0.6 { (x - 8.0, "label end") } else { (x + 8.0, "label") }
}

fn line(class: &'static str, from: (f64, f64), to: (f64, f64)) -> Element {
    let ends = [("x1", from.0), ("y1", from.1), ("x2", to.0), ("y2", to.1)];
    ends.into_iter().fold(element("line").class(class), |line, (name, value)| line.with(name, value))
}

fn rect(class: &'static str, at: (f64, f64), size: (f64, f64)) -> Element {
    let sides = [("x", at.0), ("y", at.1), ("width", size.0), ("height", size.1)];
    let named = |rect: Element, (name, value)| rect.with(name, format!("{value:.2}"));
    sides.into_iter().fold(element("rect").class(class), named)
}

fn words(class: &'static str, at: (f64, f64), text: &str) -> Element {
    element("text").class(class).with("x", at.0).with("y", at.1).text(text)
}
