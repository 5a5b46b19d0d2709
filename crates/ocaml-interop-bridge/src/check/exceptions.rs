//! Exceptions: OCaml must have names for them, and Rust must tell them apart.

use std::collections::HashMap;

use crate::errors::Problem;
use crate::ir::{Constructor, Exception, Exceptions, Style};
use crate::names;
use crate::report::Report;
use crate::syntax;

pub(super) fn check(ty: &Exceptions, report: &mut Report) {
    if ty.is_union {
        return report.problem(&ty.name, Problem::Union);
    }
    let name = ty.name.to_string();
    if !ty.generics.params.is_empty() {
        report.problem(&ty.generics, Problem::GenericException { name: name.clone() });
    }
    if ty.all.is_empty() && ty.others.is_empty() {
        report.problem(&ty.name, Problem::NoException { name });
    }
    for other in &ty.others {
        other_variant(other, report);
    }
    let mut seen = HashMap::<String, &Exception>::new();
    for one in &ty.all {
        exception(one, report);
        match seen.get(&one.registered()) {
            Some(other) => {
                let problem = Problem::SameException {
                    name: one.registered(),
                    other: other.constructor.name.to_string(),
                };
                match one.given_registered.as_ref().or(one.given_name.as_ref()) {
                    Some(given) => report.problem(given, problem),
                    None => report.problem(&one.constructor.name, problem),
                }
            }
            None => {
                seen.insert(one.registered(), one);
            }
        }
    }
}

/// It holds one `OCamlError`.
fn other_variant(other: &Constructor, report: &mut Report) {
    let is_error = |ty: &syn::Type| syntax::is_named(ty, "OCamlError");
    let holds_error = match &other.fields[..] {
        [one] => other.style == Style::Tuple && one.ty.as_ref().is_some_and(is_error),
        _ => false,
    };
    if !holds_error {
        let variant = other.name.to_string();
        report.problem(&other.name, Problem::OtherVariant { variant });
    }
}

fn exception(one: &Exception, report: &mut Report) {
    let name = one.ocaml_name();
    if !names::is_ocaml_module_name(&name) {
        let problem = Problem::NotAnOCamlException { name };
        match &one.given_name {
            Some(given) => report.problem(given, problem),
            None => report.problem(&one.constructor.name, problem),
        }
    }
    if let Some(given) = &one.given_registered {
        let name = given.value();
        if name.is_empty() || name.contains('\0') {
            report.problem(given, Problem::NotARegisteredName { name });
        }
    }
}
