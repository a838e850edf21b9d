//! Many questions, put into groups that ask one thing. The first question of a group speaks
//! for it: whoever comes later joins the group whose first is nearest, so that a question
//! more moves no other. It may not know topics, times or who asked.

use std::collections::HashMap;

use super::alike::{Gist, MEANT, SAME, Unit};
use super::judge::Judge;
use crate::parallel::in_parallel;

/// Questions that share less than this of their words and concepts are never one, even where
/// their sentences mean the very same: most pairs need no closer look.
const LEAST_SHARED: f32 = (SAME as f32 - MEANT) / (1.0 - MEANT);

/// The questions that speak for groups, by what they are made of.
#[derive(Default)]
struct Firsts<'g> {
    groups: Vec<Vec<usize>>,
    gists: Vec<&'g Gist>,
    /// Which groups' firsts hold a word or a concept.
    holding: HashMap<&'g Unit, Vec<usize>>,
    /// Groups by the very words of their firsts.
    by_key: HashMap<&'g str, usize>,
}

/// The places of questions that ask one thing, first come first; those without any word or
/// concept are left out.
pub fn groups(gists: &[&Gist]) -> Vec<Vec<usize>> {
    let mut firsts = Firsts::default();
    for (at, gist) in gists.iter().enumerate().filter(|(_, gist)| !gist.is_noise()) {
        match firsts.same(gist) {
            Some(group) => firsts.groups[group].push(at),
            None => firsts.begin(gist, at),
        }
    }
    firsts.groups
}

impl<'g> Firsts<'g> {
    /// The group that a question belongs to, of those there are.
    fn same(&self, gist: &Gist) -> Option<usize> {
        if let Some(&group) = self.by_key.get(gist.key()) {
            return Some(group);
        }
        let mut common: HashMap<usize, f32> = HashMap::new();
        for (unit, rarity) in gist.units() {
            for &group in self.holding.get(unit).into_iter().flatten() {
                *common.entry(group).or_default() += rarity;
            }
        }
        let near = common.into_iter().filter(|(group, common)| {
            let all = gist.mass() + self.gists[*group].mass();
            2.0 * common >= LEAST_SHARED * all
        });
        let alike = near.map(|(group, _)| (group, gist.alike(self.gists[group])));
        // Of equals the older one: the order of the map is nobody's.
        let best = alike.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        best.filter(|(_, alike)| *alike >= SAME).map(|(group, _)| group)
    }

    fn begin(&mut self, gist: &'g Gist, at: usize) {
        let group = self.groups.len();
        self.groups.push(vec![at]);
        self.gists.push(gist);
        self.by_key.insert(gist.key(), group);
        for (unit, _) in gist.units() {
            self.holding.entry(unit).or_default().push(group);
        }
    }
}

impl Judge {
    /// What many lines come to, in their order.
    pub fn gists(&self, lines: &[&str]) -> Vec<Gist> {
        in_parallel(lines, |part| part.iter().map(|line| self.gist(line)).collect())
    }
}
