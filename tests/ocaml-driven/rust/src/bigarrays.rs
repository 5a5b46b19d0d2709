//! Bigarrays of every shape, and memory of Rust's that becomes one.

use std::sync::atomic::AtomicIsize;
use std::sync::atomic::Ordering::SeqCst;

use ocaml_interop::bigarray::{
    Array1, Array2, Array3, Complex64, Dim, FortranLayout, Genarray, Int, Owned, ShapeError,
};
use ocaml_interop::{BoxRoot, OCaml, OCamlRef, OCamlRuntime, ToOCaml, export};

/// A sum of what `table` holds, by its indices.
#[export]
pub fn ba_sum(table: OCaml<Array2<f64>>) -> f64 {
    let [rows, columns] = table.dims();
    let at = |row, column| table.get([row, column]).expect("inside");
    (0..rows).map(|row| (0..columns).map(|column| at(row, column)).sum::<f64>()).sum()
}

/// The same of one in Fortran's layout, weighed by the column, counted from 1.
#[export]
pub fn ba_weighed(table: OCaml<Array2<f64, FortranLayout>>) -> f64 {
    let [rows, columns] = table.dims();
    let at = |row, column| table.get([row, column]).expect("inside") * (column + 1) as f64;
    (0..rows).map(|row| (0..columns).map(|column| at(row, column)).sum::<f64>()).sum()
}

/// Of three dimensions: dimensions, and the last element.
#[export]
pub fn ba_last(cube: OCaml<Array3<i32>>) -> (isize, isize, isize, isize) {
    let [x, y, z] = cube.dims();
    let last = cube.get([x - 1, y - 1, z - 1]).expect("inside");
    (x as isize, y as isize, z as isize, last as isize)
}

/// Of any number of dimensions: they, as text, and the elements.
#[export]
pub fn ba_shown(any: OCaml<Genarray<Int>>) -> String {
    format!("{:?} {:?}", any.dims(), any.iter().map(Int::get).collect::<Vec<_>>())
}

/// Writes at an index, which may be out of bounds.
#[export]
pub fn ba_write(any: OCaml<Genarray<Int>>, index: Vec<isize>, number: isize) {
    let index: Vec<usize> = index.into_iter().map(|i| i as usize).collect();
    any.set(index, Int::new(number));
}

/// Conjugates numbers in place.
#[export]
pub fn ba_conjugate(numbers: OCaml<Array1<Complex64>>) {
    for index in 0..numbers.len() {
        let z = numbers.get(index).expect("inside");
        numbers.set(index, Complex64 { im: -z.im, ..z });
    }
}

/// A row of a table, made by Rust over OCaml's memory.
#[export]
pub fn ba_row<'a>(
    cr: &'a mut OCamlRuntime,
    table: OCamlRef<Array2<f64>>,
    row: usize,
) -> OCaml<'a, Array1<f64>> {
    table.slice(cr, [row])
}

/// Some of a table's rows.
#[export]
pub fn ba_rows<'a>(
    cr: &'a mut OCamlRuntime,
    table: BoxRoot<Array2<f64>>,
    from: usize,
    count: usize,
) -> OCaml<'a, Array2<f64>> {
    table.sub(cr, from, count)
}

/// Memory of Rust's, which isn't copied.
#[export]
pub fn ba_range<'a>(cr: &'a mut OCamlRuntime, n: usize) -> OCaml<'a, Array1<f64>> {
    Array1::from_vec(cr, (0..n).map(|i| i as f64).collect())
}

/// The same, with other dimensions; an error where they don't fit.
#[export]
pub fn ba_table<'a>(
    cr: &'a mut OCamlRuntime,
    rows: usize,
    columns: usize,
    n: usize,
) -> Result<OCaml<'a, Array2<f64>>, String> {
    let elements = (0..n).map(|i| i as f64).collect();
    Array2::from_shape_vec(cr, [rows, columns], elements)
        .map_err(|error: ShapeError| error.to_string())
}

/// A record of memory that is handed over.
#[derive(ToOCaml)]
pub struct Picture {
    title: String,
    pixels: Owned<u8, Dim<2>>,
    histogram: Owned<i64>,
}

/// A picture.
#[export]
pub fn ba_picture(height: usize, width: usize) -> Picture {
    let pixels = (0..height * width).map(|i| i as u8).collect();
    Picture {
        title: format!("{height}x{width}"),
        pixels: Owned::from_shape_vec([height, width], pixels).expect("as many"),
        histogram: Owned::from(vec![1; 256]),
    }
}

/// The same as an argument's result: converted without a handle.
#[export]
pub fn ba_owned(n: usize) -> Owned<f64> {
    vec![0.25; n].into()
}

/// How many vectors of that size there are.
static LARGE: AtomicIsize = AtomicIsize::new(0);

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// As large as nothing else is.
const COUNTED: usize = (1 << 20) + 8;

// SAFETY: the system's allocator, and beside it a number.
unsafe impl std::alloc::GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: std::alloc::Layout) -> *mut u8 {
        if layout.size() == COUNTED {
            LARGE.fetch_add(1, SeqCst);
        }
        // SAFETY: the caller's promise.
        unsafe { std::alloc::System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: std::alloc::Layout) {
        if layout.size() == COUNTED {
            LARGE.fetch_sub(1, SeqCst);
        }
        // SAFETY: the caller's promise; `alloc` got it from the system.
        unsafe { std::alloc::System.dealloc(block, layout) }
    }
}

/// A large one.
#[export]
pub fn ba_large() -> Owned<u8> {
    vec![7; COUNTED].into()
}

/// How many of them aren't freed; those that are dead are.
#[export]
pub fn ba_large_alive(cr: &mut OCamlRuntime) -> isize {
    cr.releasing_runtime(|| ());
    LARGE.load(SeqCst)
}
