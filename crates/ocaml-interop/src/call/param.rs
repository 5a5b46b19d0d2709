//! Generic arguments, for functions of users that take either form.

use crate::convert::ToOCaml;
use crate::root::RefOrRooted;
use crate::runtime::OCamlRuntime;

/// An argument of OCaml type `OCamlValue`: an `OCamlRef`, or a Rust value that
/// converts. `RustValue` is inferred.
///
/// The functions that [`ocaml!`](crate::ocaml) declares need no such step: they
/// take both.
pub trait OCamlParam<'a, 'b, RustValue, OCamlValue: 'static> {
    /// The argument, rooted where it isn't yet.
    fn to_rooted(self, cr: &mut OCamlRuntime) -> RefOrRooted<'a, 'b, OCamlValue>;
}

impl<'a, 'b, RustValue, OCamlValue> OCamlParam<'a, 'b, RustValue, OCamlValue> for RustValue
where
    RustValue: ToOCaml<OCamlValue>,
    OCamlValue: 'static,
{
    fn to_rooted(self, cr: &mut OCamlRuntime) -> RefOrRooted<'a, 'b, OCamlValue> {
        RefOrRooted::Root(self.to_boxroot(cr))
    }
}
