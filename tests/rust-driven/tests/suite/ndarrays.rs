//! Arrays of the crate `ndarray` as bigarrays, and back: which are copied, and which are not.

use ndarray::{Array, Axis, Ix2, Ix3, array, s};
use num_complex::Complex64;
use ocaml_interop::bigarray::{Array1, Array2, Array3, FortranLayout, Genarray, Layout, Owned};
use ocaml_interop::{BoxRoot, OCaml, OCamlDescriber, OCamlRuntime, ToOCaml, ocaml};
use rust_driven::{compact, full_major, ocaml, panic_message};

ocaml! {
    fn ba2() -> Array2<f64>;
    fn ba2_fortran() -> Array2<f64, FortranLayout>;
    fn ba3() -> Array3<f64>;
    fn ba_gen() -> Genarray<f64>;
    fn ba2_empty() -> Array2<f64>;
    fn ba_mapped() -> Array2<i64>;
    fn show_ba1(array: Array1<f64>) -> String;
    fn show_ba2(array: Array2<f64>) -> String;
    fn show_ba2_fortran(array: Array2<f64, FortranLayout>) -> String;
    fn show_ba3(array: Array3<f64>) -> String;
    fn show_ba_gen(array: Genarray<f64>) -> String;
    fn show_ba_complex64(array: Array1<Complex64>) -> String;
    #[ocaml(name = "ba2_fortran")]
    unsafe fn fortran_as_c() -> Array2<f64>;
}

fn table() -> Array<f64, Ix2> {
    array![[0.0, 1.0, 2.0], [10.0, 11.0, 12.0]]
}

/// Where the first element is.
fn address<L: Layout>(cr: &OCamlRuntime, root: &BoxRoot<Array2<f64, L>>) -> *const f64 {
    // SAFETY: nobody else has the array.
    unsafe { root.get(cr).as_slice() }.as_ptr()
}

#[test]
fn views_see_ocamls_memory() {
    ocaml(|cr| {
        let root = ba2(cr);
        // SAFETY: nobody else has the array, here and below.
        let view = unsafe { root.get(cr).as_array_view() };
        assert_eq!(view, table());
        assert_eq!(view.strides(), [3, 1]);
        let root = ba2_fortran(cr);
        // SAFETY: as above.
        let view = unsafe { root.get(cr).as_array_view() };
        assert_eq!(view, table());
        assert_eq!(view.strides(), [1, 2]);
        // SAFETY: as above; the other view isn't used any more.
        let mut view = unsafe { root.get(cr).as_array_view_mut() };
        view[[1, 0]] = -1.0;
        view.row_mut(0).fill(5.0);
        assert_eq!(show_ba2_fortran(cr, &root).to_rust::<String>(cr), "2x3: 5 5 5 -1 11 12");
        let root = ba3(cr);
        // SAFETY: as above.
        let view = unsafe { root.get(cr).as_array_view() };
        assert_eq!(view[[1, 2, 3]], 123.0);
        let root = ba_gen(cr);
        // SAFETY: as above.
        let view = unsafe { root.get(cr).as_array_view() };
        assert_eq!((view.shape(), view[[1, 0, 1, 0]]), (&[2, 1, 2, 2][..], 1010.0));
        let root = ba2_empty(cr);
        // SAFETY: as above.
        assert_eq!(unsafe { root.get(cr).as_array_view() }.shape(), [0, 3]);
    });
}

#[test]
fn copies_are_of_the_same_order() {
    ocaml(|cr| {
        let root = ba2(cr);
        assert_eq!(root.get(cr).to_ndarray(), table());
        let root = ba2_fortran(cr);
        let copy = root.to_rust::<Array<f64, Ix2>>(cr);
        assert_eq!(copy, table());
        assert_eq!(copy.strides(), [1, 2]);
        let root = ba_mapped(cr);
        root.get(cr).set([0, 1], 7);
        assert_eq!(root.get(cr).to_ndarray(), array![[0, 7], [0, 0]]);
        // SAFETY: nobody else has the file.
        let message = panic_message(|| unsafe { root.get(cr).as_array_view() }.len());
        assert!(message.contains("aligned"), "{message}");
        // SAFETY: what it is is looked at before it is read.
        let root = unsafe { fortran_as_c(cr) };
        let error = root.try_to_rust::<Array<f64, Ix2>>(cr).unwrap_err();
        assert!(error.reason().contains("the other layout"), "{error}");
    });
}

#[test]
fn what_lies_in_order_is_not_copied() {
    ocaml(|cr| {
        let array = table();
        let before = array.as_ptr();
        let root = Array2::<f64>::from_ndarray(cr, array).root();
        assert_eq!(address(cr, &root), before);
        assert_eq!(show_ba2(cr, &root).to_rust::<String>(cr), "2x3: 0 1 2 10 11 12");

        let array = table().reversed_axes();
        let before = array.as_ptr();
        let root = <Array2<f64, FortranLayout>>::from_ndarray(cr, array).root();
        assert_eq!(address(cr, &root), before);
        assert_eq!(show_ba2_fortran(cr, &root).to_rust::<String>(cr), "3x2: 0 10 1 11 2 12");

        // Some rows of a larger array: its memory goes along.
        let array = Array::from_shape_fn((100, 3), |(i, j)| (10 * i + j) as f64);
        let rows = array.slice_move(s![50..52, ..]);
        let before = rows.as_ptr();
        let root = Array2::<f64>::from_ndarray(cr, rows).root();
        compact(cr);
        assert_eq!(address(cr, &root), before);
        assert_eq!(show_ba2(cr, &root).to_rust::<String>(cr), "2x3: 500 501 502 510 511 512");
        drop(root);
        full_major(cr);

        let line = Array::from_vec(vec![1.0, 2.0]);
        let before = line.as_ptr();
        let root = Array1::<f64>::from_ndarray(cr, line).root();
        // SAFETY: nobody else has the array.
        assert_eq!(unsafe { root.get(cr).as_slice() }.as_ptr(), before);
    });
}

#[test]
fn what_lies_in_another_order_is_copied() {
    ocaml(|cr| {
        let root = Array2::<f64>::from_ndarray(cr, table().reversed_axes()).root();
        assert_eq!(show_ba2(cr, &root).to_rust::<String>(cr), "3x2: 0 10 1 11 2 12");
        let root = <Array2<f64, FortranLayout>>::from_ndarray(cr, table()).root();
        assert_eq!(show_ba2_fortran(cr, &root).to_rust::<String>(cr), "2x3: 0 1 2 10 11 12");
        let every_other = table().slice_move(s![.., ..;2]);
        let root = Array2::<f64>::from_ndarray(cr, every_other).root();
        assert_eq!(show_ba2(cr, &root).to_rust::<String>(cr), "2x2: 0 2 10 12");
        let mut backwards = Array::from_vec(vec![1.0, 2.0, 3.0]);
        backwards.invert_axis(Axis(0));
        let root = Array1::<f64>::from_ndarray(cr, backwards).root();
        assert_eq!(show_ba1(cr, &root).to_rust::<String>(cr), "3: 3 2 1");
    });
}

#[test]
fn arrays_and_views_convert_by_copy() {
    ocaml(|cr| {
        let array = table();
        let root: BoxRoot<Array2<f64>> = array.to_boxroot(cr);
        assert_eq!(show_ba2(cr, &root).to_rust::<String>(cr), "2x3: 0 1 2 10 11 12");
        assert_ne!(address(cr, &root), array.as_ptr());
        let text = show_ba2(cr, array.t()).to_rust::<String>(cr);
        assert_eq!(text, "3x2: 0 10 1 11 2 12");
        let root: BoxRoot<Array2<f64, FortranLayout>> = array.to_boxroot(cr);
        assert_eq!(show_ba2_fortran(cr, &root).to_rust::<String>(cr), "2x3: 0 1 2 10 11 12");
        let text = show_ba1(cr, array.slice(s![.., 1])).to_rust::<String>(cr);
        assert_eq!(text, "2: 1 11");
        let cube = Array::<f64, Ix3>::from_shape_fn((1, 2, 2), |(_, j, k)| (10 * j + k) as f64);
        assert_eq!(show_ba3(cr, &cube).to_rust::<String>(cr), "1x2x2: 0 1 10 11");
        let text = show_ba_gen(cr, cube.into_dyn()).to_rust::<String>(cr);
        assert_eq!(text, "1x2x2: 0 1 10 11");
        let none = Array::<f64, Ix2>::zeros((0, 3));
        assert_eq!(show_ba2(cr, &none).to_rust::<String>(cr), "0x3: ");
        let root = Array2::<f64>::from_ndarray(cr, none).root();
        assert_eq!(show_ba2(cr, &root).to_rust::<String>(cr), "0x3: ");
    });
}

#[test]
fn too_many_dimensions_are_told() {
    ocaml(|cr| {
        let many = Array::<u8, _>::zeros(vec![1; 17]);
        let message = panic_message(|| {
            let _: OCaml<Genarray<u8>> = many.to_ocaml(cr);
        });
        assert!(message.contains("17 dimensions"), "{message}");
        let message = panic_message(|| Genarray::<u8>::from_ndarray(cr, many).len());
        assert!(message.contains("17 dimensions"), "{message}");
    });
}

#[test]
fn without_the_lock() {
    let owned: Owned<f64, ocaml_interop::bigarray::Dim<2>> = Owned::from_ndarray(table());
    ocaml(|cr| {
        let root = owned.to_boxroot(cr);
        assert_eq!(show_ba2(cr, &root).to_rust::<String>(cr), "2x3: 0 1 2 10 11 12");
    });
    assert_eq!(
        <Array<f64, Ix2>>::ocaml_type_name(),
        "(float, Bigarray.float64_elt, Bigarray.c_layout) Bigarray.Array2.t"
    );
}

#[test]
fn of_complex_numbers() {
    ocaml(|cr| {
        let numbers = array![Complex64::new(1.0, 2.0), Complex64::new(0.0, -1.0)];
        assert_eq!(show_ba_complex64(cr, &numbers).to_rust::<String>(cr), "2: 1+2i 0-1i");
        let root = Array1::<Complex64>::from_ndarray(cr, &numbers * Complex64::i()).root();
        assert_eq!(show_ba_complex64(cr, &root).to_rust::<String>(cr), "2: -2+1i 1+0i");
    });
}
