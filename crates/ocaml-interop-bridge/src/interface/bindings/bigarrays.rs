//! Bigarrays, which the library has types for.

use super::types::Types;
use crate::interface::model::Type;

/// The module, as the reader names it.
const MODULE: &str = "Stdlib.Bigarray.";

/// Elements and kinds of OCaml's, and the Rust type of an element.
const KINDS: [(&str, &str, &str); 14] = [
    ("float", "float32_elt", "f32"),
    ("float", "float64_elt", "f64"),
    ("float", "float16_elt", "::ocaml_interop::bigarray::Float16"),
    ("int", "int8_signed_elt", "i8"),
    ("int", "int8_unsigned_elt", "u8"),
    ("int", "int16_signed_elt", "i16"),
    ("int", "int16_unsigned_elt", "u16"),
    ("int", "int_elt", "::ocaml_interop::bigarray::Int"),
    ("int32", "int32_elt", "i32"),
    ("int64", "int64_elt", "i64"),
    ("nativeint", "nativeint_elt", "isize"),
    ("Stdlib.Complex.t", "complex32_elt", "::ocaml_interop::bigarray::Complex32"),
    ("Stdlib.Complex.t", "complex64_elt", "::ocaml_interop::bigarray::Complex64"),
    ("char", "int8_unsigned_elt", "::ocaml_interop::bigarray::Char"),
];

impl Types<'_> {
    /// The marker of a bigarray's type; of one whose kind or layout is a variable there is none.
    pub fn bigarray(&mut self, path: &str, arguments: &[Type]) -> Option<String> {
        let array = path.strip_prefix(MODULE)?.strip_suffix(".t")?;
        let [element, kind, layout] = arguments else {
            return None;
        };
        let (element, kind, layout) = (self.path(element)?, self.path(kind)?, self.path(layout)?);
        let kind = kind.strip_prefix(MODULE)?;
        let (.., rust) = KINDS.iter().find(|known| (known.0, known.1) == (&*element, kind))?;
        let layout = match layout.strip_prefix(MODULE)? {
            "c_layout" => "",
            "fortran_layout" => ", ::ocaml_interop::bigarray::FortranLayout",
            _ => return None,
        };
        match array {
            "Array0" | "Array1" | "Array2" | "Array3" | "Genarray" => {
                Some(format!("::ocaml_interop::bigarray::{array}<{rust}{layout}>"))
            }
            _ => None,
        }
    }

    /// The path of a type without parameters, whatever else it is called.
    fn path(&mut self, ty: &Type) -> Option<String> {
        let mut ty = ty.clone();
        while let Some(expanded) = self.expanded(&ty) {
            ty = expanded;
        }
        match ty {
            Type::Constr { path, arguments, .. } if arguments.is_empty() => Some(path),
            _ => None,
        }
    }
}
