//! The bindings as text.

use std::fmt::Write;
use std::iter;

use super::docs::markdown;
use super::functions::{Argument, Function};
use super::items::{Body, FieldItem, TypeItem, VariantItem};
use super::{Coverage, Module, PREFIX};

/// Lines under way, each at its depth.
#[derive(Default)]
struct Lines {
    text: String,
    depth: usize,
}

impl Lines {
    fn line(&mut self, line: impl AsRef<str>) {
        let line = line.as_ref();
        if !line.is_empty() {
            self.text.push_str(&"    ".repeat(self.depth));
            self.text.push_str(line);
        }
        self.text.push('\n');
    }

    /// `opening {`, the lines in it, `}`.
    fn block(&mut self, opening: &str, inside: impl FnOnce(&mut Lines)) {
        self.line(format!("{opening} {{"));
        self.depth += 1;
        inside(self);
        self.depth -= 1;
        self.line("}");
    }

    /// OCaml's documentation, or a sentence in its place.
    fn doc(&mut self, doc: Option<&str>, otherwise: &str) {
        let text = doc.map(markdown).filter(|text| !text.is_empty());
        for line in text.as_deref().unwrap_or(otherwise).lines() {
            self.line(format!("/// {line}").trim_end());
        }
    }
}

/// The Rust code.
pub(super) fn rust(tree: &Module, coverage: &[Coverage]) -> String {
    let mut lines = Lines::default();
    lines.line(
        "// Bindings to OCaml's modules, written by ocaml-interop-build from their interfaces.",
    );
    for one in coverage {
        let (covered, total) = (one.covered, one.total());
        lines.line(format!("// {}: {covered} of {total} values.", one.module));
        for (name, reason) in one.left_out.iter().chain(&one.left_out_whole) {
            lines.line(format!("//   left out: {name}: {}", reason.replace('\n', " ")));
        }
    }
    modules(&mut lines, tree);
    lines.text
}

/// What is said of a module: it has the names that OCaml has, and all of them.
const ALLOWED: &str =
    "#[allow(missing_docs, dead_code, non_camel_case_types, non_snake_case, clippy::all)]";

fn modules(lines: &mut Lines, tree: &Module) {
    for (name, module) in &tree.inner {
        if !lines.text.ends_with("{\n") {
            lines.line("");
        }
        lines.line(ALLOWED);
        lines.block(&format!("pub mod {name}"), |lines| {
            for (index, ty) in module.types.iter().enumerate() {
                if index > 0 {
                    lines.line("");
                }
                type_item(lines, ty);
            }
            if !module.functions.is_empty() {
                if !module.types.is_empty() {
                    lines.line("");
                }
                lines.block("::ocaml_interop::ocaml!", |lines| {
                    for (index, one) in module.functions.iter().enumerate() {
                        if index > 0 {
                            lines.line("");
                        }
                        function(lines, one);
                    }
                });
            }
            modules(lines, module);
        });
    }
}

fn type_item(lines: &mut Lines, ty: &TypeItem) {
    lines.doc(ty.doc.as_deref(), &format!("OCaml's `{}`.", ty.path));
    let generics = match ty.parameters.is_empty() {
        true => String::new(),
        false => format!("<{}>", ty.parameters.join(", ")),
    };
    let (name, path) = (&ty.name, ty.path.split('/').next().unwrap_or_default());
    match &ty.body {
        Body::Opaque(reason) => {
            if let Some(reason) = reason {
                lines.line("///");
                lines.line(format!("/// Its values are passed on as they are: {reason}."));
            }
            opaque(lines, ty, &generics, path);
        }
        // Roots hold what lives for ever, and so must be all that is in it.
        Body::Record { fields, is_unboxed, is_mutable } => {
            if *is_mutable {
                lines.line("///");
                lines.line(
                    "/// It can change in OCaml: a conversion copies it, a root is the same one.",
                );
            }
            derives(lines, ty, *is_unboxed, false);
            lines.block(&format!("pub struct {name}{}", bounded(ty)), |lines| {
                named_fields(lines, fields, "pub ");
            });
        }
        Body::Variant { variants, is_unboxed, is_polymorphic } => {
            derives(lines, ty, *is_unboxed, *is_polymorphic);
            lines.block(&format!("pub enum {name}{}", bounded(ty)), |lines| {
                variants.iter().for_each(|one| variant(lines, one));
            });
        }
    }
}

fn bounded(ty: &TypeItem) -> String {
    match ty.parameters.is_empty() {
        true => String::new(),
        false => format!("<{}: 'static>", ty.parameters.join(": 'static, ")),
    }
}

/// A marker: an enum without values where it has no parameters.
fn opaque(lines: &mut Lines, ty: &TypeItem, generics: &str, path: &str) {
    let name = &ty.name;
    let is_describable = describable(path) == path;
    if ty.parameters.is_empty() && is_describable {
        lines.line("#[derive(Debug, ::ocaml_interop::OCamlDescriber)]");
        lines.line(format!("#[ocaml(name = \"{path}\")]"));
        lines.line(format!("pub enum {name} {{}}"));
        return;
    }
    let (all, count) = (ty.parameters.join(", "), ty.parameters.len());
    lines.line("#[derive(Debug)]");
    match count {
        0 => lines.line(format!("pub enum {name} {{}}")),
        _ => lines.line(format!(
            "pub struct {name}{generics}(::core::marker::PhantomData<fn({all}) -> ({all},)>);"
        )),
    }
    lines.line("");
    let bounds: Vec<_> =
        ty.parameters.iter().map(|one| format!("{one}: ::ocaml_interop::OCamlDescriber")).collect();
    let bounds = if count == 0 { String::new() } else { format!("<{}>", bounds.join(", ")) };
    let header = format!("impl{bounds} ::ocaml_interop::OCamlDescriber for {name}{generics}");
    lines.block(&header, |lines| {
        lines.block("fn ocaml_type_name() -> ::std::string::String", |lines| {
            let names: Vec<_> =
                ty.parameters.iter().map(|one| format!("{one}::ocaml_type_name()")).collect();
            match count {
                0 => lines.line(format!("\"{path}\".to_owned()")),
                _ => lines.line(format!(
                    "::std::format!(\"({{}}) {path}\", [{}].join(\", \"))",
                    names.join(", ")
                )),
            }
        });
        let opening =
            "const DESCRIPTION: &'static ::ocaml_interop::__private::form::Type =".to_owned();
        lines.block(&opening, |lines| {
            lines.line("use ::ocaml_interop::__private::form::{Definition, Link, Type};");
            lines.line(format!(
                "static DEFINITION: Definition = Definition::abstract_(\"{path}\", {count});"
            ));
            let arguments: Vec<_> =
                ty.parameters.iter().map(|one| format!("{one}::DESCRIPTION")).collect();
            lines.line(format!("&Type::Named(Link::to(&DEFINITION), &[{}])", arguments.join(", ")));
        });
        // A constant is a statement.
        let end = lines.text.trim_end().len();
        lines.text.truncate(end);
        lines.text.push_str(";\n");
    });
}

/// As much of a path as a type's name can say: no functor's application.
fn describable(path: &str) -> &str {
    match path.contains('(') {
        true => path.rsplit('.').next().unwrap_or(path),
        false => path,
    }
}

fn derives(lines: &mut Lines, ty: &TypeItem, is_unboxed: bool, is_polymorphic: bool) {
    let mut derived = Vec::new();
    if ty.is_plain {
        derived.extend(["Clone", "Debug", "PartialEq"]);
    }
    if is_constant(&ty.body) {
        derived.extend(["Copy", "Eq", "Hash"]);
    }
    if !ty.is_private {
        derived.push("::ocaml_interop::ToOCaml");
    }
    derived.extend(["::ocaml_interop::FromOCaml", "::ocaml_interop::OCamlDescriber"]);
    lines.line(format!("#[derive({})]", derived.join(", ")));
    let mut keys = vec![format!("name = \"{}\"", describable(&ty.path))];
    if is_unboxed {
        keys.push("unboxed".to_owned());
    }
    if is_polymorphic {
        keys.push("polymorphic_variant".to_owned());
    }
    lines.line(format!("#[ocaml({})]", keys.join(", ")));
}

/// Whether all of a type's values are constructors without arguments.
fn is_constant(body: &Body) -> bool {
    match body {
        Body::Variant { variants, .. } => variants.iter().all(|one| one.fields.is_empty()),
        _ => false,
    }
}

fn named_fields(lines: &mut Lines, fields: &[FieldItem], visibility: &str) {
    for field in fields {
        lines.doc(field.doc.as_deref(), "");
        if let Some(marker) = &field.marker {
            lines.line(format!("#[ocaml(as_ = \"{marker}\")]"));
        }
        lines.line(format!("{visibility}{}: {},", field.name, field.ty));
    }
}

fn variant(lines: &mut Lines, one: &VariantItem) {
    lines.doc(one.doc.as_deref(), "");
    if let Some(tag) = &one.tag {
        lines.line(format!("#[ocaml(tag = \"{tag}\")]"));
    }
    match &one.fields[..] {
        [] => lines.line(format!("{},", one.name)),
        [first, ..] if !first.name.is_empty() => {
            lines.block(&one.name, |lines| named_fields(lines, &one.fields, ""));
            let end = lines.text.trim_end().len();
            lines.text.truncate(end);
            lines.text.push_str(",\n");
        }
        fields => {
            let written: Vec<_> = fields
                .iter()
                .map(|field| match &field.marker {
                    Some(marker) => format!("#[ocaml(as_ = \"{marker}\")] {}", field.ty),
                    None => field.ty.clone(),
                })
                .collect();
            lines.line(format!("{}({}),", one.name, written.join(", ")));
        }
    }
}

fn function(lines: &mut Lines, one: &Function) {
    lines.doc(one.doc.as_deref(), &format!("OCaml's `{}`.", one.path));
    if let Some(reason) = one.requirement {
        ["///", "/// # Safety", &format!("/// {reason}")].iter().for_each(|text| lines.line(text));
    }
    if let Some(reason) = &one.deprecated {
        lines.line(format!("#[deprecated = {reason:?}]"));
    }
    let catch = if one.raises { ", catch" } else { "" };
    lines.line(format!("#[ocaml(name = \"{PREFIX}{}{}\"{catch})]", one.path, one.form));
    let generics = match one.parameters.is_empty() {
        true => String::new(),
        false => format!("<{}>", one.parameters.join(", ")),
    };
    let arguments: Vec<_> = one
        .arguments
        .iter()
        // `ocaml!` passes `()` by itself where there is nothing else.
        .filter(|argument| one.arguments.len() > 1 || argument.marker != "()")
        .map(|Argument { name, marker, .. }| format!("{name}: {marker}"))
        .collect();
    let result = one.result.as_ref().map(|result| format!(" -> {result}")).unwrap_or_default();
    let unsafety = if one.requirement.is_some() { "unsafe " } else { "" };
    lines.line(format!(
        "pub {unsafety}fn {}{generics}({}){result};",
        one.name,
        arguments.join(", ")
    ));
}

/// The OCaml module.
pub(super) fn ocaml(tree: &Module) -> String {
    let mut text = String::from(
        "(* Written by ocaml-interop-build: registers what the bindings call. *)\n\n\
         [@@@ocaml.warning \"-a\"]\n[@@@ocaml.alert \"--all\"]\n\nlet () =\n",
    );
    let mut functions = Vec::new();
    collect(tree, &mut functions);
    for one in functions {
        let _ = writeln!(
            text,
            "  Callback.register {:?} {};",
            format!("{PREFIX}{}{}", one.path, one.form),
            body(one)
        );
    }
    text.push_str("  ()\n");
    text
}

fn collect<'a>(tree: &'a Module, functions: &mut Vec<&'a Function>) {
    functions.extend(&tree.functions);
    tree.inner.values().for_each(|module| collect(module, functions));
}

/// A function of arguments in order, whatever their labels. What is optional is left out by `None`, which
/// says so also where no argument without a label follows.
fn body(one: &Function) -> String {
    let names: Vec<_> = (0..one.arguments.len()).map(|index| format!("x{index}")).collect();
    let passed = names.iter().zip(&one.arguments).map(|(name, argument)| match &argument.label {
        Some(label) => format!("{label}:{name}"),
        None => name.clone(),
    });
    let function = one.path.clone();
    let left_out = one.left_out.iter().map(|label| format!("?{label}:None"));
    let applied: Vec<_> = iter::once(function).chain(left_out).chain(passed).collect();
    let names = if names.is_empty() { "()".to_owned() } else { names.join(" ") };
    format!("(fun {names} -> {})", applied.join(" "))
}
