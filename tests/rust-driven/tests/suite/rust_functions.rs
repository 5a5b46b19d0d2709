//! `RustFn`: Rust closures as OCaml functions.

// Types are written out as users write them.
#![allow(clippy::type_complexity)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ocaml_interop::{
    BoxRoot, OCamlDescriber, OCamlError, OCamlFunction, OCamlInt, OCamlList, OCamlRuntime, RustFn,
    ToOCaml, ocaml,
};
use rust_driven::{compact, minor, ocaml, panic_message};

type I = OCamlInt;
type F1 = fn(OCamlInt) -> OCamlInt;

ocaml! {
    fn fn_give1(f: fn(String) -> String, a: String) -> String;
    fn fn_give2(f: fn(String, String) -> String, a: String, b: String) -> String;
    fn fn_give3(f: fn(String, String, String) -> String, a: String, b: String, c: String) -> String;
    fn fn_give4(f: fn(String, String, String, String) -> String, a: String, b: String, c: String, d: String) -> String;
    fn fn_give5(f: fn(String, String, String, String, String) -> String, a: String, b: String, c: String, d: String, e: String) -> String;
    fn fn_give6(f: fn(String, String, String, String, String, String) -> String, a: String, b: String, c: String, d: String, e: String, g: String) -> String;
    fn fn_give7(f: fn(String, String, String, String, String, String, String) -> String, a: String, b: String, c: String, d: String, e: String, g: String, h: String) -> String;
    fn fn_step7(f: fn(String, String, String, String, String, String, String) -> String) -> String;
    fn fn_map(f: fn(OCamlInt) -> String, l: OCamlList<OCamlInt>) -> OCamlList<String>;
    fn fn_map_partial(f: fn(OCamlInt, OCamlInt) -> OCamlInt, n: OCamlInt, l: OCamlList<OCamlInt>) -> OCamlList<OCamlInt>;
    fn fn_over(f: fn(OCamlInt) -> fn(OCamlInt) -> fn(OCamlInt) -> OCamlInt) -> OCamlInt;
    fn fn_catches(f: fn(OCamlInt) -> OCamlInt, n: OCamlInt) -> String;
    fn fn_catches_text(f: fn(String) -> OCamlInt, s: String) -> String;
    fn fn_catches_small(f: fn(OCamlInt, OCamlInt) -> OCamlInt, n: OCamlInt, m: OCamlInt) -> String;
    fn fn_compares(f: fn(OCamlInt) -> OCamlInt) -> bool;
    #[ocaml(catch)]
    fn fn_raises_private(n: OCamlInt) -> OCamlInt;
    fn fn_catches_private(f: fn(OCamlInt) -> OCamlInt, n: OCamlInt) -> OCamlInt;
    #[ocaml(catch)]
    fn fn_descends(f: fn(OCamlInt) -> OCamlInt, n: OCamlInt) -> OCamlInt;
    fn fn_in_domains(f: fn(OCamlInt) -> String) -> bool;
    fn fn_in_threads(f: fn(OCamlInt) -> OCamlInt) -> OCamlList<OCamlInt>;
    fn fn_counts_in_domains(f: fn(()) -> OCamlInt) -> OCamlInt;
}

#[test]
fn of_1_to_7_arguments() {
    type S = String;
    ocaml(|cr| {
        let (a, b, c, d, e, f, g) = ("a", "b", "c", "d", "e", "f", "g");
        let one = RustFn::new(|a: S| a + "!");
        assert_eq!(fn_give1(cr, &one, a).to_rust::<S>(cr), "a!");
        let two = RustFn::new(|a: S, b: S| a + &b);
        assert_eq!(fn_give2(cr, &two, a, b).to_rust::<S>(cr), "ab");
        let three = RustFn::new(|a: S, b: S, c: S| [a, b, c].concat());
        assert_eq!(fn_give3(cr, &three, a, b, c).to_rust::<S>(cr), "abc");
        let four = RustFn::new(|a: S, b: S, c: S, d: S| [a, b, c, d].concat());
        assert_eq!(fn_give4(cr, &four, a, b, c, d).to_rust::<S>(cr), "abcd");
        let five = RustFn::new(|a: S, b: S, c: S, d: S, e: S| [a, b, c, d, e].concat());
        assert_eq!(fn_give5(cr, &five, a, b, c, d, e).to_rust::<S>(cr), "abcde");
        let six = RustFn::new(|a: S, b: S, c: S, d: S, e: S, f: S| [a, b, c, d, e, f].concat());
        assert_eq!(fn_give6(cr, &six, a, b, c, d, e, f).to_rust::<S>(cr), "abcdef");
        let seven =
            RustFn::new(|a: S, b: S, c: S, d: S, e: S, f: S, g: S| [a, b, c, d, e, f, g].concat());
        assert_eq!(fn_give7(cr, &seven, a, b, c, d, e, f, g).to_rust::<S>(cr), "abcdefg");
        // From Rust, the same functions; and an argument at a time.
        let six: BoxRoot<fn(S, S, S, S, S, S) -> S> = six.to_boxroot(cr);
        assert_eq!(six.call(cr, a, b, c, d, e, f).unwrap().to_rust::<S>(), "abcdef");
        let text: S = fn_step7(cr, &seven).to_rust(cr);
        assert_eq!(text, "12345671234efg");
    });
}

#[test]
fn given_fewer_arguments_or_more() {
    ocaml(|cr| {
        let add = RustFn::new(|a: isize, b: isize| 100 * a + b);
        let list: Vec<isize> = fn_map_partial(cr, &add, 3_isize, vec![1_isize, 2]).to_rust(cr);
        assert_eq!(list, [301, 302]);
        // A function that returns a function that returns one; OCaml gives it three arguments.
        let over = RustFn::new(|a: isize| {
            RustFn::new(move |b: isize| RustFn::new(move |c: isize| 100 * a + 10 * b + c))
        });
        assert_eq!(fn_over(cr, &over).to_rust::<isize>(cr), 123);
    });
}

#[test]
fn arguments_and_results_of_every_kind() {
    type Everything = fn(
        ocaml_interop::OCamlFloat,
        OCamlList<(I, String)>,
        Option<ocaml_interop::OCamlInt64>,
        String,
        F1,
    ) -> Result<(String, bool), I>;
    ocaml(|cr| {
        let f = RustFn::with_runtime(
            |cr: &mut OCamlRuntime,
             x: f64,
             pairs: Vec<(isize, String)>,
             big: Option<i64>,
             kept: BoxRoot<String>,
             g: OCamlFunction<fn(isize) -> isize>| {
                compact(cr);
                let g = g.call(cr, 20).map_err(|_| 0_isize)?;
                minor(cr);
                let kept: String = kept.to_rust(cr);
                Ok::<(String, bool), isize>((format!("{x} {pairs:?} {big:?} {kept} {g}"), x > 1.0))
            },
        );
        let f: BoxRoot<Everything> = f.to_boxroot(cr);
        let pairs = vec![(1_isize, "one".to_owned()), (2, "two".to_owned())];
        let double = RustFn::new(|n: isize| n * 2);
        let got = f.call(cr, 1.5, &pairs, Some(i64::MAX), "kept", &double).unwrap();
        let got: Result<(String, bool), isize> = got.to_rust();
        let text = r#"1.5 [(1, "one"), (2, "two")] Some(9223372036854775807) kept 40"#;
        assert_eq!(got, Ok((text.to_owned(), true)));
    });
}

#[test]
fn a_function_like_any_other() {
    ocaml(|cr| {
        assert!(fn_compares(cr, RustFn::new(|n: isize| n)).to_rust::<bool>(cr));
        let texts = fn_map(cr, RustFn::new(|n: isize| n.to_string()), vec![1_isize, 22]);
        assert_eq!(texts.to_rust::<Vec<String>>(cr), ["1", "22"]);
        // A plain function does as well, and a closure behind a pointer.
        fn spelled(n: isize) -> String {
            format!("<{n}>")
        }
        let shared: Arc<dyn Fn(isize) -> String + Send + Sync> = Arc::new(spelled);
        for f in [RustFn::new(spelled), RustFn::new(move |n: isize| shared(n))] {
            let texts = fn_map(cr, &f, vec![5_isize]);
            assert_eq!(texts.to_rust::<Vec<String>>(cr), ["<5>"]);
        }
    });
    assert_eq!(
        <RustFn<fn(isize, String) -> Option<f64>>>::ocaml_type_name(),
        "(int -> string -> float option)"
    );
}

#[test]
fn a_panic_is_an_exception_and_the_function_goes_on() {
    ocaml(|cr| {
        let f = RustFn::new(|n: isize| {
            assert!(n != 13, "the thirteenth");
            n
        });
        let f: BoxRoot<F1> = f.to_boxroot(cr);
        let text: String = fn_catches(cr, &f, 13_isize).to_rust(cr);
        assert!(text.contains("the thirteenth"), "{text}");
        assert_eq!(fn_catches(cr, &f, 14_isize).to_rust::<String>(cr), "14");
        let error = f.call(cr, 13_isize).unwrap_err();
        assert!(error.text().contains("the thirteenth"), "{error}");
    });
}

#[test]
fn errors_are_raised_and_exceptions_keep_their_identity() {
    ocaml(|cr| {
        let parse = RustFn::fallible(|_cr: &mut OCamlRuntime, text: String| text.parse::<isize>());
        assert_eq!(fn_catches_text(cr, &parse, "12").to_rust::<String>(cr), "12");
        let text: String = fn_catches_text(cr, &parse, "x").to_rust(cr);
        assert_eq!(text, "Failure(\"invalid digit found in string\")");
        let through = RustFn::fallible(|cr: &mut OCamlRuntime, n: isize| {
            fn_raises_private(cr, n + 1).map(|n| n.to_rust::<isize>(cr))
        });
        assert_eq!(fn_catches_private(cr, &through, 6_isize).to_rust::<isize>(cr), -7);
    });
}

#[test]
fn what_does_not_convert() {
    ocaml(|cr| {
        let f = RustFn::new(|_: isize, small: u8| isize::from(small));
        let text: String = fn_catches_small(cr, &f, 1_isize, 256_isize).to_rust(cr);
        assert!(text.starts_with("Invalid_argument(\"argument 2 of a Rust function: "), "{text}");
        assert!(text.contains("256"), "{text}");
        let text: String = fn_catches_small(cr, &f, 1_isize, 255_isize).to_rust(cr);
        assert_eq!(text, "255");
        // A result that is no `int`: a panic, as in an exported function.
        let f = RustFn::new(|n: isize| i64::MAX - n as i64);
        let text: String = fn_catches(cr, &f, 1_isize).to_rust(cr);
        assert!(text.contains("9223372036854775806"), "{text}");
        let f: BoxRoot<F1> = f.to_boxroot(cr);
        let message = panic_message(|| f.call(cr, i64::MAX).map(drop));
        assert!(message.contains("9223372036854775807"), "{message}");
        let f = RustFn::new(|text: String| text.len());
        let text: String = fn_catches_text(cr, &f, &b"\xff"[..]).to_rust(cr);
        assert!(
            text.contains("argument 1 of a Rust function: ") && text.contains("UTF-8"),
            "{text}"
        );
    });
}

#[test]
fn once_is_once() {
    ocaml(|cr| {
        let text = String::from("moved out");
        let f = RustFn::once(move |_cr: &mut OCamlRuntime, n: isize| {
            drop(text);
            n
        });
        let f: BoxRoot<F1> = f.to_boxroot(cr);
        assert_eq!(f.call(cr, 3_isize).unwrap().to_i64(), 3);
        let error = f.call(cr, 3_isize).unwrap_err();
        assert_eq!(error.name(cr), "Invalid_argument");
        let message = "the Rust function is finished: it can be called once only, and has been";
        assert_eq!(error.message(cr).as_deref(), Some(message));
        // Also when the first call panicked.
        let f = RustFn::once(|_cr: &mut OCamlRuntime, _: isize| -> isize { panic!("once") });
        let f: BoxRoot<F1> = f.to_boxroot(cr);
        assert!(f.call(cr, 3_isize).unwrap_err().text().contains("once"));
        assert!(f.call(cr, 3_isize).unwrap_err().text().contains("finished"));
    });
}

#[test]
fn mutable_runs_one_call_at_a_time() {
    ocaml(|cr| {
        let mut count = 0;
        let next = RustFn::mutable(move |_cr: &mut OCamlRuntime, step: isize| {
            assert!(step != 13, "half changed");
            count += step;
            count
        });
        let next: BoxRoot<F1> = next.to_boxroot(cr);
        assert_eq!(next.call(cr, 3_isize).unwrap().to_i64(), 3);
        assert_eq!(next.call(cr, 4_isize).unwrap().to_i64(), 7);
        assert!(next.call(cr, 13_isize).unwrap_err().text().contains("half changed"));
        let error = next.call(cr, 4_isize).unwrap_err();
        assert_eq!(error.name(cr), "Invalid_argument");
        assert!(error.text().contains("panicked in an earlier call"), "{error}");
        // Called again from inside of itself.
        let again = RustFn::mutable(move |cr: &mut OCamlRuntime, f: BoxRoot<fn(()) -> String>| {
            f.call(cr, ()).map_or_else(|error| error.text().to_owned(), |text| text.to_rust())
        });
        let again: BoxRoot<fn(fn(()) -> String) -> String> = again.to_boxroot(cr);
        let inner = again.curry_into(cr);
        let text: String = again.call(cr, &inner).unwrap().to_rust();
        assert!(text.contains("the Rust function is running"), "{text}");
    });
}

/// A function of unit that calls `self` with a function.
trait CurryInto {
    fn curry_into(&self, cr: &mut OCamlRuntime) -> BoxRoot<fn(()) -> String>;
}

impl CurryInto for BoxRoot<fn(fn(()) -> String) -> String> {
    fn curry_into(&self, cr: &mut OCamlRuntime) -> BoxRoot<fn(()) -> String> {
        let again = cr.get(self).root();
        let inner = RustFn::fallible(move |cr: &mut OCamlRuntime, (): ()| {
            let nothing = RustFn::new(|(): ()| String::from("nothing"));
            Ok::<String, OCamlError>(again.call(cr, &nothing)?.to_rust())
        });
        inner.to_boxroot(cr)
    }
}

#[test]
fn on_many_domains_and_threads() {
    ocaml(|cr| {
        let f = RustFn::with_runtime(|cr: &mut OCamlRuntime, n: isize| {
            if n % 100 == 0 {
                minor(cr);
            }
            format!("element {n}")
        });
        assert!(fn_in_domains(cr, &f).to_rust::<bool>(cr));
        let calls = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&calls);
        let f = RustFn::with_runtime(move |cr: &mut OCamlRuntime, n: isize| {
            counted.fetch_add(1, Ordering::Relaxed);
            if n % 50 == 0 {
                cr.releasing_runtime(std::thread::yield_now);
            }
            n
        });
        assert_eq!(fn_in_threads(cr, &f).to_rust::<Vec<isize>>(cr), [20_100; 4]);
        assert_eq!(calls.load(Ordering::Relaxed), 800);
    });
}

#[test]
fn mutable_on_two_domains_counts_each_call_or_refuses_it() {
    ocaml(|cr| {
        let calls = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&calls);
        let mut count = 0_isize;
        let f = RustFn::mutable(move |_cr: &mut OCamlRuntime, (): ()| {
            counted.fetch_add(1, Ordering::Relaxed);
            count += 1;
            count
        });
        let done: isize = fn_counts_in_domains(cr, &f).to_rust(cr);
        assert_eq!(done as usize, calls.load(Ordering::Relaxed));
        assert!(done >= 1000, "one of the two is never refused: {done}");
    });
}

/// A function that `fn_descends` and it call each other by.
fn descending() -> RustFn<fn(isize) -> isize> {
    static SELF: std::sync::OnceLock<BoxRoot<F1>> = std::sync::OnceLock::new();
    RustFn::fallible(|cr: &mut OCamlRuntime, n: isize| {
        let f = match SELF.get() {
            Some(f) => f,
            None => {
                let f = descending().to_boxroot(cr);
                SELF.get_or_init(|| f)
            }
        };
        fn_descends(cr, f, n).map(|depth| depth.to_rust::<isize>(cr))
    })
}

/// The same, with another function at each level.
fn descend(cr: &mut OCamlRuntime, n: isize) -> Result<isize, OCamlError> {
    let f = RustFn::fallible(|cr: &mut OCamlRuntime, n: isize| descend(cr, n));
    fn_descends(cr, &f, n).map(|depth| depth.to_rust(cr))
}

#[test]
fn rust_and_ocaml_call_each_other_many_levels_deep() {
    ocaml(|cr| assert_eq!(descend(cr, 200).unwrap(), 200));
    // Deeper than any stack.
    let deep = std::thread::Builder::new().stack_size(2 << 20).spawn(|| {
        ocaml(|cr| {
            let f: BoxRoot<F1> = descending().to_boxroot(cr);
            let error = f.call(cr, 100_000_000_isize).unwrap_err();
            assert_eq!(error.name(cr), "Stack_overflow");
            assert_eq!(f.call(cr, 200_isize).unwrap().to_i64(), 200);
            // Where it is met while a function is made, that is a panic which says so.
            let error = descend(cr, 100_000_000).unwrap_err();
            assert!(error.text().contains("Stack_overflow"), "{error}");
            assert_eq!(descend(cr, 200).unwrap(), 200);
        });
    });
    deep.unwrap().join().unwrap();
}

#[test]
fn from_threads_that_rust_started() {
    ocaml(|_| ());
    let f = RustFn::new(|n: isize| n + 1);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for n in 0..100 {
                    ocaml(|cr| {
                        assert_eq!(fn_catches(cr, &f, n).to_rust::<String>(cr), (n + 1).to_string())
                    });
                }
            });
        }
    });
}
