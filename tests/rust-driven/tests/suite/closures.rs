//! `BoxRoot<fn(…) -> …>::try_call`, and the functions that `OCamlFn1` … name.

use ocaml_interop::{BoxRoot, OCaml, OCamlInt, OCamlList, OCamlRef, OCamlRuntime, ToOCaml, ocaml};
use rust_driven::{minor, ocaml};

type I = OCamlInt;

ocaml! {
    fn closure1() -> fn(OCamlInt) -> OCamlInt;
    fn closure2() -> fn(OCamlInt, OCamlInt) -> OCamlInt;
    fn closure3() -> fn(OCamlInt, OCamlInt, OCamlInt) -> OCamlInt;
    fn closure4() -> fn(OCamlInt, OCamlInt, OCamlInt, OCamlInt) -> OCamlInt;
    fn closure5() -> fn(OCamlInt, OCamlInt, OCamlInt, OCamlInt, OCamlInt) -> OCamlInt;
    fn closure6() -> fn(OCamlInt, OCamlInt, OCamlInt, OCamlInt, OCamlInt, OCamlInt) -> OCamlInt;
    fn closure7() -> fn(OCamlInt, OCamlInt, OCamlInt, OCamlInt, OCamlInt, OCamlInt, OCamlInt) -> OCamlInt;
    fn make_adder(n: OCamlInt) -> fn(OCamlInt) -> OCamlInt;
    fn mutual() -> fn(OCamlInt) -> bool;
    fn raising_closure() -> fn(OCamlInt) -> OCamlInt;
    fn call_registered(f: fn(OCamlInt) -> OCamlInt, n: OCamlInt) -> OCamlInt;
}

#[test]
fn of_1_to_7_arguments() {
    ocaml(|cr| {
        let root: BoxRoot<I> = 2_i64.to_boxroot(cr);
        let two: OCamlRef<I> = &root;
        // References, roots, values and Rust numbers, mixed.
        let f = closure1(cr);
        assert_eq!(f.try_call(cr, two).unwrap().to_i64(), 2);
        let f = closure2(cr);
        assert_eq!(f.try_call(cr, 1_i64, two).unwrap().to_i64(), 5);
        let f = closure3(cr);
        assert_eq!(f.try_call(cr, 1_i64, two, 3_i32).unwrap().to_i64(), 14);
        let f = closure4(cr);
        assert_eq!(f.try_call(cr, OCaml::of_i32(1), two, 3_u8, &4_i64).unwrap().to_i64(), 30);
        let f = closure5(cr);
        assert_eq!(f.try_call(cr, 1_i64, &root, 3_i64, 4_i64, 5_i64).unwrap().to_i64(), 55);
        let f = closure6(cr);
        let sum = f.try_call(cr, 1_i64, two, 3_i64, 4_i64, 5_i64, two).unwrap();
        assert_eq!(sum.to_i64(), 67);
        let f = closure7(cr);
        let sum = f.try_call(cr, 1_i64, two, 3_i64, 4_i64, 5_i64, 6_i64, Box::new(7_i64)).unwrap();
        assert_eq!(sum.to_i64(), 140);
    });
}

#[test]
fn with_an_environment_and_from_a_recursive_group() {
    ocaml(|cr| {
        let add = make_adder(cr, 10_i64);
        rust_driven::compact(cr);
        assert_eq!(add.try_call(cr, 5_i64).unwrap().to_i64(), 15);
        // One of `let rec … and …`: a pointer into the middle of a closure's block.
        let odd = mutual(cr);
        minor(cr);
        assert!(odd.try_call(cr, 7_i64).unwrap().to_bool());
    });
}

#[test]
fn given_back_to_ocaml() {
    ocaml(|cr| {
        let add = make_adder(cr, 10_i64);
        assert_eq!(call_registered(cr, &add, 5_i64).to_rust::<i64>(cr), 15);
    });
}

#[test]
fn exceptions_are_results() {
    ocaml(|cr| {
        let f = raising_closure(cr);
        let exception = f.try_call(cr, 42_i64).unwrap_err();
        assert_eq!(exception.message().as_deref(), Some("42"));
        assert_eq!(exception.name(), "Failure");
        assert_eq!(exception.to_text(), "Failure(\"42\")");
    });
}

#[test]
fn large_arguments() {
    ocaml! {
        #[ocaml(name = "identity")]
        fn function(f: fn(OCamlList<OCamlInt>) -> OCamlInt) -> fn(OCamlList<OCamlInt>) -> OCamlInt;
        #[ocaml(name = "length_closure")]
        fn length() -> fn(OCamlList<OCamlInt>) -> OCamlInt;
    }
    let numbers: Vec<i64> = (0..100_000).collect();
    ocaml(|cr| {
        let f = length(cr);
        let f = function(cr, &f);
        assert_eq!(f.try_call(cr, &numbers).unwrap().to_i64(), 100_000);
    });
}

#[test]
fn function_types_for_rust_functions_that_call() {
    unsafe fn first<'a>(cr: &'a mut OCamlRuntime, a: OCamlRef<'_, I>) -> OCaml<'a, I> {
        cr.get(a)
    }
    unsafe fn fifth<'a>(
        cr: &'a mut OCamlRuntime,
        _: OCamlRef<'_, I>,
        _: OCamlRef<'_, I>,
        _: OCamlRef<'_, I>,
        _: OCamlRef<'_, I>,
        e: OCamlRef<'_, I>,
    ) -> OCaml<'a, I> {
        cr.get(e)
    }
    fn apply<'a>(
        f: ocaml_interop::OCamlFn1<'a, I, I>,
        g: ocaml_interop::OCamlFn5<'a, I, I, I, I, I, I>,
        cr: &'a mut OCamlRuntime,
        r: OCamlRef<I>,
        one: bool,
    ) -> i64 {
        // SAFETY: both functions above are safe to call.
        unsafe { if one { f(cr, r).to_i64() } else { g(cr, r, r, r, r, r).to_i64() } }
    }
    ocaml(|cr| {
        let root: BoxRoot<I> = 9_i64.to_boxroot(cr);
        assert_eq!(apply(first, fifth, cr, &root, true), 9);
        assert_eq!(apply(first, fifth, cr, &root, false), 9);
    });
}
