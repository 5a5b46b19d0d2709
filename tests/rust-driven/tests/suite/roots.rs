//! `BoxRoot`: made with a handle, kept over collections, dropped anywhere.

use ocaml_interop::{
    BoxRoot, OCaml, OCamlInt, OCamlList, OCamlParam, OCamlRef, OCamlRuntime, RefOrRooted, ToOCaml,
    alloc_error, alloc_ok, cons,
};
use rust_driven::{compact, full_major, in_own_process, minor, ocaml};

ocaml_interop::ocaml! {
    fn refers(raises: bool, depth: OCamlInt) -> String;
}

#[test]
fn roots_follow_what_moves() {
    ocaml(|cr| {
        let roots: Vec<BoxRoot<String>> =
            (0..2000).map(|n| format!("root {n}").to_boxroot(cr)).collect();
        // SAFETY: only compared.
        let before = unsafe { roots[1999].get_raw() };
        minor(cr);
        full_major(cr);
        compact(cr);
        // SAFETY: only compared.
        assert_ne!(before, unsafe { roots[1999].get_raw() }, "the last was young, and has moved");
        for (n, root) in roots.iter().enumerate() {
            assert_eq!(root.get(cr).as_str(), format!("root {n}"));
        }
    });
}

/// Exceptions and panics leave the calls in the middle; their references are gone with them.
#[test]
fn references_on_the_stack_follow_what_moves() {
    ocaml(|cr| {
        for _ in 0..3 {
            for depth in [1_isize, 12, 20] {
                let sum = if depth < 13 {
                    (1..=depth).sum::<isize>().to_string()
                } else {
                    "the thirteenth".to_owned()
                };
                assert_eq!(refers(cr, false, depth).to_rust::<String>(cr), sum);
                assert_eq!(refers(cr, true, depth).to_rust::<String>(cr), "Exit");
            }
            full_major(cr);
        }
    });
}

#[test]
fn every_way_to_make_and_read_one() {
    ocaml(|cr| {
        let made: BoxRoot<String> = BoxRoot::new("new".to_ocaml(cr));
        let rooted: BoxRoot<String> = "rooted".to_ocaml(cr).root();
        let direct: BoxRoot<String> = "direct".to_boxroot(cr);
        minor(cr);
        assert_eq!(made.get(cr).as_str(), "new");
        assert_eq!(cr.get(&rooted).as_str(), "rooted");
        assert_eq!(direct.to_rust::<String>(cr), "direct");
        let read_as_root: BoxRoot<String> = cr.get(&made).to_rust();
        drop(made);
        full_major(cr);
        assert_eq!(read_as_root.get(cr).as_str(), "new");
    });
}

#[test]
fn keep_replaces_and_refers() {
    ocaml(|cr| {
        let mut root: BoxRoot<String> = "first".to_boxroot(cr);
        let other: BoxRoot<String> = "second".to_boxroot(cr);
        for round in 0..1000 {
            let reference: OCamlRef<String> = root.keep(other.get(cr));
            assert_eq!(reference.to_rust::<String>(cr), "second");
            let text = format!("round {round}").to_boxroot(cr);
            root.keep(text.get(cr));
            if round % 100 == 0 {
                minor(cr);
            }
            assert_eq!(root.get(cr).as_str(), format!("round {round}"));
        }
    });
}

#[test]
fn blocks_over_references() {
    ocaml(|cr| {
        let mut list: BoxRoot<OCamlList<OCamlInt>> = BoxRoot::new(OCaml::nil(cr));
        for n in (0..1000_i64).rev() {
            let head: BoxRoot<OCamlInt> = n.to_boxroot(cr);
            let longer = cons(cr, &head, &list).root();
            list = longer;
        }
        assert_eq!(list.to_rust::<Vec<i64>>(cr), (0..1000).collect::<Vec<_>>());
        let text: BoxRoot<String> = "payload".to_boxroot(cr);
        let ok: OCaml<Result<String, OCamlInt>> = alloc_ok(cr, &text);
        assert_eq!(ok.to_rust::<Result<String, i64>>(), Ok("payload".to_owned()));
        let error: OCaml<Result<OCamlInt, String>> = alloc_error(cr, &text);
        assert_eq!(error.to_rust::<Result<i64, String>>(), Err("payload".to_owned()));
    });
}

#[test]
fn dropped_on_other_threads_while_collections_run() {
    let roots: Vec<BoxRoot<String>> =
        ocaml(|cr| (0..10_000).map(|n| n.to_string().to_boxroot(cr)).collect());
    let mut parts: Vec<Vec<BoxRoot<String>>> = Vec::new();
    let mut rest = roots;
    while !rest.is_empty() {
        let end = rest.split_off(rest.len().saturating_sub(2500));
        parts.push(end);
    }
    std::thread::scope(|scope| {
        for part in parts {
            scope.spawn(move || drop(part));
        }
        ocaml(|cr| {
            for _ in 0..5 {
                let more: Vec<BoxRoot<String>> =
                    (0..500).map(|n| n.to_string().to_boxroot(cr)).collect();
                minor(cr);
                assert_eq!(more[499].get(cr).as_str(), "499");
            }
            full_major(cr);
        });
    });
}

#[test]
fn read_on_another_thread() {
    let root: BoxRoot<String> = ocaml(|cr| "sent".to_boxroot(cr));
    let text = std::thread::spawn(move || ocaml(|cr| root.to_rust::<String>(cr))).join().unwrap();
    assert_eq!(text, "sent");
}

#[test]
fn dropped_after_shutdown_on_any_thread() {
    in_own_process(|| {
        let guard = OCamlRuntime::init().unwrap();
        let roots: Vec<BoxRoot<String>> = OCamlRuntime::with_domain_lock(|cr| {
            (0..5000).map(|n| n.to_string().to_boxroot(cr)).collect()
        });
        drop(guard);
        let mut roots = roots;
        let half = roots.split_off(2500);
        std::thread::spawn(move || drop(half)).join().unwrap();
        drop(roots);
    });
}

#[test]
fn parameters_are_references_or_rust_values() {
    fn length<'a, 'b: 'a, V>(
        cr: &mut OCamlRuntime,
        text: impl OCamlParam<'a, 'b, V, String>,
    ) -> usize {
        let rooted: RefOrRooted<'_, '_, String> = text.to_rooted(cr);
        minor(cr);
        let reference: OCamlRef<String> = rooted.as_ocaml_ref();
        cr.get(reference).as_bytes().len()
    }
    ocaml(|cr| {
        let root: BoxRoot<String> = "four".to_boxroot(cr);
        assert_eq!(length(cr, "seven"), 5);
        assert_eq!(length(cr, String::from("owned")), 5);
        assert_eq!(length(cr, &root), 4);
        let reference: OCamlRef<String> = &root;
        assert_eq!(length(cr, reference), 4);
        assert_eq!(RefOrRooted::Ref(&reference).as_ocaml_ref().to_rust::<String>(cr), "four");
    });
}
