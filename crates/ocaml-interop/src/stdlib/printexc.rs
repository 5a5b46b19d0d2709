//! Exceptions as the program prints them (OCaml's module `Printexc`).

use crate::call::{OCamlError, Support};
use crate::convert::field;
use crate::runtime::OCamlRuntime;
use crate::value::OCamlException;

impl OCamlError {
    /// The exception as `Printexc.to_string` gives it: by the printers that the program has registered
    /// with `Printexc.register_printer`. [`text`](Self::text), which runs no OCaml code, doesn't know
    /// them. Bytes that aren't UTF-8 are replaced.
    ///
    /// The program needs the OCaml library `ocaml-interop`, as for
    /// [`spawn_domain`](OCamlRuntime::spawn_domain).
    ///
    /// # Errors
    /// What a signal's handler raised meanwhile. (What a printer raises `Printexc` catches itself.)
    ///
    /// # Panics
    /// When the program lacks that library.
    ///
    /// # Example
    /// ```
    /// use ocaml_interop::{OCamlError, OCamlRuntime};
    ///
    /// let _guard = OCamlRuntime::init()?;
    /// OCamlRuntime::with_domain_lock(|cr| {
    ///     let error = OCamlError::failure(cr, "no such file");
    ///     assert_eq!(error.printed(cr)?, "Failure(\"no such file\")");
    ///     Ok::<(), OCamlError>(())
    /// })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn printed(&self, cr: &mut OCamlRuntime) -> Result<String, OCamlError> {
        static PRINT: Support = Support::new(c"ocaml_interop.exception_text");
        let exception = &**self.exception();
        let text = PRINT.call::<_, String>(cr, (field::<OCamlException, _>(exception), ()))?;
        Ok(String::from_utf8_lossy(cr.get(&text).as_bytes()).into_owned())
    }

    /// As [`printed`](Self::printed), and on the lines below it the
    /// [`backtrace`](Self::backtrace), where there is one.
    ///
    /// # Errors
    /// As [`printed`](Self::printed).
    ///
    /// # Panics
    /// As [`printed`](Self::printed).
    pub fn report(&self, cr: &mut OCamlRuntime) -> Result<String, OCamlError> {
        let mut report = self.printed(cr)?;
        for frame in self.backtrace().lines() {
            report.push_str("\n  ");
            report.push_str(frame);
        }
        Ok(report)
    }
}
