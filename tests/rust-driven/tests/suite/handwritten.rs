//! Conversions written by hand, with the required methods only: they have no size, so whatever
//! holds them is built part by part, each part rooted.

use ocaml_interop::{
    BoxRoot, FromOCaml, OCaml, OCamlFloat, OCamlInt, OCamlList, OCamlRuntime, OCamlUniformArray,
    ToOCaml, ocaml,
};
use rust_driven::{compact, minor, ocaml};

/// A string in OCaml, backwards.
#[derive(Debug, Clone, PartialEq)]
struct Backwards(String);

// SAFETY: the value made is a string.
unsafe impl ToOCaml<String> for Backwards {
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, String> {
        // A conversion may do anything with the handle.
        minor(cr);
        self.0.chars().rev().collect::<String>().to_ocaml(cr)
    }
}

// SAFETY: the value is read as a string.
unsafe impl FromOCaml<String> for Backwards {
    fn from_ocaml(v: OCaml<'_, String>) -> Self {
        Backwards(v.as_str().chars().rev().collect())
    }
}

/// A float that only its own conversion yields.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Celsius(f64);

// SAFETY: the value made is a float.
unsafe impl ToOCaml<OCamlFloat> for Celsius {
    fn to_ocaml<'a>(&self, cr: &'a mut OCamlRuntime) -> OCaml<'a, OCamlFloat> {
        minor(cr);
        self.0.to_ocaml(cr)
    }
}

// SAFETY: the value is read as a float.
unsafe impl FromOCaml<OCamlFloat> for Celsius {
    fn from_ocaml(v: OCaml<'_, OCamlFloat>) -> Self {
        Celsius(v.to_rust())
    }
}

fn some(n: usize) -> Vec<Backwards> {
    (0..n).map(|n| Backwards(format!("abc {n}"))).collect()
}

#[test]
fn alone() {
    ocaml(|cr| {
        let root: BoxRoot<String> = Backwards("abc".into()).to_boxroot(cr);
        assert_eq!(root.get(cr).as_str(), "cba");
        assert_eq!(root.to_rust::<Backwards>(cr).0, "abc");
    });
}

#[test]
fn inside_lists_arrays_options_and_tuples() {
    ocaml(|cr| {
        for n in [0, 1, 3, 300] {
            let values = some(n);
            let list: BoxRoot<OCamlList<String>> = values.to_boxroot(cr);
            let array: BoxRoot<OCamlUniformArray<String>> = values.to_boxroot(cr);
            compact(cr);
            assert_eq!(list.to_rust::<Vec<Backwards>>(cr), values);
            assert_eq!(array.to_rust::<Vec<Backwards>>(cr), values);
        }
        type Row = (String, OCamlInt, Option<String>, Result<OCamlList<String>, ()>);
        let row =
            (Backwards("x".into()), 5_i64, Some(Backwards("yz".into())), Ok::<_, ()>(some(3)));
        let root: BoxRoot<Row> = row.to_boxroot(cr);
        compact(cr);
        type Rust = (Backwards, i64, Option<Backwards>, Result<Vec<Backwards>, ()>);
        assert_eq!(root.to_rust::<Rust>(cr), row);
    });
}

#[test]
fn in_arguments_beside_sized_ones() {
    ocaml! {
        fn join(separator: String, parts: OCamlList<String>) -> String;
    }
    ocaml(|cr| {
        let joined = join(cr, ", ", some(3));
        assert_eq!(joined.to_rust::<String>(cr), "0 cba, 1 cba, 2 cba");
        let joined = join(cr, Backwards("<>".into()), vec!["a", "b"]);
        assert_eq!(joined.to_rust::<String>(cr), "a><b");
    });
}

#[test]
fn floats_in_flat_arrays() {
    ocaml! {
        fn show_float_array(value: OCamlUniformArray<OCamlFloat>) -> String;
        fn show_float_list(value: OCamlList<OCamlFloat>) -> String;
    }
    ocaml(|cr| {
        let values = vec![Celsius(0.5), Celsius(2.0)];
        let shown = show_float_array(cr, &values);
        assert_eq!(shown.to_rust::<String>(cr), "[|0x1p-1; 0x1p+1|]");
        let shown = show_float_list(cr, &values);
        assert_eq!(shown.to_rust::<String>(cr), "[0x1p-1; 0x1p+1]");
        let list: BoxRoot<OCamlList<OCamlFloat>> = values.to_boxroot(cr);
        assert_eq!(list.to_rust::<Vec<Celsius>>(cr), values);
        // Reading it from a flat array needs one method more, and says so.
        let array: BoxRoot<OCamlUniformArray<OCamlFloat>> = values.to_boxroot(cr);
        let error = array.try_to_rust::<Vec<Celsius>>(cr).unwrap_err();
        assert!(error.to_string().contains("from_float"), "{error}");
        assert_eq!(error.path(), "[0]");
    });
}

mod in_records {
    use super::{Backwards, Celsius};
    use ocaml_interop::{FromOCaml, OCamlDescriber, OCamlFloat, OCamlInt, ToOCaml, ocaml};
    use rust_driven::ocaml;

    #[derive(ToOCaml, FromOCaml, OCamlDescriber, Debug, PartialEq, Clone)]
    struct Person {
        #[ocaml(as_ = "String")]
        name: Backwards,
        #[ocaml(as_ = "OCamlInt")]
        age: i64,
        friends: Vec<Person>,
    }

    #[derive(ToOCaml, OCamlDescriber, Debug, PartialEq)]
    struct Vec3 {
        #[ocaml(as_ = "OCamlFloat")]
        x: Celsius,
        y: f64,
        #[ocaml(as_ = "OCamlFloat")]
        z: Celsius,
    }

    ocaml! {
        fn show_person(person: Person) -> String;
        fn make_person() -> Person;
        fn show_vec3(v: Vec3) -> String;
    }

    #[test]
    fn in_a_derived_record() {
        ocaml(|cr| {
            let bob = Person { name: Backwards("boB".into()), age: 41, friends: vec![] };
            let ann = Person { name: Backwards("nnA".into()), age: 40, friends: vec![bob] };
            let shown = show_person(cr, &ann);
            assert_eq!(shown.to_rust::<String>(cr), "Ann 40 [Bob 41 []]");
            assert_eq!(make_person(cr).to_rust::<Person>(cr), ann);
        });
    }

    #[test]
    fn in_a_flat_record() {
        ocaml(|cr| {
            let v = Vec3 { x: Celsius(0.5), y: 1.0, z: Celsius(2.0) };
            assert_eq!(show_vec3(cr, &v).to_rust::<String>(cr), "0x1p-1 0x1p+0 0x1p+1");
        });
    }
}
