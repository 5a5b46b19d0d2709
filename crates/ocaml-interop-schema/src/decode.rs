//! Bytes read back into the form. They say themselves where they end: what follows is nobody's. What
//! is read stays in memory until the program ends.

use std::fmt;

use crate::bytes::{arguments, kind, label, ty};
use crate::form::{
    Arguments, Arrow, Constructor, Declared, Definition, Exception, Export, External, Field, Kind,
    Label, Passing, Raises, Registered, Representation, Row, Schema, Tag, Type,
};
use crate::link::Later;

/// Types are never nested deeper than this.
const DEPTH: usize = 256;

/// What is wrong with bytes, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// What was to be read.
    pub what: &'static str,
    /// The byte that can't be part of it.
    pub at: usize,
}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no {} at byte {}", self.what, self.at)
    }
}

impl std::error::Error for Damaged {}

/// Reads the description of a Rust function.
///
/// # Errors
/// Where these bytes are none.
pub fn export(bytes: &[u8]) -> Result<Export, Damaged> {
    whole(bytes, Reader::export)
}

/// Reads the description of an OCaml function that Rust declares.
///
/// # Errors
/// Where these bytes are none.
pub fn declared(bytes: &[u8]) -> Result<Declared, Damaged> {
    whole(bytes, |reader| {
        let (name, arguments) = (reader.text()?, reader.list(Reader::field)?);
        Ok(Declared { name, arguments, result: reader.ty()? })
    })
}

/// Reads the description of an exception.
///
/// # Errors
/// Where these bytes are none.
pub fn exception(bytes: &[u8]) -> Result<Exception, Damaged> {
    whole(bytes, Reader::exception)
}

/// Reads what OCaml code says of its border.
///
/// # Errors
/// Where these bytes are none.
pub fn schema(bytes: &[u8]) -> Result<Schema, Damaged> {
    whole(bytes, |reader| {
        Ok(Schema {
            registered: reader.list(Reader::registered)?,
            computes_names: reader.flag()?,
            externals: reader.list(Reader::external)?,
        })
    })
}

fn whole<'a, T>(
    bytes: &'a [u8],
    read: impl FnOnce(&mut Reader<'a>) -> Result<T, Damaged>,
) -> Result<T, Damaged> {
    let mut reader = Reader { bytes, at: 0, depth: 0, mentioned: Vec::new() };
    let read = read(&mut reader)?;
    let mut definitions = Vec::new();
    while definitions.len() < reader.mentioned.len() {
        definitions.push(reader.definition()?);
    }
    // Nothing is given out before all is defined.
    for (later, definition) in reader.mentioned.into_iter().zip(definitions) {
        later.define(definition);
    }
    Ok(read)
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    depth: usize,
    /// Definitions that types have named, by their numbers.
    mentioned: Vec<Later>,
}

type Read<T> = Result<T, Damaged>;

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

impl Reader<'_> {
    fn no(&self, what: &'static str) -> Damaged {
        Damaged { what, at: self.at }
    }

    fn byte(&mut self, what: &'static str) -> Read<u8> {
        let byte = *self.bytes.get(self.at).ok_or(self.no(what))?;
        self.at += 1;
        Ok(byte)
    }

    /// The byte that says which of several things follows.
    fn choice(&mut self, what: &'static str, of: u8) -> Read<u8> {
        match self.byte(what)? {
            choice if choice < of => Ok(choice),
            _ => Err(Damaged { what, at: self.at - 1 }),
        }
    }

    fn flag(&mut self) -> Read<bool> {
        Ok(self.choice("flag", 2)? == 1)
    }

    fn number(&mut self) -> Read<usize> {
        let (start, mut number, mut shift) = (self.at, 0_u32, 0);
        loop {
            let byte = self.byte("number")?;
            // The last byte that a number of 32 bits can have.
            if shift == 28 && byte > 0x0f {
                return Err(Damaged { what: "number", at: start });
            }
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number as usize);
            }
            shift += 7;
        }
    }

    /// A number of things that are still to come, each a byte at least.
    fn length(&mut self, what: &'static str) -> Read<usize> {
        let at = self.at;
        let length = self.number()?;
        match length <= self.bytes.len() - self.at {
            true => Ok(length),
            false => Err(Damaged { what, at }),
        }
    }

    fn text(&mut self) -> Read<&'static str> {
        let length = self.length("text")?;
        let bytes = &self.bytes[self.at..self.at + length];
        let text = std::str::from_utf8(bytes).map_err(|_| self.no("text"))?;
        self.at += length;
        Ok(String::leak(text.to_owned()))
    }

    fn list<T>(&mut self, mut one: impl FnMut(&mut Self) -> Read<T>) -> Read<&'static [T]> {
        let length = self.length("list")?;
        let all: Read<Vec<T>> = (0..length).map(|_| one(self)).collect();
        Ok(Vec::leak(all?))
    }

    fn optional<T>(&mut self, one: impl FnOnce(&mut Self) -> Read<T>) -> Read<Option<T>> {
        self.flag()?.then(|| one(self)).transpose()
    }

    fn export(&mut self) -> Read<Export> {
        Ok(Export {
            name: self.text()?,
            native: self.text()?,
            bytecode: self.optional(Self::text)?,
            arguments: self.list(|reader| Ok((reader.field()?, reader.passing()?)))?,
            result: (self.ty()?, self.passing()?),
            raises: leak(Raises { exceptions: self.list(Self::exception)?, others: self.flag()? }),
            noalloc: self.flag()?,
            module: self.text()?,
            doc: self.text()?,
        })
    }

    fn exception(&mut self) -> Read<Exception> {
        Ok(Exception {
            name: self.text()?,
            registered: self.text()?,
            generated: self.flag()?,
            arguments: self.arguments()?,
            doc: self.text()?,
            symbol: self.text()?,
        })
    }

    fn registered(&mut self) -> Read<Registered> {
        Ok(Registered { name: self.text()?, ty: self.ty()?, place: self.text()? })
    }

    fn external(&mut self) -> Read<External> {
        Ok(External {
            native: self.text()?,
            bytecode: self.text()?,
            name: self.text()?,
            ty: self.ty()?,
            arguments: self.list(Self::passing)?,
            result: self.passing()?,
            noalloc: self.flag()?,
            place: self.text()?,
        })
    }

    fn passing(&mut self) -> Read<Passing> {
        Ok(match self.choice("passing", 3)? {
            0 => Passing::Value,
            1 => Passing::Unboxed,
            _ => Passing::Untagged,
        })
    }

    fn ty(&mut self) -> Read<&'static Type> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.no("type, which is nested too deep,"));
        }
        let ty = match self.choice("type", ty::COUNT)? {
            ty::UNKNOWN => Type::Unknown,
            ty::VARIABLE => Type::Variable(self.number()?),
            ty::NAMED => {
                let (at, number) = (self.at, self.number()?);
                if number > self.mentioned.len() {
                    return Err(Damaged { what: "definition's number", at });
                }
                if number == self.mentioned.len() {
                    self.mentioned.push(Later::new());
                }
                Type::Named(self.mentioned[number].link(), self.list(Self::ty)?)
            }
            ty::TUPLE => Type::Tuple(self.list(Self::ty)?),
            ty::FUNCTION => Type::Function(leak(Arrow {
                label: self.label()?,
                argument: self.ty()?,
                result: self.ty()?,
            })),
            ty::POLY_VARIANT => {
                Type::PolyVariant(leak(Row { closed: self.flag()?, tags: self.list(Self::tag)? }))
            }
            ty::OTHER => Type::Other(self.text()?),
            _ => Type::Exception(leak(self.constructor()?)),
        };
        self.depth -= 1;
        Ok(leak(ty))
    }

    fn label(&mut self) -> Read<Label> {
        Ok(match self.choice("label", label::COUNT)? {
            label::NONE => Label::None,
            label::LABELLED => Label::Labelled(self.text()?),
            _ => Label::Optional(self.text()?),
        })
    }

    fn tag(&mut self) -> Read<Tag> {
        Ok(Tag { name: self.text()?, argument: self.optional(Self::ty)? })
    }

    fn definition(&mut self) -> Read<Definition> {
        Ok(Definition {
            name: self.text()?,
            key: self.text()?,
            parameters: self.number()?,
            kind: self.kind()?,
            doc: self.text()?,
            symbol: self.text()?,
        })
    }

    fn kind(&mut self) -> Read<Kind> {
        Ok(match self.choice("kind of a type", kind::COUNT)? {
            kind::LANGUAGE => Kind::Language,
            kind::ABSTRACT => Kind::Abstract,
            kind::BOXED => Kind::Boxed,
            kind::ALIAS => Kind::Alias(self.ty()?),
            kind::RECORD => Kind::Record(self.list(Self::field)?, self.representation()?),
            kind::VARIANT => Kind::Variant(self.list(Self::constructor)?, self.representation()?),
            _ => Kind::Other(self.text()?),
        })
    }

    fn representation(&mut self) -> Read<Representation> {
        Ok(match self.choice("representation", 3)? {
            0 => Representation::Block,
            1 => Representation::Flat,
            _ => Representation::Unboxed,
        })
    }

    fn field(&mut self) -> Read<Field> {
        Ok(Field { name: self.text()?, ty: self.ty()?, doc: self.text()? })
    }

    fn constructor(&mut self) -> Read<Constructor> {
        Ok(Constructor { name: self.text()?, arguments: self.arguments()?, doc: self.text()? })
    }

    fn arguments(&mut self) -> Read<Arguments> {
        Ok(match self.choice("constructor's arguments", arguments::COUNT)? {
            arguments::TUPLE => Arguments::Tuple(self.list(Self::ty)?),
            _ => Arguments::Record(self.list(Self::field)?),
        })
    }
}
