//! What a step may be, how often, and the choice.

use ocaml_interop::OCamlRuntime;

use crate::operations::{boxes, calls, roots, threads, values};
use crate::random::Random;
use crate::worker::At;

macro_rules! operations {
    ($($(#[$doc:meta])+ $variant:ident $name:literal $weight:literal $run:path;)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Operation {
            $($(#[$doc])+ $variant,)*
        }

        impl Operation {
            const ALL: &[Operation] = &[$(Operation::$variant),*];
            const NAMES: &[&str] = &[$($name),*];
            const WEIGHTS: &[u64] = &[$($weight),*];

            /// Does it.
            pub(crate) fn run(self, cr: &mut OCamlRuntime, at: &mut At) {
                match self {
                    $(Operation::$variant => $run(cr, at),)*
                }
            }
        }
    };
}

operations! {
    /// A Rust value to OCaml and back.
    Convert "convert" 12 values::convert;
    /// OCaml makes a value, Rust reads it.
    Read "read" 8 values::read;
    /// Rust makes a value, OCaml reads it.
    Write "write" 8 values::write;
    /// An unrooted value is read while other domains run.
    Borrow "borrow" 4 values::borrow;
    /// Numbers in a bigarray.
    Bigarray "bigarray" 2 values::bigarray;
    /// OCaml allocates.
    Churn "churn" 4 values::churn;
    /// Values that domains exchange through OCaml's own table.
    Exchange "exchange" 6 values::exchange;
    /// A root is made and kept over the worker's next steps.
    Root "root" 10 roots::root;
    /// A root of the worker's own is checked and dropped.
    Unroot "unroot" 8 roots::unroot;
    /// A root gets another value.
    Replace "replace" 4 roots::replace;
    /// A root is held over another operation.
    Hold "hold" 6 roots::hold;
    /// A root is shared, and one that another worker shared is dropped.
    Share "share" 6 roots::share;
    /// A shared value is read, and rooted once more.
    Copy "copy" 8 roots::copy;
    /// Something is sent to another worker.
    Send "send" 8 roots::send;
    /// What another worker sent is checked and dropped.
    Receive "receive" 10 roots::receive;
    /// A root is left to a finaliser.
    Finalise "finalise" 3 roots::finalise;
    /// A Rust value is boxed and let go of.
    Box "box" 8 boxes::boxed;
    /// Boxes that domains exchange through OCaml's own table.
    ExchangeBox "exchange box" 6 boxes::exchange;
    /// OCaml raises.
    Raise "raise" 4 calls::raise;
    /// An exception crosses Rust frames and OCaml frames.
    Cross "cross" 3 calls::cross;
    /// OCaml calls Rust, which panics.
    Panic "panic" 3 calls::panic;
    /// A panic past the handle, and one while the lock is released.
    Catch "catch" 3 calls::catch;
    /// OCaml calls Rust, which makes a value.
    Ask "ask" 4 calls::ask;
    /// An OCaml closure is called.
    Closure "closure" 4 calls::closure;
    /// OCaml calls Rust, which does another operation.
    Recurse "recurse" 8 calls::recurse;
    /// The lock is released for a while.
    Release "release" 8 threads::release;
    /// While the lock is released it is taken again, for another operation.
    Nest "nest" 5 threads::nest;
    /// A systhread of this domain does another operation.
    Systhread "systhread" 2 threads::systhread;
    /// A domain does some operations and ends.
    Domain "domain" 1 threads::domain;
    /// Two domains that borrow from this frame.
    Scope "scope" 1 threads::scope;
    /// A minor collection.
    Minor "minor" 3 threads::minor_collection;
    /// A full major collection, or a compaction.
    Major "major" 1 threads::major_collection;
    /// What a Rust thread does without the lock; no choice of a step's.
    Outside "outside" 0 threads::nothing;
    /// Where a seat's thread or domain begins and ends; no choice of a step's.
    Seat "seat" 0 threads::nothing;
}

impl Operation {
    pub(crate) const COUNT: usize = Self::ALL.len();

    /// By weight.
    pub(crate) fn choose(random: &mut Random) -> Operation {
        let mut left = random.below(Self::WEIGHTS.iter().sum());
        for (operation, weight) in Self::ALL.iter().zip(Self::WEIGHTS) {
            if left < *weight {
                return *operation;
            }
            left -= weight;
        }
        unreachable!("the sum of the weights")
    }

    /// The names, in the order of the numbers.
    pub(crate) fn names() -> &'static [&'static str] {
        Self::NAMES
    }

    /// A byte that isn't 0.
    pub(crate) fn code(self) -> u8 {
        self as u8 + 1
    }

    /// The name of the operation with this code.
    pub(crate) fn from_code(code: u8) -> Option<&'static str> {
        Self::NAMES.get(usize::from(code).checked_sub(1)?).copied()
    }
}
