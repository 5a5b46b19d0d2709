//! What generated code calls, in constant evaluation: a panic there is a compile error.

use crate::compare::Comparison;
use crate::difference::{Direction, Step};
use crate::form::{Declared, Export, External, Field, Label, Passing, Registered, Schema, Type};
use crate::labels::{is_misnamed, is_misplaced};
use crate::scope::{Scoped, Scopes, TOP, scoped};
use crate::text::{Text, last_part, same};

/// What OCaml registers is as declared.
pub const CHECKED: u8 = 0;

/// The name isn't among those that are written out in OCaml, but some are computed.
pub const COMPUTED_NAME: u8 = 1;

/// Nobody knows the whole type of what is registered.
pub const UNKNOWN_TYPE: u8 = 2;

/// Compares what `ocaml!` declares with what OCaml registers: one of the numbers above.
///
/// # Panics
/// Where they differ: the message says how.
#[track_caller]
pub const fn declared(schema: &Schema, declared: &Declared) -> u8 {
    match compare_declared(schema, declared) {
        Ok(verdict) => verdict,
        Err(message) => panic!("{}", message.as_str()),
    }
}

/// Compares an exported function with OCaml's declarations of it, if there are any.
///
/// # Panics
/// Where they differ: the message says how.
#[track_caller]
pub const fn exported(schema: &Schema, export: &Export) {
    let mut index = 0;
    while index < schema.externals.len() {
        let external = &schema.externals[index];
        if same(external.native, export.native)
            && let Some(message) = compare_exported(external, export)
        {
            panic!("{}", message.as_str());
        }
        index += 1;
    }
}

/// Whether two types are one, by their names.
pub const fn same_types(one: &'static Type, other: &'static Type) -> bool {
    Scopes::new().same(scoped(one, TOP), scoped(other, TOP))
}

/// Whether all of a type is described.
pub const fn is_described(ty: &'static Type) -> bool {
    match *ty {
        Type::Unknown => false,
        Type::Named(_, types) | Type::Tuple(types) => {
            let mut index = 0;
            while index < types.len() {
                if !is_described(types[index]) {
                    return false;
                }
                index += 1;
            }
            true
        }
        Type::Function(arrow) => is_described(arrow.argument) && is_described(arrow.result),
        _ => true,
    }
}

/// Compares what `ocaml!` declares with what OCaml registers; as [`declared`].
///
/// # Errors
/// How they differ.
#[expect(clippy::result_large_err, reason = "constant evaluation has no heap")]
pub const fn compare_declared(schema: &Schema, declared: &Declared) -> Result<u8, Text> {
    let mut verdict = COMPUTED_NAME;
    let mut index = 0;
    while index < schema.registered.len() {
        let registered = &schema.registered[index];
        if same(registered.name, declared.name) {
            verdict = match compare_registered(registered, declared) {
                Ok(true) if verdict != UNKNOWN_TYPE => CHECKED,
                Ok(_) => UNKNOWN_TYPE,
                Err(message) => return Err(message),
            };
        }
        index += 1;
    }
    if verdict == COMPUTED_NAME && !schema.computes_names {
        return Err(not_registered(schema, declared.name));
    }
    Ok(verdict)
}

const fn not_registered(schema: &Schema, name: &str) -> Text {
    let mut text = Text::new().with("no OCaml code registers \"").with(name).with("\"");
    let (mut index, mut shown) = (0, 0);
    while index < schema.registered.len() {
        let registered = &schema.registered[index];
        if !matches!(*registered.ty, Type::Exception(_)) {
            text.push(if shown == 0 { "; registered are \"" } else { ", \"" });
            text.push(registered.name);
            text.push("\"");
            shown += 1;
        }
        index += 1;
    }
    text.push(if shown == 0 { ", or anything else" } else { "" });
    text.push("\nhelp: add `let () = Callback.register \"");
    text.push(name);
    text.push("\" …` to the OCaml code");
    text
}

/// Whether all was known of what is the same.
#[expect(clippy::result_large_err, reason = "constant evaluation has no heap")]
const fn compare_registered(registered: &Registered, declared: &Declared) -> Result<bool, Text> {
    let mut comparison = Comparison::new();
    let arguments = if declared.arguments.is_empty() { &UNIT } else { declared.arguments };
    let mut rest = scoped(registered.ty, TOP);
    let mut index = 0;
    while index < arguments.len() {
        let argument = &arguments[index];
        let Some((label, taken, returned)) = arrow(&mut comparison, rest) else {
            return Err(other_number(registered, declared, comparison));
        };
        if !declared.arguments.is_empty() && is_misnamed(label, argument.name) {
            let mut text = not_as_declared(registered, declared, &comparison);
            text.push_misnamed(index, label, declared.arguments);
            return Err(text);
        }
        let (step, given) = (Step::Argument(index, argument.name), scoped(argument.ty, TOP));
        if !comparison.whole(step, taken, given, Direction::ToOCaml) {
            return Err(not_as_declared(registered, declared, &comparison));
        }
        rest = returned;
        index += 1;
    }
    let result = scoped(declared.result, TOP);
    let wants_function = matches!(*result.ty, Type::Function(_) | Type::Unknown);
    // A type that is another name of a function's is a type to compare: a `Seq.t`, say.
    if !wants_function && matches!(*comparison.scopes.resolved(rest).ty, Type::Function(_)) {
        return Err(other_number(registered, declared, comparison));
    }
    match comparison.whole(Step::Result, rest, result, Direction::ToRust) {
        true => Ok(comparison.is_certain),
        false => Err(not_as_declared(registered, declared, &comparison)),
    }
}

/// Both types, and the difference.
const fn not_as_declared(
    registered: &Registered,
    declared: &Declared,
    comparison: &Comparison,
) -> Text {
    let mut text = Text::new().with("OCaml's \"").with(declared.name).with("\" isn't as declared");
    text.push("\n  OCaml: ");
    text.push_scoped(&comparison.scopes, scoped(registered.ty, TOP));
    text.push(" (");
    text.push(registered.place);
    text.push(")\n  Rust:  ");
    let result = scoped(declared.result, TOP);
    text.push_function(&comparison.scopes, declared.arguments, result);
    text.push("\n");
    text.push_difference(comparison);
    text
}

const fn other_number(
    registered: &Registered,
    declared: &Declared,
    mut comparison: Comparison,
) -> Text {
    let mut text = not_as_declared(registered, declared, &comparison);
    let takes = count(&mut comparison, scoped(registered.ty, TOP));
    if takes == 0 {
        text.push("OCaml's is no function");
        return text;
    }
    text.push("OCaml's takes ");
    text.push_count(takes, "argument");
    text.push(", ");
    text.push_number(declared.arguments.len());
    text.push(if declared.arguments.len() == 1 { " is declared" } else { " are declared" });
    text
}

/// A function that takes nothing is called with `()`.
const UNIT: [Field; 1] = [Field { name: "()", ty: crate::form::language::UNIT, doc: "" }];

/// A function's first argument and what it returns then.
const fn arrow(comparison: &mut Comparison, ty: Scoped) -> Option<(Label, Scoped, Scoped)> {
    let mut ty = comparison.scopes.resolved(ty);
    loop {
        if let Type::Function(arrow) = *ty.ty {
            let (taken, returned) =
                (scoped(arrow.argument, ty.scope), scoped(arrow.result, ty.scope));
            return Some((arrow.label, taken, returned));
        }
        match comparison.scopes.expanded(ty) {
            Some(expanded) => ty = expanded,
            None => return None,
        }
    }
}

/// How many arguments a function takes.
const fn count(comparison: &mut Comparison, mut ty: Scoped) -> usize {
    let mut count = 0;
    while let Some((_, _, returned)) = arrow(comparison, ty) {
        count += 1;
        ty = returned;
    }
    count
}

/// Compares an exported function with one declaration of it. `None` where they are the same.
pub const fn compare_exported(external: &External, export: &Export) -> Option<Text> {
    let mut comparison = Comparison::new();
    let takes = external.arguments.len();
    let gives = if export.arguments.is_empty() { 1 } else { export.arguments.len() };
    let mut text = introduced(external, export, &comparison);
    if takes != gives {
        text.push("OCaml's declaration has ");
        text.push_count(takes, "argument");
        text.push(", the Rust function ");
        text.push_number(export.arguments.len());
        return Some(text);
    }
    let mut rest = scoped(external.ty, TOP);
    let mut index = 0;
    while index < takes {
        let (argument, passing) = match export.arguments.is_empty() {
            true => (UNIT[0], Passing::Value),
            false => export.arguments[index],
        };
        let Some((label, taken, returned)) = arrow(&mut comparison, rest) else {
            break;
        };
        if is_misplaced(label, index, export.arguments) {
            text.push_misplaced(index, label, argument.name);
            return Some(text);
        }
        let step = Step::Argument(index, argument.name);
        if !comparison.whole(step, taken, scoped(argument.ty, TOP), Direction::ToRust) {
            text.push_difference(&comparison);
            return Some(text);
        }
        if !passed_alike(external.arguments[index], passing) {
            text.push("argument ");
            text.push_number(index + 1);
            text.push_quoted(" ", argument.name);
            text.push_passings(external.arguments[index], passing);
            return Some(text);
        }
        rest = returned;
        index += 1;
    }
    let (result, passing) = export.result;
    if !comparison.whole(Step::Result, rest, scoped(result, TOP), Direction::ToOCaml) {
        text.push_difference(&comparison);
        return Some(text);
    }
    if !passed_alike(external.result, passing) {
        text.push("the result");
        text.push_passings(external.result, passing);
        return Some(text);
    }
    if external.noalloc != export.noalloc {
        text.push(match external.noalloc {
            true => "OCaml's declaration has `[@@noalloc]`, but the Rust function may allocate\nhelp: remove `[@@noalloc]`, or write `#[export(noalloc)]`",
            false => "the Rust function has `noalloc`, OCaml's declaration doesn't\nhelp: add `[@@noalloc]` to the declaration",
        });
        return Some(text);
    }
    let bytecode = match export.bytecode {
        Some(bytecode) => bytecode,
        None => export.native,
    };
    if !same(external.bytecode, bytecode) {
        text.push("the symbol for bytecode");
        text.push_quoted(" is in OCaml ", external.bytecode);
        text.push_quoted(", in Rust ", bytecode);
        return Some(text);
    }
    None
}

const fn introduced(external: &External, export: &Export, comparison: &Comparison) -> Text {
    let mut text = Text::new();
    text.push_quoted("", export.name);
    text.push(" isn't what OCaml declares");
    text.push("\n  OCaml: ");
    text.push("external ");
    text.push(last_part(external.name, b'.'));
    text.push(" : ");
    text.push_scoped(&comparison.scopes, scoped(external.ty, TOP));
    text.push(" (");
    text.push(external.place);
    text.push(")\n  Rust:  ");
    let mut index = 0;
    while index < export.arguments.len() {
        text.push_argument(&comparison.scopes, scoped(export.arguments[index].0.ty, TOP));
        text.push(" -> ");
        index += 1;
    }
    text.push(if export.arguments.is_empty() { "unit -> " } else { "" });
    text.push_scoped(&comparison.scopes, scoped(export.result.0, TOP));
    text.push("\n");
    text
}

const fn passed_alike(ocaml: Passing, rust: Passing) -> bool {
    matches!(
        (ocaml, rust),
        (Passing::Value, Passing::Value)
            | (Passing::Unboxed, Passing::Unboxed)
            | (Passing::Untagged, Passing::Untagged)
    )
}

impl Text {
    const fn push_passings(&mut self, ocaml: Passing, rust: Passing) {
        self.push(" is in OCaml ");
        self.push(passing(ocaml));
        self.push(", in Rust ");
        self.push(passing(rust));
        self.push(match rust {
            Passing::Value => "\nhelp: remove the attribute from OCaml's declaration",
            Passing::Unboxed => "\nhelp: write `[@unboxed]` behind the type in OCaml's declaration",
            Passing::Untagged => {
                "\nhelp: write `[@untagged]` behind the type in OCaml's declaration"
            }
        });
    }
}

const fn passing(passing: Passing) -> &'static str {
    match passing {
        Passing::Value => "a value",
        Passing::Unboxed => "`[@unboxed]`",
        Passing::Untagged => "`[@untagged]`",
    }
}
