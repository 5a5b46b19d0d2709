//! Any text into every macro: `cargo +nightly fuzz run macros`. The property, and its short twin
//! in the library's tests, are in `ocaml-interop-bridge`.

#![no_main]

use std::thread;

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/ocaml-interop-bridge/tests/apply/mod.rs"]
mod apply;

#[path = "../../crates/ocaml-interop-bridge/tests/apply/anything.rs"]
mod anything;

/// syn recurs; the compiler, whose own stack grows, never hands it what is nested too deep.
const STACK: usize = 1 << 30;

fuzz_target!(|text: &str| {
    let text = text.to_owned();
    let check = move || anything::accepted_or_explained(&text);
    let thread = thread::Builder::new().stack_size(STACK).spawn(check).expect("a thread");
    thread.join().expect("a panic ends the process before");
});
