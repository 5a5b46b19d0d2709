//! Types in OCaml's syntax.

use ocaml_interop_schema::form::{Label, Type};

use super::collect::{Collected, Path, Problem, path};
use super::names;

/// Where a type stands, which decides about parentheses around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Alone.
    Alone,
    /// Left of an arrow.
    Argument,
    /// A component of a tuple.
    Component,
    /// Before a type's name.
    Parameter,
}

/// The type, as it is written inside of `modules`.
pub fn shown(ty: &Type, place: Place, modules: &[String]) -> String {
    let enclosed = |text: String, places: &[Place]| match places.contains(&place) {
        true => format!("({text})"),
        false => text,
    };
    match *ty {
        Type::Unknown => "_".to_owned(),
        Type::Other(what) => what.to_owned(),
        // No type, and in no description of Rust's.
        Type::Exception(_) => "_".to_owned(),
        Type::Variable(number) => names::variable(number),
        Type::Named(link, arguments) => {
            let definition = link.definition();
            let name = path(definition)
                .map_or_else(|| definition.name.to_owned(), |path| referred(&path, modules));
            applied(&name, arguments, modules)
        }
        Type::Tuple(types) => {
            let types: Vec<_> =
                types.iter().map(|ty| shown(ty, Place::Component, modules)).collect();
            enclosed(types.join(" * "), &[Place::Component, Place::Parameter])
        }
        Type::Function(arrow) => {
            let label = match arrow.label {
                Label::None => String::new(),
                Label::Labelled(name) => format!("{name}:"),
                Label::Optional(name) => format!("?{name}:"),
            };
            let argument = shown(arrow.argument, Place::Argument, modules);
            let result = shown(arrow.result, Place::Alone, modules);
            enclosed(
                format!("{label}{argument} -> {result}"),
                &[Place::Argument, Place::Component, Place::Parameter],
            )
        }
        Type::PolyVariant(row) => {
            let tags = row.tags.iter().map(|tag| match tag.argument {
                None => format!("`{}", tag.name),
                Some(ty) => format!("`{} of {}", tag.name, shown(ty, Place::Alone, modules)),
            });
            let tags: Vec<_> = tags.collect();
            format!("[{}{} ]", if row.closed { " " } else { "> " }, tags.join(" | "))
        }
    }
}

fn applied(name: &str, arguments: &[&Type], modules: &[String]) -> String {
    match arguments {
        [] => name.to_owned(),
        [one] => format!("{} {name}", shown(one, Place::Parameter, modules)),
        several => {
            let several: Vec<_> =
                several.iter().map(|ty| shown(ty, Place::Alone, modules)).collect();
            format!("({}) {name}", several.join(", "))
        }
    }
}

/// How a type of the module is referred to inside of `modules`: by what they don't have in common.
pub fn referred(path: &Path, modules: &[String]) -> String {
    let common = path.modules.iter().zip(modules).take_while(|(one, other)| one == other).count();
    let mut parts = path.modules[common..].to_vec();
    parts.push(path.name.clone());
    parts.join(".")
}

/// Whether something nearer has the name that `path` would be referred to by.
pub fn hidden(path: &Path, modules: &[String], collected: &Collected) -> Option<Problem> {
    let common = path.modules.iter().zip(modules).take_while(|(one, other)| one == other).count();
    (common + 1..=modules.len()).find_map(|depth| {
        let near = &modules[..depth];
        let hides = |other: &&Path| match path.modules.get(common) {
            Some(module) => {
                other.modules.starts_with(near) && other.modules.get(depth) == Some(module)
            }
            None => other.modules == near && other.name == path.name,
        };
        collected.types.keys().find(hides).map(|other| Problem {
            what: format!("inside of `{}`, `{other}` hides `{path}`", near.join(".")),
            help: "give one of them another name: `#[ocaml(name = \"…\")]`".to_owned(),
        })
    })
}
