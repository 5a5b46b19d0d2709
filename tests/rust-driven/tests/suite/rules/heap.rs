//! R4, R5, R7: what is cut short, and what is dropped, leaves OCaml's heap whole.

use std::borrow::{Borrow, Cow};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use ocaml_interop::{
    BoxRoot, OCamlError, OCamlFloat, OCamlInt, OCamlList, OCamlRuntime, OCamlUniformArray, ToOCaml,
    ocaml,
};
use rust_driven::{
    compact, dropped, full_major, in_own_process, in_own_process_under, leave_a_root, made, minor,
    ocaml, roots_left,
};

/// Past OCaml's `int`: converting it panics.
const TOO_LARGE: i64 = i64::MAX;

fn panics<T: 'static>(cr: &mut OCamlRuntime, value: &impl ToOCaml<T>) {
    let outcome = catch_unwind(AssertUnwindSafe(|| value.to_boxroot(cr)));
    let Err(payload) = outcome else { panic!("the number doesn't fit") };
    let message = payload.downcast::<String>().expect("a text");
    assert!(message.contains("9223372036854775807"), "{message}");
}

#[test]
fn r04_a_conversion_that_panics_halfway_leaves_the_heap_whole() {
    type Row = (String, OCamlInt, OCamlFloat);
    ocaml(|cr| {
        let kept: BoxRoot<OCamlList<String>> =
            (0..1000).map(|n| n.to_string()).collect::<Vec<_>>().to_boxroot(cr);
        // Within a reservation, past the largest young block, and past a reservation.
        for len in [1, 2, 256, 257, 3000, 30_000] {
            if cfg!(feature = "gc-stress") && len > 3000 {
                continue;
            }
            for bad in [0, len / 2, len - 1] {
                let number = |n| if n == bad { TOO_LARGE } else { n };
                let rows: Vec<_> = (0..len).map(|n| (n.to_string(), number(n), n as f64)).collect();
                panics::<OCamlList<Row>>(cr, &rows);
                panics::<OCamlUniformArray<Row>>(cr, &rows);
                panics::<Option<OCamlUniformArray<OCamlList<Row>>>>(cr, &Some([&rows, &rows]));
                // Of a size that isn't seen before they are written.
                let boxed: Vec<_> = rows.iter().map(Box::new).collect();
                panics::<OCamlList<Row>>(cr, &boxed);
                panics::<OCamlUniformArray<Row>>(cr, &boxed);
                // Over the words that were written and not taken: what still pointed there would
                // find no header.
                for _ in 0..100 {
                    let _overwritten: BoxRoot<String> = [b'A'; 2000].to_boxroot(cr);
                }
                minor(cr);
            }
            full_major(cr);
            compact(cr);
        }
        let expected: Vec<String> = (0..1000).map(|n| n.to_string()).collect();
        assert_eq!(kept.to_rust::<Vec<String>>(cr), expected);
    });
}

/// Borrows as one text first, as another later.
struct Fickle {
    texts: [Text; 2],
    left: Cell<usize>,
}

#[derive(ToOCaml)]
#[ocaml(unboxed)]
struct Text {
    text: String,
}

/// No block of its own: all the words are those of the text.
#[derive(ToOCaml)]
#[ocaml(unboxed)]
struct Holder {
    text: Cow<'static, Text>,
}

impl Borrow<Text> for Fickle {
    fn borrow(&self) -> &Text {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        &self.texts[usize::from(left == 0)]
    }
}

impl ToOwned for Text {
    type Owned = Fickle;
    fn to_owned(&self) -> Fickle {
        unreachable!("nothing is cloned here")
    }
}

/// What is larger than a block of the minor heap is written twice, first to count: here of no words
/// in the minor heap, then of some, and with other words around them.
#[test]
fn r04_a_value_that_changes_between_two_walks_leaves_the_heap_whole() {
    let large = "x".repeat(4096);
    let mut changed = [0; 3];
    for left in 0..8 {
        for (case, (first, second)) in [(4096, 2), (2, 100), (100, 2)].into_iter().enumerate() {
            ocaml(|cr| {
                let text = |length| Text { text: "y".repeat(length) };
                let fickle = Fickle { texts: [text(first), text(second)], left: Cell::new(left) };
                let holder = Holder { text: Cow::Owned(fickle) };
                let made = catch_unwind(AssertUnwindSafe(|| {
                    if case == 0 {
                        let _made: BoxRoot<Holder> = holder.to_boxroot(cr);
                    } else {
                        let _made: BoxRoot<(String, Holder)> = (&large, holder).to_boxroot(cr);
                    }
                }));
                if let Err(payload) = made {
                    let text = payload.downcast::<&str>().map(|text| (*text).to_owned());
                    let text = text.or_else(|other| other.downcast().map(|text| *text));
                    let message: String = text.expect("a text");
                    assert!(message.contains("the value changed"), "{message}");
                    changed[case] += 1;
                }
                minor(cr);
                compact(cr);
            });
        }
    }
    assert!(changed.iter().all(|times| *times > 0), "{changed:?}");
}

#[test]
fn r05_roots_dropped_in_finalisers() {
    const ROOTS: i64 = if cfg!(feature = "gc-stress") { 100 } else { 10_000 };
    ocaml! {
        fn finalised_by_rust(n: OCamlInt);
    }
    in_own_process(|| {
        ocaml(|cr| {
            for n in 0..ROOTS {
                let root: BoxRoot<String> = n.to_string().to_boxroot(cr);
                leave_a_root(root);
            }
            finalised_by_rust(cr, ROOTS);
            let mut rounds = 0;
            while roots_left() > 0 {
                rounds += 1;
                assert!(rounds < 10, "{} roots are left", roots_left());
                full_major(cr);
            }
        });
    });
}

ocaml! {
    #[ocaml(catch)]
    fn without_end_through_rust();
    #[ocaml(catch)]
    fn without_end_from(frames: OCamlInt);
    fn add1(n: OCamlInt) -> OCamlInt;
}

/// The stack came to its end; every value was dropped, and OCaml goes on.
fn overflowed(cr: &mut OCamlRuntime, outcome: Result<BoxRoot<()>, OCamlError>) {
    let error = outcome.unwrap_err();
    assert_eq!(error.text().replace(' ', "_"), "Stack_overflow");
    assert_eq!(add1(cr, 1_i64).to_rust::<i64>(cr), 2);
    assert_eq!(made(), dropped());
}

/// The one that ends first is Rust's.
#[test]
fn r07_callbacks_that_recur_until_the_stack_ends() {
    in_own_process(|| {
        for _ in 0..3 {
            ocaml(|cr| {
                let outcome = without_end_through_rust(cr);
                overflowed(cr, outcome);
            });
        }
        assert!(made() > 3);
    });
}

/// OCaml code has a stack of its own; the runtime would raise across Rust's frames at its end.
#[test]
fn r07_callbacks_that_recur_until_ocamls_stack_ends() {
    const ROUNDS: usize = 64;
    in_own_process_under("l=1k", || {
        for frames in 0..ROUNDS {
            ocaml(|cr| {
                let outcome = without_end_from(cr, frames as i64);
                overflowed(cr, outcome);
            });
        }
        // Rust's own stack has room for more calls.
        assert!(made() < ROUNDS * 300, "{} calls in {ROUNDS} rounds", made());
    });
}
