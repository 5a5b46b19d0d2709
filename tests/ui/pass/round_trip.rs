//! Derived types there and back, on a live runtime, in OCaml's own representation.

use ocaml_interop::{
    FromOCaml, OCaml, OCamlDescriber, OCamlFloat, OCamlInt, OCamlRuntime, RawOCaml, ToOCaml,
};

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Clone, Debug, PartialEq)]
struct Person {
    name: String,
    #[ocaml(as_ = "OCamlInt")]
    age: i64,
    friends: Vec<Person>,
    position: Point,
    width: Option<Metres>,
}

#[derive(ToOCaml, FromOCaml, Clone, Debug, PartialEq)]
struct Point {
    x: f64,
    y: Metres,
}

#[derive(ToOCaml, FromOCaml, Clone, Debug, PartialEq)]
#[ocaml(unboxed)]
struct Metres(f64);

#[derive(ToOCaml, FromOCaml, OCamlDescriber, Clone, Debug, PartialEq)]
struct Pair<A, B> {
    first: A,
    second: Vec<B>,
}

#[derive(ToOCaml, FromOCaml, Clone, Debug, PartialEq)]
enum Shape {
    Empty,
    Circle(f64),
    Unknown,
    Rectangle { width: f64, height: f64 },
    Group(Vec<Shape>, Box<Shape>),
}

#[derive(ToOCaml, FromOCaml, Clone, Debug, PartialEq)]
#[ocaml(polymorphic_variant)]
enum Movement {
    Stop,
    #[ocaml(tag = "step")]
    Step(#[ocaml(as_ = "OCamlInt")] i32),
    Rotate(f64, Metres),
}

fn same<T>(cr: &mut OCamlRuntime, value: &T)
where
    T: ToOCaml<T> + FromOCaml<T> + PartialEq + std::fmt::Debug + 'static,
{
    assert_eq!(value.to_ocaml(cr).to_rust::<T>(), *value);
}

pub enum Doubled {}

struct Half {
    half: i64,
    note: String,
}

thread_local!(static EVALUATED: std::cell::Cell<u32> = const { std::cell::Cell::new(0) });

ocaml_interop::impl_to_ocaml_record! {
    Half => Doubled {
        note: String,
        half: OCamlInt => { EVALUATED.set(EVALUATED.get() + 1); *half * 2 },
    }
}

ocaml_interop::impl_from_ocaml_record! { Doubled => Half { note: String, half: OCamlInt } }

#[ocaml_interop::export(name = "round_trip_join")]
pub fn join(cr: &mut OCamlRuntime, text: &str, n: isize, upper: bool) -> Result<OCaml<String>, String> {
    let joined = format!("{text}{n}");
    let joined = if upper { joined.to_uppercase() } else { joined };
    Ok(joined.to_ocaml(cr))
}

unsafe extern "C" {
    safe fn round_trip_join(text: RawOCaml, n: isize, upper: isize) -> RawOCaml;
    safe fn round_trip_join_bytecode(text: RawOCaml, n: RawOCaml, upper: RawOCaml) -> RawOCaml;
}

fn main() {
    let _guard = OCamlRuntime::init().unwrap();
    OCamlRuntime::with_domain_lock(|cr| {
        let origin = Point { x: 0.5, y: Metres(-1.0) };
        let friend = Person {
            name: "Grace".to_owned(),
            age: 85,
            friends: vec![],
            position: origin.clone(),
            width: Some(Metres(0.25)),
        };
        same(cr, &Person { name: "Ada".to_owned(), friends: vec![friend.clone(), friend.clone()], ..friend });
        same(cr, &Pair { first: 1.5, second: vec!["a".to_owned()] });
        for shape in [
            Shape::Empty,
            Shape::Circle(1.0),
            Shape::Unknown,
            Shape::Rectangle { width: 1.0, height: 2.0 },
            Shape::Group(vec![Shape::Unknown, Shape::Circle(3.0)], Box::new(Shape::Empty)),
        ] {
            same(cr, &shape);
        }
        for movement in [Movement::Stop, Movement::Step(-3), Movement::Rotate(1.0, Metres(2.0))] {
            same(cr, &movement);
        }

        // A flat record, an unboxed float, constructors in their order, hashes of OCaml's.
        let flat = origin.to_ocaml(cr);
        assert_eq!((flat.tag_value(), flat.is_block_sized(2)), (254, true));
        assert_eq!(Metres(2.0).to_ocaml(cr).tag_value(), 253);
        assert_eq!(Shape::Rectangle { width: 1.0, height: 2.0 }.to_ocaml(cr).tag_value(), 1);
        assert_eq!(immediate(Shape::Unknown.to_ocaml(cr)), 1);
        assert_eq!(immediate(Movement::Stop.to_ocaml(cr)), 926_227_490);

        // The expression of an impl_ macro is evaluated once.
        let half = Half { half: 21, note: "n".to_owned() };
        let doubled: Half = ToOCaml::<Doubled>::to_ocaml(&half, cr).to_rust();
        assert_eq!((doubled.half, doubled.note.as_str(), EVALUATED.get()), (42, "n", 1));

        let wrong = Shape::Circle(1.0).to_ocaml(cr).root();
        // SAFETY: a wrong claim, whose reading is checked at every step.
        let wrong: OCaml<Movement> = unsafe { OCaml::new(cr, cr.get(&wrong).raw()) };
        assert!(wrong.try_to_rust::<Movement>().is_err());

        assert_eq!(Person::ocaml_type_name(), "person");
        assert_eq!(Pair::<f64, String>::ocaml_type_name(), "(float, string) pair");

        // The stubs, called as OCaml's native and bytecode do.
        let text = "ab".to_ocaml(cr) as OCaml<String>;
        // SAFETY: nothing runs between reading the words and the stubs' use of them.
        let raw = unsafe { text.raw() };
        let joined = round_trip_join(raw, 7, 1);
        // SAFETY: the stub's result, a string, and nothing has run since.
        assert_eq!(unsafe { OCaml::<String>::new(cr, joined) }.as_str(), "AB7");
        let text = "ab".to_ocaml(cr) as OCaml<String>;
        // SAFETY: as above.
        let raw = unsafe { text.raw() };
        let joined = round_trip_join_bytecode(raw, (7 << 1) | 1, 1);
        // SAFETY: as above.
        assert_eq!(unsafe { OCaml::<String>::new(cr, joined) }.as_str(), "ab7");
    });
    let _ = std::marker::PhantomData::<OCamlFloat>;
}

fn immediate<T>(value: OCaml<T>) -> isize {
    assert!(value.is_long());
    // SAFETY: an immediate is no pointer.
    unsafe { value.raw() as isize >> 1 }
}
