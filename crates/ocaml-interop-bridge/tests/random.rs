//! The golden inputs with random changes: the macros accept or explain them all. The changes are
//! the same in every run; the fuzz target `macros` searches further.

mod apply;

#[path = "apply/anything.rs"]
mod anything;

#[path = "apply/changes.rs"]
mod changes;

use std::panic;
use std::path::Path;

use changes::{Changes, Random};

/// About a second, unoptimised.
const ROUNDS: usize = 2_000;

#[test]
fn changed_input_is_accepted_or_explained() {
    let changes = Changes::new(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden"));
    let mut random = Random::new(1);
    for round in 0..ROUNDS {
        let first = changes.of_an_item(&mut random);
        let text = changes.of_text(&first, &mut random).unwrap_or(first);
        if panic::catch_unwind(|| anything::accepted_or_explained(&text)).is_err() {
            panic!("round {round}, see above, with the input:\n{text}");
        }
    }
}
