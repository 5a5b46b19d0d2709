//! Rust types inside OCaml, and their functions.

use crate::errors::Problem;
use crate::ir::{Custom, Methods};
use crate::names;
use crate::report::Report;

pub(super) fn check(custom: &Custom, report: &mut Report) {
    let name = custom.ocaml_name();
    if let Some(parameter) = custom.generics.params.first() {
        report.problem(parameter, Problem::GenericCustom { name: custom.name.to_string() });
    }
    if names::is_ocaml_type_name(&name) {
        return;
    }
    match &custom.ocaml_name {
        Some(given) => report.problem(given, Problem::NotAnOCamlType { name }),
        None => {
            report.problem(&custom.name, Problem::CustomName { name: custom.name.to_string() });
        }
    }
}

pub(super) fn methods(methods: &Methods, report: &mut Report) {
    if let Some(parameter) = methods.block.generics.params.first() {
        report.problem(parameter, Problem::GenericImpl);
    }
    let module = methods.exports.first().and_then(|(_, export)| export.module.as_ref());
    super::exported::module(module, report);
    for (_, export) in &methods.exports {
        super::exported::check(export, report);
    }
}
