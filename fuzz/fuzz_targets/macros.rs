//! Any text into every macro: `cargo +nightly fuzz run macros`. The property, the changes to the
//! golden inputs, and the short twin of this are among the tests of `ocaml-interop-bridge`.

#![no_main]

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{LazyLock, Mutex};
use std::thread;

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

#[path = "../../crates/ocaml-interop-bridge/tests/apply/mod.rs"]
mod apply;

#[path = "../../crates/ocaml-interop-bridge/tests/apply/anything.rs"]
mod anything;

#[path = "../../crates/ocaml-interop-bridge/tests/apply/changes.rs"]
mod changes;

use changes::{Changes, Random};

/// syn recurs; the compiler, whose own stack grows, never hands it what is nested too deep.
const STACK: usize = 1 << 30;

/// The thread that checks, made once: the sanitizer takes long over so large a stack.
static CHECKER: LazyLock<Mutex<(Sender<String>, Receiver<()>)>> = LazyLock::new(|| {
    let (send, texts) = channel::<String>();
    let (done, wait) = channel();
    let check = move || {
        for text in texts {
            // A panic ends the process.
            anything::accepted_or_explained(&text);
            done.send(()).expect("the fuzzer waits");
        }
    };
    thread::Builder::new().stack_size(STACK).spawn(check).expect("a thread");
    Mutex::new((send, wait))
});

fuzz_target!(|text: &str| {
    let checker = CHECKER.lock().expect("never poisoned: nothing panics here");
    checker.0.send(text.to_owned()).expect("the checker waits");
    checker.1.recv().expect("the checker answers");
});

static CHANGES: LazyLock<Changes> = LazyLock::new(|| {
    let golden = "../crates/ocaml-interop-bridge/tests/golden";
    Changes::new(&Path::new(env!("CARGO_MANIFEST_DIR")).join(golden))
});

// Bytes change in one case of four, words in two; and one begins anew with a golden item.
fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let mut random = Random::new(seed.into());
    let text = match random.below(4) {
        0 => None,
        1 => Some(CHANGES.of_an_item(&mut random)),
        _ => std::str::from_utf8(&data[..size])
            .ok()
            .and_then(|text| CHANGES.of_text(text, &mut random)),
    };
    match text.filter(|text| text.len() <= max_size) {
        Some(text) => {
            data[..text.len()].copy_from_slice(text.as_bytes());
            text.len()
        }
        None => fuzzer_mutate(data, size, max_size),
    }
});
