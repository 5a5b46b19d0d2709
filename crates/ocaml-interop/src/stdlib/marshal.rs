//! OCaml values as bytes, in the format of OCaml's module `Marshal`.
//!
//! ```
//! use ocaml_interop::marshal::Flags;
//! use ocaml_interop::{BoxRoot, OCamlInt, OCamlList, OCamlRuntime, ToOCaml};
//!
//! let _guard = OCamlRuntime::init()?;
//! OCamlRuntime::with_domain_lock(|cr| {
//!     let primes: BoxRoot<OCamlList<OCamlInt>> = [2_i64, 3, 5, 7].to_boxroot(cr);
//!     let bytes = primes.marshal(cr, Flags::default())?;
//!
//!     // SAFETY: these bytes were made of an `int list`, two lines up.
//!     let copy: BoxRoot<OCamlList<OCamlInt>> = unsafe { BoxRoot::unmarshal(cr, &bytes)? };
//!     assert_eq!(copy.to_rust::<Vec<i64>>(cr), [2, 3, 5, 7]);
//!     Ok::<(), ocaml_interop::OCamlError>(())
//! })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::call::{OCamlError, Support};
use crate::convert::field;
use crate::root::BoxRoot;
use crate::runtime::OCamlRuntime;
use crate::value::{OCamlBytes, OCamlCell};

/// How a value is marshalled (`Marshal.extern_flags`). All are off by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags {
    /// What the value holds twice is written twice. A cyclic value takes all memory then.
    pub no_sharing: bool,
    /// Functions are written, too: as places in this very program, which alone can read them.
    pub closures: bool,
    /// What a 32-bit OCaml couldn't read is an error.
    pub compat_32: bool,
}

impl<T: 'static> OCamlCell<T> {
    /// The value as bytes (`Marshal.to_bytes`). An unrooted value is rooted first, with
    /// [`root`](crate::OCaml::root).
    ///
    /// The program needs the OCaml library `ocaml-interop`, as for
    /// [`spawn_domain`](OCamlRuntime::spawn_domain).
    ///
    /// # Errors
    /// `Invalid_argument` where the value holds what has no such form: a function (see
    /// [`Flags::closures`]), an abstract block, a Rust value. `Out_of_memory`.
    ///
    /// # Panics
    /// When the program lacks that library.
    pub fn marshal(&self, cr: &mut OCamlRuntime, flags: Flags) -> Result<Vec<u8>, OCamlError> {
        static MARSHAL: Support = Support::new(c"ocaml_interop.marshal");
        let Flags { no_sharing, closures, compat_32 } = flags;
        let flags = (no_sharing, closures, compat_32);
        let arguments = (field::<T, _>(self), (field::<(bool, bool, bool), _>(&flags), ()));
        let bytes = MARSHAL.call::<_, OCamlBytes>(cr, arguments)?;
        Ok(bytes.to_rust(cr))
    }
}

impl<T: 'static> BoxRoot<T> {
    /// The value at the start of the bytes (`Marshal.from_bytes`). What follows it is left alone;
    /// [`size`] tells where that begins.
    ///
    /// The program needs the OCaml library `ocaml-interop`, as for
    /// [`spawn_domain`](OCamlRuntime::spawn_domain).
    ///
    /// # Errors
    /// `Failure` where the bytes aren't marshalled, or are cut short: their header is looked at. Where
    /// they hold a function of another program, or a custom block that this one doesn't know.
    /// `Out_of_memory`.
    ///
    /// # Panics
    /// When the program lacks that library; when OCaml's heap has no room for the bytes.
    ///
    /// # Safety
    /// The bytes were made of a value of OCaml type `T`, and haven't changed since. They say nothing of
    /// the type, and OCaml believes what stands behind the header.
    pub unsafe fn unmarshal(cr: &mut OCamlRuntime, bytes: &[u8]) -> Result<BoxRoot<T>, OCamlError> {
        static UNMARSHAL: Support = Support::new(c"ocaml_interop.unmarshal");
        let Some(size) = size(bytes) else {
            return Err(OCamlError::failure(cr, "unmarshal: the bytes hold no marshalled value"));
        };
        let Some(value) = bytes.get(..size) else {
            let message = format!(
                "unmarshal: the value takes {size} bytes, of which {} are there",
                bytes.len()
            );
            return Err(OCamlError::failure(cr, &message));
        };
        UNMARSHAL.call::<_, T>(cr, (field::<OCamlBytes, _>(value), ()))
    }
}

/// How many bytes the marshalled value takes at whose start these are (`Marshal.total_size`). Nothing
/// where they are no such start; 16 bytes suffice.
///
/// Whoever reads from a pipe or socket what OCaml wrote there with `output_value` reads 16 bytes first,
/// and then as many as are missing.
///
/// The format is in runtime/caml/intext.h.
pub fn size(bytes: &[u8]) -> Option<usize> {
    let number = |at: usize, bytes_of: usize| {
        let bytes = bytes.get(at..at + bytes_of)?;
        Some(bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte)))
    };
    let (header, data) = match number(0, 4)? {
        // Lengths of 32 bits, or of 64.
        0x8495_A6BE => (20, number(4, 4)?),
        0x8495_A6BF => (32, number(8, 8)?),
        // Compressed, as the compiler writes its own files.
        0x8495_A6BD => (u64::from(*bytes.get(4)? & 0x3F), variable_length(bytes.get(5..)?)?),
        _ => return None,
    };
    usize::try_from(header.checked_add(data)?).ok().filter(|size| *size <= isize::MAX as usize)
}

/// Seven bits a byte, the highest first; the last one's top bit is 0.
fn variable_length(bytes: &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for byte in bytes {
        if number >> 57 != 0 {
            return None;
        }
        number = number << 7 | u64::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}
