//! Exported functions: OCaml must be able to call them, and the GC to move under them.

use syn::visit::Visit;
use syn::{FnArg, GenericParam, Lifetime, LitStr, ReturnType, Signature, Type, Visibility};

use crate::errors::Problem;
use crate::ir::{Export, Passing, Returned};
use crate::names;
use crate::report::Report;
use crate::syntax;

pub(super) fn check(export: &Export, report: &mut Report) {
    function(export, report);
    signature(export, report);
    symbols(export, report);
    runtime(export, report);
    result(export, report);
    if export.noalloc {
        noalloc(export, report);
    }
}

fn function(export: &Export, report: &mut Report) {
    let (item, name) = (&export.function, &export.function.sig.ident);
    match &item.vis {
        Visibility::Public(_) => {}
        Visibility::Restricted(vis) => {
            report.problem(vis, Problem::NotPublic { function: name.to_string() });
        }
        Visibility::Inherited => {
            report.problem(name, Problem::NotPublic { function: name.to_string() });
        }
    }
    for attribute in &item.attrs {
        let path = match &attribute.meta {
            syn::Meta::List(list) if list.path.is_ident("unsafe") => {
                list.parse_args::<syn::Meta>().ok().map(|meta| meta.path().clone())
            }
            meta => Some(meta.path().clone()),
        };
        let links = ["no_mangle", "export_name"];
        if let Some(link) = links.iter().find(|l| path.as_ref().is_some_and(|p| p.is_ident(l))) {
            let attribute_name = format!("#[{link}]");
            report.problem(attribute, Problem::LinkAttribute { attribute: attribute_name });
        }
    }
}

fn signature(export: &Export, report: &mut Report) {
    let signature: &Signature = &export.function.sig;
    if let Some(asyncness) = &signature.asyncness {
        report.problem(asyncness, Problem::Async);
    }
    if let Some(unsafety) = &signature.unsafety {
        report.problem(unsafety, Problem::UnsafeExport);
    }
    if let Some(abi) = &signature.abi {
        report.problem(abi, Problem::ForeignAbi);
    }
    if let Some(variadic) = &signature.variadic {
        report.problem(variadic, Problem::Variadic);
    }
    for parameter in &signature.generics.params {
        let name = match parameter {
            GenericParam::Lifetime(_) => continue,
            GenericParam::Type(ty) => &ty.ident,
            GenericParam::Const(constant) => &constant.ident,
        };
        let problem = Problem::GenericExport { parameter: name.to_string() };
        report.problem(parameter, problem);
    }
    StaticBounds(report).visit_generics(&signature.generics);
    for input in &signature.inputs {
        match input {
            FnArg::Receiver(receiver) => match (&export.owner, &*receiver.ty) {
                (None, _) => report.problem(receiver, Problem::SelfArgument),
                (Some(_), Type::Reference(this)) if syntax::is_named(&this.elem, "Self") => {
                    let forever = this.lifetime.as_ref().filter(|own| own.ident == "static");
                    if let Some(lifetime) = forever {
                        report.problem(lifetime, Problem::StaticArgument);
                    }
                }
                (Some(_), _) => report.problem(receiver, Problem::OwnedSelf),
            },
            FnArg::Typed(argument) => {
                for attribute in argument.attrs.iter().filter(|a| syntax::is_conditional(a)) {
                    report.problem(attribute, Problem::ArgumentCfg);
                }
            }
        }
    }
}

/// A bound such as `'a: 'static` would let the function keep what the GC moves.
struct StaticBounds<'a>(&'a mut Report);

impl<'ast> Visit<'ast> for StaticBounds<'_> {
    fn visit_lifetime(&mut self, lifetime: &'ast syn::Lifetime) {
        if lifetime.ident == "static" {
            self.0.problem(lifetime, Problem::StaticBound);
        }
    }
}

fn symbols(export: &Export, report: &mut Report) {
    let bytecode = export.bytecode_symbol();
    let mut c_name = |symbol: &LitStr| {
        let name = symbol.value();
        if !names::is_c_identifier(&name) {
            report.problem(symbol, Problem::NotACName { name });
        }
    };
    c_name(&export.symbol);
    if let Some(given) = &export.bytecode {
        c_name(given);
    }
    if export.owner.is_none() {
        module(export.module.as_ref(), report);
    }
    if let Some(bytecode) = bytecode.filter(|b| b.value() == export.symbol.value()) {
        report.problem(&bytecode, Problem::SameSymbol { symbol: bytecode.value() });
    }
}

/// The OCaml module that functions stand in.
pub(super) fn module(module: Option<&LitStr>, report: &mut Report) {
    if let Some(module) = module.filter(|module| !names::is_ocaml_module_name(&module.value())) {
        report.problem(module, Problem::NotAnOCamlModule { name: module.value() });
    }
}

fn runtime(export: &Export, report: &mut Report) {
    let Some(runtime) = &export.runtime else {
        return;
    };
    let parameter = &export.function.sig.inputs[runtime.position];
    if let FnArg::Typed(argument) = parameter {
        let forever = syntax::find_lifetime(&argument.ty, |lifetime| lifetime.ident == "static");
        if let Some(lifetime) = forever {
            report.problem(lifetime, Problem::StaticRuntime);
        }
    }
    match (runtime.mutable, export.noalloc) {
        (true, true) => report.problem(parameter, Problem::MutableRuntimeInNoalloc),
        (false, false) => report.problem(parameter, Problem::SharedRuntime),
        _ => {}
    }
}

fn result(export: &Export, report: &mut Report) {
    let ReturnType::Type(_, ty) = &export.function.sig.output else {
        return;
    };
    if !matches!(export.returned, Returned::Converted(_)) {
        return;
    }
    // Converting allocates, and what allocates may move what the result borrows from; but `self` is
    // in Rust's memory, and what leaves its lifetime open borrows from it.
    let from_self = |lifetime: &Lifetime| export.takes_self() && lifetime.ident == "_";
    let moves = |lifetime: &Lifetime| lifetime.ident != "static" && !from_self(lifetime);
    if syntax::find_lifetime(ty, moves).is_some() {
        report.problem(ty, Problem::BorrowedResult { ty: syntax::show(ty) });
    }
}

fn noalloc(export: &Export, report: &mut Report) {
    for argument in export.arguments.iter().filter(|argument| argument.passing.is_rooted()) {
        if let Passing::Custom { exclusive, .. } = argument.passing {
            if exclusive {
                report.problem(&argument.name, Problem::ExclusiveInNoalloc);
            }
            continue;
        }
        let problem = Problem::RootInNoalloc { ty: syntax::show(&argument.ty) };
        report.problem(&argument.ty, problem);
    }
    let ReturnType::Type(_, ty) = &export.function.sig.output else {
        return;
    };
    if export.fallible {
        return report.problem(ty, Problem::RaisingInNoalloc);
    }
    match &export.returned {
        Returned::Unit | Returned::Primitive(_) | Returned::Value => {}
        Returned::Root | Returned::Converted(_) => {
            report.problem(ty, Problem::AllocatingResult { ty: syntax::show(ty) });
        }
    }
}
