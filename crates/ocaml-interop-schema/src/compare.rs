//! Both sides at once, to the first difference.

use crate::alike::{are_alike, are_spelled_alike};
use crate::difference::{Difference, Direction, Place, START, Step, What};
use crate::form::{
    Arguments, Constructor, Definition, Field, Kind, Representation, Row, Tag, Type,
};
use crate::scope::{Scoped, Scopes, TOP, scoped};
use crate::text::same;

/// The most variables that a function's type has, pairs of definitions that one comparison meets,
/// and types that it comes by.
const VARIABLES: usize = 32;
const PAIRS: usize = 1024;
const PLACES: usize = 8192;

/// Two types to be compared.
#[derive(Clone, Copy)]
struct Pair {
    ocaml: Scoped,
    rust: Scoped,
    to: Direction,
    place: Place,
}

/// A comparison under way. Definitions wait in a queue, so that the way to a difference is a short
/// one, and constant evaluation, whose stack is small, doesn't recurse through recursive types.
pub(crate) struct Comparison {
    pub scopes: Scopes,
    /// The first difference.
    pub found: Option<Difference>,
    /// OCaml's types were known.
    pub is_certain: bool,
    places: [(Step, Place); PLACES],
    place_count: usize,
    /// What the variables of OCaml's type stand for.
    bound: [Option<Scoped>; VARIABLES],
    /// Definitions that were met: to meet a pair again is no difference.
    pairs: [Pair; PAIRS],
    pair_count: usize,
}

impl Comparison {
    pub const fn new() -> Comparison {
        const NOTHING: Scoped = scoped(&Type::Unknown, TOP);
        const NO_PAIR: Pair =
            Pair { ocaml: NOTHING, rust: NOTHING, to: Direction::ToOCaml, place: START };
        Comparison {
            scopes: Scopes::new(),
            found: None,
            is_certain: true,
            places: [(Step::Start, START); PLACES],
            place_count: 1,
            bound: [None; VARIABLES],
            pairs: [NO_PAIR; PAIRS],
            pair_count: 0,
        }
    }

    /// Compares two types of a function, and all that they are defined by. False where they differ:
    /// `found` says how.
    pub const fn whole(&mut self, step: Step, ocaml: Scoped, rust: Scoped, to: Direction) -> bool {
        let mut next = self.pair_count;
        let mut same = self.at(START, step, Pair { ocaml, rust, to, place: START });
        while same && next < self.pair_count {
            same = self.definitions(self.pairs[next]);
            next += 1;
        }
        same
    }

    /// Compares the constructors of an exception, and all that its arguments are defined by, as
    /// [`whole`](Self::whole) does.
    pub const fn exception(&mut self, o: Constructor, r: Constructor, to: Direction) -> bool {
        const NOTHING: Scoped = scoped(&Type::Unknown, TOP);
        let outer = Pair { ocaml: NOTHING, rust: NOTHING, to, place: START };
        let inside = Inside { outer, of: o.name, in_o: TOP, in_r: TOP };
        let mut next = self.pair_count;
        let mut same = self.arguments(inside, o, r);
        while same && next < self.pair_count {
            same = self.definitions(self.pairs[next]);
            next += 1;
        }
        same
    }

    /// The step to a place, and the place before it.
    pub const fn came_by(&self, place: Place) -> (Step, Place) {
        self.places[place]
    }

    /// Compares two types that `step` leads to from a place.
    const fn at(&mut self, before: Place, step: Step, mut pair: Pair) -> bool {
        if self.place_count == PLACES {
            return self.differ(What::TooLarge, pair);
        }
        pair.place = self.place_count;
        self.places[pair.place] = (step, before);
        self.place_count += 1;
        self.types(pair)
    }

    const fn differ(&mut self, what: What, pair: Pair) -> bool {
        let Pair { ocaml, rust, place, .. } = pair;
        self.found = Some(Difference { what, place, ocaml, rust });
        false
    }

    const fn types(&mut self, mut pair: Pair) -> bool {
        pair.ocaml = self.scopes.resolved(pair.ocaml);
        pair.rust = self.scopes.resolved(pair.rust);
        match (*pair.ocaml.ty, *pair.rust.ty) {
            (_, Type::Unknown) => true,
            (Type::Unknown, _) => {
                self.is_certain = false;
                true
            }
            (Type::Variable(number), _) if pair.ocaml.scope == TOP => self.variable(number, pair),
            (Type::Named(o, of_o), Type::Named(r, of_r)) => {
                self.named(pair, (o.definition(), of_o), (r.definition(), of_r))
            }
            (Type::Tuple(o), Type::Tuple(r)) => {
                if o.len() != r.len() {
                    return self.differ(What::Components(o.len(), r.len()), pair);
                }
                let mut index = 0;
                while index < o.len() {
                    let inner = pair.of(o[index], r[index]);
                    if !self.at(pair.place, Step::Component(index), inner) {
                        return false;
                    }
                    index += 1;
                }
                true
            }
            (Type::Function(o), Type::Function(r)) => {
                let argument = Pair { to: pair.to.turned(), ..pair.of(o.argument, r.argument) };
                self.at(pair.place, Step::FunctionArgument, argument)
                    && self.at(pair.place, Step::FunctionResult, pair.of(o.result, r.result))
            }
            (Type::PolyVariant(o), Type::PolyVariant(r)) => self.rows(pair, o, r),
            _ => self.expanded(pair),
        }
    }

    /// What else the types are called, where they are nothing of the same kind themselves.
    const fn expanded(&mut self, pair: Pair) -> bool {
        if let Some(ocaml) = self.scopes.expanded(pair.ocaml) {
            return self.types(Pair { ocaml, ..pair });
        }
        if let Some(rust) = self.scopes.expanded(pair.rust) {
            return self.types(Pair { rust, ..pair });
        }
        // Rust's newtype of what OCaml has.
        if let Some(rust) = self.inside_unboxed(pair.rust) {
            return self.types(Pair { rust, ..pair });
        }
        let what = match *pair.ocaml.ty {
            Type::Other(what) => What::NotComparable(what),
            Type::Named(link, _) => match link.definition().kind {
                Kind::Abstract => What::Abstract,
                Kind::Other(what) => What::NotComparable(what),
                _ => What::Types,
            },
            _ => What::Types,
        };
        self.differ(what, pair)
    }

    /// A variable of OCaml's type stands for one Rust type.
    const fn variable(&mut self, number: usize, pair: Pair) -> bool {
        if number >= VARIABLES {
            return self.differ(What::TooLarge, pair);
        }
        match self.bound[number] {
            Some(before) if self.scopes.same(before, pair.rust) => true,
            Some(before) => self.differ(What::Variable(before), pair),
            None => {
                self.bound[number] = Some(pair.rust);
                true
            }
        }
    }

    const fn named(
        &mut self,
        pair: Pair,
        (o, of_o): (&'static Definition, &'static [&'static Type]),
        (r, of_r): (&'static Definition, &'static [&'static Type]),
    ) -> bool {
        match (o.kind, r.kind) {
            (Kind::Language, Kind::Language) if same(o.name, r.name) => {
                self.parameters(pair, o.name, of_o, of_r)
            }
            (Kind::Language, Kind::Language) => {
                // An array of floats is the same block as a `floatarray`.
                if let [element] = of_o
                    && same(o.name, "array")
                    && same(r.name, "floatarray")
                    && self.is_float(scoped(element, pair.ocaml.scope))
                {
                    return true;
                }
                self.differ(What::Types, pair)
            }
            // A marker holds a value as it is, of whatever kind.
            (_, Kind::Abstract | Kind::Boxed) if are_alike(o, r) => {
                of_r.is_empty() || self.parameters(pair, o.name, of_o, of_r)
            }
            // Polymorphic variants contain themselves by such a name.
            (Kind::Alias(Type::PolyVariant(_)), _) | (_, Kind::Alias(Type::PolyVariant(_))) => {
                self.enqueue(pair)
            }
            (Kind::Alias(_), _) | (_, Kind::Alias(_)) => self.expanded(pair),
            (Kind::Other(what), _) | (_, Kind::Other(what)) => {
                self.differ(What::NotComparable(what), pair)
            }
            (_, Kind::Abstract) => self.differ(What::Names, pair),
            (Kind::Abstract, Kind::Boxed) => self.differ(What::Names, pair),
            (_, Kind::Boxed) => self.differ(What::Boxed, pair),
            (Kind::Record(..), Kind::Record(..)) | (Kind::Variant(..), Kind::Variant(..)) => {
                self.enqueue(pair)
            }
            _ => self.expanded(pair),
        }
    }

    /// The arguments of a type that both sides have.
    const fn parameters(
        &mut self,
        pair: Pair,
        name: &'static str,
        of_o: &'static [&'static Type],
        of_r: &'static [&'static Type],
    ) -> bool {
        if of_o.len() != of_r.len() {
            return self.differ(What::Parameters(of_o.len(), of_r.len()), pair);
        }
        let mut index = 0;
        while index < of_o.len() {
            let step = Step::Parameter(name, index, of_o.len());
            if !self.at(pair.place, step, pair.of(of_o[index], of_r[index])) {
                return false;
            }
            index += 1;
        }
        true
    }

    /// Definitions to be compared, unless they were met before.
    const fn enqueue(&mut self, pair: Pair) -> bool {
        let mut index = 0;
        while index < self.pair_count {
            let before = self.pairs[index];
            if matches!(before.to, Direction::ToOCaml) == matches!(pair.to, Direction::ToOCaml)
                && self.scopes.same(before.ocaml, pair.ocaml)
                && self.scopes.same(before.rust, pair.rust)
            {
                return true;
            }
            index += 1;
        }
        if self.pair_count == PAIRS {
            return self.differ(What::TooLarge, pair);
        }
        self.pairs[self.pair_count] = pair;
        self.pair_count += 1;
        true
    }

    const fn definitions(&mut self, pair: Pair) -> bool {
        let (Type::Named(o, of_o), Type::Named(r, of_r)) = (*pair.ocaml.ty, *pair.rust.ty) else {
            return true;
        };
        let (o, r) = (o.definition(), r.definition());
        let (Some(in_o), Some(in_r)) =
            (self.scopes.enter(of_o, pair.ocaml.scope), self.scopes.enter(of_r, pair.rust.scope))
        else {
            return self.differ(What::TooLarge, pair);
        };
        let inside = Inside { outer: pair, of: o.name, in_o, in_r };
        match (o.kind, r.kind) {
            (Kind::Record(of_o, o_is), Kind::Record(of_r, r_is)) => {
                if !self.fields(inside, of_o, of_r) {
                    return false;
                }
                let r_is = self.representation(r_is, of_r);
                self.representations(pair, o_is, r_is)
            }
            (Kind::Variant(of_o, o_is), Kind::Variant(of_r, r_is)) => {
                self.constructors(inside, of_o, of_r) && self.representations(pair, o_is, r_is)
            }
            (Kind::Alias(_), _) | (_, Kind::Alias(_)) => self.expanded(pair),
            _ => true,
        }
    }

    const fn representations(
        &mut self,
        pair: Pair,
        o_is: Representation,
        r_is: Representation,
    ) -> bool {
        let same = matches!(
            (o_is, r_is),
            (Representation::Block, Representation::Block)
                | (Representation::Flat, Representation::Flat)
                | (Representation::Unboxed, Representation::Unboxed)
        );
        same || self.differ(What::Representations(o_is, r_is), pair)
    }

    /// How Rust makes a record: flat, where all fields are floats.
    const fn representation(
        &mut self,
        given: Representation,
        fields: &'static [Field],
    ) -> Representation {
        if !matches!(given, Representation::Block) || fields.is_empty() {
            return given;
        }
        // What a parameter stands for doesn't count: the definition is compiled once.
        let Some(scope) = self.scopes.enter(&[], TOP) else {
            return given;
        };
        let mut index = 0;
        while index < fields.len() {
            if !self.is_float(scoped(fields[index].ty, scope)) {
                return given;
            }
            index += 1;
        }
        Representation::Flat
    }

    const fn is_float(&mut self, ty: Scoped) -> bool {
        let ty = self.scopes.resolved(ty);
        let Type::Named(link, _) = *ty.ty else {
            return false;
        };
        if matches!(link.definition().kind, Kind::Language) {
            return same(link.definition().name, "float");
        }
        let inner = match self.scopes.expanded(ty) {
            Some(inner) => Some(inner),
            None => self.inside_unboxed(ty),
        };
        match inner {
            Some(inner) => self.is_float(inner),
            None => false,
        }
    }

    /// The type of the only field of an unboxed one.
    const fn inside_unboxed(&mut self, ty: Scoped) -> Option<Scoped> {
        let Type::Named(link, arguments) = *ty.ty else {
            return None;
        };
        let inner = match link.definition().kind {
            Kind::Record([field], Representation::Unboxed) => field.ty,
            Kind::Variant([one], Representation::Unboxed) => match one.arguments {
                Arguments::Tuple([inner]) => *inner,
                Arguments::Record([field]) => field.ty,
                _ => return None,
            },
            _ => return None,
        };
        match self.scopes.enter(arguments, ty.scope) {
            Some(scope) => Some(scoped(inner, scope)),
            None => None,
        }
    }

    const fn fields(
        &mut self,
        inside: Inside,
        of_o: &'static [Field],
        of_r: &'static [Field],
    ) -> bool {
        if of_o.len() != of_r.len() {
            return self.differ(What::Fields(inside.of, of_o, of_r), inside.outer);
        }
        let mut index = 0;
        while index < of_o.len() {
            let (o, r) = (of_o[index].name, of_r[index].name);
            // A tuple struct's fields have no names; and `firstName` is `first_name` in Rust.
            if !r.is_empty() && !are_spelled_alike(o, r) {
                return self.differ(What::FieldName(inside.of, index, o, r), inside.outer);
            }
            index += 1;
        }
        let mut index = 0;
        while index < of_o.len() {
            let (o, r) = (of_o[index], of_r[index]);
            let step = Step::Field(inside.of, o.name);
            if !self.at(inside.outer.place, step, inside.pair(o.ty, r.ty)) {
                return false;
            }
            index += 1;
        }
        true
    }

    const fn constructors(
        &mut self,
        inside: Inside,
        of_o: &'static [Constructor],
        of_r: &'static [Constructor],
    ) -> bool {
        if of_o.len() != of_r.len() {
            return self.differ(What::Constructors(of_o, of_r), inside.outer);
        }
        let mut index = 0;
        while index < of_o.len() {
            let (o, r) = (of_o[index].name, of_r[index].name);
            if !are_spelled_alike(o, r) {
                return self.differ(What::ConstructorName(index, o, r), inside.outer);
            }
            index += 1;
        }
        let mut index = 0;
        while index < of_o.len() {
            if !self.arguments(inside, of_o[index], of_r[index]) {
                return false;
            }
            index += 1;
        }
        true
    }

    const fn arguments(&mut self, mut inside: Inside, o: Constructor, r: Constructor) -> bool {
        let name = o.name;
        let (of_o, of_r) = match (o.arguments, r.arguments) {
            (Arguments::Record(of_o), Arguments::Record(of_r)) => {
                inside.of = name;
                return self.fields(inside, of_o, of_r);
            }
            (Arguments::Tuple(of_o), Arguments::Tuple(of_r)) => (of_o, of_r),
            (in_ocaml, _) => {
                let inline = matches!(in_ocaml, Arguments::Record(_));
                return self.differ(What::InlineRecord(name, inline), inside.outer);
            }
        };
        if of_o.len() != of_r.len() {
            let what = What::ConstructorArguments(name, of_o.len(), of_r.len());
            return self.differ(what, inside.outer);
        }
        let mut index = 0;
        while index < of_o.len() {
            let step = Step::ConstructorArgument(name, index);
            if !self.at(inside.outer.place, step, inside.pair(of_o[index], of_r[index])) {
                return false;
            }
            index += 1;
        }
        true
    }

    /// Each tag that one side makes is known to the other.
    const fn rows(&mut self, pair: Pair, of_o: &'static Row, of_r: &'static Row) -> bool {
        let (made, known) = match pair.to {
            Direction::ToOCaml => (of_r, of_o),
            Direction::ToRust => (of_o, of_r),
        };
        let mut index = 0;
        while index < made.tags.len() {
            let one = made.tags[index];
            let same = match (find(known, one.name), pair.to) {
                (Some(other), Direction::ToOCaml) => self.tags(pair, other, one),
                (Some(other), Direction::ToRust) => self.tags(pair, one, other),
                (None, Direction::ToOCaml) if !of_o.closed => true,
                (None, Direction::ToOCaml) => self.differ(What::NoTagInOCaml(one.name), pair),
                (None, Direction::ToRust) => self.differ(What::NoTagInRust(one.name), pair),
            };
            if !same {
                return false;
            }
            index += 1;
        }
        true
    }

    const fn tags(&mut self, pair: Pair, o: Tag, r: Tag) -> bool {
        match (o.argument, r.argument) {
            (None, None) => true,
            (Some(of_o), Some(of_r)) => self.at(pair.place, Step::Tag(o.name), pair.of(of_o, of_r)),
            (in_ocaml, _) => self.differ(What::TagArgument(o.name, in_ocaml.is_some()), pair),
        }
    }
}

impl Pair {
    /// Two types that stand in these.
    const fn of(self, ocaml: &'static Type, rust: &'static Type) -> Pair {
        let (ocaml, rust) = (scoped(ocaml, self.ocaml.scope), scoped(rust, self.rust.scope));
        Pair { ocaml, rust, ..self }
    }
}

/// Inside two definitions.
#[derive(Clone, Copy)]
struct Inside {
    outer: Pair,
    /// The type or constructor whose fields are compared.
    of: &'static str,
    in_o: usize,
    in_r: usize,
}

impl Inside {
    /// Two types that stand in the definitions.
    const fn pair(self, ocaml: &'static Type, rust: &'static Type) -> Pair {
        Pair { ocaml: scoped(ocaml, self.in_o), rust: scoped(rust, self.in_r), ..self.outer }
    }
}

const fn find(row: &'static Row, name: &str) -> Option<Tag> {
    let mut index = 0;
    while index < row.tags.len() {
        if same(row.tags[index].name, name) {
            return Some(row.tags[index]);
        }
        index += 1;
    }
    None
}
