//! The eight macros of 0.12, in the grammar of 0.12, whose types describe nothing to the checks.

#![allow(deprecated)]

use ocaml_interop::{
    OCamlFloat, OCamlInt, OCamlList, impl_conv_ocaml_record, impl_conv_ocaml_variant,
    impl_from_ocaml_polymorphic_variant, impl_from_ocaml_record, impl_from_ocaml_variant,
    impl_to_ocaml_polymorphic_variant, impl_to_ocaml_record, impl_to_ocaml_variant, ocaml,
};
use rust_driven::ocaml;

/// Both directions, one name.
mod conv {
    use super::*;

    #[derive(Debug, Clone, PartialEq)]
    pub struct Person {
        pub name: String,
        pub age: i64,
        pub friends: Vec<Person>,
    }
    impl_conv_ocaml_record! {
        Person {
            name: String,
            age: OCamlInt,
            friends: OCamlList<Person>,
        }
    }

    #[derive(Debug, Clone, PartialEq)]
    pub enum Shape {
        Empty,
        Circle(f64),
        Unknown,
        Rect(f64, f64),
        Label { text: String, size: i64 },
        Pair((i64, String)),
    }
    impl_conv_ocaml_variant! {
        Shape {
            Shape::Empty,
            Shape::Circle(radius: OCamlFloat),
            Shape::Unknown,
            Shape::Rect(width: OCamlFloat, height: OCamlFloat),
            Shape::Label { text: String, size: OCamlInt },
            Shape::Pair(pair: (OCamlInt, String)),
        }
    }

    ocaml! {
        fn show_person(value: Person) -> String;
        fn make_person() -> Person;
        fn show_shape(value: Shape) -> String;
        fn make_shapes() -> OCamlList<Shape>;
    }

    #[test]
    fn impl_conv_ocaml_record() {
        let bob = Person { name: "Bob".into(), age: 41, friends: vec![] };
        let ann = Person { name: "Ann".into(), age: 40, friends: vec![bob] };
        ocaml(|cr| {
            assert_eq!(make_person(cr).to_rust::<Person>(cr), ann);
            assert_eq!(show_person(cr, ann).to_rust::<String>(cr), "Ann 40 [Bob 41 []]");
        });
    }

    #[test]
    fn impl_conv_ocaml_variant() {
        let shapes = vec![
            Shape::Empty,
            Shape::Circle(1.5),
            Shape::Unknown,
            Shape::Rect(2.0, 0.5),
            Shape::Label { text: "hi".into(), size: 3 },
            Shape::Pair((4, "five".into())),
        ];
        ocaml(|cr| {
            assert_eq!(make_shapes(cr).to_rust::<Vec<Shape>>(cr), shapes);
            let texts = ["Empty", "Circle 0x1.8p+0", "Unknown", "Rect 0x1p+1 0x1p-1"];
            for (shape, text) in shapes.iter().zip(texts) {
                assert_eq!(show_shape(cr, shape).to_rust::<String>(cr), text);
            }
        });
    }
}

/// Two names, one direction each, and expressions.
mod apart {
    use super::*;

    pub struct OCamlVec3;
    pub enum OCamlShape {}
    pub enum OCamlMovement {}

    pub struct Degrees {
        pub x: i32,
        pub y: i32,
        pub z: &'static str,
    }
    impl_to_ocaml_record! {
        Degrees => OCamlVec3 {
            x: OCamlFloat => f64::from(*x),
            y: OCamlFloat => f64::from(*y) / 2.0,
            z: OCamlFloat => z.len() as f64 / 2.0,
        }
    }

    #[derive(Debug, PartialEq)]
    pub struct Read {
        pub x: f64,
        pub y: f64,
        pub z: f64,
    }
    impl_from_ocaml_record! {
        OCamlVec3 => Read {
            x: OCamlFloat,
            y: OCamlFloat,
            z: OCamlFloat,
        }
    }

    pub enum Drawn {
        Empty,
        Circle(i32),
        Unknown,
        Rect(f64, f64),
        Label { text: &'static str, size: i64 },
        Pair((i64, String)),
    }
    impl_to_ocaml_variant! {
        Drawn => OCamlShape {
            Drawn::Empty,
            Drawn::Circle(radius: OCamlFloat => f64::from(*radius) * 2.0),
            Drawn::Unknown,
            Drawn::Rect(width: OCamlFloat, height: OCamlFloat),
            Drawn::Label { text: String, size: OCamlInt },
            Drawn::Pair(pair: (OCamlInt, String)),
        }
    }

    #[derive(Debug, PartialEq)]
    pub enum Seen {
        Empty,
        Circle(f64),
        Unknown,
        Rect { area: f64 },
        Label { text: String, size: i64 },
        Pair(i64),
    }
    impl_from_ocaml_variant! {
        OCamlShape => Seen {
            Seen::Empty,
            Seen::Circle(radius: OCamlFloat),
            Seen::Unknown,
            Rect(width: OCamlFloat, height: OCamlFloat) => {
                let (width, height): (f64, f64) = (width, height);
                Seen::Rect { area: width * height }
            },
            Seen::Label { text: String, size: OCamlInt },
            Pair(pair: (OCamlInt, String)) => {
                let (n, _text): (i64, String) = pair;
                Seen::Pair(n)
            },
        }
    }

    #[derive(Debug, PartialEq)]
    pub enum Movement {
        Stop,
        Step(i64),
        Move(i64, f64),
        Named(String),
        At(i64, i64, i64),
    }
    impl_to_ocaml_polymorphic_variant! {
        Movement => OCamlMovement {
            Movement::Stop,
            Movement::Step(n: OCamlInt),
            Movement::Move(n: OCamlInt, x: OCamlFloat),
            Movement::Named(name: String),
            Movement::At(x: OCamlInt, y: OCamlInt, z: OCamlInt),
        }
    }
    impl_from_ocaml_polymorphic_variant! {
        OCamlMovement => Movement {
            Stop => Movement::Stop,
            Step(n: OCamlInt) => Movement::Step(n),
            Move(n: OCamlInt, x: OCamlFloat) => Movement::Move(n, x),
            Named(name: String) => Movement::Named(name),
            At(x: OCamlInt, y: OCamlInt, z: OCamlInt) => Movement::At(x, y, z),
        }
    }

    ocaml! {
        fn show_vec3(value: OCamlVec3) -> String;
        fn make_vec3() -> OCamlVec3;
        fn show_shape(value: OCamlShape) -> String;
        fn make_shapes() -> OCamlList<OCamlShape>;
        fn show_movement(value: OCamlMovement) -> String;
        fn make_movements() -> OCamlList<OCamlMovement>;
    }

    #[test]
    fn impl_to_ocaml_record_with_expressions() {
        ocaml(|cr| {
            let degrees = Degrees { x: 1, y: 2, z: "z" };
            let shown = show_vec3(cr, degrees).to_rust::<String>(cr);
            assert_eq!(shown, "0x1p+0 0x1p+0 0x1p-1");
        });
    }

    #[test]
    fn impl_from_ocaml_record() {
        ocaml(|cr| {
            let expected = Read { x: 1.0, y: 2.5, z: -3.0 };
            assert_eq!(make_vec3(cr).to_rust::<Read>(cr), expected);
        });
    }

    #[test]
    fn impl_to_ocaml_variant_with_expressions() {
        let drawn = [
            (Drawn::Empty, "Empty"),
            (Drawn::Circle(3), "Circle 0x1.8p+2"),
            (Drawn::Unknown, "Unknown"),
            (Drawn::Rect(2.0, 0.5), "Rect 0x1p+1 0x1p-1"),
            (Drawn::Label { text: "hi", size: 3 }, "Label \"hi\" 3"),
            (Drawn::Pair((4, "five".into())), "Pair (4, \"five\")"),
        ];
        ocaml(|cr| {
            for (value, text) in drawn {
                assert_eq!(show_shape(cr, value).to_rust::<String>(cr), text);
            }
        });
    }

    #[test]
    fn impl_from_ocaml_variant_with_expressions() {
        ocaml(|cr| {
            let seen = [
                Seen::Empty,
                Seen::Circle(1.5),
                Seen::Unknown,
                Seen::Rect { area: 1.0 },
                Seen::Label { text: "hi".into(), size: 3 },
                Seen::Pair(4),
            ];
            assert_eq!(make_shapes(cr).to_rust::<Vec<Seen>>(cr), seen);
        });
    }

    fn movements() -> Vec<Movement> {
        vec![
            Movement::Stop,
            Movement::Step(1),
            Movement::Move(2, 0.5),
            Movement::Named("east".into()),
            Movement::At(1, 2, 3),
        ]
    }

    #[test]
    fn impl_to_ocaml_polymorphic_variant() {
        let texts = ["Stop", "Step 1", "Move 2 0x1p-1", "Named \"east\"", "At 1 2 3"];
        ocaml(|cr| {
            for (value, text) in movements().iter().zip(texts) {
                assert_eq!(show_movement(cr, value).to_rust::<String>(cr), text);
            }
        });
    }

    #[test]
    fn impl_from_ocaml_polymorphic_variant() {
        ocaml(|cr| {
            assert_eq!(make_movements(cr).to_rust::<Vec<Movement>>(cr), movements());
        });
    }
}
