//! `Box`, `Rc`, `Arc`, `Cow`, `&T`: as what they point to.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use ocaml_interop::{BoxRoot, OCamlFloat, OCamlInt, OCamlList, OCamlUniformArray, ToOCaml, ocaml};
use rust_driven::ocaml;

ocaml! {
    fn show_string(value: String) -> String;
    fn show_int_list(value: OCamlList<OCamlInt>) -> String;
    fn show_float_array(value: OCamlUniformArray<OCamlFloat>) -> String;
    fn make_nested() -> OCamlList<Result<Option<OCamlList<OCamlInt>>, String>>;
}

#[test]
fn to_ocaml() {
    ocaml(|cr| {
        let mut text = String::from("t");
        for shown in [
            show_string(cr, Box::new("t")),
            show_string(cr, Rc::<str>::from("t")),
            show_string(cr, Arc::new(String::from("t"))),
            show_string(cr, Cow::Borrowed("t")),
            show_string(cr, Cow::<'_, str>::Owned("t".into())),
            show_string(cr, &&&"t"),
            show_string(cr, &mut text),
        ] {
            assert_eq!(shown.to_rust::<String>(cr), "\"t\"");
        }
        let shown = show_int_list(cr, vec![Rc::new(1_i64), Rc::new(2)]);
        assert_eq!(shown.to_rust::<String>(cr), "[1; 2]");
        let shown = show_int_list(cr, Cow::Borrowed(&[1_i64, 2][..]));
        assert_eq!(shown.to_rust::<String>(cr), "[1; 2]");
        let shown = show_float_array(cr, Arc::<[f64]>::from([0.5]));
        assert_eq!(shown.to_rust::<String>(cr), "[|0x1p-1|]");
        let shown = show_float_array(cr, vec![Box::new(0.5)]);
        assert_eq!(shown.to_rust::<String>(cr), "[|0x1p-1|]");
    });
}

#[test]
fn from_ocaml() {
    ocaml(|cr| {
        let root: BoxRoot<String> = "t".to_boxroot(cr);
        assert_eq!(*root.to_rust::<Box<String>>(cr), "t");
        assert_eq!(*root.to_rust::<Rc<String>>(cr), "t");
        assert_eq!(*root.to_rust::<Arc<String>>(cr), "t");
        assert_eq!(root.to_rust::<Cow<'static, str>>(cr), "t");
        let floats: BoxRoot<OCamlUniformArray<OCamlFloat>> = vec![0.5].to_boxroot(cr);
        assert_eq!(*floats.to_rust::<Vec<Rc<f64>>>(cr)[0], 0.5);
        assert_eq!(*floats.to_rust::<Vec<Box<f64>>>(cr)[0], 0.5);
        type Shared = Arc<Vec<Rc<Result<Option<Box<Vec<i64>>>, Cow<'static, str>>>>>;
        let nested = make_nested(cr).to_rust::<Shared>(cr);
        assert_eq!(*nested[2], Err(Cow::Borrowed("no")));
        assert_eq!(nested[0].as_ref().as_ref().unwrap().as_deref(), Some(&vec![1, 2]));
    });
}
