//! The catalogue of differences: where one is, what it is, what to do about it.

use crate::compare::Comparison;
use crate::difference::{Difference, Place, START, Step, What};
use crate::form::{Constructor, Field, Kind, Representation, Type};
use crate::scope::{Scoped, Scopes};
use crate::show::written;
use crate::text::{Text, last_part, same};

impl Text {
    /// The first difference of a comparison, with the way to it.
    pub(crate) const fn push_difference(&mut self, comparison: &Comparison) {
        let Some(difference) = comparison.found else {
            return;
        };
        self.push_way(comparison, difference.place);
        self.push_what(difference, &comparison.scopes);
        self.push_remedy(difference);
    }

    const fn push_way(&mut self, comparison: &Comparison, place: Place) {
        if place != START {
            let (step, before) = comparison.came_by(place);
            self.push_way(comparison, before);
            self.push_step(step);
            self.push(": ");
        }
    }

    const fn push_step(&mut self, step: Step) {
        match step {
            Step::Start => {}
            Step::Argument(number, name) => {
                self.push("argument ");
                self.push_number(number + 1);
                self.push_quoted(" ", name);
            }
            Step::Result => self.push("the result"),
            Step::Parameter(name, _, 1) => self.push_quoted("the parameter of ", written(name)),
            Step::Parameter(name, number, _) => {
                self.push("parameter ");
                self.push_number(number + 1);
                self.push_quoted(" of ", written(name));
            }
            Step::Component(number) => {
                self.push("component ");
                self.push_number(number + 1);
                self.push(" of the tuple");
            }
            Step::Field(of, name) => {
                self.push_quoted("field ", name);
                self.push_quoted(" of ", written(of));
            }
            Step::ConstructorArgument(constructor, number) => {
                self.push("argument ");
                self.push_number(number + 1);
                self.push_quoted(" of ", constructor);
            }
            Step::Tag(name) => self.push_quoted("the argument of ", name),
            Step::FunctionArgument => self.push("the function's argument"),
            Step::FunctionResult => self.push("the function's result"),
        }
    }

    const fn push_what(&mut self, difference: Difference, scopes: &Scopes) {
        let Difference { what, ocaml, rust, .. } = difference;
        match what {
            What::Types => self.push_types(ocaml, rust, scopes),
            What::Variable(before) => {
                self.push("the variable ");
                self.push_one(ocaml, scopes);
                self.push(" of OCaml's type stands for ");
                self.push_one(before, scopes);
                self.push(" and for ");
                self.push_one(rust, scopes);
            }
            What::Abstract => {
                self.push_types(ocaml, rust, scopes);
                self.push("; OCaml doesn't show what its type is");
            }
            What::Names => {
                self.push_types(ocaml, rust, scopes);
                self.push("; a Rust type without a structure is compared by its name");
            }
            What::Boxed => {
                self.push("OCaml has ");
                self.push_one(ocaml, scopes);
                self.push(", Rust has a boxed ");
                self.push_one(rust, scopes);
                self.push(", whose type in OCaml is an abstract one");
            }
            What::Components(o, r) | What::Parameters(o, r) => {
                let what =
                    if matches!(what, What::Components(..)) { "component" } else { "parameter" };
                self.push_types(ocaml, rust, scopes);
                self.push(": ");
                self.push_count(o, what);
                self.push(" and ");
                self.push_number(r);
            }
            What::Fields(of, o, r) => {
                self.push_quoted("", written(of));
                self.push(" has in OCaml ");
                self.push_count(o.len(), "field");
                self.push_fields(o);
                self.push(", in Rust ");
                self.push_number(r.len());
                self.push_fields(r);
            }
            What::FieldName(of, number, o, r) => {
                self.push("field ");
                self.push_number(number + 1);
                self.push_quoted(" of ", written(of));
                self.push_quoted(" is in OCaml ", o);
                self.push_quoted(", in Rust ", r);
            }
            What::Constructors(o, r) => {
                self.push_type_name(ocaml, "");
                self.push(" has in OCaml ");
                self.push_count(o.len(), "constructor");
                self.push_constructors(o);
                self.push(", in Rust ");
                self.push_number(r.len());
                self.push_constructors(r);
            }
            What::ConstructorName(number, o, r) => {
                self.push("constructor ");
                self.push_number(number + 1);
                self.push_type_name(ocaml, " of ");
                self.push_quoted(" is in OCaml ", o);
                self.push_quoted(", in Rust ", r);
            }
            What::ConstructorArguments(name, o, r) => {
                self.push_quoted("", name);
                self.push_type_name(ocaml, " of ");
                self.push(" has in OCaml ");
                self.push_count(o, "argument");
                self.push(", in Rust ");
                self.push_number(r);
            }
            What::InlineRecord(name, in_ocaml) => {
                self.push_quoted("the arguments of ", name);
                self.push_type_name(ocaml, " of ");
                self.push(if in_ocaml {
                    " have names in OCaml, none in Rust"
                } else {
                    " have names in Rust, none in OCaml"
                });
            }
            What::Representations(o, r) => {
                self.push_type_name(ocaml, "");
                self.push(" is in OCaml ");
                self.push(representation(o));
                self.push(", in Rust ");
                self.push(representation(r));
            }
            What::NoTagInOCaml(name) => {
                self.push("Rust's tag `");
                self.push(name);
                self.push("` isn't among those of OCaml's ");
                self.push_one(ocaml, scopes);
            }
            What::NoTagInRust(name) => {
                self.push("OCaml's tag `");
                self.push(name);
                self.push("` isn't among those of Rust's ");
                self.push_one(rust, scopes);
            }
            What::TagArgument(name, in_ocaml) => {
                self.push_quoted("the tag ", name);
                self.push(if in_ocaml {
                    " has an argument in OCaml, none in Rust"
                } else {
                    " has an argument in Rust, none in OCaml"
                });
            }
            What::NotComparable(what) => {
                self.push_types(ocaml, rust, scopes);
                self.push("; OCaml's can't be compared: ");
                self.push(what);
            }
            What::TooLarge => {
                self.push_types(ocaml, rust, scopes);
                self.push("; they are too large to be compared");
            }
        }
    }

    const fn push_remedy(&mut self, difference: Difference) {
        match difference.what {
            What::Abstract | What::Names if wants_marker(difference) => {
                self.push("\nhelp: name the type by an empty `enum` with ");
                self.push("`#[derive(OCamlDescriber)]` and `#[ocaml(name = \"");
                self.push(written(head(difference.ocaml)));
                self.push("\")]`: its values are passed on as they are");
            }
            What::Boxed => {
                self.push("\nhelp: write `type t` in OCaml, without a definition, and take that");
            }
            What::Representations(Representation::Unboxed, _) => {
                self.push("\nhelp: add `#[ocaml(unboxed)]` to the Rust type");
            }
            What::Representations(_, Representation::Unboxed) => {
                self.push("\nhelp: remove `#[ocaml(unboxed)]` from the Rust type");
            }
            What::NotComparable(_) | What::TooLarge => {
                self.push("\nhelp: where you know that they agree, `unsafe fn` vouches for it");
            }
            What::Names if has_name_of_its_own(difference.rust) => {
                self.push_quoted("\nhelp: take ", head(difference.rust));
                self.push(" in OCaml, or write on the Rust type what OCaml calls it: ");
                self.push("`#[ocaml(name = \"…\")]`");
            }
            What::Types | What::Names => {
                if let Some(rust) = rust_for(difference.ocaml) {
                    self.push_quoted("\nhelp: in Rust, OCaml's ", head(difference.ocaml));
                    self.push_quoted(" is ", rust);
                }
            }
            _ => {}
        }
    }

    const fn push_types(&mut self, ocaml: Scoped, rust: Scoped, scopes: &Scopes) {
        self.push("OCaml has ");
        self.push_one(ocaml, scopes);
        self.push(", Rust has ");
        self.push_one(rust, scopes);
    }

    const fn push_one(&mut self, ty: Scoped, scopes: &Scopes) {
        self.push("`");
        self.push_scoped(scopes, ty);
        self.push("`");
    }

    const fn push_type_name(&mut self, ty: Scoped, before: &str) {
        // Around an exception's constructor there is none.
        if !matches!(ty.ty, Type::Unknown) {
            self.push_quoted(before, written(head(ty)));
        }
    }

    /// `before`, and `name` in quotes.
    pub(crate) const fn push_quoted(&mut self, before: &str, name: &str) {
        self.push(before);
        self.push("`");
        self.push(name);
        self.push("`");
    }

    /// A number of things.
    pub(crate) const fn push_count(&mut self, number: usize, of: &str) {
        self.push_number(number);
        self.push(" ");
        self.push(of);
        self.push(if number == 1 { "" } else { "s" });
    }

    const fn push_fields(&mut self, fields: &'static [Field]) {
        let mut index = 0;
        while index < fields.len() {
            self.push(if index == 0 { " (" } else { ", " });
            self.push(if fields[index].name.is_empty() { "_" } else { fields[index].name });
            index += 1;
        }
        self.push(if fields.is_empty() { "" } else { ")" });
    }

    const fn push_constructors(&mut self, constructors: &'static [Constructor]) {
        let mut index = 0;
        while index < constructors.len() {
            self.push(if index == 0 { " (" } else { ", " });
            self.push(constructors[index].name);
            index += 1;
        }
        self.push(if constructors.is_empty() { "" } else { ")" });
    }
}

/// The name of the type, without its arguments.
const fn head(ty: Scoped) -> &'static str {
    match *ty.ty {
        Type::Named(link, _) => link.definition().name,
        _ => "the type",
    }
}

const fn has_name_of_its_own(ty: Scoped) -> bool {
    match *ty.ty {
        Type::Named(link, _) => link.definition().has_name_of_its_own(),
        _ => false,
    }
}

/// Whether a marker of the user's own would do: the type isn't the language's, and the Rust type not
/// this library's.
const fn wants_marker(difference: Difference) -> bool {
    let is_ours = match *difference.rust.ty {
        Type::Named(link, _) => {
            let (key, kind) = (link.definition().key, link.definition().kind);
            matches!(kind, Kind::Boxed)
                || matches!(kind, Kind::Abstract) && same(last_part(key, b':'), key)
        }
        _ => false,
    };
    rust_for(difference.ocaml).is_none() && !is_ours
}

/// What Rust calls a type of the language.
const fn rust_for(ocaml: Scoped) -> Option<&'static str> {
    const NAMES: [(&str, &str); 15] = [
        ("int", "OCamlInt"),
        ("float", "OCamlFloat"),
        ("bool", "bool"),
        ("unit", "()"),
        ("string", "String"),
        ("bytes", "OCamlBytes"),
        ("int32", "OCamlInt32"),
        ("int64", "OCamlInt64"),
        ("list", "OCamlList<…>"),
        ("array", "OCamlUniformArray<…>"),
        ("option", "Option<…>"),
        ("floatarray", "OCamlFloatArray"),
        ("exn", "OCamlException"),
        ("char", "OCamlChar"),
        ("nativeint", "OCamlNativeint"),
    ];
    let Type::Named(link, _) = *ocaml.ty else {
        return None;
    };
    if !matches!(link.definition().kind, Kind::Language) {
        return None;
    }
    let mut index = 0;
    while index < NAMES.len() {
        if same(NAMES[index].0, link.definition().name) {
            return Some(NAMES[index].1);
        }
        index += 1;
    }
    None
}

const fn representation(what: Representation) -> &'static str {
    match what {
        Representation::Block => "a block of its fields",
        Representation::Flat => "a flat block of floats",
        Representation::Unboxed => "unboxed, its field itself",
    }
}
