//! The operations of a type of Rust values, as OCaml's runtime knows them.

use std::ffi::CStr;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicBool, Ordering};

use ocaml_interop_sys as sys;

use super::block::finalize;
use crate::runtime::out_of_memory;

/// What OCaml can do with the values of a Rust type. There is one in a program for each type, a
/// `static`: its address tells the type's values from all others.
///
/// # Example
/// ```
/// use ocaml_interop::custom::{CustomOperations, Shared};
/// use ocaml_interop::OCamlCustom;
///
/// #[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
/// struct Version(u32, u32);
///
/// impl OCamlCustom for Version {
///     type Cell = Shared<Self>;
///
///     fn operations() -> &'static CustomOperations<Self> {
///         static OPERATIONS: CustomOperations<Version> =
///             CustomOperations::new(c"Version.t").with_compare().with_hash();
///         &OPERATIONS
///     }
/// }
/// ```
#[derive(Debug)]
pub struct CustomOperations<A> {
    pub(super) table: sys::CustomOperations,
    name: &'static str,
    /// The name's last part, if it is a path of Rust's: for messages.
    pub(super) short: &'static str,
    is_registered: AtomicBool,
    _type: PhantomData<fn() -> A>,
}

impl<A> CustomOperations<A> {
    /// Operations of this name. It stands in marshalled values: OCaml finds the type by it when it reads
    /// them, so no two types of a program should share one. Messages call the type so, too, without the
    /// path where it is one of Rust's.
    ///
    /// # Panics
    /// When the name isn't UTF-8; in a constant this is a compile error.
    pub const fn new(name: &'static CStr) -> CustomOperations<A> {
        let table = sys::CustomOperations {
            identifier: name.as_ptr(),
            finalize: Some(finalize),
            compare: None,
            hash: None,
            serialize: None,
            deserialize: None,
            compare_ext: None,
            fixed_length: std::ptr::null(),
        };
        let Ok(name) = name.to_str() else { panic!("the name of custom operations isn't UTF-8") };
        CustomOperations {
            table,
            name,
            short: last_part(name),
            is_registered: AtomicBool::new(false),
            _type: PhantomData,
        }
    }

    /// The name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Lets OCaml read marshalled values of the type. Boxing the first value does it, too, and so does
    /// an OCaml module that `cargo ocaml bind` wrote: a program that reads values before it makes any
    /// calls this first. A type whose values aren't marshalled needs none.
    ///
    /// # Panics
    /// When memory is exhausted.
    #[inline]
    pub fn register(&'static self) {
        if !self.is_registered.load(Ordering::Relaxed) {
            self.register_now();
        }
    }

    #[cold]
    #[inline(never)]
    fn register_now(&'static self) {
        let is_needed = self.table.deserialize.is_some();
        if self.is_registered.swap(true, Ordering::Relaxed) || !is_needed {
            return;
        }
        // SAFETY: a table of the runtime's form that lives for ever, as a `static` does.
        if unsafe { sys::register_custom(&self.table) } == 0 {
            self.is_registered.store(false, Ordering::Relaxed);
            out_of_memory(64);
        }
    }
}

/// `Counter` of `app::Counter`.
const fn last_part(path: &'static str) -> &'static str {
    let mut start = path.len();
    while start > 0 && path.as_bytes()[start - 1] != b':' {
        start -= 1;
    }
    path.split_at(start).1
}

/// A name as C has it, from a text that ends in NUL.
pub const fn c_name(text: &'static str) -> &'static CStr {
    match CStr::from_bytes_with_nul(text.as_bytes()) {
        Ok(name) => name,
        Err(_) => panic!("the name has a NUL byte in it"),
    }
}
