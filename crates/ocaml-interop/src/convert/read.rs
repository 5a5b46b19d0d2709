//! Taking OCaml values apart, for derived types. Every step is checked: the
//! kind of value, its tag, its size.

use std::borrow::Cow;
use std::marker::PhantomData;
use std::mem::MaybeUninit;

use ocaml_interop_sys as sys;
use sys::{RawOCaml, Tag};

use super::{FromOCaml, FromOCamlError, Reader};
use crate::repr::double_field;
use crate::value::OCaml;

/// The vector with all of `len` elements, each of the others read by `next` into its place.
///
/// # Errors
/// The first that `next` returns, with the index.
///
/// # Safety
/// The vector's capacity is `len` at least. Where `next` returns `Ok`, the element is in its place.
#[inline(always)]
pub(super) unsafe fn fill<A>(
    mut elements: Vec<A>,
    len: usize,
    mut next: impl FnMut(usize, &mut MaybeUninit<A>) -> Result<(), FromOCamlError>,
) -> Result<Vec<A>, FromOCamlError> {
    for index in elements.len()..len {
        // SAFETY: within the capacity, and nothing is there yet. (A push would ask for the capacity
        // each time: twice the instructions for a list of numbers.)
        let place = unsafe { &mut *elements.as_mut_ptr().add(index).cast::<MaybeUninit<A>>() };
        next(index, place).map_err(|error| error.at_index(index))?;
        // SAFETY: all elements before this one are there, and it is, by the caller's promise.
        unsafe { elements.set_len(index + 1) };
    }
    Ok(elements)
}

/// A block whose fields are read by name.
#[derive(Debug, Clone, Copy)]
pub struct Block<'gc> {
    raw: RawOCaml,
    // Read once: a header is an atomic word, since another domain may recolour the block. Without
    // the colour, so that one comparison tells tag and size.
    header: usize,
    is_flat: bool,
    type_name: &'static str,
    _borrow: PhantomData<OCaml<'gc, ()>>,
}

impl<'gc> Block<'gc> {
    #[inline(always)]
    fn new(raw: RawOCaml, header: usize, type_name: &'static str) -> Block<'gc> {
        let header = sys::without_colour(header);
        Block { raw, header, is_flat: false, type_name, _borrow: PhantomData }
    }

    /// A block that was looked at already: its fields are values.
    pub(crate) fn of<T>(v: OCaml<'gc, T>, type_name: &'static str) -> Block<'gc> {
        Block::new(v.word(), v.header().unwrap_or_default(), type_name)
    }

    /// Whether it is the constructor of this tag and number of arguments.
    #[inline(always)]
    pub fn is(&self, tag: Tag, len: usize) -> bool {
        self.header == sys::make_header(len, tag)
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
        reader: &mut Reader,
    ) -> Result<V, FromOCamlError> {
        let wosize = sys::wosize_of(self.header);
        if index >= wosize {
            beyond(index, wosize);
        }
        // SAFETY: in bounds, checked just now. Which OCaml type the field has is
        // what the deriving type claims (rule R10).
        let value = unsafe {
            if self.is_flat {
                V::from_float(double_field(self.raw, index))
            } else {
                V::read(OCaml::<M>::unbound(sys::field(self.raw, index)), reader)
            }
        };
        value.map_err(|error| error.in_field(name, self.type_name))
    }
}

// By value, here and below: a reference would keep the block in memory.
#[cold]
#[inline(never)]
fn beyond(index: usize, wosize: usize) -> ! {
    panic!("field {index} of a block of {wosize} fields")
}

impl FromOCamlError {
    /// A constructor has another number of arguments.
    pub(crate) fn other_len(constructor: &'static str, len: usize, found: usize) -> FromOCamlError {
        FromOCamlError::new(format!(
            "the constructor has {found} arguments in OCaml, {len} in Rust: the declarations differ"
        ))
        .at(constructor)
    }
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
    if let Some(header) = v.header() {
        let block = Block::new(v.word(), header, type_name);
        if block.is(0, len) {
            return Ok(block);
        }
        if block.is(sys::DOUBLE_ARRAY_TAG, len) {
            return Ok(Block { is_flat: true, ..block });
        }
    }
    Err(no_record(v.word(), type_name, len))
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
    /// A constructor with arguments.
    Block(Block<'gc>),
}

/// A variant.
#[inline(always)]
pub fn variant<'gc, T>(v: OCaml<'gc, T>, type_name: &'static str) -> Variant<'gc> {
    match v.header() {
        None => Variant::Constant(sys::long_of_value(v.word()) as usize),
        Some(header) => Variant::Block(Block::new(v.word(), header, type_name)),
    }
}

/// Why a value is none of the constructors of Rust's enum. `blocks` are those with arguments: names,
/// and how many arguments.
#[cold]
#[inline(never)]
pub fn no_constructor<T>(
    v: OCaml<'_, T>,
    type_name: &'static str,
    blocks: &[(&'static str, usize)],
) -> FromOCamlError {
    let Some(header) = v.header() else {
        return unknown(type_name, ["constant ", ""], sys::long_of_value(v.word()) as usize);
    };
    let tag = sys::tag_of(header);
    match blocks.get(usize::from(tag)) {
        // Constructors' tags stop below Lazy_tag (manual, "Representation of
        // OCaml data types").
        _ if tag >= sys::LAZY_TAG => unexpected(type_name, "variant", v.word()),
        Some((constructor, len)) => {
            FromOCamlError::other_len(constructor, *len, sys::wosize_of(header)).in_type(type_name)
        }
        None => unknown(type_name, ["", " of those with arguments"], tag.into()),
    }
}

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
    pub fn single<M, V: FromOCaml<M>>(
        &self,
        tag: &'static str,
        reader: &mut Reader,
    ) -> Result<V, FromOCamlError> {
        // SAFETY: the argument's type is what the deriving type claims.
        let value: OCaml<'gc, M> = unsafe { OCaml::unbound(self.raw) };
        V::read(value, reader).map_err(|error| error.in_field(tag, self.type_name))
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

/// Why a value is none of the tags of Rust's enum.
#[cold]
#[inline(never)]
pub fn no_tag<T>(v: OCaml<'_, T>, type_name: &'static str) -> FromOCamlError {
    match poly_variant(v, type_name) {
        Ok(PolyVariant::Constant(hash)) => unknown_hash(type_name, "without argument", hash),
        Ok(PolyVariant::Block(hash, _)) => unknown_hash(type_name, "with an argument", hash),
        Err(error) => error,
    }
}

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
    reader: &mut Reader,
) -> Result<V, FromOCamlError> {
    // SAFETY: an unboxed type is represented as its field.
    let field: OCaml<'_, M> = unsafe { OCaml::unbound(v.word()) };
    V::read(field, reader).map_err(|error| error.at(name))
}
