//! Scalars, text and containers, there and back.

use ocaml_interop::{
    BoxRoot, DefaultOCamlMapping, DefaultRustMapping, FromOCaml, OCaml, OCamlBytes, OCamlChar,
    OCamlFloat, OCamlFloatArray, OCamlInt, OCamlInt32, OCamlInt64, OCamlList, OCamlNativeint,
    OCamlRef, OCamlRuntime, OCamlUniformArray, ToOCaml, ocaml,
};
use rust_driven::{ocaml, panic_message};

ocaml! {
    fn show_unit(value: ()) -> String;
    fn show_int(value: OCamlInt) -> String;
    fn show_int32(value: OCamlInt32) -> String;
    fn show_char(value: OCamlChar) -> String;
    fn show_nativeint(value: OCamlNativeint) -> String;
    fn show_int64(value: OCamlInt64) -> String;
    fn show_float(value: OCamlFloat) -> String;
    fn show_bool(value: bool) -> String;
    fn show_string(value: String) -> String;
    fn show_bytes(value: OCamlBytes) -> String;
    fn show_int_option(value: Option<OCamlInt>) -> String;
    fn show_result(value: Result<OCamlInt, String>) -> String;
    fn show_int_list(value: OCamlList<OCamlInt>) -> String;
    fn show_string_list(value: OCamlList<String>) -> String;
    fn show_float_list(value: OCamlList<OCamlFloat>) -> String;
    fn show_int_array(value: OCamlUniformArray<OCamlInt>) -> String;
    fn show_string_array(value: OCamlUniformArray<String>) -> String;
    fn show_float_array(value: OCamlUniformArray<OCamlFloat>) -> String;
    fn show_floatarray(value: OCamlFloatArray) -> String;
    fn show_float_array_list(value: OCamlList<OCamlUniformArray<OCamlFloat>>) -> String;
    fn show_nested(value: OCamlList<Result<Option<OCamlList<OCamlInt>>, String>>) -> String;
    fn make_min_int() -> OCamlInt;
    fn make_max_int() -> OCamlInt;
    fn make_string_bytes() -> String;
    fn make_bytes() -> OCamlBytes;
    fn make_floats() -> OCamlFloatArray;
    fn make_no_floats() -> OCamlFloatArray;
    fn make_floatarray() -> OCamlFloatArray;
    fn make_nested() -> OCamlList<Result<Option<OCamlList<OCamlInt>>, String>>;
    fn make_int_array() -> OCamlUniformArray<OCamlInt>;
}

macro_rules! shown {
    ($cr:ident: $($function:ident($value:expr) = $text:expr;)*) => {$(
        assert_eq!($function($cr, $value).to_rust::<String>($cr), $text);
    )*};
}

#[test]
fn scalars_as_ocaml_reads_them() {
    ocaml(|cr| {
        shown! { cr:
            show_unit(()) = "()";
            show_bool(true) = "true";
            show_bool(false) = "false";
            show_int(42_i64) = "42";
            show_int(-42_i32) = "-42";
            show_int(-42_i8) = "-42";
            show_int(200_u8) = "200";
            show_int(-300_i16) = "-300";
            show_int(60_000_u16) = "60000";
            show_int(4_000_000_000_u32) = "4000000000";
            show_int(5_u64) = "5";
            show_int(-6_isize) = "-6";
            show_int(7_usize) = "7";
            show_int((1_i64 << 62) - 1) = "4611686018427387903";
            show_int(-(1_i64 << 62)) = "-4611686018427387904";
            show_int32(i32::MIN) = "-2147483648l";
            show_int64(i64::MAX) = "9223372036854775807L";
            show_float(0.1) = "0x1.999999999999ap-4";
            show_float(f64::NEG_INFINITY) = "-infinity";
        }
    });
}

#[test]
fn text_and_bytes_as_ocaml_reads_them() {
    ocaml(|cr| {
        shown! { cr:
            show_string("") = "\"\"";
            show_string("caf\u{e9}") = r#""caf\195\169""#;
            show_string("nul\0nul".to_owned()) = r#""nul\000nul""#;
            show_string(&b"\xff\x00"[..]) = r#""\255\000""#;
            show_string(vec![1_u8, 2]) = r#""\001\002""#;
            show_bytes("text") = r#"bytes "text""#;
            show_bytes(String::from("text")) = r#"bytes "text""#;
            show_bytes(vec![0_u8; 2]) = r#"bytes "\000\000""#;
            show_bytes(Box::<[u8]>::from([9_u8])) = r#"bytes "\t""#;
            show_bytes(&b"12345678"[..]) = r#"bytes "12345678""#;
        }
    });
}

#[test]
fn containers_as_ocaml_reads_them() {
    let nested =
        vec![Ok(Some(vec![1_i64, 2])), Ok(None), Err("no".to_owned()), Ok(Some(Vec::new()))];
    ocaml(|cr| {
        shown! { cr:
            show_int_option(Some(1_i64)) = "Some 1";
            show_int_option(None::<i64>) = "None";
            show_result(Ok::<i64, String>(1)) = "Ok 1";
            show_result(Err::<i64, _>("why")) = "Error \"why\"";
            show_int_list(vec![1_i64, 2, 3]) = "[1; 2; 3]";
            show_int_list([1_i32, 2]) = "[1; 2]";
            show_int_list(&[1_i64, 2][..]) = "[1; 2]";
            show_int_list(Vec::<i64>::new()) = "[]";
            show_string_list(["a", "b"]) = r#"["a"; "b"]"#;
            show_float_list(vec![0.5, 1.0]) = "[0x1p-1; 0x1p+0]";
            show_int_array(vec![1_i64, 2]) = "[|1; 2|]";
            show_int_array(Vec::<i64>::new()) = "[||]";
            show_string_array(["a", "b"]) = r#"[|"a"; "b"|]"#;
            show_nested(&nested) = r#"[Ok Some [1; 2]; Ok None; Error "no"; Ok Some []]"#;
        }
        assert_eq!(make_nested(cr).to_rust::<Vec<Result<Option<Vec<i64>>, String>>>(cr), nested);
    });
}

#[test]
fn float_arrays_are_flat() {
    ocaml(|cr| {
        shown! { cr:
            show_floatarray(vec![0.5, -0.0]) = "[|0x1p-1; -0x0p+0|]";
            show_floatarray(Vec::<f64>::new()) = "[||]";
            // `float array` is flat: a Rust vector of floats becomes one, even as a uniform array.
            show_float_array(vec![0.5, 2.0]) = "[|0x1p-1; 0x1p+1|]";
            show_float_array(vec![&0.5, &2.0]) = "[|0x1p-1; 0x1p+1|]";
            show_float_array(Vec::<f64>::new()) = "[||]";
            show_float_array_list(vec![vec![0.5], vec![], vec![1.0, 2.0]]) =
                "[[|0x1p-1|]; [||]; [|0x1p+0; 0x1p+1|]]";
        }
        assert_eq!(make_floatarray(cr).to_rust::<Vec<f64>>(cr), [1.5, -0.0, f64::INFINITY]);
        assert!(make_no_floats(cr).to_rust::<Vec<f64>>(cr).is_empty());
    });
}

#[test]
fn scalars_from_ocaml() {
    ocaml(|cr| {
        assert_eq!(make_min_int(cr).to_rust::<i64>(cr), -(1 << 62));
        assert_eq!(make_max_int(cr).to_rust::<i64>(cr), (1 << 62) - 1);
        assert_eq!(make_string_bytes(cr).to_rust::<Vec<u8>>(cr), b"\0\xffcaf\xc3\xa9\0");
        assert_eq!(make_string_bytes(cr).to_rust::<Box<[u8]>>(cr).len(), 8);
        assert_eq!(make_bytes(cr).to_rust::<Vec<u8>>(cr), b"mutable\0");
        assert_eq!(make_bytes(cr).to_rust::<Box<[u8]>>(cr)[..], *b"mutable\0");
        assert_eq!(make_bytes(cr).to_rust::<String>(cr), "mutable\0");
        assert_eq!(make_int_array(cr).to_rust::<Vec<i64>>(cr), [7, 8, 9]);
        assert_eq!(make_int_array(cr).to_rust::<Vec<u8>>(cr), [7, 8, 9]);
        assert_eq!(make_floats(cr).to_rust::<Vec<f64>>(cr), [1.5, -0.0, f64::INFINITY]);
    });
}

/// There and back through one Rust type.
fn round<T, V>(cr: &mut OCamlRuntime, values: &[V])
where
    V: ToOCaml<T> + FromOCaml<T> + PartialEq + std::fmt::Debug,
    T: 'static,
{
    for value in values {
        let root = value.to_boxroot(cr);
        rust_driven::minor(cr);
        assert_eq!(&root.to_rust::<V>(cr), value);
    }
}

#[test]
fn every_scalar_there_and_back() {
    ocaml(|cr| {
        round::<(), _>(cr, &[()]);
        round::<bool, _>(cr, &[true, false]);
        round::<OCamlInt, i64>(cr, &[0, -1, (1 << 62) - 1, -(1 << 62)]);
        round::<OCamlInt, i32>(cr, &[0, i32::MIN, i32::MAX]);
        round::<OCamlInt, i16>(cr, &[i16::MIN, i16::MAX]);
        round::<OCamlInt, i8>(cr, &[i8::MIN, i8::MAX]);
        round::<OCamlInt, u8>(cr, &[u8::MIN, u8::MAX]);
        round::<OCamlInt, u16>(cr, &[u16::MAX]);
        round::<OCamlInt, u32>(cr, &[u32::MAX]);
        round::<OCamlInt, u64>(cr, &[0, (1 << 62) - 1]);
        round::<OCamlInt, isize>(cr, &[-1, 1]);
        round::<OCamlInt, usize>(cr, &[0, 1]);
        round::<OCamlInt64, i64>(cr, &[0, i64::MIN, i64::MAX]);
        round::<OCamlInt32, i32>(cr, &[0, i32::MIN, i32::MAX]);
        round::<OCamlNativeint, isize>(cr, &[0, isize::MIN, isize::MAX]);
        round::<OCamlChar, u8>(cr, &[0, b'a', u8::MAX]);
        round::<OCamlChar, char>(cr, &['\0', 'a', 'ÿ']);
        assert_eq!(show_char(cr, '\'').to_rust::<String>(cr), r"'\''");
        assert_eq!(show_char(cr, u8::MAX).to_rust::<String>(cr), r"'\255'");
        assert_eq!(show_nativeint(cr, isize::MIN).to_rust::<String>(cr), "-9223372036854775808n");
        round::<OCamlFloat, f64>(cr, &[0.0, f64::MIN, f64::MAX, f64::EPSILON]);
        round::<Option<Option<bool>>, _>(cr, &[None, Some(None), Some(Some(true))]);
        round::<Result<OCamlInt, ()>, Result<i64, ()>>(cr, &[Ok(1), Err(())]);
        round::<OCamlList<OCamlFloat>, Vec<f64>>(cr, &[vec![], vec![1.0, 2.0]]);
        round::<OCamlUniformArray<OCamlFloat>, Vec<f64>>(cr, &[vec![], vec![1.0, 2.0]]);
        round::<OCamlUniformArray<(OCamlInt, String)>, Vec<(i64, String)>>(
            cr,
            &[vec![], vec![(1, "one".into())]],
        );
    });
}

#[test]
fn what_has_no_counterpart_panics_whole() {
    ocaml(|cr| {
        for n in [1_i64 << 62, i64::MIN] {
            let message = panic_message(|| show_int(cr, n));
            assert!(message.contains(&n.to_string()) && message.contains("int64"), "{message}");
        }
        let message = panic_message(|| show_char(cr, 'Ā'));
        assert!(message.contains("'Ā'") && message.contains("8 bits"), "{message}");
        let message = panic_message(|| show_int(cr, u64::MAX));
        assert!(message.contains("18446744073709551615"), "{message}");
        let message = panic_message(|| show_int_list(cr, vec![1_i64, 1 << 62]));
        assert!(message.contains("does not fit"), "{message}");
        // And the runtime is whole afterwards.
        rust_driven::compact(cr);
        assert_eq!(show_int(cr, 1_i64).to_rust::<String>(cr), "1");
    });
}

#[test]
fn values_references_and_roots_convert_as_they_are() {
    ocaml(|cr| {
        let root: BoxRoot<String> = "kept".to_boxroot(cr);
        let reference: OCamlRef<String> = &root;
        shown! { cr:
            show_string(reference) = r#""kept""#;
            show_string(&root) = r#""kept""#;
            show_int(OCaml::of_i32(4)) = "4";
            show_int_option(OCaml::none()) = "None";
            show_string_list(vec![&root, &root]) = r#"["kept"; "kept"]"#;
        }
        let list: Vec<BoxRoot<String>> = vec!["a".to_boxroot(cr), "b".to_boxroot(cr)];
        assert_eq!(show_string_list(cr, list).to_rust::<String>(cr), r#"["a"; "b"]"#);
    });
}

/// Compiles only where the default mapping is the one that the contract names.
#[test]
fn default_mappings() {
    fn to<V: DefaultOCamlMapping<OCamlType = T>, T>() {}
    fn from<T: DefaultRustMapping<RustType = V>, V>() {}
    to::<f64, OCamlFloat>();
    to::<i64, OCamlInt64>();
    to::<i32, OCamlInt32>();
    to::<String, String>();
    to::<&str, String>();
    to::<bool, bool>();
    to::<(), ()>();
    to::<Box<[u8]>, OCamlBytes>();
    to::<Box<i64>, OCamlInt64>();
    to::<Option<f64>, Option<OCamlFloat>>();
    to::<Result<f64, String>, Result<OCamlFloat, String>>();
    to::<Vec<i64>, OCamlList<OCamlInt64>>();
    to::<(i64, String), (OCamlInt64, String)>();
    to::<(i32, (), bool), (OCamlInt32, (), bool)>();
    from::<OCamlFloat, f64>();
    from::<OCamlInt, i64>();
    from::<OCamlInt64, i64>();
    from::<OCamlInt32, i32>();
    from::<OCamlNativeint, isize>();
    from::<OCamlChar, u8>();
    from::<String, String>();
    from::<OCamlBytes, Box<[u8]>>();
    from::<OCamlList<OCamlInt32>, Vec<i32>>();
    from::<OCamlUniformArray<String>, Vec<String>>();
    from::<OCamlFloatArray, Vec<f64>>();
    from::<Option<(OCamlInt, bool)>, Option<(i64, bool)>>();
    from::<Result<(), String>, Result<(), String>>();
}
