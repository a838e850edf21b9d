//! From signals to a probability: gradient boosted trees of depth three under logistic
//! loss (Friedman 2001), grown over binned signals, and held to the direction of those that
//! can only speak one way (monotone constraints, as LightGBM documents them). It may not know
//! what a signal means.
//! Deterministic: the same examples in the same order give the same trees.

use serde::{Deserialize, Serialize};

use super::signals::{NAMES, Signals, direction};

/// Trees of a forest.
const TREES: usize = 120;
/// Splits from the root to a leaf.
const DEPTH: usize = 3;
const SPLITS: usize = (1 << DEPTH) - 1;
const NODES: usize = SPLITS + (1 << DEPTH);
/// How far each tree goes towards what is missing.
const RATE: f64 = 0.1;
/// Curvature that is added to every node: few examples move little.
const RIDGE: f64 = 1.0;
/// Examples on the smaller side of a split, at least.
const FEWEST: u32 = 30;
/// Places where a signal can be split.
const BINS: usize = 64;

/// One question with its signals and whether the guess was right.
#[derive(Debug, Clone)]
pub struct Example {
    /// Its signals.
    pub signals: Signals,
    /// Whether what is being predicted came true.
    pub right: bool,
    /// Its say in the fit.
    pub weight: f64,
}

/// A fitted probability.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Forest {
    start: f64,
    trees: Vec<Tree>,
}

/// A complete tree, its nodes in the order of a heap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Tree {
    /// For each inner node the signal that is looked at, and the value above which it
    /// goes right. A node that is not worth a split sends all to the left.
    splits: [(u8, f32); SPLITS],
    /// For each node what it adds to the log odds, if one stopped there.
    adds: [f32; NODES],
}

impl Forest {
    /// Grows a forest.
    pub fn grow(examples: &[Example]) -> Forest {
        let bins = Bins::new(examples);
        let binned: Vec<[u8; NAMES.len()]> =
            examples.iter().map(|example| bins.of(&example.signals)).collect();
        let weigh = |right: bool| {
            let side = examples.iter().filter(|example| example.right == right);
            side.map(|example| example.weight).sum::<f64>().max(1.0)
        };
        let start = (weigh(true) / weigh(false)).ln();
        let mut odds = vec![start; examples.len()];
        let mut trees = Vec::with_capacity(TREES);
        for _ in 0..TREES {
            let slopes: Vec<Slope> =
                examples.iter().zip(&odds).map(|(example, &odds)| Slope::of(example, odds)).collect();
            let tree = Tree::grow(&bins, &binned, &slopes);
            for (odds, example) in odds.iter_mut().zip(examples) {
                *odds += f64::from(tree.adds[tree.leaf(&example.signals)]);
            }
            trees.push(tree);
        }
        Forest { start, trees }
    }

    /// The probability that signals speak for.
    pub fn probability(&self, signals: &Signals) -> f64 {
        let sum: f64 = self.trees.iter().map(|tree| f64::from(tree.adds[tree.leaf(signals)])).sum();
        sigmoid(self.start + sum)
    }

    /// What each signal adds to the log odds, by name: along each tree's path, what its
    /// splits changed.
    pub fn parts(&self, signals: &Signals) -> Vec<(&'static str, f64)> {
        let mut parts = [0.0; NAMES.len()];
        for tree in &self.trees {
            let mut node = 0;
            while node < SPLITS {
                let next = tree.next(node, signals);
                parts[usize::from(tree.splits[node].0)] += f64::from(tree.adds[next] - tree.adds[node]);
                node = next;
            }
        }
        NAMES.into_iter().zip(parts).collect()
    }
}

impl Tree {
    fn next(&self, node: usize, signals: &Signals) -> usize {
        let (signal, above) = self.splits[node];
        2 * node + 1 + usize::from(signals[usize::from(signal)] > f64::from(above))
    }

    fn leaf(&self, signals: &Signals) -> usize {
        let mut node = 0;
        while node < SPLITS {
            node = self.next(node, signals);
        }
        node
    }

    fn grow(bins: &Bins, binned: &[[u8; NAMES.len()]], slopes: &[Slope]) -> Tree {
        let mut tree = Tree { splits: [(0, f32::INFINITY); SPLITS], adds: [0.0; NODES] };
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); NODES];
        let mut bounds = [(f64::MIN, f64::MAX); NODES];
        members[0] = (0..).take(slopes.len()).collect();
        for node in 0..NODES {
            let here = std::mem::take(&mut members[node]);
            let sum: Slope = here.iter().map(|&at| slopes[at as usize]).sum();
            tree.adds[node] = (RATE * sum.step().clamp(bounds[node].0, bounds[node].1)) as f32;
            if node >= SPLITS {
                continue;
            }
            let Some(Split { signal, bin, sides }) = best_split(bins, binned, slopes, &here, bounds[node])
            else {
                members[2 * node + 1] = here;
                bounds[2 * node + 1] = bounds[node];
                continue;
            };
            tree.splits[node] = (signal as u8, bins.edges[signal][bin]);
            [bounds[2 * node + 1], bounds[2 * node + 2]] =
                bounds_below(bounds[node], sides, direction(signal));
            let (right, left) =
                here.into_iter().partition(|&at| usize::from(binned[at as usize][signal]) > bin);
            (members[2 * node + 1], members[2 * node + 2]) = (left, right);
        }
        tree
    }
}

/// Between what the steps left and right of a split stay: beyond the middle of its own two
/// neither may come where the signal speaks one way only, or splits below would undo that.
fn bounds_below((least, most): (f64, f64), sides: [f64; 2], direction: i8) -> [(f64, f64); 2] {
    let middle = f64::midpoint(sides[0], sides[1]);
    match direction {
        0 => [(least, most); 2],
        1 => [(least, middle), (middle, most)],
        _ => [(middle, most), (least, middle)],
    }
}

/// First and second derivative of the loss, and how many examples they are of.
#[derive(Debug, Clone, Copy, Default)]
struct Slope {
    first: f64,
    second: f64,
    count: u32,
}

impl Slope {
    fn of(example: &Example, odds: f64) -> Slope {
        let p = sigmoid(odds);
        let error = f64::from(u8::from(example.right)) - p;
        Slope { first: example.weight * error, second: example.weight * p * (1.0 - p), count: 1 }
    }

    /// Newton's step.
    fn step(self) -> f64 {
        self.first / (self.second + RIDGE)
    }

    fn gain(self) -> f64 {
        self.first * self.step()
    }

    fn and(self, other: Slope) -> Slope {
        Slope {
            first: self.first + other.first,
            second: self.second + other.second,
            count: self.count + other.count,
        }
    }

    fn without(self, other: Slope) -> Slope {
        Slope {
            first: self.first - other.first,
            second: self.second - other.second,
            count: self.count - other.count,
        }
    }
}

impl std::iter::Sum for Slope {
    fn sum<I: Iterator<Item = Slope>>(slopes: I) -> Slope {
        slopes.fold(Slope::default(), Slope::and)
    }
}

/// Where examples part.
struct Split {
    signal: usize,
    /// The last bin on the left.
    bin: usize,
    /// The step of each side.
    sides: [f64; 2],
}

/// The split that gains most, and does not speak against what its signal means.
fn best_split(
    bins: &Bins,
    binned: &[[u8; NAMES.len()]],
    slopes: &[Slope],
    here: &[u32],
    (least, most): (f64, f64),
) -> Option<Split> {
    let mut sums = [[Slope::default(); BINS]; NAMES.len()];
    for &at in here {
        for (sums, &bin) in sums.iter_mut().zip(&binned[at as usize]) {
            let sum = &mut sums[usize::from(bin)];
            *sum = sum.and(slopes[at as usize]);
        }
    }
    let all: Slope = sums[0].iter().copied().sum();
    let mut best = (all.gain() + 1e-6, None);
    for (signal, sums) in sums.iter().enumerate() {
        let direction = f64::from(direction(signal));
        let mut left = Slope::default();
        for (bin, sum) in sums.iter().enumerate().take(bins.edges[signal].len()) {
            left = left.and(*sum);
            let right = all.without(left);
            if left.count < FEWEST || right.count < FEWEST || left.gain() + right.gain() <= best.0 {
                continue;
            }
            let sides = [left, right].map(|side| side.step().clamp(least, most));
            if direction * (sides[1] - sides[0]) >= 0.0 {
                best = (left.gain() + right.gain(), Some(Split { signal, bin, sides }));
            }
        }
    }
    best.1
}

/// Where each signal can be split: at quantiles of the examples.
struct Bins {
    edges: [Vec<f32>; NAMES.len()],
}

impl Bins {
    fn new(examples: &[Example]) -> Bins {
        let edges = std::array::from_fn(|signal| {
            let mut values: Vec<f32> =
                examples.iter().map(|example| example.signals[signal] as f32).collect();
            values.sort_unstable_by(f32::total_cmp);
            let at = |part: usize| values[part * (values.len() - 1) / BINS];
            let mut edges: Vec<f32> =
                if values.is_empty() { Vec::new() } else { (1..BINS).map(at).collect() };
            edges.dedup();
            edges
        });
        Bins { edges }
    }

    /// The bin of each signal: how many edges it lies above.
    fn of(&self, signals: &Signals) -> [u8; NAMES.len()] {
        std::array::from_fn(|signal| {
            let value = signals[signal];
            self.edges[signal].partition_point(|edge| value > f64::from(*edge)) as u8
        })
    }
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(at: usize, right: bool) -> Example {
        let mut signals = [0.0; NAMES.len()];
        (signals[1], signals[2]) = ((at % 10) as f64, (at / 10 % 10) as f64);
        Example { signals, right, weight: 1.0 }
    }

    #[test]
    fn two_signals_that_tell_together_are_found_and_parts_add_up() {
        let examples: Vec<Example> =
            (0..1000).map(|at| example(at, at % 10 >= 5 && at / 10 % 10 >= 5)).collect();
        let forest = Forest::grow(&examples);
        for example in &examples[..100] {
            let p = forest.probability(&example.signals);
            assert_eq!(p >= 0.5, example.right, "{:?}", example.signals);
            let parts: f64 = forest.parts(&example.signals).iter().map(|(_, part)| part).sum();
            let roots: f64 = forest.trees.iter().map(|tree| f64::from(tree.adds[0])).sum();
            assert!((sigmoid(forest.start + roots + parts) - p).abs() < 1e-9);
        }
        assert_eq!(forest, Forest::grow(&examples));
    }

    #[test]
    fn a_signal_speaks_its_own_way_only_whatever_examples_say() {
        let strange = NAMES.iter().position(|name| *name == "strange-words").unwrap_or_default();
        let with = |example: &Example, value: f64| {
            let mut signals = example.signals;
            signals[strange] = value;
            signals
        };
        // What is strange is right here, and helps to tell the other signals apart.
        let examples: Vec<Example> = (0..1000)
            .map(|at| Example { right: at % 3 > 0 || at % 10 == 4, ..example(at, true) })
            .map(|example| Example { signals: with(&example, f64::from(u8::from(example.right))), ..example })
            .collect();
        let forest = Forest::grow(&examples);
        for example in &examples {
            let [known, strange] = [0.0, 1.0].map(|value| forest.probability(&with(example, value)));
            assert!(strange <= known, "{strange} {known}");
        }
    }

    #[test]
    fn no_example_is_no_opinion() {
        assert!((Forest::grow(&[]).probability(&[0.0; NAMES.len()]) - 0.5).abs() < 1e-9);
    }
}
