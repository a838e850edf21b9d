//! Work on many lines at once, with a result that does not depend on how many processors
//! there are.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::Mutex;

/// Applies `read` to parts of `items` on all processors; the results in the items' order.
pub fn in_parallel<I: Sync, O: Send>(items: &[I], read: impl Fn(&[I]) -> Vec<O> + Sync) -> Vec<O> {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let parts = items.chunks(items.len().div_ceil(threads).max(1));
    std::thread::scope(|scope| {
        let running: Vec<_> = parts.map(|part| scope.spawn(|| read(part))).collect();
        // A part that fails would fail alone, too; the panic goes on to who asked.
        running
            .into_iter()
            .flat_map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    })
}

/// Counts what gets done on all processors, for somebody who is told of each.
pub struct Tally<F>(Mutex<(usize, F)>);

impl<F: FnMut(usize)> Tally<F> {
    /// `heard` hears how many are done: 1, 2 and so on.
    pub fn new(heard: F) -> Tally<F> {
        Tally(Mutex::new((0, heard)))
    }

    /// One more is done.
    pub fn one_more(&self) {
        // Whoever listens is only told; one who failed at it is told no more.
        if let Ok(mut tally) = self.0.lock() {
            tally.0 += 1;
            let done = tally.0;
            (tally.1)(done);
        }
    }
}
