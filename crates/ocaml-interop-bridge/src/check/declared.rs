//! OCaml's functions as Rust declares them: their types are OCaml's.

use quote::ToTokens;
use syn::{GenericParam, Signature, Type};

use crate::errors::Problem;
use crate::ir::Declaration;
use crate::report::Report;
use crate::syntax;

pub(super) fn check(declaration: &Declaration, report: &mut Report) {
    signature(&declaration.signature, report);
    let name = declaration.registered.value();
    if name.is_empty() || name.contains('\0') {
        report.problem(&declaration.registered, Problem::NotARegisteredName { name });
    }
    for argument in &declaration.arguments {
        for attribute in argument.attributes.iter().filter(|a| syntax::is_conditional(a)) {
            report.problem(attribute, Problem::ArgumentCfg);
        }
        ocaml_type(&argument.ty, true, report);
    }
    if let Some(result) = &declaration.result {
        ocaml_type(result, false, report);
    }
}

fn signature(signature: &Signature, report: &mut Report) {
    let qualifiers = [
        signature.asyncness.as_ref().map(|token| ("async", token.to_token_stream())),
        signature.constness.as_ref().map(|token| ("const", token.to_token_stream())),
        signature.abi.as_ref().map(|abi| ("extern", abi.to_token_stream())),
        signature.variadic.as_ref().map(|dots| ("variadic", dots.to_token_stream())),
    ];
    for (qualifier, tokens) in qualifiers.into_iter().flatten() {
        report.problem(tokens, Problem::DeclaredQualifier { qualifier: qualifier.to_owned() });
    }
    let generics = &signature.generics;
    let is_plain = |parameter: &GenericParam| match parameter {
        GenericParam::Type(ty) => ty.bounds.is_empty() && ty.default.is_none(),
        _ => false,
    };
    if let Some(parameter) = generics.params.iter().find(|one| !is_plain(one)) {
        report.problem(parameter, Problem::DeclaredGeneric);
    } else if let Some(clause) = &generics.where_clause {
        report.problem(clause, Problem::DeclaredGeneric);
    }
}

fn ocaml_type(ty: &Type, is_argument: bool, report: &mut Report) {
    let behind = match syntax::peel(ty) {
        Type::Reference(reference) => syntax::peel(&reference.elem),
        ty => ty,
    };
    if is_argument && syntax::is_named(behind, "OCamlRuntime") {
        return report.problem(ty, Problem::DeclaredRuntime);
    }
    match syntax::peel(ty) {
        Type::ImplTrait(_) => return report.problem(ty, Problem::DeclaredGeneric),
        Type::Reference(_) => {
            return report.problem(ty, Problem::DeclaredReference { ty: syntax::show(ty) });
        }
        _ => {}
    }
    let Some(segment) = syntax::last_segment(ty) else {
        return;
    };
    if ["OCaml", "OCamlRef", "BoxRoot"].iter().any(|handle| segment.ident == handle) {
        let held = syntax::type_arguments(segment).first().map(|held| syntax::show(held));
        let inner = held.unwrap_or_else(|| "String".to_owned());
        report.problem(ty, Problem::DeclaredHandle { ty: syntax::show(ty), inner });
    }
}
