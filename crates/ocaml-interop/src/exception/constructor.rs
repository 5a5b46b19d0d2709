//! Exceptions by the name under which OCaml registers them: found, or else made.

use std::any::TypeId;
use std::collections::BTreeMap;
use std::ffi::CStr;
use std::ptr::null_mut;
use std::sync::Mutex;
use std::sync::atomic::{AtomicIsize, AtomicPtr, Ordering};

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use crate::call::OCamlError;
use crate::convert::{Block, Fields, FromOCamlError, ToOCaml, build_block, field};
use crate::heap::{Counted, write_reserved};
use crate::repr::Constructor;
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::{OCaml, OCamlException};

/// An exception's constructor, as OCaml registers it, or as Rust makes it where OCaml doesn't.
///
/// It is looked up each time: OCaml may register it late, or anew. What was raised by Rust's own
/// constructor before is matched all the same.
#[derive(Debug)]
pub struct ExceptionConstructor {
    registered: &'static CStr,
    name: &'static str,
    /// Which OCaml types its arguments are of, as far as Rust can tell.
    types: fn() -> TypeId,
    /// The runtime's cell for the name, once it has been found: it lives as long as the runtime, and a
    /// later registration changes its content (runtime/callback.c).
    cell: AtomicPtr<RawOCaml>,
}

/// Constructors that Rust has made: one for a name and types of arguments, whoever asks for it, for
/// ever. (Two Rust types of one name that nobody compares with OCaml may have other arguments each:
/// they are different exceptions then.) Nobody allocates in OCaml's heap, which may wait for other
/// domains, while it is locked.
static MADE: Mutex<BTreeMap<(&'static CStr, TypeId), &'static BoxRoot<Constructor>>> =
    Mutex::new(BTreeMap::new());

impl ExceptionConstructor {
    /// What OCaml registers as `registered`, and calls `name`; `T` is a list of the markers of its
    /// arguments.
    pub const fn new<T: 'static>(
        registered: &'static CStr,
        name: &'static str,
    ) -> ExceptionConstructor {
        let cell = AtomicPtr::new(null_mut());
        ExceptionConstructor { registered, name, types: TypeId::of::<T>, cell }
    }

    /// What tells it apart from others that Rust makes.
    fn key(&self) -> (&'static CStr, TypeId) {
        (self.registered, (self.types)())
    }

    /// The registered value, whatever it is. The lock is held.
    fn value(&self) -> Option<RawOCaml> {
        let mut cell = self.cell.load(Ordering::Relaxed).cast_const();
        if cell.is_null() {
            // SAFETY: the lock is held; the name is null-terminated.
            cell = unsafe { sys::caml_named_value(self.registered.as_ptr()) };
            if cell.is_null() {
                return None;
            }
            self.cell.store(cell.cast_mut(), Ordering::Relaxed);
        }
        // SAFETY: a root of the runtime's, which lives as long; another domain may register anew.
        Some(unsafe { (*cell.cast::<AtomicIsize>()).load(Ordering::Relaxed) })
    }

    /// The registered constructor.
    ///
    /// # Panics
    /// When what is registered is none.
    pub(super) fn registered<'a>(&self, cr: &'a OCamlRuntime) -> Option<OCaml<'a, Constructor>> {
        // SAFETY: a value just read from a root; that it is a constructor is checked.
        let value: OCaml<'a, Constructor> = unsafe { OCaml::new(cr, self.value()?) };
        if !value.is_constructor() {
            let (registered, name) = (self.registered.to_string_lossy(), self.name);
            panic!(
                "what OCaml registers as \"{registered}\" is no exception: write `let () = \
                 Callback.register \"{registered}\" [%extension_constructor {name}]` on the OCaml side"
            );
        }
        Some(value)
    }

    /// The constructor to raise.
    fn root(&self, cr: &mut OCamlRuntime) -> BoxRoot<Constructor> {
        if let Some(registered) = self.registered(cr) {
            return registered.root();
        }
        let made = match self.made() {
            Some(made) => made,
            None => self.make(cr),
        };
        cr.get(made).root()
    }

    fn made(&self) -> Option<&'static BoxRoot<Constructor>> {
        let made = MADE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        made.get(&self.key()).copied()
    }

    /// Makes the constructor, as `exception` does in OCaml: a block of the name and a number of its
    /// own (lambda/translcore.ml, `transl_extension_constructor`).
    #[cold]
    fn make(&self, cr: &mut OCamlRuntime) -> &'static BoxRoot<Constructor> {
        let name: BoxRoot<String> = self.name.to_boxroot(cr);
        // SAFETY: a block of two fields, both read after the reservation; making the number runs
        // nothing.
        let constructor = unsafe {
            let raw = write_reserved::<Counted, _>(cr, 3, &mut [], |space, _| {
                let block = space.block(2, sys::OBJECT_TAG);
                space.set(block, 0, name.get_raw());
                space.set(block, 1, sys::fresh_id());
                block
            });
            BoxRoot::new(OCaml::new(cr, raw))
        };
        let mut made = MADE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        // Another domain may have been faster.
        made.entry(self.key()).or_insert_with(|| Box::leak(Box::new(constructor)))
    }

    /// Whether the exception is one of these.
    pub(super) fn is_of(&self, exception: OCaml<'_, OCamlException>) -> bool {
        let constructor = exception.constructor().word();
        // The exception proves that the lock is held, and nothing moves a value while it is there.
        self.value() == Some(constructor)
            // SAFETY: as above.
            || self.made().is_some_and(|made| unsafe { made.get_raw() } == constructor)
    }

    /// The exception with these arguments.
    ///
    /// # Panics
    /// When an argument has no exact counterpart in OCaml. When what is registered is no exception.
    pub fn with<F: Fields>(&self, cr: &mut OCamlRuntime, arguments: F) -> OCamlError {
        let constructor = self.root(cr);
        let raw = match F::LEN {
            // SAFETY: a constant exception is its constructor.
            0 => unsafe { constructor.get_raw() },
            _ => build_block(cr, 0, (field::<Constructor, _>(&constructor), arguments)),
        };
        // SAFETY: made just now, or rooted. That the constructor has such arguments is what the
        // deriving type claims, and is compared with OCaml where it can be (rule R10).
        OCamlError::new(unsafe { OCaml::new(cr, raw) })
    }
}

/// The exception's block, if it is one of these: its arguments begin at field 1.
///
/// # Errors
/// When it has another number of arguments; `name` and `type_name` are what Rust calls it.
pub fn exception<'gc>(
    exception: OCaml<'gc, OCamlException>,
    constructor: &ExceptionConstructor,
    len: usize,
    name: &'static str,
    type_name: &'static str,
) -> Result<Option<Block<'gc>>, FromOCamlError> {
    if !constructor.is_of(exception) {
        return Ok(None);
    }
    match exception.argument_count() {
        found if found == len => Ok(Some(exception.block(type_name))),
        found => Err(FromOCamlError::other_len(name, len, found).in_type(type_name)),
    }
}

impl<'gc> OCaml<'gc, OCamlException> {
    /// The exception's block, to be read field by field.
    pub(super) fn block(self, type_name: &'static str) -> Block<'gc> {
        Block::of(self, type_name)
    }
}

impl OCamlError {
    /// The exception that OCaml registered with `Callback.register_exception
    /// name`, with one argument of OCaml type `T`.
    ///
    /// # Errors
    /// Nothing is registered under that name; the argument is given back.
    ///
    /// # Safety
    /// The registered exception has exactly one argument, of OCaml type `T`.
    pub unsafe fn registered<T: 'static, A: ToOCaml<T>>(
        cr: &mut OCamlRuntime,
        name: &CStr,
        argument: A,
    ) -> Result<OCamlError, A> {
        // SAFETY: the handle is held; the name is null-terminated.
        let cell = unsafe { sys::caml_named_value(name.as_ptr()) };
        if cell.is_null() {
            return Err(argument);
        }
        // SAFETY: the cell is a root, which holds an exception's constructor by the caller's
        // promise; the block made is that exception.
        unsafe {
            let constructor: BoxRoot<Constructor> = BoxRoot::new(OCaml::new(cr, *cell));
            let list = (field::<T, _>(&argument), ());
            let raw = build_block(cr, 0, (field::<Constructor, _>(&constructor), list));
            Ok(OCamlError::new(OCaml::new(cr, raw)))
        }
    }
}
