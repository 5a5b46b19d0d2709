//! Tuples of 2 to 12 components, both ways, and their accessors.

use ocaml_interop::{OCaml, OCamlFloat, OCamlInt, ToOCaml, ocaml};
use rust_driven::ocaml;

ocaml! {
    fn show_tuple2(tuple: (OCamlInt, String)) -> String;
    fn make_tuple2() -> (OCamlInt, String);
    fn show_tuple3(tuple: (OCamlInt, String, OCamlFloat)) -> String;
    fn make_tuple3() -> (OCamlInt, String, OCamlFloat);
    fn show_tuple4(tuple: (OCamlInt, String, OCamlFloat, OCamlInt)) -> String;
    fn make_tuple4() -> (OCamlInt, String, OCamlFloat, OCamlInt);
    fn show_tuple5(tuple: (OCamlInt, String, OCamlFloat, OCamlInt, String)) -> String;
    fn make_tuple5() -> (OCamlInt, String, OCamlFloat, OCamlInt, String);
    fn show_tuple6(tuple: (OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat)) -> String;
    fn make_tuple6() -> (OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat);
    fn show_tuple7(tuple: (OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat, OCamlInt)) -> String;
    fn make_tuple7() -> (OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat, OCamlInt);
    fn show_tuple8(tuple: (OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat, OCamlInt, String)) -> String;
    fn make_tuple8() -> (OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat, OCamlInt, String);
    fn show_tuple9(tuple: (OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat)) -> String;
    fn make_tuple9() -> (OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat);
    fn show_tuple10(tuple: (OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat, OCamlInt)) -> String;
    fn make_tuple10() -> (OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat, OCamlInt);
    fn show_tuple11(tuple: (OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat, OCamlInt, String)) -> String;
    fn make_tuple11() -> (OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat, OCamlInt, String);
    fn show_tuple12(tuple: (OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat)) -> String;
    fn make_tuple12() -> (OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat, OCamlInt, String, OCamlFloat);
}

macro_rules! both_ways {
    ($($name:ident: $show:ident $make:ident $value:expr, $type:ty, $text:literal;)*) => {$(
        #[test]
        fn $name() {
            ocaml(|cr| {
                assert_eq!($show(cr, &$value).to_rust::<String>(cr), $text);
                assert_eq!($make(cr).to_rust::<$type>(cr), $value);
            });
        }
    )*};
}

both_ways! {
    tuples_of_2: show_tuple2 make_tuple2
        (0_i64, "c1".to_owned()),
        (i64, String),
        "0, \"c1\"";
    tuples_of_3: show_tuple3 make_tuple3
        (0_i64, "c1".to_owned(), 2.5),
        (i64, String, f64),
        "0, \"c1\", 0x1.4p+1";
    tuples_of_4: show_tuple4 make_tuple4
        (0_i64, "c1".to_owned(), 2.5, 3_i64),
        (i64, String, f64, i64),
        "0, \"c1\", 0x1.4p+1, 3";
    tuples_of_5: show_tuple5 make_tuple5
        (0_i64, "c1".to_owned(), 2.5, 3_i64, "c4".to_owned()),
        (i64, String, f64, i64, String),
        "0, \"c1\", 0x1.4p+1, 3, \"c4\"";
    tuples_of_6: show_tuple6 make_tuple6
        (0_i64, "c1".to_owned(), 2.5, 3_i64, "c4".to_owned(), 5.5),
        (i64, String, f64, i64, String, f64),
        "0, \"c1\", 0x1.4p+1, 3, \"c4\", 0x1.6p+2";
    tuples_of_7: show_tuple7 make_tuple7
        (0_i64, "c1".to_owned(), 2.5, 3_i64, "c4".to_owned(), 5.5, 6_i64),
        (i64, String, f64, i64, String, f64, i64),
        "0, \"c1\", 0x1.4p+1, 3, \"c4\", 0x1.6p+2, 6";
    tuples_of_8: show_tuple8 make_tuple8
        (0_i64, "c1".to_owned(), 2.5, 3_i64, "c4".to_owned(), 5.5, 6_i64, "c7".to_owned()),
        (i64, String, f64, i64, String, f64, i64, String),
        "0, \"c1\", 0x1.4p+1, 3, \"c4\", 0x1.6p+2, 6, \"c7\"";
    tuples_of_9: show_tuple9 make_tuple9
        (0_i64, "c1".to_owned(), 2.5, 3_i64, "c4".to_owned(), 5.5, 6_i64, "c7".to_owned(), 8.5),
        (i64, String, f64, i64, String, f64, i64, String, f64),
        "0, \"c1\", 0x1.4p+1, 3, \"c4\", 0x1.6p+2, 6, \"c7\", 0x1.1p+3";
    tuples_of_10: show_tuple10 make_tuple10
        (0_i64, "c1".to_owned(), 2.5, 3_i64, "c4".to_owned(), 5.5, 6_i64, "c7".to_owned(), 8.5, 9_i64),
        (i64, String, f64, i64, String, f64, i64, String, f64, i64),
        "0, \"c1\", 0x1.4p+1, 3, \"c4\", 0x1.6p+2, 6, \"c7\", 0x1.1p+3, 9";
    tuples_of_11: show_tuple11 make_tuple11
        (0_i64, "c1".to_owned(), 2.5, 3_i64, "c4".to_owned(), 5.5, 6_i64, "c7".to_owned(), 8.5, 9_i64, "c10".to_owned()),
        (i64, String, f64, i64, String, f64, i64, String, f64, i64, String),
        "0, \"c1\", 0x1.4p+1, 3, \"c4\", 0x1.6p+2, 6, \"c7\", 0x1.1p+3, 9, \"c10\"";
    tuples_of_12: show_tuple12 make_tuple12
        (0_i64, "c1".to_owned(), 2.5, 3_i64, "c4".to_owned(), 5.5, 6_i64, "c7".to_owned(), 8.5, 9_i64, "c10".to_owned(), 11.5),
        (i64, String, f64, i64, String, f64, i64, String, f64, i64, String, f64),
        "0, \"c1\", 0x1.4p+1, 3, \"c4\", 0x1.6p+2, 6, \"c7\", 0x1.1p+3, 9, \"c10\", 0x1.7p+3";
}

#[test]
fn accessors_reach_every_component() {
    ocaml(|cr| {
        let root = make_tuple12(cr);
        let tuple = root.get(cr);
        assert_eq!(tuple.fst().to_i64(), 0);
        assert_eq!(tuple.snd().as_str(), "c1");
        assert_eq!(tuple.tuple_3().to_f64(), 2.5);
        assert_eq!(tuple.tuple_4().to_i64(), 3);
        assert_eq!(tuple.tuple_5().as_str(), "c4");
        assert_eq!(tuple.tuple_6().to_f64(), 5.5);
        assert_eq!(tuple.tuple_7().to_i64(), 6);
        assert_eq!(tuple.tuple_8().as_str(), "c7");
        assert_eq!(tuple.tuple_9().to_f64(), 8.5);
        assert_eq!(tuple.tuple_10().to_i64(), 9);
        assert_eq!(tuple.tuple_11().as_str(), "c10");
        assert_eq!(tuple.tuple_12().to_f64(), 11.5);
        let parts = tuple.to_tuple();
        assert_eq!((parts.0.to_i64(), parts.11.to_f64()), (0, 11.5));
    });
}

#[test]
fn tuples_of_floats_are_not_flat() {
    ocaml! {
        fn show_float_pair(pair: (OCamlFloat, OCamlFloat)) -> String;
    }
    ocaml(|cr| {
        let shown = show_float_pair(cr, (0.5, 2.0));
        assert_eq!(shown.to_rust::<String>(cr), "(0x1p-1, 0x1p+1)");
        let pair: OCaml<(OCamlFloat, OCamlFloat)> = (0.5, 2.0).to_ocaml(cr);
        assert_eq!(pair.tag_value(), 0);
        assert_eq!(pair.to_rust::<(f64, f64)>(), (0.5, 2.0));
    });
}

#[test]
fn tuples_nest() {
    ocaml(|cr| {
        let nested = ((1_i64, "a".to_owned()), (vec![(2_i64, true)], Some((0.5, ()))));
        type Nested = (
            (OCamlInt, String),
            (ocaml_interop::OCamlList<(OCamlInt, bool)>, Option<(OCamlFloat, ())>),
        );
        let value: OCaml<Nested> = nested.to_ocaml(cr);
        type Rust = ((i64, String), (Vec<(i64, bool)>, Option<(f64, ())>));
        assert_eq!(value.to_rust::<Rust>(), nested);
    });
}
