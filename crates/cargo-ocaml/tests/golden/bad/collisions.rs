//! Different things that would have one name in OCaml.

use ocaml_interop::{DynBox, FromOCaml, OCaml, OCamlDescriber, ToOCaml, export};

pub mod plane {
    use super::*;
    #[derive(ToOCaml, FromOCaml, OCamlDescriber)]
    pub struct Point {
        pub x: f64,
        pub y: f64,
    }
}

pub mod space {
    use super::*;
    #[derive(ToOCaml, FromOCaml, OCamlDescriber)]
    pub struct Point {
        pub x: f64,
        pub y: f64,
        pub z: f64,
    }

    #[export(name = "space_shown")]
    pub fn shown(point: Point) -> f64 {
        point.x + point.y + point.z
    }
}

#[export]
pub fn shown(point: plane::Point) -> f64 {
    point.x + point.y
}

/// OCaml's own name.
#[derive(ToOCaml, FromOCaml, OCamlDescriber)]
pub struct List {
    type_: String,
    r#type: String,
}

#[export]
pub fn listed(list: List) -> String {
    list.type_ + &list.r#type
}

#[export]
pub fn taken(point: OCaml<DynBox<space::Point>>) -> f64 {
    point.as_value().x
}
