//! Memory that is exhausted (R7), lengths that no value has (R9), memory that others write (R12).

use ocaml_interop::bigarray::Array1;
use ocaml_interop::{
    BoxRoot, OCamlBytes, OCamlFloat, OCamlFloatArray, OCamlInt, OCamlList, OCamlRuntime,
    OCamlUniformArray, ToOCaml, ocaml,
};
use rust_driven::{dropped, in_own_process, made, ocaml, panic_message};

/// The panic of a conversion that has no room says so. OCaml goes on.
#[cfg(target_os = "linux")]
fn no_room<T: 'static>(cr: &mut OCamlRuntime, value: &impl ToOCaml<T>) {
    let message = panic_message(|| value.to_boxroot(cr));
    assert!(message.contains("out of memory: OCaml's heap has no room for"), "{message}");
    rust_driven::full_major(cr);
    rust_driven::compact(cr);
}

#[cfg(target_os = "linux")]
#[test]
fn r07_out_of_memory_in_every_conversion() {
    use rust_driven::{large, limit_address_space};
    ocaml! {
        fn large_string() -> String;
    }
    in_own_process(|| {
        let text = large();
        let numbers = vec![1_i64; text.len() / 8];
        let floats = vec![0.5; text.len() / 8];
        let pair = ("before".to_owned(), text, "after".to_owned());
        let pairs = vec![("a".to_owned(), &b""[..]), ("b".to_owned(), text)];
        ocaml(|cr| {
            let kept: BoxRoot<String> = "kept".to_boxroot(cr);
            limit_address_space(100 << 20);
            for _ in 0..3 {
                no_room::<String>(cr, &text);
                no_room::<OCamlBytes>(cr, &text);
                no_room::<OCamlFloatArray>(cr, &floats);
                no_room::<OCamlUniformArray<ocaml_interop::OCamlFloat>>(cr, &floats);
                no_room::<OCamlUniformArray<OCamlInt>>(cr, &numbers);
                no_room::<Array1<i64>>(cr, &numbers);
                no_room::<Option<String>>(cr, &Some(text));
                no_room::<(String, OCamlBytes, String)>(cr, &pair);
                no_room::<OCamlList<(String, String)>>(cr, &pairs);
                no_room::<OCamlUniformArray<(String, String)>>(cr, &pairs);
                let outcome = large_string(cr).to_rust::<String>(cr);
                assert_eq!(outcome, "Out_of_memory");
                assert_eq!(made(), dropped());
            }
            // Many small blocks: the collection that would promote them finds no room.
            if !cfg!(feature = "gc-stress") {
                no_room::<OCamlList<OCamlInt>>(cr, &numbers);
                no_room::<Option<OCamlList<OCamlFloat>>>(cr, &Some(&floats));
                no_room::<OCamlUniformArray<OCamlList<OCamlInt>>>(cr, &[&numbers]);
            }
            assert_eq!(kept.get(cr).as_str(), "kept");
            let small: BoxRoot<OCamlList<OCamlInt>> = numbers[..1000].to_vec().to_boxroot(cr);
            assert_eq!(small.to_rust::<Vec<i64>>(cr), numbers[..1000]);
        });
    });
}

#[cfg(target_os = "linux")]
#[test]
fn r07_out_of_memory_in_what_collections_promote_by_the_limit_of_data() {
    in_own_process(|| {
        let numbers = vec![1_i64; rust_driven::large().len() / 8];
        ocaml(|cr| {
            let _before: BoxRoot<OCamlList<OCamlInt>> = numbers[..1000].to_boxroot(cr);
            rust_driven::limit_data(100 << 20);
            if !cfg!(feature = "gc-stress") {
                no_room::<OCamlList<OCamlInt>>(cr, &numbers);
            }
            let small: BoxRoot<OCamlList<OCamlInt>> = numbers[..1000].to_boxroot(cr);
            assert_eq!(small.to_rust::<Vec<i64>>(cr), numbers[..1000]);
        });
    });
}

/// Roots the value until memory is exhausted, then drops the roots.
#[cfg(target_os = "linux")]
fn root_until_refused<T>(cr: &OCamlRuntime, value: &BoxRoot<T>, roots: &mut Vec<BoxRoot<T>>) {
    let message = panic_message(|| {
        while roots.len() < roots.capacity() {
            roots.push(value.get(cr).root());
        }
    });
    assert!(message.contains("out of memory"), "{message}");
    assert!(roots.len() > 100_000, "{} roots", roots.len());
    roots.clear();
}

#[cfg(target_os = "linux")]
#[test]
fn r07_out_of_memory_in_roots_and_boxes() {
    use ocaml_interop::{DynBox, OCaml};
    use rust_driven::limit_address_space;
    in_own_process(|| {
        ocaml(|cr| {
            let kept: BoxRoot<String> = "kept".to_boxroot(cr);
            // Rust's own memory is set aside before the limit: without it Rust aborts.
            let mut roots: Vec<BoxRoot<String>> = Vec::with_capacity(1 << 25);
            let mut boxes: Vec<BoxRoot<DynBox<u8>>> = Vec::with_capacity(1 << 20);
            limit_address_space(16 << 20);
            for _ in 0..3 {
                root_until_refused(cr, &kept, &mut roots);
                rust_driven::full_major(cr);
                rust_driven::compact(cr);
            }
            let message = panic_message(|| {
                while boxes.len() < boxes.capacity() {
                    boxes.push(OCaml::box_value(cr, 7).root());
                }
            });
            assert!(message.contains("out of memory"), "{message}");
            boxes.clear();
            rust_driven::full_major(cr);
            assert_eq!(kept.get(cr).as_str(), "kept");
        });
    });
}

/// With one arena malloc and OCaml share what the system gives, and roots could take the last of it.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[test]
fn r07_out_of_memory_in_roots_with_one_arena() {
    let one_arena = [("GLIBC_TUNABLES", "glibc.malloc.arena_max=1")];
    let output = rust_driven::in_own_process_with(&one_arena, || {
        ocaml(|cr| {
            let young: BoxRoot<OCamlList<OCamlInt>> = vec![1_i64; 1000].to_boxroot(cr);
            let mut roots: Vec<BoxRoot<OCamlList<OCamlInt>>> = Vec::with_capacity(1 << 25);
            rust_driven::limit_address_space(16 << 20);
            for _ in 0..3 {
                root_until_refused(cr, &young, &mut roots);
                // Frees what the roots took. The call's result is an immediate: it needs none.
                rust_driven::full_major(cr);
            }
            assert_eq!(young.to_rust::<Vec<i64>>(cr), [1; 1000]);
        });
    });
    if let Some(output) = output {
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}\n{text}", output.status);
    }
}

#[test]
fn r09_arrays_of_elements_without_size() {
    ocaml(|cr| {
        for len in [0, 1, 256, 257, 100_000] {
            let units: BoxRoot<OCamlUniformArray<()>> = vec![(); len].to_boxroot(cr);
            assert_eq!(units.get(cr).len(), len);
            assert_eq!(units.to_rust::<Vec<()>>(cr).len(), len);
        }
        // More than any block has.
        let units = vec![(); usize::MAX];
        let message =
            panic_message(|| drop(ToOCaml::<OCamlUniformArray<()>>::to_boxroot(&units, cr)));
        assert!(message.contains("Sys.max_array_length"), "{message}");
    });
}

#[test]
fn r12_bytes_and_bigarrays_that_a_domain_writes() {
    ocaml! {
        fn shared_bytes() -> OCamlBytes;
        fn shared_numbers() -> Array1<i64>;
        fn domain_writes();
        fn domains_end();
    }
    in_own_process(|| {
        ocaml(|cr| {
            domain_writes(cr);
            let (bytes, numbers) = (shared_bytes(cr), shared_numbers(cr));
            let mut seen = [false; 2];
            for round in 0..100_000 {
                let copy: Vec<u8> = bytes.to_rust(cr);
                assert!(copy.iter().all(|byte| matches!(byte, b'a' | b'b')));
                let copy: Vec<i64> = numbers.to_rust(cr);
                // Each element is as it was at one moment: never torn.
                assert!(copy.iter().all(|n| matches!(n, 0 | -1)));
                seen[usize::from(copy[0] == 0)] = true;
                if seen == [true; 2] && round > 200 {
                    break;
                }
                cr.releasing_runtime(|| ());
            }
            domains_end(cr);
            assert_eq!(seen, [true; 2], "the domain wrote meanwhile");
        });
    });
}
