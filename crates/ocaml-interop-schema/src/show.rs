//! Types in OCaml's syntax.

use crate::form::{Arguments, Field, Label, Type};
use crate::scope::{Scoped, Scopes, TOP, scoped};
use crate::text::{Text, last_part};

/// Deeper parts of a type are an ellipsis: types may contain themselves.
const DEPTH: usize = 12;

/// Where a type stands, which decides about parentheses around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Alone,
    /// Left of an arrow.
    Argument,
    /// A component of a tuple.
    Component,
    /// Before a type's name.
    Parameter,
}

impl Text {
    /// Appends a type.
    pub(crate) const fn push_scoped(&mut self, scopes: &Scopes, ty: Scoped) {
        self.push_type(scopes, ty, Place::Alone, DEPTH);
    }

    /// Appends a type that stands left of an arrow.
    pub(crate) const fn push_argument(&mut self, scopes: &Scopes, ty: Scoped) {
        self.push_type(scopes, ty, Place::Argument, DEPTH);
    }

    /// Appends the type of a function of these arguments.
    pub(crate) const fn push_function(
        &mut self,
        scopes: &Scopes,
        arguments: &'static [Field],
        result: Scoped,
    ) {
        if arguments.is_empty() {
            self.push("unit -> ");
        }
        let mut index = 0;
        while index < arguments.len() {
            let argument = scoped(arguments[index].ty, result.scope);
            self.push_type(scopes, argument, Place::Argument, DEPTH);
            self.push(" -> ");
            index += 1;
        }
        self.push_type(scopes, result, Place::Alone, DEPTH);
    }

    /// Appends what stands behind a constructor's name.
    pub(crate) const fn push_arguments(&mut self, scopes: &Scopes, arguments: Arguments) {
        self.push_behind(scopes, arguments, DEPTH);
    }

    const fn push_type(&mut self, scopes: &Scopes, ty: Scoped, place: Place, depth: usize) {
        if depth == 0 {
            return self.push("…");
        }
        let Scoped { ty, scope } = scopes.resolved(ty);
        let inner = depth - 1;
        match *ty {
            Type::Unknown => self.push("_"),
            Type::Variable(number) => self.push_variable(number),
            Type::Named(link, arguments) => {
                let named = link.definition();
                match arguments {
                    [] => {}
                    [one] => {
                        self.push_type(scopes, scoped(one, scope), Place::Parameter, inner);
                        self.push(" ");
                    }
                    several => {
                        self.push("(");
                        self.push_all(scopes, (several, scope), ", ", Place::Alone, inner);
                        self.push(") ");
                    }
                }
                self.push(written(named.name));
            }
            Type::Tuple(components) => {
                let around = matches!(place, Place::Component | Place::Parameter);
                self.push(if around { "(" } else { "" });
                self.push_all(scopes, (components, scope), " * ", Place::Component, inner);
                self.push(if around { ")" } else { "" });
            }
            Type::Function(arrow) => {
                let around = !matches!(place, Place::Alone);
                self.push(if around { "(" } else { "" });
                self.push_label(arrow.label);
                // An optional argument's option goes without saying.
                let argument = match (arrow.label, *arrow.argument) {
                    (Label::Optional(_), Type::Named(_, [inner])) => *inner,
                    _ => arrow.argument,
                };
                self.push_type(scopes, scoped(argument, scope), Place::Argument, inner);
                self.push(" -> ");
                self.push_type(scopes, scoped(arrow.result, scope), Place::Alone, inner);
                self.push(if around { ")" } else { "" });
            }
            Type::PolyVariant(row) => {
                self.push(if row.closed { "[ " } else { "[> " });
                let mut index = 0;
                while index < row.tags.len() {
                    self.push(if index > 0 { " | `" } else { "`" });
                    self.push(row.tags[index].name);
                    if let Some(argument) = row.tags[index].argument {
                        self.push(" of ");
                        self.push_type(scopes, scoped(argument, scope), Place::Alone, inner);
                    }
                    index += 1;
                }
                self.push(" ]");
            }
            Type::Other(what) => {
                self.push("<");
                self.push(what);
                self.push(">");
            }
            Type::Exception(one) => {
                self.push("exception ");
                self.push(last_part(one.name, b'.'));
                self.push_behind(scopes, one.arguments, depth);
            }
        }
    }

    const fn push_behind(&mut self, scopes: &Scopes, arguments: Arguments, depth: usize) {
        match arguments {
            Arguments::Tuple([]) => {}
            Arguments::Tuple(types) => {
                self.push(" of ");
                self.push_all(scopes, (types, TOP), " * ", Place::Component, depth);
            }
            Arguments::Record(fields) => {
                let mut index = 0;
                while index < fields.len() {
                    self.push(if index == 0 { " of { " } else { "; " });
                    self.push(fields[index].name);
                    self.push(" : ");
                    self.push_type(scopes, scoped(fields[index].ty, TOP), Place::Alone, depth);
                    index += 1;
                }
                self.push(" }");
            }
        }
    }

    const fn push_all(
        &mut self,
        scopes: &Scopes,
        (types, scope): (&'static [&'static Type], usize),
        between: &str,
        place: Place,
        depth: usize,
    ) {
        let mut index = 0;
        while index < types.len() {
            if index > 0 {
                self.push(between);
            }
            self.push_type(scopes, scoped(types[index], scope), place, depth);
            index += 1;
        }
    }

    const fn push_variable(&mut self, number: usize) {
        self.push("'");
        let letters = "abcdefghijklmnopqrstuvwxyz";
        self.push(letters.split_at(number % 26).1.split_at(1).0);
        if number >= 26 {
            self.push_number(number / 26);
        }
    }
}

/// What people write: the standard library is open everywhere.
pub(crate) const fn written(name: &'static str) -> &'static str {
    const OPEN: &str = "Stdlib.";
    if name.is_empty() {
        return "an abstract type";
    }
    if name.len() > OPEN.len()
        && name.is_char_boundary(OPEN.len())
        && crate::text::same(name.split_at(OPEN.len()).0, OPEN)
    {
        return name.split_at(OPEN.len()).1;
    }
    name
}
