//! The bindings that `build.rs` has asked for, and the runtime that the tests of a process share.

use std::sync::Once;

use ocaml_interop::OCamlRuntime;

/// OCaml's modules.
#[allow(missing_docs)]
pub mod ocaml {
    include!(concat!(env!("OUT_DIR"), "/ocaml_bindings.rs"));
}

/// The bindings as text, what they left out among it.
pub const TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/ocaml_bindings.rs"));

/// Runs `body` with the handle. The first to come starts the runtime for all, and none stops it: the
/// guard is leaked.
pub fn with_ocaml<T>(body: impl FnOnce(&mut OCamlRuntime) -> T) -> T {
    static START: Once = Once::new();
    START.call_once(|| std::mem::forget(OCamlRuntime::init().expect("nothing else starts it")));
    OCamlRuntime::with_domain_lock(body)
}

/// Numbers that are the same in each run (xorshift64*, Vigna 2016).
#[derive(Debug)]
pub struct Random(u64);

impl Random {
    /// Begins with a seed other than 0.
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.bits() % end
    }
}
