//! `exn`.

use ocaml_interop_sys as sys;

use crate::runtime::exception_text;
use crate::value::{OCaml, OCamlException};

impl OCaml<'_, OCamlException> {
    /// The argument of an exception that has one argument, a string:
    /// `Failure`, `Invalid_argument`, and others of that form. Bytes that
    /// aren't UTF-8 are replaced.
    pub fn message(&self) -> Option<String> {
        // An exception without arguments is its constructor, an object block.
        if !self.is_block_sized(2) || self.tag_value() != 0 {
            return None;
        }
        // SAFETY: an exception with one argument is a block of its constructor
        // and the argument, whose type only its tag tells.
        let argument: OCaml<'_, String> = unsafe { self.field(1) };
        (argument.is_block() && argument.tag_value() == sys::STRING_TAG)
            .then(|| String::from_utf8_lossy(argument.as_bytes()).into_owned())
    }

    /// The exception as the runtime prints it: `Failure("no")`.
    pub fn to_text(&self) -> String {
        // The runtime's text would end at a NUL byte.
        if let Some(message) = self.message() {
            return format!("{}(\"{message}\")", self.name());
        }
        // SAFETY: an exception, the lock is held, and nothing has moved it.
        unsafe { exception_text(self.word()) }
    }

    /// The name of the exception's constructor: `Failure`, `Dune__exe.Exit`.
    pub fn name(&self) -> String {
        // SAFETY: a constructor's first field is its name.
        let name: OCaml<'_, String> = unsafe { self.constructor().field(0) };
        String::from_utf8_lossy(name.as_bytes()).into_owned()
    }
}

/// An exception's constructor: an object block of the name and a number of its own.
pub(crate) enum Constructor {}

impl<'gc> OCaml<'gc, OCamlException> {
    /// The exception's constructor.
    pub(crate) fn constructor(&self) -> OCaml<'gc, Constructor> {
        // SAFETY: an exception without arguments is its constructor; another's first field is it.
        unsafe {
            if self.tag_value() == sys::OBJECT_TAG {
                OCaml::unbound(self.word())
            } else {
                self.field(0)
            }
        }
    }

    /// How many arguments the exception has.
    pub(crate) fn argument_count(&self) -> usize {
        if self.tag_value() == sys::OBJECT_TAG {
            return 0;
        }
        // SAFETY: an exception is a block.
        unsafe { self.size() - 1 }
    }
}

impl OCaml<'_, Constructor> {
    /// Whether the value is what it says: anything may be registered under a name.
    pub(crate) fn is_constructor(&self) -> bool {
        if !self.is_block_sized(2) || self.tag_value() != sys::OBJECT_TAG {
            return false;
        }
        // SAFETY: a block of two values.
        let name: OCaml<'_, String> = unsafe { self.field(0) };
        name.is_block() && name.tag_value() == sys::STRING_TAG
    }
}
