//! Kinds whose elements Rust has no type for: complex numbers, OCaml's `int`, half-precision floats.

use std::collections::HashSet;

use ocaml_interop::bigarray::{
    Array1, Array2, BigarrayElt, Complex32, Complex64, Float16, FortranLayout, Genarray, Int,
};
use ocaml_interop::{BoxRoot, OCamlDescriber, OCamlInt, OCamlRuntime, ToOCaml, ocaml};
use rust_driven::{ocaml, panic_message};

ocaml! {
    fn ba_complex32() -> Array1<Complex32>;
    fn ba_complex64() -> Array1<Complex64>;
    fn ba_ints() -> Array1<Int>;
    fn show_ba_complex32(array: Array1<Complex32>) -> String;
    fn show_ba_complex64(array: Array1<Complex64>) -> String;
    fn show_ba_ints(array: Array1<Int>) -> String;
    #[ocaml(name = "ba_element_size")]
    fn size_of_half(array: Array1<Float16>) -> OCamlInt;
    fn ba_ocaml_version() -> String;
    #[ocaml(name = "ba_nativeint")]
    unsafe fn nativeint_as_int() -> Array1<Int>;
}

#[test]
fn complex_numbers() {
    ocaml(|cr| {
        let two = [Complex32 { re: 1.5, im: -2.0 }, Complex32 { re: 0.25, im: 1024.0 }];
        let root = ba_complex32(cr);
        assert_eq!(root.get(cr).to_vec(), two);
        root.get(cr).set(0, Complex32 { re: 3.0, im: 4.0 });
        assert_eq!(show_ba_complex32(cr, &root).to_rust::<String>(cr), "2: 3+4i 0.25+1024i");
        assert_eq!(show_ba_complex32(cr, &two[..]).to_rust::<String>(cr), "2: 1.5-2i 0.25+1024i");

        let two = two.map(|z| Complex64 { re: z.re.into(), im: z.im.into() });
        let root = ba_complex64(cr);
        assert_eq!(root.get(cr).to_vec(), two);
        root.get(cr).set(1, Complex64 { re: 3.0, im: 4.0 });
        assert_eq!(show_ba_complex64(cr, &root).to_rust::<String>(cr), "2: 1.5-2i 3+4i");
        let handed_over = Array1::<Complex64>::from_vec(cr, two.to_vec()).root();
        assert_eq!(
            show_ba_complex64(cr, &handed_over).to_rust::<String>(cr),
            "2: 1.5-2i 0.25+1024i"
        );
        assert_eq!((size_of::<Complex32>(), size_of::<Complex64>()), (8, 16));
    });
}

#[test]
fn ints_have_63_bits() {
    let (min, max) = (isize::MIN >> 1, isize::MAX >> 1);
    ocaml(|cr| {
        let root = ba_ints(cr);
        assert_eq!(root.get(cr).to_vec(), [min, -1, max].map(Int::new));
        assert_eq!(root.get(cr).get(0).map(Int::get), Some(min));
        let array: BoxRoot<Array1<Int>> = [Int::new(min), Int::from(7)].to_boxroot(cr);
        let text = show_ba_ints(cr, &array).to_rust::<String>(cr);
        assert_eq!(text, format!("2: {min} 7"));
    });
    let message = panic_message(|| Int::new(max + 1));
    assert!(message.contains("does not fit OCaml's int"), "{message}");
    assert_eq!(isize::from(Int::new(max)), max);
    assert!(Int::new(-1) < Int::new(0) && Int::default() == Int::new(0));
    assert_eq!(HashSet::from([Int::new(5), Int::from(5)]).len(), 1);
    assert_eq!(format!("{:?}", Int::new(-3)), "Int(-3)");
}

#[test]
fn nativeints_are_no_ints() {
    ocaml(|cr| {
        // SAFETY: what it is is looked at before it is read.
        let root = unsafe { nativeint_as_int(cr) };
        let message = panic_message(|| root.get(cr).to_vec());
        assert_eq!(message, "Array1: the bigarray is of kind nativeint, not int");
    });
}

fn has_half(cr: &mut OCamlRuntime) -> bool {
    !ba_ocaml_version(cr).to_rust::<String>(cr).starts_with("5.1.")
}

#[test]
fn half_precision_from_5_2_on() {
    ocaml(|cr| {
        // 1, -2, the smallest number above 0.
        let three = [0x3c00, 0xc000, 1].map(Float16);
        if has_half(cr) {
            let root: BoxRoot<Array1<Float16>> = three.to_boxroot(cr);
            assert_eq!(size_of_half(cr, &root).to_rust::<isize>(cr), 2);
            assert_eq!(root.get(cr).to_vec(), three);
        } else {
            let message = panic_message(|| {
                let _: BoxRoot<Array1<Float16>> = three.to_boxroot(cr);
            });
            assert!(message.contains("OCaml 5.2"), "{message}");
        }
    });
}

#[test]
fn kinds_have_the_runtimes_numbers() {
    let numbers = [Int::KIND, Complex32::KIND, Complex64::KIND, Float16::KIND];
    assert_eq!(numbers, [8, 10, 11, 13]);
}

#[test]
fn types_are_described() {
    fn name<T: OCamlDescriber>() -> String {
        T::ocaml_type_name()
    }
    assert_eq!(
        name::<Array2<Complex32, FortranLayout>>(),
        "(Complex.t, Bigarray.complex32_elt, Bigarray.fortran_layout) Bigarray.Array2.t"
    );
    assert_eq!(
        name::<Genarray<Int>>(),
        "(int, Bigarray.int_elt, Bigarray.c_layout) Bigarray.Genarray.t"
    );
    assert_eq!(
        name::<Array1<Float16>>(),
        "(float, Bigarray.float16_elt, Bigarray.c_layout) Bigarray.Array1.t"
    );
}
