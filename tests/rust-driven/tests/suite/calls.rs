//! `ocaml! { … }`.

use ocaml_interop::{
    BoxRoot, OCaml, OCamlFloat, OCamlInt, OCamlInt64, OCamlList, OCamlRef, ToOCaml, ocaml,
};
use rust_driven::{ocaml, panic_message};

ocaml! {
    fn add1(a: OCamlInt) -> OCamlInt;
    fn add2(a: OCamlInt, b: OCamlInt) -> OCamlInt;
    fn add3(a: OCamlInt, b: OCamlInt, c: OCamlInt) -> OCamlInt;
    fn add4(a: OCamlInt, b: OCamlInt, c: OCamlInt, d: OCamlInt) -> OCamlInt;
    fn add5(a: OCamlInt, b: OCamlInt, c: OCamlInt, d: OCamlInt, e: OCamlInt) -> OCamlInt;
    fn add6(a: OCamlInt, b: OCamlInt, c: OCamlInt, d: OCamlInt, e: OCamlInt, f: OCamlInt) -> OCamlInt;
    fn add7(
        a: OCamlInt, b: OCamlInt, c: OCamlInt, d: OCamlInt, e: OCamlInt, f: OCamlInt, g: OCamlInt,
    ) -> OCamlInt;
    fn add8(
        a: OCamlInt, b: OCamlInt, c: OCamlInt, d: OCamlInt, e: OCamlInt, f: OCamlInt, g: OCamlInt,
        h: OCamlInt,
    ) -> OCamlInt;
    fn add9(
        a: OCamlInt, b: OCamlInt, c: OCamlInt, d: OCamlInt, e: OCamlInt, f: OCamlInt, g: OCamlInt,
        h: OCamlInt, i: OCamlInt,
    ) -> OCamlInt;
    fn mixed9(
        a: OCamlInt, b: String, c: OCamlFloat, d: bool, e: OCamlInt64, f: OCamlList<OCamlInt>,
        g: Option<String>, h: OCamlInt, i: String,
    ) -> String;
}

#[test]
fn of_1_to_9_references_and_rust_values_mixed() {
    ocaml(|cr| {
        let root: BoxRoot<OCamlInt> = 1_i64.to_boxroot(cr);
        let one: OCamlRef<OCamlInt> = &root;
        let sums = [
            add1(cr, one),
            add2(cr, one, 1_i64),
            add3(cr, 1_i32, one, &1_i64),
            add4(cr, one, 1_u8, &root, OCaml::of_i32(1)),
            add5(cr, 1_i64, one, 1_i64, one, 1_i64),
            add6(cr, one, one, 1_i64, 1_i64, one, 1_i64),
            add7(cr, 1_i64, one, one, one, one, one, 1_i64),
            add8(cr, one, 1_i64, one, 1_i64, one, 1_i64, one, 1_i64),
            add9(cr, 1_i64, one, 1_i64, one, 1_i64, one, 1_i64, one, Box::new(1_i64)),
        ];
        let sums = sums.map(|sum| sum.to_rust::<i64>(cr));
        assert_eq!(sums, [2, 3, 6, 10, 15, 21, 28, 36, 45]);
    });
}

#[test]
fn nine_different_types() {
    ocaml(|cr| {
        let text: BoxRoot<String> = "b".to_boxroot(cr);
        let shown =
            mixed9(cr, 1_i64, &text, 0.5, true, i64::MIN, vec![6_i64, 7], Some("g"), 8_i64, "i");
        assert_eq!(
            shown.to_rust::<String>(cr),
            "1 b 0x1p-1 true -9223372036854775808 [6; 7] Some \"g\" 8 i"
        );
    });
}

#[test]
fn the_result_is_unit_where_none_is_named() {
    ocaml(|cr| {
        let unit: BoxRoot<()> = rust_driven_churn(cr, 10_i64);
        let () = unit.to_rust(cr);
    });
    ocaml! {
        #[ocaml(name = "churn")]
        fn rust_driven_churn(n: OCamlInt);
    }
}

#[test]
fn names_need_not_be_rusts() {
    ocaml! {
        /// Documentation stays.
        #[must_use]
        #[ocaml(name = "Module.nested name")]
        pub(crate) fn doubled(n: OCamlInt) -> OCamlInt;
    }
    ocaml(|cr| assert_eq!(doubled(cr, 21_i64).to_rust::<i64>(cr), 42));
}

#[test]
fn too_few_arguments_make_a_closure() {
    ocaml! {
        fn partial(n: OCamlInt) -> fn(OCamlInt) -> OCamlInt;
    }
    ocaml(|cr| {
        let add_five = partial(cr, 5_i64);
        assert_eq!(add_five.try_call(cr, 6_i64).unwrap().to_i64(), 11);
    });
}

#[test]
fn an_unregistered_name_says_which_there_are() {
    ocaml! {
        #[allow(deprecated)] // OCaml computes names.
        fn nobody_registers_this(n: OCamlInt) -> OCamlInt;
    }
    ocaml(|cr| {
        for _ in 0..2 {
            let message = panic_message(|| nobody_registers_this(cr, 1_i64));
            assert!(message.contains("\"nobody_registers_this\" is not registered"), "{message}");
            assert!(message.contains("Callback.register"), "{message}");
            assert!(message.contains("add1, add2") && message.contains("show_int"), "{message}");
            assert!(!message.contains("Printexc."), "{message}");
        }
    });
}

#[test]
fn registered_late_and_again() {
    ocaml! {
        fn register_late(name: String);
        fn register_again(name: String);
        #[allow(deprecated)] // OCaml computes the name.
        fn late(n: OCamlInt) -> OCamlInt;
    }
    ocaml(|cr| {
        assert!(panic_message(|| late(cr, 1_i64)).contains("not registered"));
        register_late(cr, "late");
        assert_eq!(late(cr, 1_i64).to_rust::<i64>(cr), 101);
        register_again(cr, "late");
        assert_eq!(late(cr, 1_i64).to_rust::<i64>(cr), 201);
    });
}

#[test]
fn an_exception_panics_with_its_message() {
    ocaml! {
        fn fail_with(message: String);
        fn raise_not_found();
    }
    ocaml(|cr| {
        let message = panic_message(|| fail_with(cr, "why not"));
        assert_eq!(message, "OCaml exception, message: Some(\"why not\")");
        let message = panic_message(|| raise_not_found(cr));
        assert_eq!(message, "OCaml exception, message: None");
    });
}

#[test]
fn unsafe_declarations_are_unsafe_to_call() {
    ocaml! {
        #[ocaml(name = "add1")]
        unsafe fn trusted(n: OCamlInt) -> OCamlInt;
    }
    ocaml(|cr| {
        // SAFETY: the declaration is right.
        let three = unsafe { trusted(cr, 2_i64) };
        assert_eq!(three.to_rust::<i64>(cr), 3);
    });
}
