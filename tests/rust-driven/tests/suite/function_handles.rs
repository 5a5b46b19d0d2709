//! `OCamlFunction`, and OCaml functions given their arguments step by step.

// Types are written out as users write them.
#![allow(clippy::type_complexity)]

use std::sync::mpsc;
use std::thread;

use ocaml_interop::{
    BoxRoot, CallError, DefaultOCamlMapping, DefaultRustMapping, FromOCamlDefault, LockError,
    OCamlDescriber, OCamlFunction, OCamlInt, OCamlInt64, OCamlRuntime, RustFn, ToOCaml, ocaml,
};
use rust_driven::{compact, minor, ocaml, panic_message};

type F3 = fn(String, OCamlInt, String) -> String;
type Staged = fn(OCamlInt) -> fn(OCamlInt, OCamlInt) -> OCamlInt;

ocaml! {
    fn fn_join3() -> fn(String, OCamlInt, String) -> String;
    fn fn_staged() -> fn(OCamlInt) -> fn(OCamlInt, OCamlInt) -> OCamlInt;
    fn fn_staged_raises() -> fn(OCamlInt, OCamlInt) -> OCamlInt;
    fn fn_big() -> fn(OCamlInt) -> OCamlInt;
    fn raising_closure() -> fn(OCamlInt) -> OCamlInt;
    fn closure7() -> fn(OCamlInt, OCamlInt, OCamlInt, OCamlInt, OCamlInt, OCamlInt, OCamlInt) -> OCamlInt;
    fn call_registered(f: fn(OCamlInt) -> OCamlInt, n: OCamlInt) -> OCamlInt;
}

#[test]
fn called_with_rust_values() {
    ocaml(|cr| {
        let join = fn_join3(cr);
        let join: OCamlFunction<fn(String, isize, Box<str>) -> String> = join.to_rust(cr);
        compact(cr);
        assert_eq!(join.call(cr, "a".into(), 7, "b".into()).unwrap(), "a-7-b");
        let seven = closure7(cr);
        type Seven = fn(i64, isize, u8, i16, u32, usize, i32) -> i64;
        let seven: OCamlFunction<Seven> = seven.to_rust(cr);
        assert_eq!(seven.clone().call(cr, 1, 2, 3, 4, 5, 6, 7).unwrap(), 140);
    });
}

#[test]
fn exceptions_and_results_that_do_not_convert_are_errors() {
    ocaml(|cr| {
        let raising: OCamlFunction<fn(isize) -> isize> = raising_closure(cr).to_rust(cr);
        assert_eq!(raising.call(cr, 42).unwrap_err().text(), "Failure(\"42\")");
        let big: OCamlFunction<fn(isize) -> i32> = fn_big(cr).to_rust(cr);
        let error = big.call(cr, 0).unwrap_err();
        assert_eq!(error.name(cr), "Invalid_argument");
        assert!(error.text().contains("4611404543450677248"), "{error}");
        let message = panic_message(|| {
            let big: OCamlFunction<fn(i64) -> i64> = fn_big(cr).to_rust(cr);
            big.call(cr, i64::MIN).map(drop)
        });
        assert!(message.contains("-9223372036854775808"), "{message}");
    });
}

#[test]
fn stored_sent_and_called_on_other_threads() {
    let join = ocaml(|cr| {
        let join = fn_join3(cr);
        join.to_rust::<OCamlFunction<fn(String, isize, String) -> String>>(cr)
    });
    let f = join.clone().into_fn();
    let (sender, receiver) = mpsc::channel();
    let threads: Vec<_> = (0..4)
        .map(|thread| {
            let (f, sender) = (f.clone(), sender.clone());
            thread::spawn(move || {
                for n in 0..100 {
                    let text = f(format!("t{thread}"), n, "x".to_owned()).unwrap();
                    assert_eq!(text, format!("t{thread}-{n}-x"));
                }
                sender.send(f).unwrap();
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    drop(sender);
    assert_eq!(receiver.into_iter().count(), 4);
    // Another domain.
    ocaml(|cr| {
        let other = cr.spawn_domain(move |cr| join.call(cr, "d".into(), 1, "e".into())).unwrap();
        assert_eq!(other.join(cr).unwrap().unwrap(), "d-1-e");
    });
}

#[test]
fn a_closure_is_refused_where_the_lock_is_held() {
    let f = ocaml(|cr| raising_closure(cr).to_rust::<OCamlFunction<fn(isize) -> isize>>(cr));
    let f = f.into_fn();
    let error = ocaml(|_| f(1)).unwrap_err();
    assert!(matches!(error, CallError::Lock(LockError::Held)));
    assert!(error.to_string().contains("OCamlFunction::call"), "{error}");
    assert!(matches!(f(1), Err(CallError::Raised(error)) if error.text() == "Failure(\"1\")"));
    // Inside of `releasing_runtime` the thread hasn't got it.
    ocaml(|cr| cr.releasing_runtime(|| assert!(matches!(f(2), Err(CallError::Raised(_))))));
}

#[test]
fn given_back_to_ocaml() {
    ocaml(|cr| {
        let f = RustFn::new(|n: isize| n + 1);
        let f: BoxRoot<fn(OCamlInt) -> OCamlInt> = f.to_boxroot(cr);
        let handle: OCamlFunction<fn(isize) -> isize> = f.to_rust(cr);
        minor(cr);
        assert_eq!(call_registered(cr, &handle, 4_isize).to_rust::<isize>(cr), 5);
        let again: BoxRoot<fn(OCamlInt) -> OCamlInt> = handle.to_boxroot(cr);
        assert_eq!(again.call(cr, 5_isize).unwrap().to_i64(), 6);
        // As another type: what was an `int` would be taken for an `int64`.
        let message = panic_message(|| {
            let _: BoxRoot<fn(OCamlInt64) -> OCamlInt> = handle.to_boxroot(cr);
        });
        assert!(message.contains("can't change its type"), "{message}");
    });
}

#[test]
fn partial_application() {
    ocaml(|cr| {
        let join: BoxRoot<F3> = fn_join3(cr);
        let two: BoxRoot<fn(OCamlInt, String) -> String> = join.partial(cr, "a").unwrap();
        compact(cr);
        let one: BoxRoot<fn(String) -> String> = two.partial(cr, 1_isize).unwrap();
        minor(cr);
        assert_eq!(one.call(cr, "z").unwrap().to_rust::<String>(), "a-1-z");
        assert_eq!(one.call(cr, "y").unwrap().to_rust::<String>(), "a-1-y");
        assert_eq!(two.call(cr, 2_isize, "x").unwrap().to_rust::<String>(), "a-2-x");
        let mut rest = closure7(cr).partial(cr, 1_isize).unwrap().partial(cr, 2_isize).unwrap();
        rest = rest.curry().uncurry();
        let sum = rest.call(cr, 3_isize, 4_isize, 5_isize, 6_isize, 7_isize).unwrap();
        assert_eq!(sum.to_i64(), 140);
        // One that does something at its first argument.
        let raises = fn_staged_raises(cr);
        assert_eq!(raises.partial(cr, 3_isize).unwrap_err().text(), "Failure(\"3\")");
    });
}

#[test]
fn functions_that_return_functions() {
    ocaml(|cr| {
        let staged: BoxRoot<Staged> = fn_staged(cr);
        let first = staged.call(cr, 1_isize).unwrap().root();
        assert_eq!(first.call(cr, 2_isize, 3_isize).unwrap().to_i64(), 1321);
        // The first step was done once.
        assert_eq!(first.call(cr, 2_isize, 4_isize).unwrap().to_i64(), 1421);
        let at_once: BoxRoot<fn(OCamlInt, OCamlInt, OCamlInt) -> OCamlInt> = staged.uncurry();
        assert_eq!(at_once.call(cr, 1_isize, 2_isize, 3_isize).unwrap().to_i64(), 2321);
        let staged: BoxRoot<Staged> = at_once.curry();
        let first = staged.call(cr, 1_isize).unwrap().root();
        let second = first.curry().partially(cr);
        assert_eq!(second.call(cr, 9_isize).unwrap().to_i64(), 3951);
        // With handles: a handle that gives a handle.
        type Handles = OCamlFunction<fn(isize) -> OCamlFunction<fn(isize, isize) -> isize>>;
        let staged: Handles = fn_staged(cr).to_rust(cr);
        let first = staged.call(cr, 1).unwrap();
        assert_eq!(first.call(cr, 2, 3).unwrap(), 1321);
    });
}

/// A call of the first step, rooted.
trait Partially {
    fn partially(self, cr: &mut OCamlRuntime) -> BoxRoot<fn(OCamlInt) -> OCamlInt>;
}

impl Partially for BoxRoot<fn(OCamlInt) -> fn(OCamlInt) -> OCamlInt> {
    fn partially(self, cr: &mut OCamlRuntime) -> BoxRoot<fn(OCamlInt) -> OCamlInt> {
        self.call(cr, 5_isize).unwrap().root()
    }
}

#[test]
fn what_each_stands_for() {
    fn same<A: 'static, B: 'static>() {
        assert_eq!(std::any::TypeId::of::<A>(), std::any::TypeId::of::<B>());
    }
    type Made = OCamlFunction<fn(isize, String) -> f64>;
    type Marker = fn(OCamlInt, String) -> ocaml_interop::OCamlFloat;
    same::<<Made as FromOCamlDefault>::OCamlType, Marker>();
    same::<<Made as DefaultOCamlMapping>::OCamlType, Marker>();
    same::<<RustFn<fn(isize, String) -> f64> as DefaultOCamlMapping>::OCamlType, Marker>();
    same::<
        <fn(OCamlInt64) -> String as DefaultRustMapping>::RustType,
        OCamlFunction<fn(i64) -> String>,
    >();
    assert_eq!(Made::ocaml_type_name(), "(int -> string -> float)");
}
