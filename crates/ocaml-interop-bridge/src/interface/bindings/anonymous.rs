//! Polymorphic variants without a name: each gets one, as if it had been declared.

use super::walk::variables;
use crate::interface::model::{Declaration, Definition, Item, Origin, Reading, Type};

/// What was read, every closed polymorphic variant declared: as `M.f` where the value `M.f` mentions
/// it, as `M.t_tags` where the type `M.t` does.
pub(super) fn declared(reading: &Reading) -> Reading {
    let mut reading = reading.clone();
    let mut made = Vec::new();
    for file in &mut reading.files {
        let path = file.module.clone().unwrap_or_default();
        in_items(&mut file.items, &path, &mut made);
    }
    for declaration in &mut reading.types {
        in_declaration(declaration, &mut made);
    }
    reading.types.extend(made);
    reading.types.sort_by(|a, b| a.path.cmp(&b.path));
    reading
}

fn in_items(items: &mut [Item], path: &str, made: &mut Vec<Declaration>) {
    for item in items {
        match item {
            Item::Value(value) => {
                in_type(&mut value.ty, &format!("{path}.{}", value.name), made);
            }
            Item::Module { name, items, .. } => in_items(items, &format!("{path}.{name}"), made),
            _ => {}
        }
    }
}

fn in_declaration(declaration: &mut Declaration, made: &mut Vec<Declaration>) {
    let path = format!("{}_tags", declaration.path);
    match &mut declaration.definition {
        Definition::Record { fields, .. } => {
            fields.iter_mut().for_each(|field| in_type(&mut field.ty, &path, made));
        }
        Definition::Variant { constructors, .. } => {
            for one in constructors {
                let in_record = one.record.iter_mut().flatten().map(|field| &mut field.ty);
                let arguments = one.tuple.iter_mut().flatten().chain(in_record);
                arguments.for_each(|ty| in_type(ty, &path, made));
            }
        }
        Definition::Abstract | Definition::Open => {}
    }
    match &mut declaration.manifest {
        // It has a name: the declaration's.
        Some(Type::PolyVariant { tags, .. }) => {
            let arguments = tags.iter_mut().flat_map(|tag| &mut tag.arguments);
            arguments.for_each(|ty| in_type(ty, &path, made));
        }
        Some(other) => in_type(other, &path, made),
        None => {}
    }
}

fn in_type(ty: &mut Type, path: &str, made: &mut Vec<Declaration>) {
    match ty {
        Type::Var { .. } | Type::Other { .. } => {}
        Type::Arrow { argument, result, .. } => {
            in_type(argument, path, made);
            in_type(result, path, made);
        }
        Type::Labelled { ty, .. } | Type::Poly { ty, .. } => in_type(ty, path, made),
        Type::Tuple { components: inside } | Type::Constr { arguments: inside, .. } => {
            inside.iter_mut().for_each(|ty| in_type(ty, path, made));
        }
        Type::PolyVariant { closed, tags } => {
            let arguments = tags.iter_mut().flat_map(|tag| &mut tag.arguments);
            arguments.for_each(|ty| in_type(ty, path, made));
            if *closed {
                *ty = reference(ty, path, made);
            }
        }
    }
}

/// The name of a polymorphic variant, which is declared unless it is already.
fn reference(variant: &Type, path: &str, made: &mut Vec<Declaration>) -> Type {
    let is_numbered = |one: &&Declaration| {
        let number = one.path.strip_prefix(path).and_then(|rest| rest.strip_prefix('_'));
        one.path == path || number.is_some_and(|number| number.parse::<u32>().is_ok())
    };
    let before: Vec<_> = made.iter().filter(is_numbered).collect();
    let to = |declaration: &Declaration| Type::Constr {
        path: declaration.path.clone(),
        origin: Origin::Own,
        arguments: declaration.parameters.clone(),
    };
    if let Some(same) = before.iter().find(|one| one.manifest.as_ref() == Some(variant)) {
        return to(same);
    }
    let path = match before.len() {
        0 => path.to_owned(),
        count => format!("{path}_{}", count + 1),
    };
    let mut parameters = Vec::new();
    variables(variant, &mut parameters);
    let declaration = Declaration {
        module: String::new(),
        name: path.rsplit('.').next().unwrap_or(&path).to_owned(),
        path,
        missing: None,
        parameters,
        definition: Definition::Abstract,
        manifest: Some(variant.clone()),
        private: false,
        immediate: false,
        attributes: Vec::new(),
        doc: None,
        inside: None,
    };
    let reference = to(&declaration);
    made.push(declaration);
    reference
}
