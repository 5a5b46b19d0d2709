//! Memory of Rust's that becomes a bigarray's: what OCaml does with it, and what doesn't fit. When it
//! is freed: `tests/handed_over.rs`.

use ocaml_interop::bigarray::{
    Array1, Array2, Array3, Dim, FortranLayout, Genarray, Owned, ShapeError,
};
use ocaml_interop::{BoxRoot, OCaml, OCamlInt, ToOCaml, ocaml};
use rust_driven::{compact, full_major, ocaml, panic_message};

ocaml! {
    fn show_ba1(array: Array1<f64>) -> String;
    fn show_ba2(array: Array2<f64>) -> String;
    fn show_ba2_fortran(array: Array2<f64, FortranLayout>) -> String;
    fn show_ba3(array: Array3<f64>) -> String;
    fn show_ba_gen(array: Genarray<f64>) -> String;
    fn ba_keep_part(array: Array1<f64>, offset: OCamlInt, length: OCamlInt);
    fn ba_kept() -> Array1<f64>;
    fn ba_keep_none();
    fn ba_parts_of_parts(array: Array1<f64>) -> Array1<f64>;
    fn ba_equal(one: Array1<f64>, other: Array1<f64>) -> (bool, bool);
    fn ba_through_marshal(array: Array1<f64>) -> Array1<f64>;
    fn ba_blit_and_fill(array: Array1<f64>) -> Array1<f64>;
    fn ba_domains_share(array: Array1<f64>);
}

fn numbers(n: usize) -> Vec<f64> {
    (0..n).map(|i| i as f64).collect()
}

#[test]
fn nothing_is_copied() {
    ocaml(|cr| {
        let elements = numbers(1000);
        let address = elements.as_ptr();
        let root = Array1::<f64>::from_vec(cr, elements).root();
        compact(cr);
        // SAFETY: nobody else has the array, here and below.
        assert_eq!(unsafe { root.get(cr).as_slice() }.as_ptr(), address);
        assert_eq!(root.to_rust::<Vec<f64>>(cr), numbers(1000));
        root.get(cr).set(999, -1.0);

        let boxed: Box<[u8]> = Box::new([1, 2, 3]);
        let address = boxed.as_ptr();
        let root = Array1::<u8>::from_vec(cr, boxed.into_vec()).root();
        // SAFETY: as above.
        assert_eq!(unsafe { root.get(cr).as_slice() }.as_ptr(), address);

        let mut spacious = Vec::with_capacity(100);
        spacious.extend([1.0, 2.0]);
        let root = Array1::<f64>::from_vec(cr, spacious).root();
        assert_eq!(show_ba1(cr, &root).to_rust::<String>(cr), "2: 1 2");
        let none = Array1::<f64>::from_vec(cr, Vec::new()).root();
        assert_eq!(show_ba1(cr, &none).to_rust::<String>(cr), "0: ");
        assert!(none.sub(cr, 0, 0).is_empty());
    });
}

#[test]
fn of_every_shape() {
    ocaml(|cr| {
        let two = Array2::<f64>::from_shape_vec(cr, [2, 3], numbers(6)).unwrap().root();
        assert_eq!(show_ba2(cr, &two).to_rust::<String>(cr), "2x3: 0 1 2 3 4 5");
        let two = <Array2<f64, FortranLayout>>::from_shape_vec(cr, [2, 3], numbers(6)).unwrap();
        let two = two.root();
        assert_eq!(show_ba2_fortran(cr, &two).to_rust::<String>(cr), "2x3: 0 2 4 1 3 5");
        let three = Array3::<f64>::from_shape_vec(cr, [1, 2, 2], numbers(4)).unwrap().root();
        assert_eq!(show_ba3(cr, &three).to_rust::<String>(cr), "1x2x2: 0 1 2 3");
        let any = Genarray::<f64>::from_shape_vec(cr, vec![2, 1, 1, 2], numbers(4)).unwrap().root();
        assert_eq!(show_ba_gen(cr, &any).to_rust::<String>(cr), "2x1x1x2: 0 1 2 3");
        let one = Genarray::<f64>::from_shape_vec(cr, [], numbers(1)).unwrap().root();
        assert_eq!(show_ba_gen(cr, &one).to_rust::<String>(cr), ": 0");
        let empty = Array2::<f64>::from_shape_vec(cr, [0, 3], Vec::new()).unwrap().root();
        assert_eq!(show_ba2(cr, &empty).to_rust::<String>(cr), "0x3: ");
    });
}

#[test]
fn what_has_no_shape_is_told() {
    ocaml(|cr| {
        let error = Array2::<f64>::from_shape_vec(cr, [2, 2], numbers(6)).unwrap_err();
        assert_eq!(error, ShapeError::Length { dims: vec![2, 2], elements: 6 });
        assert_eq!(
            error.to_string(),
            "a bigarray of [2, 2] has 4 elements, not 6: give the dimensions whose product that is"
        );
        for dims in [[usize::MAX, usize::MAX], [1 << 33, 1 << 33], [0, 1 << 62]] {
            let error = Array2::<f64>::from_shape_vec(cr, dims, Vec::new()).unwrap_err();
            assert_eq!(error, ShapeError::TooLarge { dims: dims.to_vec() });
            assert!(error.to_string().contains("larger than any memory"), "{error}");
        }
        let error = Genarray::<u8>::from_shape_vec(cr, vec![1; 17], vec![0]).unwrap_err();
        assert_eq!(error.to_string(), "a bigarray of 17 dimensions: OCaml's have 16 at most");
    });
}

/// The whole is dead, the vector is Rust's no more, and a part of a part of it goes on.
#[test]
fn parts_outlive_the_whole() {
    ocaml(|cr| {
        let root = Array1::<f64>::from_vec(cr, numbers(8)).root();
        ba_keep_part(cr, &root, 2_i64, 4_i64);
        drop(root);
        full_major(cr);
        cr.releasing_runtime(|| ());
        full_major(cr);
        let part = ba_kept(cr);
        assert_eq!(part.get(cr).to_vec(), [2.0, 3.0, 4.0, 5.0]);
        let part_of_part = part.sub(cr, 1, 2).root();
        ba_keep_none(cr);
        drop(part);
        full_major(cr);
        cr.releasing_runtime(|| ());
        part_of_part.get(cr).set(0, -3.0);
        assert_eq!(show_ba1(cr, &part_of_part).to_rust::<String>(cr), "2: -3 4");

        // [0 1 2 3; 4 5 6 7], of which the second column is taken after a change of layout.
        let root = Array1::<f64>::from_vec(cr, numbers(8)).root();
        let part = ba_parts_of_parts(cr, &root);
        drop(root);
        full_major(cr);
        cr.releasing_runtime(|| ());
        assert_eq!(part.get(cr).to_vec(), [5.0, 6.0]);
    });
}

#[test]
fn ocaml_compares_hashes_marshals_copies() {
    ocaml(|cr| {
        let ours = Array1::<f64>::from_vec(cr, numbers(100)).root();
        let same: BoxRoot<Array1<f64>> = numbers(100).to_boxroot(cr);
        let larger: BoxRoot<Array1<f64>> = numbers(101).to_boxroot(cr);
        assert_eq!(ba_equal(cr, &ours, &same).to_rust::<(bool, bool)>(cr), (true, true));
        assert_eq!(ba_equal(cr, &same, &ours).to_rust::<(bool, bool)>(cr), (true, true));
        assert!(!ba_equal(cr, &ours, &larger).to_rust::<(bool, bool)>(cr).0);
        let part = ours.sub(cr, 10, 20).root();
        let read = ba_through_marshal(cr, &part);
        assert_eq!(read.to_rust::<Vec<f64>>(cr), numbers(100)[10..30]);
        let read = ba_through_marshal(cr, &ours);
        assert_eq!(ba_equal(cr, &ours, &read).to_rust::<(bool, bool)>(cr), (true, true));
        read.get(cr).set(0, 7.0);
        assert_eq!(ours.get(cr).get(0), Some(0.0), "what was read has memory of its own");
        let copy = ba_blit_and_fill(cr, &ours);
        assert_eq!(copy.to_rust::<Vec<f64>>(cr), numbers(100));
        assert_eq!(ours.to_rust::<Vec<f64>>(cr), [9.0; 100]);
    });
}

#[test]
fn two_domains_make_parts_at_once() {
    ocaml(|cr| {
        let root = Array1::<f64>::from_vec(cr, numbers(1000)).root();
        ba_domains_share(cr, &root);
        assert_eq!(root.to_rust::<Vec<f64>>(cr), numbers(1000));
    });
}

#[test]
fn memory_that_is_converted_twice_is_shared() {
    ocaml(|cr| {
        let owned: Owned<f64> = numbers(3).into();
        assert_eq!((owned.dims(), format!("{owned:?}").as_str()), ([3], "Owned { dims: [3], .. }"));
        let one = owned.to_boxroot(cr);
        let other = owned.to_boxroot(cr);
        drop(owned);
        one.get(cr).set(0, 5.0);
        drop(one);
        full_major(cr);
        cr.releasing_runtime(|| ());
        assert_eq!(show_ba1(cr, &other).to_rust::<String>(cr), "3: 5 1 2");
        let made = std::thread::spawn(|| Owned::<f64, Dim<2>>::from_shape_vec([2, 1], numbers(2)));
        let made: OCaml<Array2<f64>> = made.join().unwrap().unwrap().to_ocaml(cr);
        assert_eq!(made.to_vec(), [0.0, 1.0]);
        let error = <Owned<f64, Dim<2>>>::from_shape_vec([2, 1], numbers(3)).unwrap_err();
        assert!(error.to_string().contains("not 3"), "{error}");
    });
}

#[test]
fn in_a_tuple() {
    ocaml(|cr| {
        let pixels = Owned::<f64>::from(numbers(4));
        let pair: BoxRoot<(String, Array1<f64>)> = ("four".to_owned(), pixels).to_boxroot(cr);
        compact(cr);
        let (name, pixels) = pair.get(cr).to_tuple();
        assert_eq!((name.as_str(), pixels.to_vec()), ("four", numbers(4)));
        let message = panic_message(|| pixels.set(4, 0.0));
        assert!(message.contains("index 4 of 4"), "{message}");
    });
}
