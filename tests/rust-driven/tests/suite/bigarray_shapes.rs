//! Bigarrays of none to sixteen dimensions in both layouts: elements, parts, other shapes.

use ocaml_interop::bigarray::{
    AnyDim, Array0, Array1, Array2, Array3, Dim, FortranLayout, Genarray, ShapeError,
};
use ocaml_interop::{BoxRoot, OCaml, ToOCaml, ocaml};
use rust_driven::{compact, ocaml, panic_message};

ocaml! {
    fn ba0() -> Array0<f64>;
    fn ba2() -> Array2<f64>;
    fn ba2_fortran() -> Array2<f64, FortranLayout>;
    fn ba3() -> Array3<f64>;
    fn ba3_fortran() -> Array3<f64, FortranLayout>;
    fn ba_gen() -> Genarray<f64>;
    fn ba_gen_of_none() -> Genarray<f64>;
    fn ba_gen_of_sixteen() -> Genarray<f64>;
    fn ba2_empty() -> Array2<f64>;
    fn show_ba0(array: Array0<f64>) -> String;
    fn show_ba1(array: Array1<f64>) -> String;
    fn show_ba1_fortran(array: Array1<f64, FortranLayout>) -> String;
    fn show_ba2(array: Array2<f64>) -> String;
    fn show_ba2_fortran(array: Array2<f64, FortranLayout>) -> String;
    fn show_ba3(array: Array3<f64>) -> String;
    fn show_ba_gen(array: Genarray<f64>) -> String;
    #[ocaml(name = "ba2")]
    unsafe fn ba2_as_fortran() -> Array2<f64, FortranLayout>;
    #[ocaml(name = "ba2_fortran")]
    unsafe fn ba2_fortran_as_c() -> Array2<f64>;
    #[ocaml(name = "ba2_fortran")]
    unsafe fn ba2_fortran_as_any() -> Genarray<f64>;
    #[ocaml(name = "ba3")]
    unsafe fn ba3_as_two() -> Array2<f64>;
    #[ocaml(name = "ba2")]
    unsafe fn ba2_of_int32() -> Array2<i32>;
    #[ocaml(name = "make_bytes")]
    unsafe fn bytes_as_genarray() -> Genarray<u8>;
    fn ba_mapped() -> Array2<i64>;
    fn ba_mapped_privately() -> Array2<i64>;
    fn ba_file() -> String;
}

#[test]
fn elements_by_their_indices() {
    ocaml(|cr| {
        let root = ba2(cr);
        let array = root.get(cr);
        assert_eq!((array.dims(), array.len()), ([2, 3], 6));
        assert_eq!(array.get([1, 2]), Some(12.0));
        assert_eq!((array.get([2, 0]), array.get([0, 3])), (None, None));
        assert_eq!(array.to_vec(), [0.0, 1.0, 2.0, 10.0, 11.0, 12.0]);
        array.set([0, 1], -1.5);
        assert_eq!(show_ba2(cr, &root).to_rust::<String>(cr), "2x3: 0 -1.5 2 10 11 12");

        let root = ba2_fortran(cr);
        let array = root.get(cr);
        assert_eq!((array.dims(), array.len()), ([2, 3], 6));
        assert_eq!(array.get([1, 2]), Some(12.0));
        assert_eq!((array.get([2, 0]), array.get([0, 3])), (None, None));
        assert_eq!(array.to_vec(), [0.0, 10.0, 1.0, 11.0, 2.0, 12.0]);
        array.set([0, 1], -1.5);
        assert_eq!(show_ba2_fortran(cr, &root).to_rust::<String>(cr), "2x3: 0 -1.5 2 10 11 12");
    });
}

#[test]
fn three_dimensions_and_any() {
    ocaml(|cr| {
        let root = ba3(cr);
        let array = root.get(cr);
        assert_eq!(array.dims(), [2, 3, 4]);
        let all = |get: &dyn Fn(usize, usize, usize) -> Option<f64>| {
            for (i, j, k) in (0..24).map(|n| (n / 12, n / 4 % 3, n % 4)) {
                assert_eq!(get(i, j, k), Some((100 * i + 10 * j + k) as f64));
            }
        };
        all(&|i, j, k| array.get([i, j, k]));
        let root = ba3_fortran(cr);
        let array = root.get(cr);
        all(&|i, j, k| array.get([i, j, k]));

        let root = ba_gen(cr);
        let array = root.get(cr);
        assert_eq!((array.dims(), array.len()), (vec![2, 1, 2, 2], 8));
        assert_eq!(array.get([1, 0, 1, 0]), Some(1010.0));
        assert_eq!(array.get(&[1, 0, 0, 1][..]), Some(1001.0));
        assert_eq!(array.get([1, 1, 0, 1]), None);
        // Another number of indices is no place in it.
        assert_eq!((array.get([0]), array.get(vec![0; 5])), (None, None));
        array.set(vec![0, 0, 1, 1], 0.5);
        assert_eq!(
            show_ba_gen(cr, &root).to_rust::<String>(cr),
            "2x1x2x2: 0 1 10 0.5 1000 1001 1010 1011"
        );
        let root = ba_gen_of_sixteen(cr);
        assert_eq!(root.get(cr).get([0; 16]), Some(7.5));
        assert_eq!(root.get(cr).dims(), [1; 16]);
    });
}

#[test]
fn no_dimension_is_one_element() {
    ocaml(|cr| {
        let root = ba0(cr);
        let array = root.get(cr);
        assert_eq!((array.len(), array.dims(), array.get([])), (1, [0; 0], Some(4.5)));
        array.set([], 5.5);
        assert_eq!(show_ba0(cr, &root).to_rust::<String>(cr), ": 5.5");
        let root = ba_gen_of_none(cr);
        assert_eq!(root.get(cr).get([]), Some(6.5));
        assert_eq!(root.get(cr).to_array::<Dim<0>>().unwrap().to_vec(), [6.5]);
        let message = panic_message(|| root.sub(cr, 0, 0).len());
        assert!(message.contains("without dimensions"), "{message}");
    });
}

#[test]
fn all_elements_at_once() {
    ocaml(|cr| {
        let root = ba2(cr);
        let array = root.get(cr);
        array.fill(2.5);
        assert_eq!(array.to_vec(), [2.5; 6]);
        array.copy_from_slice(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
        assert_eq!(array.get([1, 0]), Some(4.0));
        let message = panic_message(|| array.copy_from_slice(&[1.0]));
        assert_eq!(message, "Array2::copy_from_slice: 1 elements into a bigarray of 6");
        // SAFETY: nobody else has the array; the slice is gone before it is read.
        let slice = unsafe { array.as_mut_slice() };
        slice[5] = 60.0;
        assert_eq!(array.iter().sum::<f64>(), 75.0);
        let empty = ba2_empty(cr);
        let empty = empty.get(cr);
        assert!(empty.is_empty() && empty.to_vec().is_empty());
        assert_eq!((empty.dims(), empty.get([0, 0])), ([0, 3], None));
        // SAFETY: nobody else has the array.
        assert!(unsafe { empty.as_mut_slice() }.is_empty());
    });
}

#[test]
fn out_of_bounds_is_told() {
    ocaml(|cr| {
        let root = ba2(cr);
        let message = panic_message(|| root.get(cr).set([0, 3], 1.0));
        assert_eq!(message, "Array2::set: index [0, 3] of a bigarray of [2, 3]");
        let message = panic_message(|| root.sub(cr, 1, 2).len());
        assert_eq!(message, "Array2::sub: 2 from 1 on, of 2");
        let message = panic_message(|| root.sub(cr, usize::MAX, 2).len());
        assert!(message.contains("of 2"), "{message}");
        let message = panic_message(|| root.slice(cr, [2]).len());
        assert_eq!(message, "Array2::slice: [2] of a bigarray of [2, 3]");
        let root = ba_gen(cr);
        let message = panic_message(|| root.slice(cr, [0; 5]).len());
        assert_eq!(message, "Genarray::slice: 5 indices of 4 dimensions");
    });
}

#[test]
fn parts_share_the_memory() {
    ocaml(|cr| {
        let whole = ba2(cr);
        let rows = whole.sub(cr, 1, 1).root();
        assert_eq!(rows.get(cr).dims(), [1, 3]);
        assert_eq!(show_ba2(cr, &rows).to_rust::<String>(cr), "1x3: 10 11 12");
        let row = whole.slice(cr, [1]).root();
        assert_eq!(show_ba1(cr, &row).to_rust::<String>(cr), "3: 10 11 12");
        row.get(cr).set(2, 99.0);
        assert_eq!(whole.get(cr).get([1, 2]), Some(99.0));
        let element = whole.slice(cr, [1, 2]).root();
        assert_eq!(show_ba0(cr, &element).to_rust::<String>(cr), ": 99");
        drop(whole);
        drop(rows);
        compact(cr);
        let kept = row.sub(cr, 1, 2).root();
        drop(row);
        compact(cr);
        assert_eq!(kept.get(cr).to_vec(), [11.0, 99.0]);
        assert_eq!(element.get(cr).get([]), Some(99.0));
        let none = kept.sub(cr, 2, 0).root();
        assert!(none.get(cr).is_empty());
    });
}

#[test]
fn parts_in_fortrans_layout_are_columns() {
    ocaml(|cr| {
        let whole = ba2_fortran(cr);
        let columns = whole.sub(cr, 1, 2).root();
        assert_eq!(columns.get(cr).dims(), [2, 2]);
        assert_eq!(show_ba2_fortran(cr, &columns).to_rust::<String>(cr), "2x2: 1 2 11 12");
        let column = whole.slice(cr, [2]).root();
        assert_eq!(show_ba1_fortran(cr, &column).to_rust::<String>(cr), "2: 2 12");
        let whole = ba3_fortran(cr);
        let plane = whole.slice(cr, [3]).root();
        assert_eq!(show_ba2_fortran(cr, &plane).to_rust::<String>(cr), "2x3: 3 13 23 103 113 123");
        let line = whole.slice(cr, [2, 3]).root();
        assert_eq!(line.get(cr).to_vec(), [23.0, 123.0]);
        let element = whole.slice(cr, [1, 2, 3]).root();
        assert_eq!(element.get(cr).get([]), Some(123.0));
    });
}

#[test]
fn parts_of_three_and_any_dimensions() {
    ocaml(|cr| {
        let whole = ba3(cr);
        let plane = whole.slice(cr, [1]).root();
        assert_eq!(plane.get(cr).dims(), [3, 4]);
        assert_eq!(plane.get(cr).get([2, 3]), Some(123.0));
        let line = whole.slice(cr, [1, 2]).root();
        assert_eq!(line.get(cr).to_vec(), [120.0, 121.0, 122.0, 123.0]);
        let any = ba_gen(cr);
        let part = any.slice(cr, [1, 0]).root();
        assert_eq!(show_ba_gen(cr, &part).to_rust::<String>(cr), "2x2: 1000 1001 1010 1011");
        let all = any.slice(cr, []).root();
        assert_eq!(all.get(cr).dims(), [2, 1, 2, 2]);
        // A plane without a line, of which there are no more.
        let empty = ba2_empty(cr).reshape(cr, [2, 0, 3]).unwrap().root();
        let empty: BoxRoot<Array3<f64>> = empty;
        assert!(empty.slice(cr, [1]).is_empty());
    });
}

#[test]
fn other_shapes_of_the_same_elements() {
    ocaml(|cr| {
        let whole = ba2(cr);
        let line: OCaml<Array1<f64>> = whole.reshape(cr, 6).unwrap();
        assert_eq!(line.to_vec(), [0.0, 1.0, 2.0, 10.0, 11.0, 12.0]);
        line.set(5, -12.0);
        let turned: BoxRoot<Array2<f64>> = whole.reshape(cr, [3, 2]).unwrap().root();
        assert_eq!(show_ba2(cr, &turned).to_rust::<String>(cr), "3x2: 0 1 2 10 11 -12");
        let any = whole.reshape::<AnyDim>(cr, [1, 2, 1, 3]).unwrap().root();
        assert_eq!(show_ba_gen(cr, &any).to_rust::<String>(cr), "1x2x1x3: 0 1 2 10 11 -12");

        let error = whole.reshape::<Dim<2>>(cr, [2, 2]).unwrap_err();
        assert_eq!(error, ShapeError::Length { dims: vec![2, 2], elements: 6 });
        assert!(error.to_string().contains("[2, 2] has 4 elements, not 6"), "{error}");
        let error = whole.reshape::<AnyDim>(cr, vec![1; 17]).unwrap_err();
        assert_eq!(error, ShapeError::Dimensions(17));
        for dims in [[usize::MAX, 2], [1 << 62, 4], [1 << 62, 0], [0, usize::MAX]] {
            let error = whole.reshape::<Dim<2>>(cr, dims).unwrap_err();
            assert_eq!(error, ShapeError::TooLarge { dims: dims.to_vec() });
        }
    });
}

#[test]
fn any_dimensions_and_some() {
    ocaml(|cr| {
        let root = ba2(cr);
        let any = root.get(cr).to_genarray();
        assert_eq!(any.dims(), [2, 3]);
        assert_eq!(any.to_array::<Dim<2>>().unwrap().get([1, 1]), Some(11.0));
        assert!(any.to_array::<Dim<1>>().is_none() && any.to_array::<AnyDim>().is_some());
    });
}

/// Slices convert to one dimension of either layout.
#[test]
fn slices_in_fortrans_layout() {
    ocaml(|cr| {
        let numbers: &[f64] = &[1.0, 2.0, 3.0];
        let made: BoxRoot<Array1<f64, FortranLayout>> = numbers.to_boxroot(cr);
        assert_eq!(show_ba1_fortran(cr, &made).to_rust::<String>(cr), "3: 1 2 3");
        assert_eq!(made.to_rust::<Vec<f64>>(cr), numbers);
    });
}

#[test]
fn another_shape_layout_or_kind_is_refused() {
    ocaml(|cr| {
        // SAFETY: what it is is looked at before it is read, here and below.
        let root = unsafe { ba2_as_fortran(cr) };
        let message = panic_message(|| root.get(cr).get([0, 0]));
        assert!(message.starts_with("Array2: the bigarray has the other layout"), "{message}");
        let message = panic_message(|| root.sub(cr, 0, 1).len());
        assert!(message.contains("the other layout"), "{message}");
        // SAFETY: as above.
        let root = unsafe { ba2_fortran_as_c(cr) };
        assert!(panic_message(|| root.get(cr).to_vec()).contains("the other layout"));
        // SAFETY: as above.
        let root = unsafe { ba2_fortran_as_any(cr) };
        assert!(panic_message(|| root.get(cr).dims()).contains("Genarray"));
        // SAFETY: as above.
        let root = unsafe { ba3_as_two(cr) };
        let message = panic_message(|| root.slice(cr, [0]).len());
        assert_eq!(message, "Array2: the bigarray has 3 dimensions, not 2");
        // SAFETY: as above.
        let root = unsafe { ba2_of_int32(cr) };
        let message = panic_message(|| root.get(cr).fill(0));
        assert_eq!(message, "Array2: the bigarray is of kind float64, not int32");
        // SAFETY: as above.
        let root = unsafe { bytes_as_genarray(cr) };
        let message = panic_message(|| root.get(cr).to_genarray().len());
        assert_eq!(message, "Genarray: the value is not a bigarray");
    });
}

/// At an odd place of the file, where no `i64` is aligned.
#[test]
fn a_mapped_file_is_read_and_written() {
    ocaml(|cr| {
        let root = ba_mapped(cr);
        let array = root.get(cr);
        assert_eq!((array.dims(), array.to_vec()), ([2, 2], vec![0; 4]));
        array.set([1, 0], i64::from_ne_bytes(*b"ABCDEFGH"));
        let part = root.slice(cr, [0]).root();
        part.get(cr).set(1, i64::from_ne_bytes(*b"abcdefgh"));
        let file: String = ba_file(cr).to_rust(cr);
        assert_eq!(file, format!("x{0}abcdefghABCDEFGH{0}", "\0".repeat(8)));
        // SAFETY: nobody else has the file.
        let message = panic_message(|| unsafe { root.get(cr).as_mut_slice() }.len());
        assert!(
            message.contains("Array2::as_mut_slice") && message.contains("to_vec"),
            "{message}"
        );
        // The part keeps the file mapped.
        drop(root);
        compact(cr);
        part.get(cr).set(0, i64::from_ne_bytes(*b"12345678"));
        drop(part);
        compact(cr);
        let file: String = ba_file(cr).to_rust(cr);
        assert!(file.starts_with("x12345678abcdefgh"), "{file:?}");

        let root = ba_mapped_privately(cr);
        root.get(cr).fill(i64::from_ne_bytes(*b"ABCDEFGH"));
        assert_eq!(root.get(cr).get([1, 1]), Some(i64::from_ne_bytes(*b"ABCDEFGH")));
        let file: String = ba_file(cr).to_rust(cr);
        assert_eq!(file, format!("x{}", "\0".repeat(32)));
    });
}
