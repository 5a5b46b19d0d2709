//! Marshalling, by serde (feature `serde`): the bytes are postcard's.
//!
//! OCaml writes the operations' name before them, and finds the operations by it when it reads them.

/// What can be marshalled: a type that serde writes and reads.
#[cfg(feature = "serde")]
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be marshalled",
    label = "serde doesn't write and read it",
    note = "derive `serde::Serialize` and `serde::Deserialize`"
)]
pub trait Marshalled: serde::Serialize + serde::de::DeserializeOwned {}

#[cfg(feature = "serde")]
impl<A: serde::Serialize + serde::de::DeserializeOwned> Marshalled for A {}

/// What can be marshalled: nothing, without the feature `serde`.
#[cfg(not(feature = "serde"))]
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be marshalled without ocaml-interop's feature `serde`",
    label = "marshalled by serde",
    note = "write `ocaml-interop = {{ version = \"…\", features = [\"serde\"] }}` in Cargo.toml"
)]
pub trait Marshalled {}

#[cfg(not(feature = "serde"))]
impl<A: super::OCamlCustom> super::CustomOperations<A> {
    /// With marshalling by serde, for which the feature `serde` is needed.
    pub const fn with_marshal(self) -> Self
    where
        A: Marshalled,
    {
        self
    }
}

#[cfg(feature = "serde")]
mod by_serde {
    use std::cell::RefCell;
    use std::ffi::{CString, c_char, c_void};
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use ocaml_interop_sys as sys;
    use sys::{CustomFixedLength, RawOCaml};

    use super::Marshalled;
    use crate::custom::block::WOSIZE;
    use crate::custom::comparison::borrow;
    use crate::custom::operations::CustomOperations;
    use crate::custom::value::{OCamlCustom, boxed, hanging};
    use crate::export::{enter, raised_alone};
    use crate::runtime::panics;

    /// The size of a block's payload, on machines of 32 and of 64 bits.
    static LENGTH: CustomFixedLength = CustomFixedLength { bsize_32: 4, bsize_64: 8 };

    impl<A: OCamlCustom> CustomOperations<A> {
        /// With marshalling by serde: `Marshal`, `output_value`, `input_value`. Without it, writing
        /// raises `Invalid_argument`.
        ///
        /// The bytes are [postcard's](https://postcard.jamesmunns.com): fields in order, without
        /// names, so a type that has changed doesn't read old ones. What can't be written or read is
        /// `Failure` in OCaml, and so is a panic of the type's own `Deserialize`.
        ///
        /// As with all of `Marshal`, bytes from outside must be whole. That they are a value of the
        /// type is for serde to check; that they are of this type, OCaml believes.
        pub const fn with_marshal(mut self) -> Self
        where
            A: Marshalled,
        {
            self.table.serialize = Some(serialize::<A>);
            self.table.deserialize = Some(deserialize::<A>);
            self.table.fixed_length = (&raw const LENGTH).cast();
            self
        }
    }

    thread_local! {
        /// What the runtime is copying. It may raise meanwhile, so no frame can own that.
        static COPIED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    }

    /// Keeps bytes until the next ones come.
    fn keep(bytes: Vec<u8>) -> (*const u8, usize) {
        COPIED.with_borrow_mut(|kept| {
            *kept = bytes;
            (kept.as_ptr(), kept.len())
        })
    }

    /// Writes a value's bytes, behind their number and its complement: the runtime doesn't see where
    /// its input ends, so a damaged number isn't to be believed.
    ///
    /// What is raised here leaves the runtime's output buffer behind, some kilobytes (extern_failwith in
    /// runtime/extern.c would free it, and is for the runtime alone).
    unsafe extern "C" fn serialize<A: OCamlCustom + Marshalled>(
        block: RawOCaml,
        size_32: *mut usize,
        size_64: *mut usize,
    ) {
        // SAFETY: OCaml marshals through a primitive that may raise: the lock is held, and no handle of
        // this thread is in use. Nothing collects while the borrow lives.
        let (bytes, len) = unsafe {
            enter(A::operations().short, || {
                let written = borrow::<A>(block).map(|value| {
                    postcard::to_allocvec(&*value).map_err(|error| written_not::<A>(&error))
                });
                match written {
                    Ok(Ok(bytes)) => Ok(keep(bytes)),
                    Ok(Err(message)) => Err(raised_alone(message)),
                    Err(error) => Err(raised_alone(error)),
                }
            })
        };
        // SAFETY: called while the runtime marshals. It copies the bytes, or raises across this frame,
        // which holds plain words. Both places are the runtime's, to be filled.
        unsafe {
            sys::caml_serialize_int_8(len as i64);
            sys::caml_serialize_int_8(!len as i64);
            sys::caml_serialize_block_1(bytes.cast_mut().cast(), len as isize);
            *size_32 = LENGTH.bsize_32 as usize;
            *size_64 = LENGTH.bsize_64 as usize;
        }
        COPIED.take();
    }

    #[cold]
    fn written_not<A: OCamlCustom>(error: &postcard::Error) -> String {
        format!("{}: the value can't be marshalled: {error}", A::operations().short)
    }

    /// Reads what [`serialize`] wrote, into the payload of a block.
    unsafe extern "C" fn deserialize<A: OCamlCustom + Marshalled>(payload: *mut c_void) -> usize {
        // SAFETY: the runtime has just made the block, with our operations (runtime/intern.c), and
        // nothing collects before the payload is written.
        let message = unsafe { read::<A>(payload.cast()) };
        if !message.is_null() {
            // SAFETY: called while the runtime unmarshals; it copies the text and raises across this
            // frame, which holds plain words.
            unsafe { sys::deserialize_error(message.cast_mut()) }
        }
        LENGTH.bsize_64 as usize
    }

    /// Fills a block's payload: with a pointer to the value, or, where that can't be read, with null.
    /// What returns then is the reason.
    ///
    /// # Safety
    /// `payload` is that of a block under way.
    unsafe fn read<A: OCamlCustom + Marshalled>(payload: *mut usize) -> *const c_char {
        // SAFETY: the block's header says whether it has a payload: a damaged stream may lie.
        unsafe {
            if sys::wosize(payload.sub(1) as RawOCaml) < WOSIZE {
                return reason::<A>("the block has another size");
            }
            // The block may be finalised when reading fails.
            *payload = 0;
        }
        let value = catch_unwind(AssertUnwindSafe(|| {
            // SAFETY: the runtime is at the bytes that `serialize` wrote.
            let bytes = unsafe { bytes() }?;
            let (value, rest) =
                postcard::take_from_bytes::<A>(&bytes).map_err(|error| error.to_string())?;
            if !rest.is_empty() {
                return Err(format!("{} bytes are left over", rest.len()));
            }
            Ok((hanging(&value), boxed(value)))
        }));
        match value {
            Ok(Ok((size, boxed))) => {
                // SAFETY: as above. Only a collection is asked for.
                unsafe {
                    *payload = boxed.expose_provenance();
                    sys::account(size);
                }
                std::ptr::null()
            }
            Ok(Err(error)) => reason::<A>(&error),
            Err(thrown) => {
                let reason = reason::<A>(
                    panics::text(&*thrown).unwrap_or("a Rust panic whose payload is not text"),
                );
                // To drop it might panic.
                std::mem::forget(thrown);
                reason
            }
        }
    }

    /// The bytes of a value.
    ///
    /// # Safety
    /// The runtime is at what [`serialize`] wrote.
    unsafe fn bytes() -> Result<Vec<u8>, String> {
        // SAFETY: the caller's promise; the numbers agree, so that many bytes follow.
        unsafe {
            let (len, complement) =
                (sys::caml_deserialize_sint_8(), sys::caml_deserialize_sint_8());
            let mut bytes = Vec::new();
            let len = usize::try_from(len).ok().filter(|_| len == !complement);
            let Some(len) = len.filter(|&len| bytes.try_reserve_exact(len).is_ok()) else {
                return Err("their number is damaged".to_owned());
            };
            bytes.resize(len, 0);
            sys::caml_deserialize_block_1(bytes.as_mut_ptr().cast(), len as isize);
            Ok(bytes)
        }
    }

    /// Keeps a message, as C has it.
    #[cold]
    fn reason<A: OCamlCustom>(why: &str) -> *const c_char {
        let name = A::operations().short;
        let text = format!("{name}: the marshalled bytes are no value of the type: {why}");
        let text = CString::new(text.replace('\0', "")).unwrap_or_default();
        keep(text.into_bytes_with_nul()).0.cast()
    }
}
