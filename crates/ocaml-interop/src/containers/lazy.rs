//! `Lazy.t`: forced, and made of values.

use super::made;
use crate::call::{OCamlError, Support};
use crate::convert::{ToOCaml, field};
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlCell, OCamlLazy};

static FORCE: Support = Support::new(c"ocaml_interop.lazy_force");
static FROM_VAL: Support = Support::new(c"ocaml_interop.lazy_from_val");

impl<A: 'static> OCamlCell<OCamlLazy<A>> {
    /// The value, which is computed where it isn't there yet: `Lazy.force`.
    ///
    /// # Errors
    /// What computing it raised, the same each time. `CamlinternalLazy.Undefined` where it is being
    /// forced already: on another domain, or by its own computation.
    ///
    /// # Panics
    /// When the program lacks the library's OCaml module.
    pub fn force(&self, cr: &mut OCamlRuntime) -> Result<BoxRoot<A>, OCamlError> {
        if let Some(value) = cr.get(self).get() {
            return Ok(value.root());
        }
        FORCE.call(cr, (field::<OCamlLazy<A>, _>(self), ()))
    }
}

impl<A: 'static> OCamlLazy<A> {
    /// A lazy value that is there already: `Lazy.from_val`.
    ///
    /// ```
    /// # use ocaml_interop::*;
    /// # let _guard = OCamlRuntime::init()?;
    /// # OCamlRuntime::with_domain_lock(|cr| -> Result<(), OCamlError> {
    /// let lazy: BoxRoot<OCamlLazy<OCamlFloat>> = OCamlLazy::from_val(cr, 0.5).root();
    /// assert!(cr.get(&lazy).is_forced());
    /// assert_eq!(lazy.force(cr)?.to_rust::<f64>(cr), 0.5);
    /// # Ok(())
    /// # }).unwrap();
    /// # Ok::<(), String>(())
    /// ```
    ///
    /// # Panics
    /// When the program lacks the library's OCaml module.
    pub fn from_val<'a>(
        cr: &'a mut OCamlRuntime,
        value: impl ToOCaml<A>,
    ) -> OCaml<'a, OCamlLazy<A>> {
        let lazy = made(FROM_VAL.call(cr, (field::<A, _>(&value), ())));
        cr.get(&lazy)
    }
}
