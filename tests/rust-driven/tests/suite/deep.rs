//! Data that is nested deep: built and read as far as the stack goes, then an error. Rule R9.

use std::rc::Rc;

use ocaml_interop::{
    FromOCaml, OCaml, OCamlDescriber, OCamlInt, OCamlUniformArray, ToOCaml, ocaml,
};
use rust_driven::{ocaml, panic_message};

ocaml! {
    fn make_chain(links: OCamlInt) -> Chain;
    fn endless_chain() -> Chain;
    fn chain_length(chain: Chain) -> OCamlInt;
    fn make_roses(depth: OCamlInt) -> Rose;
    fn make_bed(depth: OCamlInt) -> Rose;
    fn rose_depth(rose: Rose) -> OCamlInt;
}

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug)]
enum Chain {
    End,
    Link(#[ocaml(as_ = "OCamlInt")] i64, Box<Chain>),
}

fn chain(links: i64) -> Chain {
    (1..=links).rev().fold(Chain::End, |rest, n| Chain::Link(n, Box::new(rest)))
}

/// Drops a chain link by link: Rust's own drop would recurse.
fn dismantle(mut chain: Chain) -> i64 {
    let mut links = 0;
    while let Chain::Link(n, rest) = chain {
        links += 1;
        assert_eq!(n, links);
        chain = *rest;
    }
    links
}

/// Runs `body` on a thread with `kibibytes` of stack.
fn with_stack<T: Send>(kibibytes: usize, body: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(kibibytes << 10);
        thread.spawn_scoped(scope, body).expect("a thread").join().expect("no panic")
    })
}

#[test]
fn r09_deep_values_cross_both_ways() {
    with_stack(64 << 10, || {
        ocaml(|cr| {
            // Deeper than one reservation holds.
            let links = 20_000_i64;
            let read: Chain = make_chain(cr, links).to_rust(cr);
            assert_eq!(dismantle(read), links);
            let built = chain(links);
            assert_eq!(chain_length(cr, &built).to_rust::<i64>(cr), links);
            dismantle(built);
        });
    });
}

#[test]
fn r09_too_deep_is_an_error() {
    with_stack(2 << 10, || {
        ocaml(|cr| {
            let root = make_chain(cr, 1_000_000_i64);
            let error = root.try_to_rust::<Chain>(cr).unwrap_err();
            assert!(error.reason().contains("nested deeper"), "{error}");
            assert!(error.path().len() < 500, "{}", error.path());
            let error = endless_chain(cr).try_to_rust::<Chain>(cr).unwrap_err();
            assert!(error.reason().contains("or cyclic"), "{error}");

            let built = chain(1_000_000);
            let message = panic_message(|| chain_length(cr, &built));
            assert!(message.contains("nested deeper"), "{message}");
            dismantle(built);
            // The runtime is as it was.
            assert_eq!(chain_length(cr, &chain(3)).to_rust::<i64>(cr), 3);
        });
    });
}

/// Nested by lists, by arrays.
#[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug)]
enum Rose {
    Petal(#[ocaml(as_ = "OCamlInt")] i64),
    Roses(Vec<Rose>),
    Bed(#[ocaml(as_ = "OCamlUniformArray<Rose>")] Vec<Rose>),
}

fn rose(grow: fn(Vec<Rose>) -> Rose, depth: i64) -> Rose {
    (0..depth).fold(Rose::Petal(1), |inner, _| grow(vec![inner]))
}

/// Drops a rose level by level, and counts them.
fn pluck(mut rose: Rose) -> i64 {
    let mut depth = 0;
    while let Rose::Roses(mut inner) | Rose::Bed(mut inner) = rose {
        depth += 1;
        rose = inner.pop().expect("one");
    }
    depth
}

#[test]
fn r09_sequences_look_at_the_stack() {
    with_stack(2 << 10, || {
        ocaml(|cr| {
            for grow in [Rose::Roses, Rose::Bed] {
                let make = match grow(vec![]) {
                    Rose::Roses(_) => make_roses,
                    _ => make_bed,
                };
                let error = make(cr, 1_000_000_i64).try_to_rust::<Rose>(cr).map(drop).unwrap_err();
                assert!(error.reason().contains("nested deeper"), "{error}");
                let built = rose(grow, 1_000_000);
                let message = panic_message(|| rose_depth(cr, &built));
                assert!(message.contains("nested deeper"), "{message}");
                assert_eq!(pluck(built), 1_000_000);

                assert_eq!(pluck(make(cr, 100_i64).to_rust(cr)), 100);
                assert_eq!(rose_depth(cr, rose(grow, 100)).to_rust::<i64>(cr), 100);
            }
        });
    });
}

/// What a chain may be read as: its links behind another pointer, and behind a conversion written by
/// hand, which begins anew.
macro_rules! chains {
    ($($name:ident, $rest:ty;)*) => {$(
        #[derive(FromOCaml)]
        #[ocaml(as_ = "Chain")]
        #[allow(dead_code)]
        enum $name {
            End,
            Link(#[ocaml(as_ = "OCamlInt")] i64, #[ocaml(as_ = "Chain")] $rest),
        }
    )*};
}

chains! {
    Boxed, Box<Boxed>;
    Shared, Rc<Shared>;
    ByHand, Hand;
}

struct Hand(#[allow(dead_code)] Box<ByHand>);

// SAFETY: the value is read as a chain.
unsafe impl FromOCaml<Chain> for Hand {
    fn from_ocaml(v: OCaml<'_, Chain>) -> Self {
        Hand(v.to_rust())
    }
}

#[test]
fn r09_too_deep_on_small_stacks_behind_every_pointer() {
    for kibibytes in [256, 300, 333, 1024] {
        with_stack(kibibytes, || {
            ocaml(|cr| {
                let root = make_chain(cr, 1_000_000_i64);
                let boxed = root.try_to_rust::<Boxed>(cr).map(drop).unwrap_err();
                let shared = root.try_to_rust::<Shared>(cr).map(drop).unwrap_err();
                let by_hand = panic_message(|| root.to_rust::<ByHand>(cr));
                for said in [boxed.to_string(), shared.to_string(), by_hand] {
                    assert!(said.contains("nested deeper"), "{said}");
                }
                let short = make_chain(cr, 10_i64);
                assert!(short.try_to_rust::<Boxed>(cr).is_ok());
                assert!(short.try_to_rust::<ByHand>(cr).is_ok());
            });
        });
    }
}
