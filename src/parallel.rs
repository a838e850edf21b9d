//! Work on many lines at once, with a result that does not depend on how many processors
//! there are.

use std::num::NonZero;
use std::panic::resume_unwind;

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
