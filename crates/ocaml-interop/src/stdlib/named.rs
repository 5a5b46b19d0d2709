//! OCaml's named values: what `Callback.register` registers.

use std::ffi::CStr;

use ocaml_interop_sys as sys;

use crate::call::{OCamlError, Support, registered_names};
use crate::convert::{ToOCaml, field};
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::OCaml;

impl OCamlRuntime {
    /// The value that is registered under a name; nothing where none is.
    ///
    /// For functions there is [`ocaml!`](crate::ocaml), whose types are compared with OCaml's.
    ///
    /// # Safety
    /// The value is of OCaml type `T`.
    ///
    /// # Example
    /// ```
    /// use ocaml_interop::{BoxRoot, OCamlInt, OCamlRuntime};
    ///
    /// let _guard = OCamlRuntime::init()?;
    /// OCamlRuntime::with_domain_lock(|cr| {
    ///     // SAFETY: the one and only user of the name registers an `int`.
    ///     unsafe {
    ///         cr.register_named_value::<OCamlInt>(c"answer", 42_i64)?;
    ///         let answer: Option<BoxRoot<OCamlInt>> = cr.named_value(c"answer");
    ///         assert_eq!(answer.unwrap().to_rust::<i64>(cr), 42);
    ///         assert!(cr.named_value::<OCamlInt>(c"question").is_none());
    ///     }
    ///     assert!(cr.named_values().contains(&"answer".to_owned()));
    ///     Ok::<(), ocaml_interop::OCamlError>(())
    /// })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub unsafe fn named_value<T: 'static>(&self, name: &CStr) -> Option<BoxRoot<T>> {
        // SAFETY: the handle is held; the name is null-terminated. The cell is a root, and lives as
        // long as the runtime; its type is the caller's promise.
        unsafe {
            let cell = sys::caml_named_value(name.as_ptr());
            (!cell.is_null()).then(|| OCaml::new(self, *cell).root())
        }
    }

    /// Registers a value under a name (`Callback.register`), in place of one that is registered
    /// already. It stays alive as long as OCaml runs.
    ///
    /// The program needs the OCaml library `ocaml-interop`, as for
    /// [`spawn_domain`](Self::spawn_domain).
    ///
    /// # Errors
    /// What OCaml raised: `Out_of_memory`, or what a signal's handler did.
    ///
    /// # Panics
    /// When the program lacks that library; when the value has no exact counterpart in OCaml.
    ///
    /// # Safety
    /// Whoever looks the name up expects a value of OCaml type `T`: the declarations of
    /// [`ocaml!`](crate::ocaml), C code, and the runtime itself, which has names of its own
    /// (`Printexc.handle_uncaught_exception`, say).
    pub unsafe fn register_named_value<T: 'static>(
        &mut self,
        name: &CStr,
        value: impl ToOCaml<T>,
    ) -> Result<(), OCamlError> {
        static REGISTER: Support = Support::new(c"ocaml_interop.register");
        let name = name.to_bytes();
        let arguments = (field::<String, _>(&name), (field::<T, _>(&value), ()));
        REGISTER.call::<_, ()>(self, arguments).map(|_unit| ())
    }

    /// The names under which the program has registered values, sorted. Those of OCaml's own modules
    /// and of this library are left out.
    pub fn named_values(&self) -> Vec<String> {
        registered_names(self).into_iter().collect()
    }
}
