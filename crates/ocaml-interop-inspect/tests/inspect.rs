//! What each kind of value is shown as. Needs a runtime: `--features link`.
#![cfg(feature = "link")]

use ocaml_interop::{
    OCaml, OCamlFloat, OCamlFloatArray, OCamlInt, OCamlInt64, OCamlList, OCamlRuntime,
    OCamlUniformArray, ToOCaml,
};
use ocaml_interop_inspect::{ValueRepr, inspect};

fn shown<T>(cr: &mut OCamlRuntime, value: impl ToOCaml<T>) -> String {
    let value: OCaml<'_, T> = value.to_ocaml(cr);
    inspect(value).compact()
}

#[test]
fn every_kind_of_value() -> Result<(), String> {
    let _guard = OCamlRuntime::init()?;
    OCamlRuntime::with_domain_lock(|cr| {
        assert_eq!(shown::<OCamlInt>(cr, -3_i64), "-3");
        assert_eq!(shown::<bool>(cr, true), "1");
        assert_eq!(shown::<OCamlFloat>(cr, 1.5), "<float 1.5>");
        assert_eq!(shown::<OCamlInt64>(cr, i64::MIN), "<int64 -9223372036854775808>");
        assert_eq!(shown::<String>(cr, "a\0b"), "\"a\\0b\"");
        assert_eq!(shown::<String>(cr, &[b'a', 0xff][..]), "\"a\\\\xff\"");
        assert_eq!(shown::<OCamlFloatArray>(cr, vec![1.0, 2.0]), "<flat floats [1.0; 2.0]>");
        assert_eq!(shown::<OCamlUniformArray<OCamlInt>>(cr, Vec::<i64>::new()), "(tag 0)");
        let some_error: Option<Result<i64, String>> = Some(Err("no".to_owned()));
        assert_eq!(
            shown::<Option<Result<OCamlInt, String>>>(cr, some_error),
            "(tag 0: (tag 1: \"no\"))"
        );
        let boxed = OCaml::box_value(cr, 5_u8);
        assert_eq!(inspect(boxed).compact(), "<boxed Rust value>");

        let long: OCaml<'_, OCamlList<OCamlInt>> = vec![7_i64; 100].to_ocaml(cr);
        assert!(inspect(long).compact().contains("<deeper than 64 blocks>"));

        let pair: OCaml<'_, (OCamlInt, String)> = (1_i64, "x").to_ocaml(cr);
        let inspector = inspect(pair);
        let ValueRepr::Block { tag: 0, size: 2, fields, .. } = inspector.repr() else {
            panic!("a pair is a block of two fields: {inspector}");
        };
        assert!(fields[0].is_immediate() && fields[1].is_string());
        assert_eq!(
            inspector.to_string(),
            "block, tag 0, 2 fields: a list's cell, a pair, or a record, array or constructor of \
             two fields\n  immediate 1: 1, true, or the second constant constructor\n  string, 1 \
             bytes: \"x\""
        );
    });
    Ok(())
}
