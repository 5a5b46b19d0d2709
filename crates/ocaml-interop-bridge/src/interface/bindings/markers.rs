//! Types where they are used: as markers in signatures, and as what fields hold.

use std::collections::BTreeSet;

use super::types::{Place, Plan, Reason, Types};
use super::walk::{parameters_of, substituted, variable};
use crate::interface::model::{Origin, Type};

/// A type in Rust.
#[derive(Debug, Clone)]
pub(super) struct Rust {
    /// What a field holds.
    pub ty: String,
    /// The OCaml type.
    pub marker: String,
    /// The OCaml type is what the Rust type stands for by default.
    pub is_default: bool,
    /// Is no root.
    pub is_plain: bool,
}

/// Types of the standard library that Rust has, converted with what is in them.
const CONVERTED: &[(&str, &str)] =
    &[("Stdlib.result", "Result"), ("Stdlib.Either.t", "::ocaml_interop::Either")];

/// Those that the library has markers for, held as values.
const HELD: &[(&str, &str)] = &[
    ("Stdlib.ref", "OCamlReference"),
    ("Stdlib.Atomic.t", "OCamlAtomic"),
    ("Stdlib.Hashtbl.t", "OCamlHashtbl"),
    ("Stdlib.Queue.t", "OCamlQueue"),
    ("Stdlib.Stack.t", "OCamlStack"),
    ("Stdlib.Buffer.t", "OCamlBuffer"),
    ("Stdlib.Seq.t", "OCamlSeq"),
];

fn find(table: &[(&str, &'static str)], path: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == path).map(|(_, rust)| *rust)
}

/// Whether it is a type of the standard library that Rust or the library has.
pub(super) fn is_known(path: &str) -> bool {
    find(CONVERTED, path).or(find(HELD, path)).is_some()
}

impl Types<'_> {
    /// A type in a signature.
    pub fn marker(&mut self, ty: &Type, place: Place<'_>) -> Result<String, Reason> {
        Ok(self.rust(ty, place)?.marker)
    }

    /// A type, and all that it is another name of, one step of it.
    pub fn expanded(&mut self, ty: &Type) -> Option<Type> {
        let Type::Constr { path, arguments, .. } = ty else {
            return None;
        };
        if is_known(path) || !matches!(self.plan(path), Plan::Alias) {
            return None;
        }
        let declaration = self.reading.declaration(path)?;
        let names: Vec<_> = parameters_of(declaration).collect();
        Some(substituted(declaration.manifest.as_ref()?, &names, arguments))
    }

    /// A type, as it is had in Rust.
    pub fn rust(&mut self, ty: &Type, place: Place<'_>) -> Result<Rust, Reason> {
        let plain = |ty: &str, marker: &str, is_default| Rust {
            ty: ty.to_owned(),
            marker: marker.to_owned(),
            is_default,
            is_plain: true,
        };
        match ty {
            Type::Var { weak: true, .. } => Err("a part of its type isn't known".to_owned()),
            Type::Var { name, .. } => {
                let rust = variable(name);
                match place.is_generic && place.markers.contains(name) {
                    true => Ok(rooted(rust)),
                    false => Ok(plain(&rust, &rust, true)),
                }
            }
            Type::Tuple { components } => self.tuple(components, place),
            Type::Labelled { ty, .. } => self.rust(ty, place),
            Type::Arrow { .. } => self.closure(ty, place),
            Type::Constr { path, origin: Origin::Language, arguments } => {
                self.language(path, arguments, place)
            }
            Type::Constr { path, arguments, .. } if is_known(path) => {
                self.known(path, arguments, place)
            }
            Type::Constr { path, origin, arguments } => {
                if let Some(expanded) = self.expanded(ty) {
                    return self.rust(&expanded, place);
                }
                if let Some(marker) = self.bigarray(path, arguments) {
                    return Ok(rooted(marker));
                }
                if *origin == Origin::Hidden {
                    return Err(format!("`{path}` has no name outside of its module"));
                }
                self.named(path, arguments, place)
            }
            Type::Poly { .. } => Err("a type with variables of its own".to_owned()),
            Type::PolyVariant { .. } => {
                Err("a polymorphic variant that leaves open what its tags are".to_owned())
            }
            Type::Other { text } => Err(text.clone()),
        }
    }

    /// A type of the standard library.
    fn known(&mut self, path: &str, arguments: &[Type], place: Place<'_>) -> Result<Rust, Reason> {
        if let Some(marker) = find(HELD, path) {
            return self.held(marker, arguments, place);
        }
        let rust = find(CONVERTED, path).ok_or_else(|| format!("no Rust type for `{path}`"))?;
        let [left, right] = arguments else {
            return Err(format!("`{path}` of other parameters"));
        };
        let (left, right) = (self.rust(left, place)?, self.rust(right, place)?);
        Ok(Rust {
            ty: format!("{rust}<{}, {}>", left.ty, right.ty),
            marker: format!("{rust}<{}, {}>", left.marker, right.marker),
            is_default: left.is_default && right.is_default,
            is_plain: left.is_plain && right.is_plain,
        })
    }

    /// A type of the library's, whose values are held as they are.
    fn held(&mut self, marker: &str, arguments: &[Type], place: Place<'_>) -> Result<Rust, Reason> {
        let markers: Result<Vec<_>, _> =
            arguments.iter().map(|ty| self.marker(ty, place.behind())).collect();
        let parameters = match markers? {
            none if none.is_empty() => String::new(),
            markers => format!("<{}>", markers.join(", ")),
        };
        Ok(rooted(format!("::ocaml_interop::{marker}{parameters}")))
    }

    fn tuple(&mut self, components: &[Type], place: Place<'_>) -> Result<Rust, Reason> {
        if components.len() > 12 {
            return Err("a tuple of more than 12".to_owned());
        }
        let all: Result<Vec<_>, _> = components.iter().map(|ty| self.rust(ty, place)).collect();
        let all = all?;
        let joined = |part: fn(&Rust) -> &str| {
            format!("({})", all.iter().map(part).collect::<Vec<_>>().join(", "))
        };
        Ok(Rust {
            ty: joined(|one| &one.ty),
            marker: joined(|one| &one.marker),
            is_default: all.iter().all(|one| one.is_default),
            is_plain: all.iter().all(|one| one.is_plain),
        })
    }

    /// A function, which Rust holds as a value.
    fn closure(&mut self, ty: &Type, place: Place<'_>) -> Result<Rust, Reason> {
        let (mut arguments, mut rest) = (Vec::new(), ty);
        while let Type::Arrow { argument, result, .. } = rest {
            arguments.push(self.rust(argument, place.behind())?.marker);
            rest = result;
        }
        if arguments.len() > 7 {
            return Err("a function of more than 7 arguments, as a value".to_owned());
        }
        let result = self.rust(rest, place.behind())?.marker;
        Ok(rooted(format!("fn({}) -> {result}", arguments.join(", "))))
    }

    fn language(
        &mut self,
        path: &str,
        arguments: &[Type],
        place: Place<'_>,
    ) -> Result<Rust, Reason> {
        let plain = |ty: &str, marker: &str, is_default: bool| {
            let marker = match marker.starts_with("OCaml") {
                true => format!("::ocaml_interop::{marker}"),
                false => marker.to_owned(),
            };
            match is_default || !place.is_generic {
                true => Ok(Rust { ty: ty.to_owned(), marker, is_default, is_plain: true }),
                false => Ok(rooted(marker)),
            }
        };
        match (path, arguments) {
            ("unit", []) => plain("()", "()", true),
            ("bool", []) => plain("bool", "bool", true),
            ("int", []) if place.is_generic => plain("isize", "OCamlInt", true),
            ("int", []) => plain("i64", "OCamlInt", false),
            ("char", []) => plain("u8", "OCamlChar", false),
            ("float", []) => plain("f64", "OCamlFloat", true),
            ("string", []) => plain("String", "String", true),
            ("bytes", []) if place.is_generic => plain("Box<[u8]>", "OCamlBytes", true),
            ("bytes", []) => plain("Vec<u8>", "OCamlBytes", false),
            ("int32", []) => plain("i32", "OCamlInt32", true),
            ("int64", []) => plain("i64", "OCamlInt64", true),
            ("nativeint", []) => plain("isize", "OCamlNativeint", false),
            ("floatarray", []) => plain("Vec<f64>", "OCamlFloatArray", false),
            ("exn", []) => Ok(rooted("::ocaml_interop::OCamlException".to_owned())),
            ("lazy_t", [_]) => self.held("OCamlLazy", arguments, place),
            ("list" | "array" | "option", [element]) => {
                let within = if path == "option" { place } else { place.behind() };
                let element = self.rust(element, within)?;
                let (ty, marker) = match path {
                    "list" => ("Vec", "::ocaml_interop::OCamlList"),
                    "array" => ("Vec", "::ocaml_interop::OCamlUniformArray"),
                    _ => ("Option", "Option"),
                };
                let marker = format!("{marker}<{}>", element.marker);
                let is_default = element.is_default && path != "array";
                if place.is_generic && !is_default {
                    return Ok(rooted(marker));
                }
                let ty = format!("{ty}<{}>", element.ty);
                Ok(Rust { ty, marker, is_default, is_plain: element.is_plain })
            }
            _ => Err(format!("no Rust type for `{path}`")),
        }
    }

    /// A type that is written out.
    fn named(&mut self, path: &str, arguments: &[Type], place: Place<'_>) -> Result<Rust, Reason> {
        let is_structure = matches!(self.plan(path), Plan::Structure);
        let name = self.referred(path, place.module);
        let mut written = Vec::new();
        for argument in arguments {
            // A structure converts its parameters in the default way.
            let within = Place { is_generic: is_structure || place.is_generic, ..place };
            let argument = self.rust(argument, within)?;
            written.push(if is_structure { argument.ty } else { argument.marker });
        }
        let marker = match written.is_empty() {
            true => name,
            false => format!("{name}<{}>", written.join(", ")),
        };
        if !is_structure {
            return Ok(rooted(marker));
        }
        let is_circle = place.is_inline
            && place.owner.is_some_and(|owner| self.contains(path, owner, &mut BTreeSet::new()));
        let ty = if is_circle { format!("Box<{marker}>") } else { marker.clone() };
        Ok(Rust { ty, marker, is_default: true, is_plain: true })
    }
}

/// A value that Rust holds as it is.
fn rooted(marker: String) -> Rust {
    Rust {
        ty: format!("::ocaml_interop::BoxRoot<{marker}>"),
        marker,
        is_default: true,
        is_plain: false,
    }
}
