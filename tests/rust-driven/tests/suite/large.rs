//! Sizes around and past every limit: 256 words (the largest young block), 257 (what every minor heap
//! takes at once, and so a list of 85 integers), a reservation, a minor heap.

use std::ops::Range;

use ocaml_interop::{
    BoxRoot, OCamlBytes, OCamlFloatArray, OCamlInt, OCamlList, OCamlRuntime, OCamlUniformArray,
    ToOCaml, ocaml,
};
use rust_driven::{ocaml, panic_message};

ocaml! {
    fn range_list(n: OCamlInt) -> OCamlList<OCamlInt>;
    fn range_array(n: OCamlInt) -> OCamlUniformArray<OCamlInt>;
    fn range_floats(n: OCamlInt) -> OCamlFloatArray;
    fn words_list(n: OCamlInt) -> OCamlList<String>;
    fn words_array(n: OCamlInt) -> OCamlUniformArray<String>;
    fn pattern(n: OCamlInt) -> String;
    fn rows(rows: OCamlInt, columns: OCamlInt) -> OCamlList<OCamlList<OCamlInt>>;
    fn is_range_list(n: OCamlInt, list: OCamlList<OCamlInt>) -> bool;
    fn is_range_array(n: OCamlInt, array: OCamlUniformArray<OCamlInt>) -> bool;
    fn is_range_floats(n: OCamlInt, array: OCamlFloatArray) -> bool;
    fn is_words_list(n: OCamlInt, list: OCamlList<String>) -> bool;
    fn is_words_array(n: OCamlInt, array: OCamlUniformArray<String>) -> bool;
    fn is_pattern(n: OCamlInt, text: String) -> bool;
    fn is_rows(rows: OCamlInt, columns: OCamlInt, list: OCamlList<OCamlList<OCamlInt>>) -> bool;
    fn is_table(
        rows: OCamlInt,
        columns: OCamlInt,
        table: OCamlUniformArray<OCamlUniformArray<OCamlInt>>,
    ) -> bool;
}

/// Under gc-stress every allocation collects, and a million elements would take hours.
const SIZES: &[i64] = if cfg!(feature = "gc-stress") {
    &[0, 1, 2, 85, 86, 255, 256, 257, 10_000]
} else {
    &[0, 1, 2, 85, 86, 255, 256, 257, 10_000, 1_000_000]
};

fn words(range: Range<i64>) -> Vec<String> {
    range.map(|n| format!("element {n}")).collect()
}

fn bytes(n: i64) -> Vec<u8> {
    (0..n).map(|i| (i * 7) as u8).collect()
}

fn holds(cr: &OCamlRuntime, answer: BoxRoot<bool>, what: &str, n: i64) {
    assert!(answer.to_rust::<bool>(cr), "{what} of {n}");
}

#[test]
fn lists_of_numbers() {
    ocaml(|cr| {
        for &n in SIZES {
            let numbers: Vec<i64> = (0..n).collect();
            let answer = is_range_list(cr, n, &numbers);
            holds(cr, answer, "list", n);
            let list: BoxRoot<OCamlList<OCamlInt>> = numbers.to_boxroot(cr);
            let answer = is_range_list(cr, n, &list);
            holds(cr, answer, "list made by itself", n);
            assert_eq!(range_list(cr, n).to_rust::<Vec<i64>>(cr), numbers);
        }
    });
}

#[test]
fn arrays_of_numbers() {
    ocaml(|cr| {
        for &n in SIZES {
            let numbers: Vec<i64> = (0..n).collect();
            let answer = is_range_array(cr, n, &numbers);
            holds(cr, answer, "array", n);
            assert_eq!(range_array(cr, n).to_rust::<Vec<i64>>(cr), numbers);
        }
    });
}

#[test]
fn arrays_of_floats() {
    ocaml(|cr| {
        for &n in SIZES {
            let floats: Vec<f64> = (0..n).map(|i| i as f64).collect();
            let answer = is_range_floats(cr, n, &floats);
            holds(cr, answer, "float array", n);
            assert_eq!(range_floats(cr, n).to_rust::<Vec<f64>>(cr), floats);
        }
    });
}

#[test]
fn lists_of_strings() {
    ocaml(|cr| {
        for &n in SIZES {
            let strings = words(0..n);
            let answer = is_words_list(cr, n, &strings);
            holds(cr, answer, "list of strings", n);
            assert_eq!(words_list(cr, n).to_rust::<Vec<String>>(cr), strings);
        }
    });
}

#[test]
fn arrays_of_strings() {
    ocaml(|cr| {
        for &n in SIZES {
            let strings = words(0..n);
            let answer = is_words_array(cr, n, &strings);
            holds(cr, answer, "array of strings", n);
            assert_eq!(words_array(cr, n).to_rust::<Vec<String>>(cr), strings);
        }
    });
}

#[test]
fn strings_of_every_padding_and_size() {
    ocaml(|cr| {
        for n in (0..=17).chain([2039, 2040, 2047, 2048, 2049, 1 << 20, 5_000_003]) {
            let text = bytes(n);
            let answer = is_pattern(cr, n, &text);
            holds(cr, answer, "string", n);
            assert_eq!(pattern(cr, n).to_rust::<Vec<u8>>(cr), text);
            let root: BoxRoot<OCamlBytes> = text.to_boxroot(cr);
            assert_eq!(root.to_rust::<Vec<u8>>(cr), text);
            let nul: BoxRoot<String> = "\0".repeat(n as usize).to_boxroot(cr);
            assert_eq!(nul.get(cr).as_bytes().len(), n as usize);
        }
    });
}

#[test]
fn nested_lists_whose_elements_exceed_a_reservation() {
    ocaml(|cr| {
        let shapes = [(3, 20_000), (300, 300), (2, 0), (1, 100_000), (20_000, 1)];
        for (height, width) in shapes {
            if cfg!(feature = "gc-stress") && height > 1000 {
                continue;
            }
            let table: Vec<Vec<i64>> = (0..height).map(|_| (0..width).collect()).collect();
            let answer = is_rows(cr, height, width, &table);
            holds(cr, answer, "rows", height);
            let answer = is_table(cr, height, width, &table);
            holds(cr, answer, "table", height);
            assert_eq!(rows(cr, height, width).to_rust::<Vec<Vec<i64>>>(cr), table);
        }
    });
}

/// An integer of 64 bits among those of 63, wherever it stands: elements are looked at all at once.
#[test]
fn one_number_among_many_that_is_too_wide() {
    const WIDE: i64 = 1 << 62;
    type Lists = OCamlList<OCamlList<OCamlInt>>;
    ocaml(|cr| {
        let mut refused = |numbers: &[i64], wide: i64| {
            let words: Vec<isize> = numbers.iter().map(|n| *n as isize).collect();
            let rows = [vec![1], numbers.to_vec(), vec![2]];
            let makers: [&dyn Fn(&mut OCamlRuntime); 5] = [
                &|cr| drop::<BoxRoot<OCamlList<OCamlInt>>>(numbers.to_boxroot(cr)),
                &|cr| drop::<BoxRoot<OCamlUniformArray<OCamlInt>>>(numbers.to_boxroot(cr)),
                &|cr| drop::<BoxRoot<OCamlList<OCamlInt>>>(words.to_boxroot(cr)),
                &|cr| drop::<BoxRoot<Lists>>(rows.to_boxroot(cr)),
                &|cr| drop::<BoxRoot<(OCamlInt, OCamlList<OCamlInt>)>>((0, numbers).to_boxroot(cr)),
            ];
            for (index, make) in makers.iter().enumerate() {
                let message = panic_message(|| make(cr));
                let expected = format!("{wide} does not fit OCaml's int");
                assert!(message.contains(&expected), "{index}: {message}");
            }
        };
        let places = |length: usize| [0, length / 2, length - 1];
        for length in [1, 2, 3, 4, 5, 20, 256, 257, 20_000] {
            for place in places(length) {
                for wide in [WIDE, -WIDE - 1, i64::MAX, i64::MIN] {
                    let mut numbers = vec![WIDE - 1; length];
                    numbers[place] = wide;
                    refused(&numbers, wide);
                }
            }
        }
        // And the runtime is whole afterwards: what was written of those arrays can be marked.
        rust_driven::compact(cr);
        for ends in [[WIDE - 1, -WIDE], [-1, 0]] {
            let list: BoxRoot<OCamlList<OCamlInt>> = ends.to_boxroot(cr);
            let array: BoxRoot<OCamlUniformArray<OCamlInt>> = ends.to_boxroot(cr);
            assert_eq!(list.to_rust::<Vec<i64>>(cr), ends);
            assert_eq!(array.to_rust::<Vec<i64>>(cr), ends);
        }
    });
}

#[test]
fn large_parts_inside_small_ones() {
    type Mixed = OCamlList<(String, OCamlUniformArray<OCamlFloat>, Option<OCamlBytes>)>;
    use ocaml_interop::OCamlFloat;
    let value: Vec<(String, Vec<f64>, Option<Vec<u8>>)> = (0..40)
        .map(|n| {
            let size = [0, 1, 256, 257, 5000][n % 5];
            ("x".repeat(size * 9), vec![0.5; size], (n % 2 == 0).then(|| vec![7; size]))
        })
        .collect();
    ocaml(|cr| {
        let root: BoxRoot<Mixed> = value.to_boxroot(cr);
        rust_driven::compact(cr);
        assert_eq!(root.to_rust::<Vec<(String, Vec<f64>, Option<Vec<u8>>)>>(cr), value);
    });
}

#[test]
fn large_arguments_of_a_call() {
    ocaml! {
        fn equal(a: OCamlList<String>, b: OCamlList<String>) -> bool;
    }
    ocaml(|cr| {
        let strings = words(0..20_000);
        let answer = equal(cr, &strings, &strings);
        holds(cr, answer, "equal", 20_000);
        let answer = equal(cr, &strings, &words(0..20_001));
        assert!(!answer.to_rust::<bool>(cr));
    });
}
