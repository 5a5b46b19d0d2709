//! Types: OCaml must be able to tell their values apart.

use std::collections::HashMap;

use crate::errors::Problem;
use crate::ir::{Constructor, Opaque, Shape, Trait, TypeDef};
use crate::names;
use crate::report::Report;

/// Tags of blocks stop where those of the runtime begin: `Max_non_constant_constructors` in
/// OCaml's typing/config, `No_scan_tag` and below in runtime/caml/mlvalues.h.
const BLOCK_TAGS: usize = 246;

pub(super) fn check(ty: &TypeDef, report: &mut Report) {
    described_name(ty, report);
    if ty.traits.contains(&Trait::OCamlFields)
        && !matches!(ty.shape, Shape::Record(_) | Shape::Unboxed(_))
    {
        return report.problem(&ty.name, Problem::FieldsNeedStruct { name: ty.name.to_string() });
    }
    if let Shape::Opaque(why) = &ty.shape {
        return opaque(ty, *why, report);
    }
    match &ty.shape {
        Shape::Unboxed(one) if one.fields.len() != 1 => {
            report.problem(&one.name, Problem::NotUnboxed { name: ty.name.to_string() });
        }
        Shape::Record(record) if record.is_constant() => opaque(ty, Opaque::NoField, report),
        Shape::Variant(all) | Shape::PolyVariant(all) if all.is_empty() => {
            opaque(ty, Opaque::NoVariant, report);
        }
        Shape::PolyVariant(all) => poly_variant(all, report),
        Shape::Variant(all) => block_count(ty, all, report),
        _ => {}
    }
    if !matches!(ty.shape, Shape::PolyVariant(_)) {
        for constructor in ty.shape.constructors() {
            if let Some(tag) = &constructor.tag {
                let variant = constructor.name.to_string();
                report.problem(tag, Problem::TagNeedsPolyVariant { variant });
            }
        }
    }
}

fn described_name(ty: &TypeDef, report: &mut Report) {
    let name = ty.ocaml_name();
    if names::is_ocaml_type_name(&name) {
        return;
    }
    match &ty.ocaml_name {
        Some(given) => report.problem(given, Problem::NotAnOCamlType { name }),
        None if ty.traits.contains(&Trait::OCamlDescriber) => {
            report.problem(&ty.name, Problem::DescribedKeyword { name: ty.name.to_string() });
        }
        None => {}
    }
}

fn opaque(ty: &TypeDef, why: Opaque, report: &mut Report) {
    let name = ty.name.to_string();
    match why {
        Opaque::Union => report.problem(&ty.name, Problem::Union),
        // A marker has no values; only its name is asked for.
        _ if !ty.converts() => {}
        Opaque::NoField => report.problem(&ty.name, Problem::NoField { name }),
        Opaque::NoVariant => report.problem(&ty.name, Problem::NoVariant { name }),
    }
}

fn block_count(ty: &TypeDef, all: &[Constructor], report: &mut Report) {
    let mut blocks = all.iter().filter(|constructor| !constructor.is_constant());
    let (count, first_over) = (blocks.clone().count(), blocks.nth(BLOCK_TAGS));
    if let Some(constructor) = first_over {
        let (name, count) = (ty.name.to_string(), count.to_string());
        report.problem(&constructor.name, Problem::TooManyBlocks { name, count });
    }
}

fn poly_variant(all: &[Constructor], report: &mut Report) {
    let mut seen = HashMap::<i32, &Constructor>::new();
    for constructor in all {
        let tag = constructor.tag();
        let hash = names::hash_tag(&tag);
        if let Some(given) = constructor.tag.as_ref().filter(|_| !names::is_ocaml_tag(&tag)) {
            report.problem(given, Problem::NotAnOCamlTag { tag: tag.clone() });
        }
        match seen.get(&hash) {
            None => {
                seen.insert(hash, constructor);
            }
            Some(other) if other.tag() == tag => {
                let problem = Problem::SameTag { tag, other: other.name.to_string() };
                at_tag(constructor, problem, report);
            }
            Some(other) => {
                let (other, hash) = (other.tag(), hash.to_string());
                at_tag(constructor, Problem::CollidingTags { tag, other, hash }, report);
            }
        }
    }
}

fn at_tag(constructor: &Constructor, problem: Problem, report: &mut Report) {
    match &constructor.tag {
        Some(tag) => report.problem(tag, problem),
        None => report.problem(&constructor.name, problem),
    }
}
