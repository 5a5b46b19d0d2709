//! Taking OCaml values apart, for derived types. Every step is checked: the
//! kind of value, its tag, its size.

use std::borrow::Cow;
use std::marker::PhantomData;

use ocaml_interop_sys as sys;
use sys::RawOCaml;

use super::{FromOCaml, FromOCamlError};
use crate::repr::double_field;
use crate::value::OCaml;

/// The converted value.
///
/// # Panics
/// With the error's path and reason.
#[inline(always)]
pub fn unwrap<R>(result: Result<R, FromOCamlError>) -> R {
    match result {
        Ok(value) => value,
        Err(error) => conversion_failed(&error),
    }
}

#[cold]
#[inline(never)]
fn conversion_failed(error: &FromOCamlError) -> ! {
    panic!("{error}")
}

/// A vector of `len` elements, each read by `next`, which is given its index.
///
/// # Errors
/// The first that `next` returns, with the index.
#[inline(always)]
pub(super) fn filled<A>(
    len: usize,
    mut next: impl FnMut(usize) -> Result<A, FromOCamlError>,
) -> Result<Vec<A>, FromOCamlError> {
    let mut elements: Vec<A> = Vec::with_capacity(len);
    for index in 0..len {
        let element = next(index).map_err(|error| error.at_index(index))?;
        // SAFETY: within the capacity; all elements before this one are there. (A push would ask for
        // the capacity each time: twice the instructions for a list of numbers.)
        unsafe {
            elements.as_mut_ptr().add(index).write(element);
            elements.set_len(index + 1);
        }
    }
    Ok(elements)
}

/// A block whose fields are read by name.
#[derive(Debug, Clone, Copy)]
pub struct Block<'gc> {
    raw: RawOCaml,
    // Read once: a header is an atomic word, since another domain may recolour the block.
    wosize: usize,
    is_flat: bool,
    type_name: &'static str,
    _borrow: PhantomData<OCaml<'gc, ()>>,
}

impl<'gc> Block<'gc> {
    #[inline(always)]
    fn new(raw: RawOCaml, header: usize, type_name: &'static str) -> Block<'gc> {
        let is_flat = sys::tag_of(header) == sys::DOUBLE_ARRAY_TAG;
        let wosize = sys::wosize_of(header);
        Block { raw, wosize, is_flat, type_name, _borrow: PhantomData }
    }

    /// Checks the number of arguments of a constructor.
    ///
    /// # Errors
    /// When it is another.
    #[inline(always)]
    pub fn expect_len(&self, constructor: &'static str, len: usize) -> Result<(), FromOCamlError> {
        if self.wosize == len {
            return Ok(());
        }
        Err(other_len(constructor, len, self.wosize).in_type(self.type_name))
    }

    /// Reads a field. The block may be flat, its fields doubles.
    ///
    /// # Errors
    /// When the field doesn't convert; the path is completed with the field's
    /// and the type's name.
    #[inline(always)]
    pub fn field<M, V: FromOCaml<M>>(
        &self,
        index: usize,
        name: &'static str,
    ) -> Result<V, FromOCamlError> {
        if index >= self.wosize {
            beyond(index, self.wosize);
        }
        // SAFETY: in bounds, checked just now. Which OCaml type the field has is
        // what the deriving type claims (rule R10).
        let value = unsafe {
            if self.is_flat {
                V::from_float(double_field(self.raw, index))
            } else {
                V::try_from_ocaml(OCaml::<M>::unbound(sys::field(self.raw, index)))
            }
        };
        value.map_err(|error| error.at(name).in_type(self.type_name))
    }
}

// By value, here and below: a reference would keep the block in memory.
#[cold]
#[inline(never)]
fn beyond(index: usize, wosize: usize) -> ! {
    panic!("field {index} of a block of {wosize} fields")
}

#[cold]
#[inline(never)]
fn other_len(constructor: &'static str, len: usize, found: usize) -> FromOCamlError {
    FromOCamlError::new(format!(
        "the constructor has {found} arguments in OCaml, {len} in Rust: the declarations differ"
    ))
    .at(constructor)
}

/// What a value is, for messages.
fn describe(raw: RawOCaml) -> Cow<'static, str> {
    if sys::is_long(raw) {
        return format!("the immediate {}", sys::long_of_value(raw)).into();
    }
    // SAFETY: a block, read before anything runs.
    let (tag, wosize) = unsafe { (sys::tag(raw), sys::wosize(raw)) };
    match tag {
        sys::STRING_TAG => "a string".into(),
        sys::DOUBLE_TAG => "a float".into(),
        sys::DOUBLE_ARRAY_TAG => format!("a flat block of {wosize} floats").into(),
        sys::CUSTOM_TAG => "a custom block".into(),
        sys::CLOSURE_TAG | sys::INFIX_TAG => "a function".into(),
        _ => format!("a block with tag {tag} and {wosize} fields").into(),
    }
}

#[cold]
#[inline(never)]
fn unexpected(type_name: &'static str, expected: &str, raw: RawOCaml) -> FromOCamlError {
    FromOCamlError::new(format!(
        "{} is no {expected}: the OCaml type and `{type_name}` differ",
        describe(raw)
    ))
    .in_type(type_name)
}

/// A record of `len` fields.
///
/// # Errors
/// When the value is something else.
#[inline(always)]
pub fn record<'gc, T>(
    v: OCaml<'gc, T>,
    type_name: &'static str,
    len: usize,
) -> Result<Block<'gc>, FromOCamlError> {
    if let Some(header) = v.header()
        && sys::wosize_of(header) == len
        && matches!(sys::tag_of(header), 0 | sys::DOUBLE_ARRAY_TAG)
    {
        Ok(Block::new(v.word(), header, type_name))
    } else {
        Err(no_record(v.word(), type_name, len))
    }
}

#[cold]
#[inline(never)]
fn no_record(raw: RawOCaml, type_name: &'static str, len: usize) -> FromOCamlError {
    unexpected(type_name, &format!("record of {len} fields"), raw)
}

/// A value of a variant type.
#[derive(Debug, Clone, Copy)]
pub enum Variant<'gc> {
    /// A constructor without arguments, numbered among those.
    Constant(usize),
    /// A constructor with arguments, numbered among those.
    Block(u8, Block<'gc>),
}

/// A variant.
///
/// # Errors
/// When the value can't be one.
#[inline(always)]
pub fn variant<'gc, T>(
    v: OCaml<'gc, T>,
    type_name: &'static str,
) -> Result<Variant<'gc>, FromOCamlError> {
    let Some(header) = v.header() else {
        return Ok(Variant::Constant(sys::long_of_value(v.word()) as usize));
    };
    match sys::tag_of(header) {
        // Constructors' tags stop below Lazy_tag (manual, "Representation of
        // OCaml data types").
        tag if tag < sys::LAZY_TAG => {
            Ok(Variant::Block(tag, Block::new(v.word(), header, type_name)))
        }
        _ => Err(unexpected(type_name, "variant", v.word())),
    }
}

/// A constructor that Rust's enum doesn't have.
#[inline(always)]
pub fn unknown_constructor(type_name: &'static str, variant: Variant<'_>) -> FromOCamlError {
    match variant {
        Variant::Constant(index) => unknown(type_name, ["constant ", ""], index),
        Variant::Block(tag, _) => unknown(type_name, ["", " of those with arguments"], tag.into()),
    }
}

#[cold]
#[inline(never)]
fn unknown(type_name: &'static str, around: [&str; 2], number: usize) -> FromOCamlError {
    let [before, after] = around;
    FromOCamlError::new(format!(
        "{before}constructor number {number}{after} (counted from 0) is not in the Rust enum: \
         the OCaml type and `{type_name}` differ"
    ))
    .in_type(type_name)
}

/// A value of a polymorphic variant type.
#[derive(Debug, Clone, Copy)]
pub enum PolyVariant<'gc> {
    /// A tag alone, by its hash.
    Constant(i32),
    /// A tag with an argument.
    Block(i32, Payload<'gc>),
}

/// The argument of a polymorphic variant.
#[derive(Debug, Clone, Copy)]
pub struct Payload<'gc> {
    raw: RawOCaml,
    type_name: &'static str,
    _borrow: PhantomData<OCaml<'gc, ()>>,
}

impl<'gc> Payload<'gc> {
    /// The argument as one value.
    ///
    /// # Errors
    /// When it doesn't convert.
    #[inline]
    pub fn single<M, V: FromOCaml<M>>(&self, tag: &'static str) -> Result<V, FromOCamlError> {
        // SAFETY: the argument's type is what the deriving type claims.
        let value: OCaml<'gc, M> = unsafe { OCaml::unbound(self.raw) };
        V::try_from_ocaml(value).map_err(|error| error.at(tag).in_type(self.type_name))
    }

    /// The argument as a tuple of `len` values.
    ///
    /// # Errors
    /// When it is none.
    #[inline]
    pub fn tuple(&self, tag: &'static str, len: usize) -> Result<Block<'gc>, FromOCamlError> {
        // SAFETY: any value; its kind is tested before it is read.
        let tuple: OCaml<'gc, ()> = unsafe { OCaml::unbound(self.raw) };
        if let Some(header) = tuple.header()
            && sys::wosize_of(header) == len
            && sys::tag_of(header) == 0
        {
            Ok(Block::new(self.raw, header, self.type_name))
        } else {
            Err(FromOCamlError::new(format!(
                "the argument is {}, not a tuple of {len}: the declarations differ",
                describe(self.raw)
            ))
            .at(tag)
            .in_type(self.type_name))
        }
    }
}

/// A polymorphic variant.
///
/// # Errors
/// When the value can't be one.
#[inline]
pub fn poly_variant<'gc, T>(
    v: OCaml<'gc, T>,
    type_name: &'static str,
) -> Result<PolyVariant<'gc>, FromOCamlError> {
    if v.is_long() {
        return Ok(PolyVariant::Constant(sys::long_of_value(v.word()) as i32));
    }
    if !v.is_block_sized(2) || v.tag_value() != 0 {
        return Err(unexpected(type_name, "polymorphic variant", v.word()));
    }
    // SAFETY: a block of two values.
    let (hash, raw) = unsafe { (sys::field(v.word(), 0), sys::field(v.word(), 1)) };
    if sys::is_block(hash) {
        return Err(unexpected(type_name, "polymorphic variant", v.word()));
    }
    let payload = Payload { raw, type_name, _borrow: PhantomData };
    Ok(PolyVariant::Block(sys::long_of_value(hash) as i32, payload))
}

/// A tag that Rust's enum doesn't have.
#[inline(always)]
pub fn unknown_tag(type_name: &'static str, variant: PolyVariant<'_>) -> FromOCamlError {
    match variant {
        PolyVariant::Constant(hash) => unknown_hash(type_name, "without argument", hash),
        PolyVariant::Block(hash, _) => unknown_hash(type_name, "with an argument", hash),
    }
}

#[cold]
#[inline(never)]
fn unknown_hash(type_name: &'static str, form: &str, hash: i32) -> FromOCamlError {
    FromOCamlError::new(format!(
        "the tag {form} with hash {hash} is not in the Rust enum: the OCaml type and `{type_name}` differ"
    ))
    .in_type(type_name)
}

/// The one field of an `[@@unboxed]` type.
///
/// # Errors
/// When it doesn't convert.
#[inline]
pub fn unboxed<T, M, V: FromOCaml<M>>(
    v: OCaml<'_, T>,
    name: &'static str,
) -> Result<V, FromOCamlError> {
    // SAFETY: an unboxed type is represented as its field.
    let field: OCaml<'_, M> = unsafe { OCaml::unbound(v.word()) };
    V::try_from_ocaml(field).map_err(|error| error.at(name))
}
