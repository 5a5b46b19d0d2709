//! Memory that was handed over is freed once, and soon enough. A program of its own, for its allocator
//! counts.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::AtomicIsize;
use std::sync::atomic::Ordering::SeqCst;

use ocaml_interop::bigarray::{Array1, Array2, Owned};
use ocaml_interop::{BoxRoot, OCamlInt, OCamlRuntime, ToOCaml, ocaml};
use rust_driven::{full_major, in_own_process, ocaml, start};

ocaml! {
    fn ba_keep_part(array: Array1<f64>, offset: OCamlInt, length: OCamlInt);
    fn ba_keep_none();
    fn ba_parts_of_parts(array: Array1<f64>) -> Array1<f64>;
    fn ba_domains_share(array: Array1<f64>);
}

/// Sizes in bytes that nothing else allocates, one for each test; and how many blocks of each there are.
const SIZES: [usize; 7] =
    [8 * 1_009, 8 * 1_013, 8 * 1_019, 8 * 1_021, 8 * 1_031, 1 << 20, 8 * 1_034];
static LIVE: [AtomicIsize; 7] = [const { AtomicIsize::new(0) }; 7];

fn count(size: usize, by: isize) {
    if let Some(which) = SIZES.iter().position(|known| *known == size) {
        let before = LIVE[which].fetch_add(by, SeqCst);
        assert!(before + by >= 0, "freed twice");
    }
}

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: the system's allocator, and beside it some numbers.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 1);
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        count(layout.size(), -1);
        // What is read after this is seen.
        // SAFETY: the caller's promise; `alloc` got it from the system, as large as the layout says.
        unsafe {
            block.write_bytes(0xDD, layout.size());
            System.dealloc(block, layout)
        }
    }
}

/// The elements of test `which`, and how many vectors of it there are.
fn elements(which: usize) -> Vec<f64> {
    (0..SIZES[which] / 8).map(|n| n as f64).collect()
}

fn live(which: usize) -> isize {
    LIVE[which].load(SeqCst)
}

/// Collects, and drops what is dead. Twice: what dies together with its parts is found one by one.
fn collect(cr: &mut OCamlRuntime) {
    for _ in 0..2 {
        full_major(cr);
        cr.releasing_runtime(|| ());
    }
}

#[test]
fn once_when_it_is_dead() {
    ocaml(|cr| {
        let root = Array1::<f64>::from_vec(cr, elements(0)).root();
        collect(cr);
        assert_eq!((live(0), root.get(cr).get(1000)), (1, Some(1000.0)));
        drop(root);
        collect(cr);
        assert_eq!(live(0), 0);
    });
}

#[test]
fn when_the_last_part_is_dead() {
    ocaml(|cr| {
        let root = Array1::<f64>::from_vec(cr, elements(1)[..1012].to_vec()).root();
        drop(root);
        collect(cr);
        let root = Array1::<f64>::from_vec(cr, elements(1)).root();
        ba_keep_part(cr, &root, 100_i64, 10_i64);
        let rust_part = root.sub(cr, 5, 5).root();
        drop(root);
        collect(cr);
        assert_eq!(live(1), 1);
        ba_keep_none(cr);
        collect(cr);
        assert_eq!((live(1), rust_part.get(cr).to_vec()), (1, vec![5.0, 6.0, 7.0, 8.0, 9.0]));
        let slice = rust_part.slice(cr, [4]).root();
        drop(rust_part);
        collect(cr);
        assert_eq!((live(1), slice.get(cr).get([])), (1, Some(9.0)));
        drop(slice);
        collect(cr);
        assert_eq!(live(1), 0);
    });
}

#[test]
fn where_two_domains_make_parts() {
    ocaml(|cr| {
        let root = Array1::<f64>::from_vec(cr, elements(2)).root();
        ba_domains_share(cr, &root);
        collect(cr);
        assert_eq!((live(2), root.get(cr).get(1018)), (1, Some(1018.0)));
        drop(root);
        collect(cr);
        assert_eq!(live(2), 0);
    });
}

/// A table of it, that in Fortran's layout, a column of that, and a part of the column.
#[test]
fn when_parts_of_parts_are_dead() {
    ocaml(|cr| {
        let root = Array1::<f64>::from_vec(cr, elements(6)).root();
        let part = ba_parts_of_parts(cr, &root);
        drop(root);
        collect(cr);
        assert_eq!((live(6), part.get(cr).to_vec()), (1, vec![518.0, 519.0]));
        drop(part);
        collect(cr);
        assert_eq!(live(6), 0);
    });
}

#[test]
fn when_rust_and_ocaml_have_let_go() {
    ocaml(|cr| {
        let owned = Owned::<f64>::from(elements(3));
        let roots: Vec<BoxRoot<Array1<f64>>> = (0..3).map(|_| owned.to_boxroot(cr)).collect();
        drop(owned);
        collect(cr);
        assert_eq!((live(3), roots[2].get(cr).get(1)), (1, Some(1.0)));
        drop(roots);
        collect(cr);
        assert_eq!(live(3), 0);
        drop(Owned::<f64>::from(elements(3)));
        assert_eq!(live(3), 0);
        // What doesn't fit is freed at once.
        assert!(Array2::<f64>::from_shape_vec(cr, [3, 3], elements(3)).is_err());
        assert_eq!(live(3), 0);
    });
}

/// A Rust panic, and an exception on the way, leave nothing behind.
#[test]
fn when_rust_panics() {
    start();
    let panics = std::panic::catch_unwind(|| {
        ocaml(|cr| {
            let _root = Array1::<f64>::from_vec(cr, elements(4)).root();
            panic!("on purpose");
        })
    });
    assert!(panics.is_err());
    ocaml(|cr| {
        collect(cr);
        assert_eq!(live(4), 0);
    });
}

/// The collector is told of their size: of 10,000 of a MiB there are never many at once. In a process of
/// its own: collections that others ask for are work done in advance, which OCaml then sits out.
#[test]
fn memory_stays_bounded() {
    in_own_process(|| {
        ocaml(|cr| {
            let mut most = 0;
            let mut kept: Vec<BoxRoot<Array1<u8>>> = Vec::new();
            for n in 0..10_000_usize {
                let array = Array1::<u8>::from_vec(cr, vec![n as u8; SIZES[5]]);
                assert_eq!(array.get(n), Some(n as u8));
                // Some get old before they die.
                if n % 10 == 0 {
                    let root = array.root();
                    if kept.len() == 10 {
                        kept.clear();
                    }
                    kept.push(root);
                }
                most = most.max(live(5));
            }
            assert!(most < 500, "{most} MiB at once");
            drop(kept);
            collect(cr);
            assert_eq!(live(5), 0);
        });
    });
}
