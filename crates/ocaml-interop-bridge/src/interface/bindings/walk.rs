//! Walks through OCaml's types.

use super::names;
use crate::interface::model::{Declaration, Definition, Field, Origin, Type};

/// The names of a declaration's parameters.
pub(super) fn parameters_of(declaration: &Declaration) -> impl Iterator<Item = String> {
    declaration.parameters.iter().map(|parameter| match parameter {
        Type::Var { name, .. } => name.clone(),
        _ => "_".to_owned(),
    })
}

/// They in Rust: those without a name are numbered.
pub(super) fn parameters(declaration: &Declaration) -> Vec<String> {
    let name = |(index, name): (usize, String)| match &*name {
        "_" => format!("P{index}"),
        name => variable(name),
    };
    parameters_of(declaration).enumerate().map(name).collect()
}

/// A type variable in Rust.
pub(super) fn variable(name: &str) -> String {
    names::ty(name)
}

/// The types in a declaration's definition.
pub(super) fn components<'a>(declaration: &'a Declaration, types: &mut Vec<&'a Type>) {
    let of_fields = |fields: &'a [Field], types: &mut Vec<&'a Type>| {
        types.extend(fields.iter().map(|field| &field.ty));
    };
    match &declaration.definition {
        Definition::Record { fields, .. } => of_fields(fields, types),
        Definition::Variant { constructors, .. } => {
            for one in constructors {
                types.extend(one.tuple.iter().flatten());
                of_fields(one.record.as_deref().unwrap_or_default(), types);
            }
        }
        Definition::Abstract | Definition::Open => match &declaration.manifest {
            Some(Type::PolyVariant { tags, .. }) => {
                types.extend(tags.iter().flat_map(|tag| &tag.arguments));
            }
            manifest => types.extend(manifest),
        },
    }
}

/// The paths of the types that a type mentions.
pub(super) fn paths<'a>(ty: &'a Type, found: &mut Vec<&'a str>) {
    match ty {
        Type::Var { .. } | Type::Other { .. } => {}
        Type::Arrow { argument, result, .. } => {
            paths(argument, found);
            paths(result, found);
        }
        Type::Tuple { components } => components.iter().for_each(|ty| paths(ty, found)),
        Type::Labelled { ty, .. } | Type::Poly { ty, .. } => paths(ty, found),
        Type::Constr { path, origin, arguments } => {
            if *origin != Origin::Language {
                found.push(path);
            }
            arguments.iter().for_each(|ty| paths(ty, found));
        }
        Type::PolyVariant { tags, .. } => {
            tags.iter().flat_map(|tag| &tag.arguments).for_each(|ty| paths(ty, found));
        }
    }
}

/// A type with its variables exchanged.
pub(super) fn substituted(ty: &Type, names: &[String], arguments: &[Type]) -> Type {
    let again = |ty: &Type| substituted(ty, names, arguments);
    let boxed = |ty: &Type| Box::new(again(ty));
    match ty {
        Type::Var { name, .. } => {
            let position = names.iter().position(|known| known == name);
            position.and_then(|at| arguments.get(at)).unwrap_or(ty).clone()
        }
        Type::Arrow { label, argument, result } => {
            Type::Arrow { label: label.clone(), argument: boxed(argument), result: boxed(result) }
        }
        Type::Tuple { components } => {
            Type::Tuple { components: components.iter().map(again).collect() }
        }
        Type::Labelled { name, ty } => Type::Labelled { name: name.clone(), ty: boxed(ty) },
        Type::Constr { path, origin, arguments } => Type::Constr {
            path: path.clone(),
            origin: *origin,
            arguments: arguments.iter().map(again).collect(),
        },
        Type::Poly { variables, ty } => Type::Poly { variables: variables.clone(), ty: boxed(ty) },
        Type::PolyVariant { closed, tags } => {
            let mut tags = tags.clone();
            for argument in tags.iter_mut().flat_map(|tag| &mut tag.arguments) {
                *argument = again(argument);
            }
            Type::PolyVariant { closed: *closed, tags }
        }
        Type::Other { text } => Type::Other { text: text.clone() },
    }
}

/// The variables of a type.
pub(super) fn variables(ty: &Type, found: &mut Vec<Type>) {
    match ty {
        Type::Var { .. } if !found.contains(ty) => found.push(ty.clone()),
        Type::Var { .. } | Type::Other { .. } => {}
        Type::Arrow { argument, result, .. } => {
            variables(argument, found);
            variables(result, found);
        }
        Type::Labelled { ty, .. } | Type::Poly { ty, .. } => variables(ty, found),
        Type::Tuple { components: inside } | Type::Constr { arguments: inside, .. } => {
            inside.iter().for_each(|ty| variables(ty, found));
        }
        Type::PolyVariant { tags, .. } => {
            tags.iter().flat_map(|tag| &tag.arguments).for_each(|ty| variables(ty, found));
        }
    }
}
