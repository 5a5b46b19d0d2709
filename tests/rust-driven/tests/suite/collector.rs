//! The collector from Rust: collecting, its figures, its parameters.

use std::time::Duration;

use ocaml_interop::{BoxRoot, OCamlFloat, OCamlInt, OCamlList, OCamlRuntime, ToOCaml, gc, ocaml};
use rust_driven::{in_own_process, in_own_process_with, interrupt, ocaml, start};

ocaml! {
    fn catch_break(yes: bool);
    fn finaliser_raises();
    fn finaliser_counts();
    fn finalised() -> OCamlInt;
    fn ocaml_version() -> String;
}

type Collection = fn(&mut OCamlRuntime) -> Result<(), ocaml_interop::OCamlError>;

const COLLECTIONS: [Collection; 4] = [gc::minor, gc::major, gc::full_major, gc::compact];

#[test]
fn roots_follow_what_moves() {
    ocaml(|cr| {
        for collect in COLLECTIONS {
            let list: BoxRoot<OCamlList<String>> = ["a", "b", "c"].to_boxroot(cr);
            collect(cr).unwrap();
            assert_eq!(list.to_rust::<Vec<String>>(cr), ["a", "b", "c"]);
        }
    });
}

#[test]
fn what_is_dead_is_finalised() {
    in_own_process(|| {
        ocaml(|cr| {
            for round in 1..=3 {
                finaliser_counts(cr);
                gc::full_major(cr).unwrap();
                assert_eq!(finalised(cr).to_rust::<i64>(cr), round);
            }
        });
    });
}

#[test]
fn a_finaliser_that_raises_is_the_collections_error() {
    in_own_process(|| {
        ocaml(|cr| {
            for collect in [gc::full_major as Collection, gc::compact] {
                let kept: BoxRoot<OCamlFloat> = 1.5.to_boxroot(cr);
                finaliser_raises(cr);
                let error = collect(cr).unwrap_err();
                assert_eq!(error.message(cr).as_deref(), Some("in a finaliser"));
                collect(cr).unwrap();
                assert_eq!(kept.to_rust::<f64>(cr), 1.5);
            }
            finaliser_raises(cr);
            assert!(gc::stat(cr).is_err());
        });
    });
}

#[test]
fn a_signals_handler_that_raises_is_the_collections_error() {
    in_own_process(|| {
        ocaml(|cr| {
            catch_break(cr, true);
            for collect in COLLECTIONS {
                interrupt();
                assert_eq!(collect(cr).unwrap_err().name(cr), "Stdlib.Sys.Break");
                collect(cr).unwrap();
            }
        });
    });
}

#[test]
fn the_figures_move() {
    in_own_process(|| {
        ocaml(|cr| {
            gc::full_major(cr).unwrap();
            let before = gc::quick_stat(cr).unwrap();
            let list: BoxRoot<OCamlList<OCamlInt>> =
                (0..100_000).collect::<Vec<i64>>().to_boxroot(cr);
            gc::minor(cr).unwrap();
            let after = gc::stat(cr).unwrap();
            assert!(after.minor_words >= before.minor_words + 300_000, "{before:?} {after:?}");
            assert!(after.minor_collections > before.minor_collections);
            assert!(after.major_collections > before.major_collections);
            assert!(after.forced_major_collections > before.forced_major_collections);
            assert!(after.live_words >= 300_000 && after.live_blocks >= 100_000, "{after:?}");
            assert!(after.heap_words >= after.live_words && after.top_heap_words > 0, "{after:?}");
            assert_eq!(list.to_rust::<Vec<i64>>(cr).len(), 100_000);
            drop(list);
            let dropped = gc::stat(cr).unwrap();
            assert!(dropped.live_words + 300_000 <= after.live_words, "{after:?} {dropped:?}");

            let compactions = dropped.compactions;
            gc::compact(cr).unwrap();
            let compactions = gc::quick_stat(cr).unwrap().compactions - compactions;
            let has_none = ocaml_version(cr).to_rust::<String>(cr).starts_with("5.1.");
            assert_eq!(compactions, if has_none { 0 } else { 1 });
        });
    });
}

/// While there is another domain, 5.2 and 5.3 don't compact: they crash where it ends meanwhile.
#[test]
fn compactions_beside_domains_that_end() {
    in_own_process(|| {
        ocaml(|cr| {
            let compactions = |cr: &mut OCamlRuntime| {
                let before = gc::quick_stat(cr).unwrap().compactions;
                gc::compact(cr).unwrap();
                gc::quick_stat(cr).unwrap().compactions - before
            };
            let version: String = ocaml_version(cr).to_rust(cr);
            let is = |versions: [&str; 2]| versions.iter().any(|&v| version.starts_with(v));
            let alone = u64::from(!version.starts_with("5.1."));
            let beside = u64::from(alone == 1 && !is(["5.2.", "5.3."]));
            assert_eq!(compactions(cr), alone);

            let (end, wait) = std::sync::mpsc::channel::<()>();
            let domain = cr.spawn_domain(move |cr| {
                let list: BoxRoot<OCamlList<OCamlInt>> = [1_i64, 2, 3].to_boxroot(cr);
                let _ = cr.releasing_runtime(|| wait.recv());
                list
            });
            let domain = domain.unwrap();
            assert_eq!(compactions(cr), beside);
            end.send(()).unwrap();
            let list = domain.join(cr).unwrap();
            assert_eq!(list.to_rust::<Vec<i64>>(cr), [1, 2, 3]);
            // A domain counts until its thread's end, which is soon.
            let again = (0..1000).any(|_| {
                cr.releasing_runtime(|| std::thread::sleep(Duration::from_millis(1)));
                compactions(cr) == alone
            });
            assert!(again, "no compaction in a second after the domain has ended");
        });
    });
}

#[test]
fn parameters_are_set_and_read() {
    in_own_process(|| {
        ocaml(|cr| {
            let mut parameters = gc::get(cr).unwrap();
            assert!(parameters.minor_heap_size > 0 && parameters.stack_limit > 0);
            let list: BoxRoot<OCamlList<OCamlInt>> = vec![7_i64; 5000].to_boxroot(cr);
            // Smaller and larger than it was: the minor heap moves.
            for size in [1 << 14, 1 << 20, 1 << 12] {
                parameters.minor_heap_size = size;
                parameters.space_overhead += 20;
                parameters.custom_minor_max_size += 1000;
                gc::set(cr, &parameters).unwrap();
                assert_eq!(gc::get(cr).unwrap(), parameters);
                let more: BoxRoot<OCamlList<OCamlInt>> = vec![8_i64; 50_000].to_boxroot(cr);
                assert_eq!(more.to_rust::<Vec<i64>>(cr), [8; 50_000]);
                assert_eq!(list.to_rust::<Vec<i64>>(cr), [7; 5000]);
            }
        });
    });
}

#[test]
fn domains_collect_at_the_same_time() {
    start();
    ocaml(|cr| {
        cr.domain_scope(|scope, cr| {
            let work = |seed: i64| {
                move |cr: &mut OCamlRuntime| {
                    for round in 0..20 {
                        let list: BoxRoot<OCamlList<OCamlInt>> =
                            vec![seed + round; 1000].to_boxroot(cr);
                        COLLECTIONS[round as usize % COLLECTIONS.len()](cr).unwrap();
                        assert_eq!(list.to_rust::<Vec<i64>>(cr), vec![seed + round; 1000]);
                    }
                }
            };
            let other = scope.spawn(cr, work(1000)).unwrap();
            work(0)(cr);
            other.join(cr).unwrap();
        });
    });
}

#[test]
fn the_report_of_a_verbose_collector_is_the_runtimes() {
    let child = in_own_process_with(&[], || {
        ocaml(|cr| {
            let mut parameters = gc::get(cr).unwrap();
            parameters.verbose = 0x20;
            gc::set(cr, &parameters).unwrap();
            parameters.space_overhead = 77;
            gc::set(cr, &parameters).unwrap();
        });
    });
    let Some(output) = child else { return };
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && text.contains("77%"), "{text}");
}

/// Under gc-stress the minor heap is emptied long before its middle.
#[cfg(not(feature = "gc-stress"))]
mod middle {
    use std::borrow::{Borrow, Cow};
    use std::cell::Cell;

    use rust_driven::in_own_process_under;

    use super::*;

    /// Says how often it is borrowed.
    struct Asked(Mark, Cell<u64>);

    #[derive(ToOCaml)]
    struct Mark {
        n: i32,
    }

    impl Borrow<Mark> for Asked {
        fn borrow(&self) -> &Mark {
            self.1.set(self.1.get() + 1);
            &self.0
        }
    }

    impl ToOwned for Mark {
        type Owned = Asked;
        fn to_owned(&self) -> Asked {
            unreachable!("nothing is cloned here")
        }
    }

    #[derive(ToOCaml)]
    struct Marked {
        mark: Cow<'static, Mark>,
        links: Links,
    }

    #[derive(ToOCaml)]
    enum Links {
        Link(Box<Links>),
        End,
    }

    /// As OCaml's own code goes on below the middle, where a slice of the major collection is asked for.
    #[test]
    fn what_passes_the_middle_of_the_minor_heap_is_written_once() {
        in_own_process_under("s=256k", || {
            ocaml(|cr| {
                let links = (0..1000).fold(Links::End, |rest, _| Links::Link(Box::new(rest)));
                let mark = Cow::Owned(Asked(Mark { n: 1 }, Cell::new(0)));
                let marked = Marked { mark, links };
                let asked = |marked: &Marked| match &marked.mark {
                    Cow::Owned(Asked(_, times)) => times.take(),
                    Cow::Borrowed(_) => unreachable!(),
                };
                let collections =
                    |cr: &mut OCamlRuntime| gc::quick_stat(cr).unwrap().minor_collections;
                gc::minor(cr).unwrap();
                let _once: BoxRoot<Marked> = marked.to_boxroot(cr);
                let once = asked(&marked);
                let (before, mut made) = (collections(cr), 0);
                while collections(cr) < before + 20 {
                    let _made: BoxRoot<Marked> = marked.to_boxroot(cr);
                    made += 1;
                }
                let again = asked(&marked) - made * once;
                // Where the minor heap ends, but where it ends between two of them.
                assert!((1..=20).contains(&again), "{made} were made, {again} were written again");
            });
        });
    }
}
