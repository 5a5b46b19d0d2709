//! What the parameters of definitions stand for.

use crate::form::{Arrow, Kind, Type};

/// More definitions than this are never open at once in one comparison.
const CAPACITY: usize = 1024;

/// A type, and the scope that its variables are looked up in.
#[derive(Clone, Copy)]
pub(crate) struct Scoped {
    pub ty: &'static Type,
    pub scope: usize,
}

/// The arguments that definitions were entered with. A scope is a number; [`TOP`] has no parameters:
/// variables there are the function's own.
pub(crate) struct Scopes {
    entered: [(&'static [&'static Type], usize); CAPACITY],
    len: usize,
}

/// The scope of a function's type.
pub(crate) const TOP: usize = 0;

impl Scopes {
    pub const fn new() -> Scopes {
        Scopes { entered: [(&[], TOP); CAPACITY], len: 1 }
    }

    /// A definition's scope, where its parameters are `arguments`, themselves in `scope`. `None`
    /// where there are too many.
    pub const fn enter(
        &mut self,
        arguments: &'static [&'static Type],
        scope: usize,
    ) -> Option<usize> {
        if self.len == CAPACITY {
            return None;
        }
        self.entered[self.len] = (arguments, scope);
        self.len += 1;
        Some(self.len - 1)
    }

    /// The type itself, where a parameter stands for one.
    pub const fn resolved(&self, mut one: Scoped) -> Scoped {
        while one.scope != TOP
            && let Type::Variable(number) = *one.ty
        {
            let (arguments, scope) = self.entered[one.scope];
            if number >= arguments.len() {
                return Scoped { ty: &Type::Other("a parameter without a type"), scope: TOP };
            }
            one = Scoped { ty: arguments[number], scope };
        }
        one
    }

    /// The type that this one is another name of, one step of it; `None` where it is none.
    pub const fn expanded(&mut self, one: Scoped) -> Option<Scoped> {
        let one = self.resolved(one);
        if let Type::Named(link, arguments) = *one.ty
            && let Kind::Alias(ty) = link.definition().kind
            && let Some(scope) = self.enter(arguments, one.scope)
        {
            return Some(self.resolved(Scoped { ty, scope }));
        }
        None
    }

    /// Whether two types of the same side are the same, by their names.
    pub const fn same(&self, one: Scoped, other: Scoped) -> bool {
        let (one, other) = (self.resolved(one), self.resolved(other));
        match (*one.ty, *other.ty) {
            (Type::Unknown, Type::Unknown) => true,
            (Type::Variable(one), Type::Variable(other)) => one == other,
            (Type::Named(a, of_a), Type::Named(b, of_b)) => {
                crate::text::same(a.definition().key, b.definition().key)
                    && self.all_same((of_a, one.scope), (of_b, other.scope))
            }
            (Type::Tuple(a), Type::Tuple(b)) => self.all_same((a, one.scope), (b, other.scope)),
            (Type::Function(a), Type::Function(b)) => {
                let [(a, a_result), (b, b_result)] = [parts(a, one.scope), parts(b, other.scope)];
                self.same(a, b) && self.same(a_result, b_result)
            }
            (Type::PolyVariant(a), Type::PolyVariant(b)) => {
                let mut index = 0;
                while index < a.tags.len() && index < b.tags.len() {
                    let (a, b) = (a.tags[index], b.tags[index]);
                    let same = match (a.argument, b.argument) {
                        (None, None) => true,
                        (Some(a), Some(b)) => {
                            self.same(scoped(a, one.scope), scoped(b, other.scope))
                        }
                        _ => false,
                    };
                    if !same || !crate::text::same(a.name, b.name) {
                        return false;
                    }
                    index += 1;
                }
                a.closed == b.closed && a.tags.len() == b.tags.len()
            }
            _ => false,
        }
    }

    const fn all_same(
        &self,
        (these, scope): (&'static [&'static Type], usize),
        (those, other): (&'static [&'static Type], usize),
    ) -> bool {
        let mut index = 0;
        while index < these.len() && index < those.len() {
            if !self.same(scoped(these[index], scope), scoped(those[index], other)) {
                return false;
            }
            index += 1;
        }
        these.len() == those.len()
    }
}

/// `ty` in `scope`.
pub(crate) const fn scoped(ty: &'static Type, scope: usize) -> Scoped {
    Scoped { ty, scope }
}

/// A function's argument and result.
const fn parts(arrow: &'static Arrow, scope: usize) -> (Scoped, Scoped) {
    (scoped(arrow.argument, scope), scoped(arrow.result, scope))
}
