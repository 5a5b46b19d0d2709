//! R8: exceptions stay themselves, panics keep their text; neither leaves anything behind.

use ocaml_interop::{BoxRoot, OCamlException, OCamlInt, ocaml};
use rust_driven::{dropped, in_own_process, made, ocaml};

ocaml! {
    fn crosses(kind: OCamlInt, depth: OCamlInt) -> String;
    fn live_words() -> OCamlInt;
    fn some_exception() -> OCamlException;
    #[ocaml(catch)]
    fn raise_it(exception: OCamlException);
    #[ocaml(catch)]
    fn raise_effect();
    fn same(a: OCamlException, b: OCamlException) -> bool;
    fn panics_of(size: OCamlInt, times: OCamlInt);
}

#[test]
fn r08_every_exception_crosses_100_times_as_itself() {
    let kinds = [
        "Stdlib.Exit",
        "Failure(\"text\")",
        "Rules.Several(1, \"two\", 3.)",
        "Rules.Record(7, \"seven\")",
        "Stack overflow",
        "Out of memory",
        "Stdlib.Effect.Unhandled(Rules.Ask)",
        "Not_found",
    ];
    in_own_process(|| {
        ocaml(|cr| {
            let mut before = 0;
            for round in 0..8 {
                for (kind, text) in kinds.iter().enumerate() {
                    let seen = crosses(cr, kind as i64, 100_i64).to_rust::<String>(cr);
                    let plain = seen.replace("Dune__exe__", "");
                    assert_eq!(plain, *text, "kind {kind}");
                }
                let live = live_words(cr).to_rust::<i64>(cr);
                if round == 1 {
                    before = live;
                }
                assert!(round < 2 || live <= before + 1000, "{before} words, then {live}");
            }
            assert_eq!(made(), dropped());
        });
    });
}

#[test]
fn r08_raised_from_rust_100_times_it_is_the_same() {
    ocaml(|cr| {
        let first: BoxRoot<OCamlException> = some_exception(cr);
        let mut current = raise_it(cr, &first).unwrap_err();
        for _ in 0..100 {
            current = raise_it(cr, current.exception()).unwrap_err();
        }
        assert!(same(cr, current.exception(), &first).to_rust::<bool>(cr));
        assert!(current.text().ends_with("Several(1, \"two\", _)"), "{current}");
        let error = raise_effect(cr).unwrap_err();
        assert!(error.name(cr).ends_with("Effect.Unhandled"), "{error}");
    });
}

#[cfg(target_os = "linux")]
#[test]
fn r08_panics_of_a_mebibyte_leave_nothing_behind() {
    let times = if std::env::var_os("RULES_AT_LENGTH").is_some() { 10_000 } else { 1_000 };
    in_own_process(|| {
        std::panic::set_hook(Box::new(|_| {}));
        ocaml(|cr| {
            panics_of(cr, 1_i64 << 20, 50_i64);
            let before = rust_driven::resident_kib("VmHWM");
            panics_of(cr, 1_i64 << 20, times);
            let after = rust_driven::resident_kib("VmHWM");
            assert!(after < before + 100 * 1024, "{before} KiB, then {after}");
            assert_eq!(made(), dropped());
        });
    });
}
