//! The OCaml module that the library calls (`ocaml_interop_support`), for what no function of the
//! runtime does, or none without raising.

use std::ffi::CStr;

use super::{NamedFunction, OCamlError, call_named_catching};
use crate::convert::Fields;
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;

/// A function of the support module.
#[derive(Debug)]
pub(crate) struct Support(NamedFunction);

impl Support {
    /// The function registered as `name`, which begins with `ocaml_interop.`.
    pub(crate) const fn new(name: &'static CStr) -> Support {
        Support(NamedFunction::new(name))
    }

    /// Whether the program has the module.
    pub(crate) fn is_linked(&self, cr: &OCamlRuntime) -> bool {
        self.0.is_registered(cr)
    }

    /// Panics, and says what to do, where the program lacks the module.
    pub(crate) fn check_linked(&self, cr: &OCamlRuntime) {
        if !self.is_linked(cr) {
            panic!("the program has no OCaml module for this: {LINK_IT}");
        }
    }

    /// Calls the function. That it has these types is what the module's source says.
    ///
    /// # Errors
    /// What OCaml raised.
    ///
    /// # Panics
    /// When the program lacks the module.
    pub(crate) fn call<A: Fields, R: 'static>(
        &self,
        cr: &mut OCamlRuntime,
        arguments: A,
    ) -> Result<BoxRoot<R>, OCamlError> {
        self.check_linked(cr);
        call_named_catching(cr, &self.0, arguments)
    }
}

/// What to do where the module is missing.
pub(crate) const LINK_IT: &str = "in an OCaml program, or one built by dune, add `ocaml-interop` \
                                  to its (libraries …); ocaml-interop-build without dune links it \
                                  by itself";
