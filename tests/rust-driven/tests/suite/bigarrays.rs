//! `Bigarray.Array1` of every kind, both ways; what isn't the array asked for is refused.

use std::borrow::Borrow;

use ocaml_interop::bigarray::{Array1, BigarrayElt, Char};
use ocaml_interop::{BoxRoot, OCaml, ToOCaml, ocaml};
use rust_driven::{compact, ocaml, panic_message};

macro_rules! kinds {
    ($($test:ident: $type:ty, $make:ident $show:ident $values:expr, $text:literal;)*) => {
        ocaml! { $(
            fn $make() -> Array1<$type>;
            fn $show(array: Array1<$type>) -> String;
        )* }
        $(
            #[test]
            fn $test() {
                let values: Vec<$type> = $values.into();
                ocaml(|cr| {
                    assert_eq!($make(cr).to_rust::<Vec<$type>>(cr), values);
                    let shown = $show(cr, &values[..]);
                    assert_eq!(shown.to_rust::<String>(cr), $text);
                    let shown = $show(cr, values);
                    assert_eq!(shown.to_rust::<String>(cr), $text);
                    let made = $make(cr);
                    let shown = $show(cr, &made);
                    assert_eq!(shown.to_rust::<String>(cr), $text);
                });
            }
        )*
    };
}

kinds! {
    float32: f32, ba_float32 show_ba_float32 [1.5, -2.0], "0x1.8p+0 -0x1p+1";
    float64: f64, ba_float64 show_ba_float64 [1.5, -2.0, 1e300],
        "0x1.8p+0 -0x1p+1 0x1.7e43c8800759cp+996";
    int8_signed: i8, ba_int8_signed show_ba_int8_signed [i8::MIN, i8::MAX], "-128 127";
    int8_unsigned: u8, ba_int8_unsigned show_ba_int8_unsigned [0, u8::MAX], "0 255";
    int16_signed: i16, ba_int16_signed show_ba_int16_signed [i16::MIN, i16::MAX], "-32768 32767";
    int16_unsigned: u16, ba_int16_unsigned show_ba_int16_unsigned [0, u16::MAX], "0 65535";
    int32: i32, ba_int32 show_ba_int32 [i32::MIN, i32::MAX], "-2147483648l 2147483647l";
    int64: i64, ba_int64 show_ba_int64 [i64::MIN, i64::MAX],
        "-9223372036854775808L 9223372036854775807L";
    nativeint: isize, ba_nativeint show_ba_nativeint [isize::MIN, isize::MAX],
        "-9223372036854775808 9223372036854775807";
    char_kind: Char, ba_char show_ba_char [Char(b'a'), Char(255), Char(b'z')], "97 255 122";
}

ocaml! {
    fn ba_empty() -> Array1<i32>;
    unsafe fn ba_fortran() -> Array1<i32>;
    fn ba_sub() -> Array1<i32>;
    unsafe fn ba_two_dimensions() -> Array1<i32>;
    fn ba_mapped_misaligned() -> Array1<i64>;
    #[ocaml(name = "ba_int32")]
    unsafe fn wrong_kind() -> Array1<i64>;
    #[ocaml(name = "make_bytes")]
    unsafe fn no_bigarray() -> Array1<u8>;
}

#[test]
fn kinds_have_the_runtimes_numbers() {
    let numbers = [
        f32::KIND,
        f64::KIND,
        i8::KIND,
        u8::KIND,
        i16::KIND,
        u16::KIND,
        i32::KIND,
        i64::KIND,
        isize::KIND,
        Char::KIND,
    ];
    assert_eq!(numbers, [0, 1, 2, 3, 4, 5, 6, 7, 9, 12]);
    assert_eq!(size_of::<Char>(), 1);
}

#[test]
fn elements_are_read_and_written() {
    ocaml(|cr| {
        let root = ba_sub(cr);
        let array = root.get(cr);
        assert_eq!((array.len(), array.is_empty()), (2, false));
        assert_eq!((array.get(0), array.get(2)), (Some(2), None));
        array.set(1, -7);
        assert_eq!(array.to_vec(), [2, -7]);
        array.copy_from_slice(&[8, 9]);
        // SAFETY: nobody else has the array.
        assert_eq!(unsafe { array.as_slice() }, [8, 9]);
        assert!(panic_message(|| array.set(2, 0)).contains("index 2 of 2"));
        assert!(panic_message(|| array.copy_from_slice(&[1])).contains("1 elements"));
    });
}

#[test]
fn empty_fortran_and_large() {
    ocaml(|cr| {
        let empty = ba_empty(cr);
        assert!(empty.get(cr).is_empty());
        // SAFETY: nobody else has the array.
        assert!(unsafe { empty.get(cr).as_slice() }.is_empty());
        // SAFETY: one dimension lies in memory the same way in both layouts.
        let fortran = unsafe { ba_fortran(cr) };
        assert_eq!(fortran.to_rust::<Vec<i32>>(cr), [5, 6]);
        let none: BoxRoot<Array1<f64>> = Vec::<f64>::new().to_boxroot(cr);
        assert!(none.to_rust::<Vec<f64>>(cr).is_empty());
        let numbers: Vec<i32> = (0..1_000_000).collect();
        let large: BoxRoot<Array1<i32>> = numbers.to_boxroot(cr);
        compact(cr);
        assert_eq!(large.to_rust::<Vec<i32>>(cr), numbers);
    });
}

#[test]
fn misaligned_memory_is_read_and_no_slice() {
    ocaml(|cr| {
        let root = ba_mapped_misaligned(cr);
        let array = root.get(cr);
        let expected = [*b"ABCDEFGH", *b"IJKLMNOP"].map(i64::from_ne_bytes);
        assert_eq!(array.to_vec(), expected);
        // SAFETY: nobody else has the array.
        let message = panic_message(|| unsafe { array.as_slice() }.len());
        assert!(message.contains("aligned") && message.contains("to_vec"), "{message}");
    });
}

#[test]
fn other_kinds_shapes_and_values_are_refused() {
    ocaml(|cr| {
        // SAFETY: what it is is looked at before it is read, here and below.
        let root = unsafe { wrong_kind(cr) };
        let message = panic_message(|| root.get(cr).to_vec());
        assert_eq!(message, "Array1: the bigarray is of kind int32, not int64");
        let error = root.get(cr).try_to_rust::<Vec<i64>>().unwrap_err();
        assert!(error.reason().contains("of kind int32"), "{error}");
        // SAFETY: as above.
        let root = unsafe { ba_two_dimensions(cr) };
        assert!(panic_message(|| root.get(cr).len()).contains("2 dimensions"));
        // SAFETY: as above.
        let root = unsafe { no_bigarray(cr) };
        assert!(panic_message(|| root.get(cr).len()).contains("not a bigarray"));
    });
}

#[test]
fn boxed_slices_become_bytes_bigarrays() {
    ocaml(|cr| {
        let bytes: BoxRoot<Array1<u8>> = Box::<[u8]>::from([1, 2, 3]).to_boxroot(cr);
        assert_eq!(bytes.to_rust::<Vec<u8>>(cr), [1, 2, 3]);
    });
}

/// `Borrow<[A]>` handed out a slice of memory that others may write, in safe code: it is `unsafe
/// as_slice` now. What remains of it is `Borrow` for boxed Rust values.
#[test]
fn borrow_is_for_boxes() {
    ocaml(|cr| {
        let boxed: OCaml<ocaml_interop::DynBox<Vec<i32>>> = OCaml::box_value(cr, vec![1, 2]);
        let numbers: &Vec<i32> = boxed.borrow();
        assert_eq!(numbers, &[1, 2]);
    });
}
