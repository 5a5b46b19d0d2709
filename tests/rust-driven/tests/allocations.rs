//! How often Rust's allocator is asked, and how much memory a conversion takes. A program of its own,
//! for its allocator counts.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use ocaml_interop::{
    BoxRoot, OCaml, OCamlFloat, OCamlFloatArray, OCamlInt, OCamlList, OCamlRuntime,
    OCamlUniformArray, ToOCaml, ocaml,
};
use rust_driven::{Fixed, ocaml};

ocaml! {
    fn counted_all(times: OCamlInt);
}

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: the system's allocator, and beside it a number of the thread's.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        // SAFETY: the caller's promise; `alloc` got it from the system.
        unsafe { System.realloc(block, layout, size) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise; `alloc` got it from the system.
        unsafe { System.dealloc(block, layout) }
    }
}

/// How often `body` allocates.
fn allocations<T>(body: impl FnOnce() -> T) -> usize {
    let before = COUNT.get();
    let value = body();
    let count = COUNT.get() - before;
    drop(value);
    count
}

#[test]
fn none_for_what_is_borrowed_and_of_fixed_size() {
    ocaml(|cr| {
        // The first call looks up the name.
        counted_all(cr, 1_i64);
        assert_eq!(allocations(|| counted_all(cr, 1000_i64)), 0);
    });
}

#[test]
fn none_for_what_is_made_of_fixed_parts() {
    ocaml(|cr| {
        let fixed = Fixed { x: 1, y: 2.5, z: Some((true, 3)) };
        let made = allocations(|| {
            for _ in 0..1000 {
                let root = fixed.to_boxroot(cr);
                assert_eq!(root.to_rust::<Fixed>(cr), fixed);
                let flag: BoxRoot<bool> = OCaml::of_bool(true).root();
                assert!(flag.to_rust::<bool>(cr));
            }
        });
        assert_eq!(made, 0);
    });
}

#[test]
fn none_to_make_ocaml_values_of_any_length() {
    ocaml(|cr| {
        let numbers: Vec<i64> = (0..100_000).collect();
        let floats = vec![0.5; 100_000];
        let texts: Vec<String> = (0..1000).map(|n| n.to_string()).collect();
        let made = allocations(|| {
            let _list: BoxRoot<OCamlList<OCamlInt>> = numbers.to_boxroot(cr);
            let _array: BoxRoot<OCamlUniformArray<OCamlInt>> = numbers.to_boxroot(cr);
            let _flat: BoxRoot<OCamlUniformArray<OCamlFloat>> = floats.to_boxroot(cr);
            let _floats: BoxRoot<OCamlFloatArray> = floats.to_boxroot(cr);
            let _texts: BoxRoot<OCamlList<String>> = texts.to_boxroot(cr);
        });
        assert_eq!(made, 0);
    });
}

/// One vector, as long as it has to be.
fn exact<T, R>(cr: &mut OCamlRuntime, values: &[R], parts: usize)
where
    T: 'static,
    [R]: ToOCaml<T>,
    Vec<R>: ocaml_interop::FromOCaml<T>,
    R: PartialEq + std::fmt::Debug,
{
    let root: BoxRoot<T> = values.to_boxroot(cr);
    let mut read = Vec::new();
    let made = allocations(|| read = root.to_rust::<Vec<R>>(cr));
    assert_eq!(made, parts + usize::from(!values.is_empty()), "{}", std::any::type_name::<T>());
    assert_eq!(read.capacity(), values.len());
    assert_eq!(read, values);
}

#[test]
fn one_vector_for_n_elements() {
    ocaml(|cr| {
        for length in [0, 1, 255, 256, 257, 100_000] {
            let numbers: Vec<i64> = (0..length).collect();
            let floats: Vec<f64> = numbers.iter().map(|n| *n as f64).collect();
            exact::<OCamlList<OCamlInt>, _>(cr, &numbers, 0);
            exact::<OCamlUniformArray<OCamlInt>, _>(cr, &numbers, 0);
            exact::<OCamlUniformArray<OCamlFloat>, _>(cr, &floats, 0);
            exact::<OCamlFloatArray, _>(cr, &floats, 0);
        }
        let texts: Vec<String> = (0..1000).map(|n| n.to_string()).collect();
        exact::<OCamlList<String>, _>(cr, &texts, texts.len());
    });
}

/// At most a tenth more memory than both structures take, from what there was before the second.
#[cfg(all(target_os = "linux", not(feature = "gc-stress")))]
mod peak {
    use super::*;
    use rust_driven::{in_own_process, resident_kib};

    const COUNT: usize = 10_000_000;
    const WORD: u64 = 8;

    /// What the most ever used was above `before`, in bytes.
    fn grown(before: u64) -> u64 {
        (resident_kib("VmHWM") - before) << 10
    }

    fn at_most_a_tenth_more<T: 'static>(words: u64)
    where
        Vec<i64>: ToOCaml<T> + ocaml_interop::FromOCaml<T>,
    {
        ocaml(|cr| {
            // The minor heap and the first pools are there.
            let warm: BoxRoot<T> = vec![1_i64; 100_000].to_boxroot(cr);
            drop(warm);
            rust_driven::full_major(cr);
            let before = resident_kib("VmHWM");
            let numbers: Vec<i64> = (0..COUNT as i64).collect();
            let root: BoxRoot<T> = numbers.to_boxroot(cr);
            let both = (words + 1) * WORD * COUNT as u64;
            let there = grown(before);
            assert!(there < both / 10 * 11, "to OCaml: {there} bytes for {both}");
            drop(numbers);
            let numbers: Vec<i64> = root.to_rust(cr);
            let back = grown(before);
            assert!(back < both / 10 * 11, "to Rust: {back} bytes for {both}");
            assert_eq!(numbers[COUNT - 1], COUNT as i64 - 1);
        });
    }

    #[test]
    fn of_a_list() {
        in_own_process(|| at_most_a_tenth_more::<OCamlList<OCamlInt>>(3));
    }

    #[test]
    fn of_an_array() {
        in_own_process(|| at_most_a_tenth_more::<OCamlUniformArray<OCamlInt>>(1));
    }
}
