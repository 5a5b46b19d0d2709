//! `OCamlSeq`: OCaml's sequences in Rust, and Rust's iterators in OCaml.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use ocaml_interop::{
    BoxRoot, OCamlDescriber, OCamlInt, OCamlList, OCamlRuntime, OCamlSeq, RustSeq, SeqCursor,
    ToOCaml, ocaml,
};
use rust_driven::{full_major, minor, ocaml, panic_message};

ocaml! {
    fn seq_upto(n: OCamlInt) -> OCamlSeq<OCamlInt>;
    fn seq_of_list(l: OCamlList<String>) -> OCamlSeq<String>;
    fn seq_counting() -> OCamlSeq<OCamlInt>;
    fn seq_asked() -> OCamlInt;
    fn seq_raises_at(n: OCamlInt) -> OCamlSeq<OCamlInt>;
    fn seq_to_list(s: OCamlSeq<OCamlInt>) -> OCamlList<OCamlInt>;
    fn seq_texts_to_list(s: OCamlSeq<String>) -> OCamlList<String>;
    fn seq_twice(s: OCamlSeq<OCamlInt>) -> bool;
    fn seq_first(n: OCamlInt, s: OCamlSeq<OCamlInt>) -> OCamlList<OCamlInt>;
    fn seq_until_it_raises(s: OCamlSeq<OCamlInt>) -> String;
    fn seq_on_domains(s: OCamlSeq<OCamlInt>) -> OCamlList<OCamlInt>;
    fn seq_keep(s: OCamlSeq<OCamlInt>);
    fn seq_kept() -> OCamlSeq<OCamlInt>;
    fn seq_force_kept() -> String;
}

/// What OCaml keeps, and counts.
static KEPT: Mutex<()> = Mutex::new(());

fn numbers(list: &BoxRoot<OCamlList<OCamlInt>>, cr: &OCamlRuntime) -> Vec<isize> {
    list.to_rust(cr)
}

#[test]
fn read_to_the_end() {
    ocaml(|cr| {
        let seq = seq_upto(cr, 5_isize);
        assert_eq!(seq.collect::<isize, Vec<_>>(cr).unwrap(), [0, 1, 2, 3, 4]);
        // A sequence that computes anew: once more.
        assert_eq!(seq.iter::<u8>(cr).map(Result::unwrap).sum::<u8>(), 10);
        let empty = seq_upto(cr, 0_isize);
        assert!(empty.uncons(cr).unwrap().is_none());
        assert!(empty.iter::<isize>(cr).next().is_none());
        let texts: Vec<String> = (0..1000).map(|n| format!("text {n}")).collect();
        let seq = seq_of_list(cr, &texts);
        let mut cursor = seq.cursor(cr);
        let mut got = Vec::new();
        while let Some(text) = cursor.next(cr).unwrap() {
            if got.len() % 100 == 0 {
                minor(cr);
            }
            got.push(text.to_rust::<String>(cr));
        }
        assert_eq!(got, texts);
        assert!(cursor.next(cr).unwrap().is_none());
        assert!(cursor.rest().is_none());
    });
}

#[test]
fn no_more_is_computed_than_is_asked_for() {
    let _alone = KEPT.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    ocaml(|cr| {
        let seq = seq_counting(cr);
        let mut cursor = seq.cursor(cr);
        assert_eq!(seq_asked(cr).to_rust::<isize>(cr), 0);
        cursor.next(cr).unwrap();
        assert_eq!(seq_asked(cr).to_rust::<isize>(cr), 1);
        let rest = cursor.rest().expect("it has no end");
        let some: Vec<isize> = rest.iter(cr).take(10).collect::<Result<_, _>>().unwrap();
        assert_eq!(some, (1..11).collect::<Vec<_>>());
        assert_eq!(seq_asked(cr).to_rust::<isize>(cr), 11);
    });
}

#[test]
fn an_exception_is_an_error_and_the_end() {
    ocaml(|cr| {
        let seq = seq_raises_at(cr, 3_isize);
        let mut iter = seq.iter::<isize>(cr);
        for n in 0..3 {
            assert_eq!(iter.next().unwrap().unwrap(), n);
        }
        let error = iter.next().unwrap().unwrap_err();
        assert_eq!(error.text(), "Failure(\"at 3\")");
        assert!(iter.next().is_none());
        assert!(seq.collect::<isize, Vec<_>>(cr).is_err());
    });
}

#[test]
fn an_element_that_does_not_convert_is_an_error_in_its_place() {
    ocaml(|cr| {
        let seq: BoxRoot<OCamlSeq<OCamlInt>> = RustSeq::new([1_isize, 256, 3]).to_boxroot(cr);
        let all: Vec<_> = seq.iter::<u8>(cr).collect();
        assert_eq!(*all[0].as_ref().unwrap(), 1);
        let error = all[1].as_ref().unwrap_err();
        assert!(error.text().starts_with("Invalid_argument(") && error.text().contains("256"));
        assert_eq!(*all[2].as_ref().unwrap(), 3);
        assert_eq!(all.len(), 3);
    });
}

#[test]
fn iterators_become_sequences() {
    ocaml(|cr| {
        let list = seq_to_list(cr, RustSeq::new(vec![3_isize, 1, 2]));
        assert_eq!(numbers(&list, cr), [3, 1, 2]);
        let none: [isize; 0] = [];
        let list = seq_to_list(cr, RustSeq::new(none));
        assert_eq!(numbers(&list, cr), []);
        let texts = (0..2000).map(|n| format!("text {n}"));
        let list = seq_texts_to_list(cr, RustSeq::new(texts));
        assert_eq!(list.to_rust::<Vec<String>>(cr).len(), 2000);
        // Without an end; and going through it again gives the same.
        let list = seq_first(cr, 4_isize, RustSeq::new(10_isize..));
        assert_eq!(numbers(&list, cr), [10, 11, 12, 13]);
        assert!(seq_twice(cr, RustSeq::new((0_isize..).map(|n| n * n))).to_rust::<bool>(cr));
    });
    assert_eq!(<RustSeq<isize>>::ocaml_type_name(), "int Seq.t");
    assert_eq!(<SeqCursor<OCamlInt>>::ocaml_type_name(), "int Seq.t");
}

#[test]
fn the_iterator_is_asked_once_for_each_element() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    ocaml(|cr| {
        let seq = RustSeq::new((0_isize..10).inspect(move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
        }));
        let seq: BoxRoot<OCamlSeq<OCamlInt>> = seq.to_boxroot(cr);
        assert_eq!(asked.load(Ordering::Relaxed), 0);
        for _ in 0..3 {
            assert_eq!(seq.iter::<isize>(cr).take(4).count(), 4);
            assert_eq!(asked.load(Ordering::Relaxed), 4);
        }
        assert_eq!(seq.iter::<isize>(cr).count(), 10);
        assert_eq!(asked.load(Ordering::Relaxed), 10);
    });
}

#[test]
fn errors_and_panics_are_raised_in_their_place_each_time() {
    ocaml(|cr| {
        let items = [Ok(1_isize), Ok(2), Err("no third"), Ok(4)];
        let text: String = seq_until_it_raises(cr, RustSeq::fallible(items)).to_rust(cr);
        assert_eq!(text, "1;2;Failure(\"no third\") 1;2;Failure(\"no third\")");
        let seq = RustSeq::new((0_isize..).inspect(|n| assert!(*n != 2, "no two")));
        let text: String = seq_until_it_raises(cr, seq).to_rust(cr);
        assert_eq!(text.matches("no two").count(), 2, "{text}");
        assert!(text.starts_with("0;1;") && !text.contains("panicked in an earlier"), "{text}");
        // An element that is no `int`.
        let seq = RustSeq::new([1, i64::MAX]);
        let text: String = seq_until_it_raises(cr, seq).to_rust(cr);
        assert_eq!(text.matches("9223372036854775807").count(), 2, "{text}");
    });
}

#[test]
fn on_many_domains_all_get_the_same() {
    ocaml(|cr| {
        let seq = RustSeq::new((0_isize..2000).inspect(|n| {
            if n % 500 == 0 {
                std::thread::sleep(std::time::Duration::from_millis(1));
            }
        }));
        let sums = seq_on_domains(cr, seq);
        assert_eq!(numbers(&sums, cr), [1_999_000; 4]);
        let seq =
            RustSeq::fallible((0_isize..1000).map(|n| if n < 900 { Ok(n) } else { Err("end") }));
        let seq: BoxRoot<OCamlSeq<OCamlInt>> = seq.to_boxroot(cr);
        cr.domain_scope(|scope, cr| {
            let read = |cr: &mut OCamlRuntime| {
                let mut sum = 0;
                for n in seq.iter::<isize>(cr) {
                    match n {
                        Ok(n) => sum += n,
                        Err(error) => return (sum, error.text().to_owned()),
                    }
                }
                unreachable!("it ends by an error")
            };
            let others = [scope.spawn(cr, read).unwrap(), scope.spawn(cr, read).unwrap()];
            let expected = (404_550, String::from("Failure(\"end\")"));
            assert_eq!(read(cr), expected);
            for other in others {
                assert_eq!(other.join(cr).unwrap(), expected);
            }
        });
    });
}

/// An iterator whose element comes from a sequence that it makes itself.
struct Inward;

impl Iterator for Inward {
    type Item = Result<isize, String>;

    fn next(&mut self) -> Option<Self::Item> {
        // It has no handle, and can't get one: the thread has it.
        let inner = OCamlRuntime::try_with_domain_lock(|cr| seq_force_kept(cr).to_rust(cr));
        Some(Err(inner.unwrap_or_else(|refused| refused.to_string())))
    }
}

#[test]
fn an_iterator_that_asks_for_itself() {
    let _alone = KEPT.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    ocaml(|cr| {
        seq_keep(cr, RustSeq::fallible(Inward));
        let text: String = seq_force_kept(cr).to_rust(cr);
        assert!(text.contains("holds the domain lock already"), "{text}");
    });
}

#[test]
fn converts_once() {
    ocaml(|cr| {
        let seq = RustSeq::new([1_isize]);
        let list = seq_to_list(cr, &seq);
        assert_eq!(numbers(&list, cr), [1]);
        let message = panic_message(|| seq_to_list(cr, &seq));
        assert!(message.contains("converts to OCaml once"), "{message}");
    });
}

#[test]
fn what_is_passed_is_let_go_of() {
    let _alone = KEPT.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    struct Held(Arc<()>);
    impl Iterator for Held {
        type Item = isize;
        fn next(&mut self) -> Option<isize> {
            Some(Arc::strong_count(&self.0) as isize)
        }
    }
    let held = Arc::new(());
    let watch = Arc::downgrade(&held);
    ocaml(|cr| {
        seq_keep(cr, RustSeq::new(Held(held)));
        for _ in 0..3 {
            assert_eq!(seq_force_kept(cr).to_rust::<String>(cr), "1");
        }
        full_major(cr);
        assert!(watch.upgrade().is_some());
        let rest = seq_kept(cr);
        assert!(rest.uncons(cr).unwrap().is_some());
        drop(rest);
        seq_keep(cr, RustSeq::new([0_isize]));
        full_major(cr);
        full_major(cr);
    });
    assert!(watch.upgrade().is_none());
}
