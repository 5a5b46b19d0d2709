//! Lazy values: looked at, forced, made.

use ocaml_interop::{BoxRoot, OCamlFloat, OCamlInt, OCamlLazy, ocaml};
use rust_driven::{compact, ocaml};

ocaml! {
    fn make_lazy(n: OCamlInt) -> OCamlLazy<OCamlInt>;
    fn make_lazy_that_raises() -> OCamlLazy<OCamlInt>;
    fn make_lazy_float() -> OCamlLazy<OCamlFloat>;
    fn make_forced() -> OCamlLazy<OCamlFloat>;
    fn force_int(n: OCamlLazy<OCamlInt>) -> OCamlInt;
}

#[test]
fn lazy_values_are_forced_once() {
    ocaml(|cr| {
        let number = make_lazy(cr, 1000_i64);
        assert!(!number.get(cr).is_forced() && number.get(cr).get().is_none());
        let first: i64 = number.force(cr).unwrap().to_rust(cr);
        assert!(number.get(cr).is_forced());
        // The collector may put the value itself into its place.
        for _ in 0..2 {
            assert_eq!(number.force(cr).unwrap().to_rust::<i64>(cr), first);
            assert_eq!(number.get(cr).get().unwrap().to_i64(), first);
            assert_eq!(force_int(cr, &number).to_rust::<i64>(cr), first);
            compact(cr);
        }
        let float = make_lazy_float(cr);
        let forced: f64 = float.force(cr).unwrap().to_rust(cr);
        compact(cr);
        assert_eq!(float.get(cr).get().unwrap().to_f64(), forced);
        assert_eq!(make_forced(cr).force(cr).unwrap().to_rust::<f64>(cr), 0.5);
        let ours: BoxRoot<OCamlLazy<OCamlInt>> = OCamlLazy::from_val(cr, 3_i64).root();
        assert_eq!(force_int(cr, &ours).to_rust::<i64>(cr), 3);
        let nested: BoxRoot<OCamlLazy<OCamlLazy<OCamlInt>>> = {
            let inner = make_lazy(cr, 1_i64);
            OCamlLazy::from_val(cr, &inner).root()
        };
        assert!(nested.get(cr).is_forced());
        assert!(!nested.get(cr).get().unwrap().is_forced());
    });
}

#[test]
fn a_lazy_value_that_raises_raises_again() {
    ocaml(|cr| {
        let number = make_lazy_that_raises(cr);
        let first = number.force(cr).unwrap_err();
        assert!(!number.get(cr).is_forced());
        let again = number.force(cr).unwrap_err();
        assert_eq!(first.name(cr), "Failure");
        assert_eq!(first.message(cr), again.message(cr));
    });
}
