//! `OCaml<'a, T>`: what each type can be asked.

use ocaml_interop::{
    BoxRoot, OCaml, OCamlBytes, OCamlException, OCamlFixnumConversionError, OCamlFloat,
    OCamlFloatArray, OCamlInt, OCamlInt32, OCamlInt64, OCamlList, OCamlRef, OCamlUniformArray,
    RawOCaml, ToOCaml, ocaml,
};
use rust_driven::{ocaml, panic_message};

ocaml! {
    fn make_string_bytes() -> String;
    fn make_not_utf8() -> String;
    fn make_bytes() -> OCamlBytes;
    fn make_floats() -> OCamlFloatArray;
    fn make_ints() -> OCamlList<OCamlInt>;
    fn make_int_array() -> OCamlUniformArray<OCamlInt>;
    fn identity(value: Result<OCamlInt, String>) -> Result<OCamlInt, String>;
}

#[test]
fn unit_and_none_are_immediates_for_ever() {
    ocaml(|cr| {
        let unit: OCaml<'static, ()> = OCaml::unit();
        let none: OCaml<'static, Option<String>> = OCaml::none();
        rust_driven::full_major(cr);
        let () = unit.to_rust();
        assert_eq!(none.to_rust::<Option<String>>(), None);
        assert!(unit.is_long() && none.is_long() && !none.is_block());
    });
}

#[test]
fn int_holds_63_bits() {
    for n in [0, 1, -1, i64::from(i32::MAX), (1 << 62) - 1, -(1 << 62)] {
        let int = OCaml::of_i64(n).unwrap();
        assert_eq!(int.to_i64(), n);
        // SAFETY: it fits 63 bits: `of_i64` has said so.
        assert_eq!(unsafe { OCaml::of_i64_unchecked(n) }.to_i64(), n);
    }
    for n in [1 << 62, -(1 << 62) - 1, i64::MAX, i64::MIN] {
        let error = OCaml::of_i64(n).unwrap_err();
        assert_eq!(error, OCamlFixnumConversionError::InputTooBig(n));
        assert!(error.to_string().contains(&n.to_string()), "{error}");
    }
    assert_eq!(OCaml::of_i32(i32::MIN).to_i64(), i64::from(i32::MIN));
}

#[test]
fn boxed_numbers_and_bool() {
    assert!(OCaml::of_bool(true).to_bool() && !OCaml::of_bool(false).to_bool());
    ocaml(|cr| {
        let number: OCaml<OCamlInt32> = i32::MIN.to_ocaml(cr);
        assert_eq!(number.to_i32(), i32::MIN);
        let number: OCaml<OCamlInt64> = i64::MIN.to_ocaml(cr);
        assert_eq!(number.to_i64(), i64::MIN);
        let number: OCaml<OCamlFloat> = f64::MIN_POSITIVE.to_ocaml(cr);
        assert_eq!(number.to_f64(), f64::MIN_POSITIVE);
        let nan: OCaml<OCamlFloat> = f64::NAN.to_ocaml(cr);
        assert!(nan.to_f64().is_nan());
    });
}

#[test]
fn string_gives_bytes_and_text_in_place() {
    ocaml(|cr| {
        let root = make_string_bytes(cr);
        let string = root.get(cr);
        assert_eq!(string.as_bytes(), b"\0\xffcaf\xc3\xa9\0");
        assert!(panic_message(|| string.as_str().len()).contains("not UTF-8"));
        let text: OCaml<String> = "caf\u{e9}\0".to_ocaml(cr);
        assert_eq!(text.as_str(), "caf\u{e9}\0");
        // SAFETY: made from a `&str`.
        assert_eq!(unsafe { text.as_str_unchecked() }, "caf\u{e9}\0");
    });
}

#[test]
fn bytes_are_copied_or_read_unsafely() {
    ocaml(|cr| {
        let root = make_bytes(cr);
        let bytes = root.get(cr);
        assert_eq!((bytes.len(), bytes.is_empty()), (8, false));
        assert_eq!(bytes.to_vec(), b"mutable\0");
        // SAFETY: nobody else has the value.
        unsafe {
            assert_eq!(bytes.as_bytes(), b"mutable\0");
            assert_eq!(bytes.as_str(), "mutable\0");
            assert_eq!(bytes.as_str_unchecked(), "mutable\0");
        }
        let empty: OCaml<OCamlBytes> = b""[..].to_ocaml(cr);
        assert!(empty.is_empty() && empty.to_vec().is_empty());
    });
}

#[test]
fn option_and_result_are_taken_apart() {
    ocaml(|cr| {
        let some: OCaml<Option<OCamlInt>> = Some(5_i64).to_ocaml(cr);
        assert!(some.is_some() && !some.is_none());
        assert_eq!(some.to_option().unwrap().to_i64(), 5);
        let none: OCaml<Option<OCamlInt>> = None::<i64>.to_ocaml(cr);
        assert!(none.is_none() && none.to_option().is_none());
        let ok = identity(cr, Ok::<i64, String>(3));
        let ok = ok.get(cr);
        assert!(ok.is_ok() && !ok.is_error());
        assert_eq!(ok.to_result().unwrap().to_i64(), 3);
        let error = identity(cr, Err::<i64, _>("no"));
        let error = error.get(cr);
        assert!(error.is_error() && !error.is_ok());
        assert_eq!(error.to_result().unwrap_err().as_str(), "no");
    });
}

#[test]
fn lists_by_hand_and_by_iteration() {
    ocaml(|cr| {
        assert!(OCaml::<OCamlList<OCamlInt>>::nil(cr).is_empty());
        assert!(OCaml::<OCamlList<OCamlInt>>::nil(cr).uncons().is_none());
        let root = make_ints(cr);
        let list = root.get(cr);
        assert!(!list.is_empty());
        assert_eq!(list.hd().unwrap().to_i64(), 1);
        assert_eq!(list.tl().unwrap().hd().unwrap().to_i64(), 2);
        let (head, tail) = list.uncons().unwrap();
        assert_eq!((head.to_i64(), tail.iter().count()), (1, 3));
        let mut sum = 0;
        for element in list {
            sum += element.to_i64();
        }
        assert_eq!(sum, 5_000_000_007);
    });
}

#[test]
fn arrays_by_index() {
    ocaml(|cr| {
        let root = make_int_array(cr);
        let array = root.get(cr);
        assert_eq!((array.len(), array.is_empty()), (3, false));
        assert_eq!(array.get(2).unwrap().to_i64(), 9);
        assert!(array.get(3).is_none());
        let root = make_floats(cr);
        let floats = root.get(cr);
        assert_eq!((floats.len(), floats.is_empty()), (3, false));
        assert_eq!((floats.get(0), floats.get(3)), (Some(1.5), None));
        assert!(floats.get(1).unwrap().is_sign_negative());
    });
}

#[test]
fn a_float_array_read_as_a_uniform_one_is_refused() {
    ocaml! {
        #[ocaml(name = "make_floats")]
        fn floats_as_uniform() -> OCamlUniformArray<OCamlFloat>;
    }
    ocaml(|cr| {
        let root = floats_as_uniform(cr);
        let message = panic_message(|| root.get(cr).get(0).map(|x| x.to_f64()));
        assert!(message.contains("OCamlFloatArray"), "{message}");
        assert_eq!(root.to_rust::<Vec<f64>>(cr), [1.5, -0.0, f64::INFINITY]);
    });
}

#[test]
fn references_read_with_the_handle() {
    ocaml(|cr| {
        let root = make_not_utf8(cr);
        let reference: OCamlRef<String> = &root;
        assert_eq!(reference.to_rust::<Vec<u8>>(cr), b"caf\xe9");
        assert!(reference.try_to_rust::<String>(cr).is_err());
        let value = cr.get(reference);
        let again: OCamlRef<String> = value.as_ref();
        // SAFETY: the handle is held, and nothing runs in between.
        unsafe {
            assert_eq!(again.get_raw(), value.raw());
            let _: RawOCaml = reference.get_raw();
            assert_eq!(value.tag_value(), 252);
            assert_eq!(value.size(), 1);
        }
        assert!(value.is_block() && value.is_block_sized(1) && !value.is_block_sized(2));
    });
}

#[test]
fn fields_and_custom_payloads_by_hand() {
    ocaml(|cr| {
        let pair: OCaml<(OCamlInt, String)> = (4_i64, "four").to_ocaml(cr);
        // SAFETY: a pair's second field is a string.
        assert_eq!(unsafe { pair.field::<String>(1) }.as_str(), "four");
        let number: OCaml<OCamlInt64> = 77_i64.to_ocaml(cr);
        // SAFETY: an int64's payload is an i64.
        assert_eq!(unsafe { *number.custom_ptr_val::<i64>() }, 77);
    });
}

#[test]
fn exceptions_tell_their_one_string() {
    ocaml! {
        #[ocaml(catch)]
        fn fail_with(message: String);
        #[ocaml(catch)]
        fn raise_plain();
        #[ocaml(catch)]
        fn raise_custom();
        #[ocaml(catch)]
        fn raise_odd();
    }
    ocaml(|cr| {
        let error = fail_with(cr, "no\0nul").unwrap_err();
        let exception: OCaml<OCamlException> = error.exception().get(cr);
        assert_eq!(exception.message().as_deref(), Some("no\0nul"));
        assert_eq!(raise_plain(cr).unwrap_err().message(cr), None);
        assert_eq!(raise_custom(cr).unwrap_err().message(cr), None);
        assert_eq!(raise_odd(cr).unwrap_err().message(cr).as_deref(), Some("caf\u{fffd}"));
    });
}

/// One byte that isn't ASCII, at every place of texts as long as what is looked at in one step.
#[test]
fn text_is_utf8_wherever_it_may_not_be() {
    let step = if cfg!(feature = "gc-stress") { 37 } else { 1 };
    ocaml(|cr| {
        for length in (1..80).chain([511, 512, 513, 519, 1023, 1024, 1100]) {
            for place in (0..length).step_by(step) {
                let mut bytes = vec![b'x'; length];
                bytes[place] = 0xff;
                let wrong: BoxRoot<String> = bytes.to_boxroot(cr);
                let error = wrong.try_to_rust::<String>(cr).unwrap_err();
                assert!(error.reason().contains(&format!("index {place}")), "{length}: {error}");
                if place + 1 < length {
                    bytes[place..place + 2].copy_from_slice("é".as_bytes());
                    let right: BoxRoot<String> = bytes.to_boxroot(cr);
                    assert_eq!(right.to_rust::<String>(cr).as_bytes(), bytes);
                    assert_eq!(right.get(cr).as_str().as_bytes(), bytes);
                }
            }
        }
    });
}
