//! Arguments that OCaml labels. They are passed in OCaml's order, and go by their names: two `int`s that
//! changed places differ in nothing else.

use crate::alike::are_spelled_alike;
use crate::form::{Field, Label, Passing};
use crate::text::Text;

const fn name(label: Label) -> Option<&'static str> {
    match label {
        Label::None => None,
        Label::Labelled(name) | Label::Optional(name) => Some(name),
    }
}

/// Whether Rust's declaration calls a labelled argument by another name.
pub(crate) const fn is_misnamed(label: Label, rust: &str) -> bool {
    match name(label) {
        Some(name) => !are_spelled_alike(name, rust),
        None => false,
    }
}

/// Whether another argument of a Rust function has the name of this one's label. Its own name may be any
/// other: it is for Rust's callers.
pub(crate) const fn is_misplaced(
    label: Label,
    index: usize,
    arguments: &[(Field, Passing)],
) -> bool {
    let Some(name) = name(label) else {
        return false;
    };
    let mut is_elsewhere = false;
    let mut at = 0;
    while at < arguments.len() {
        if are_spelled_alike(name, arguments[at].0.name) {
            if at == index {
                return false;
            }
            is_elsewhere = true;
        }
        at += 1;
    }
    is_elsewhere
}

impl Text {
    /// Says that a declared argument has another name, and what to do.
    pub(crate) const fn push_misnamed(
        &mut self,
        index: usize,
        label: Label,
        arguments: &'static [Field],
    ) {
        self.push_names(index, label, arguments[index].name);
        let Some(name) = name(label) else {
            return;
        };
        let mut at = 0;
        while at < arguments.len() {
            if are_spelled_alike(name, arguments[at].name) {
                return self.push_order();
            }
            at += 1;
        }
        self.push("\nhelp: an argument that OCaml labels goes by that name");
        self.push_quoted(": call it ", name);
    }

    /// Says that an exported function's argument stands in another place.
    pub(crate) const fn push_misplaced(&mut self, index: usize, label: Label, rust: &str) {
        self.push_names(index, label, rust);
        self.push_order();
    }

    const fn push_names(&mut self, index: usize, label: Label, rust: &str) {
        self.push("argument ");
        self.push_number(index + 1);
        self.push(" is in OCaml `");
        self.push(match label {
            Label::Optional(_) => "?",
            _ => "~",
        });
        self.push(match name(label) {
            Some(name) => name,
            None => "",
        });
        self.push_quoted("`, in Rust ", rust);
    }

    const fn push_order(&mut self) {
        self.push("\nhelp: arguments are passed in OCaml's order: put them in that order in Rust");
    }
}
