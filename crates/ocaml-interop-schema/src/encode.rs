//! Descriptions written as bytes, in constant evaluation.

use crate::bytes::{self, Writer};
use crate::form::{
    Arguments, Constructor, Declared, Definition, Exception, Export, Field, Kind, Label, Link,
    Raises, Tag, Type,
};
use crate::text::same;

/// The most definitions that one description mentions.
const CAPACITY: usize = 1024;

/// What leaves its description in the library.
#[derive(Clone, Copy, Debug)]
pub enum Described {
    /// A Rust function that OCaml calls.
    Export(Export),
    /// An OCaml function that Rust calls.
    Declared(Declared),
    /// An exception.
    Exception(Exception),
}

/// How many bytes a description takes.
pub const fn length(described: &Described) -> usize {
    let mut writer = Writer::new(&mut []);
    write(&mut writer, described);
    writer.len()
}

/// The description as bytes, of which there are `N`.
///
/// # Panics
/// Where [`length`] says another number.
pub const fn encode<const N: usize>(described: &Described) -> [u8; N] {
    let mut bytes = [0; N];
    let mut writer = Writer::new(&mut bytes);
    write(&mut writer, described);
    assert!(writer.len() == N, "a description has another length");
    bytes
}

/// Writes a description, and the definitions of all types in it.
pub const fn write(writer: &mut Writer, described: &Described) {
    let mut encoder = Encoder { met: [None; CAPACITY], count: 0 };
    match described {
        Described::Export(export) => encoder.export(writer, export),
        Described::Declared(declared) => {
            writer.text(declared.name);
            encoder.fields(writer, declared.arguments);
            encoder.ty(writer, declared.result);
        }
        Described::Exception(exception) => encoder.exception(writer, exception),
    }
    let mut next = 0;
    while next < encoder.count {
        if let Some(definition) = encoder.met[next] {
            encoder.definition(writer, definition);
        }
        next += 1;
    }
}

/// The definitions that were met, by their numbers.
struct Encoder {
    met: [Option<&'static Definition>; CAPACITY],
    count: usize,
}

impl Encoder {
    const fn export(&mut self, writer: &mut Writer, export: &Export) {
        writer.text(export.name);
        writer.text(export.native);
        writer.flag(export.bytecode.is_some());
        if let Some(bytecode) = export.bytecode {
            writer.text(bytecode);
        }
        writer.number(export.arguments.len());
        let mut index = 0;
        while index < export.arguments.len() {
            let (field, passing) = export.arguments[index];
            self.field(writer, field);
            writer.passing(passing);
            index += 1;
        }
        let (result, passing) = export.result;
        self.ty(writer, result);
        writer.passing(passing);
        self.raises(writer, export.raises);
        writer.flag(export.noalloc);
        writer.text(export.module);
        writer.text(export.doc);
    }

    const fn raises(&mut self, writer: &mut Writer, raises: &Raises) {
        writer.number(raises.exceptions.len());
        let mut index = 0;
        while index < raises.exceptions.len() {
            self.exception(writer, &raises.exceptions[index]);
            index += 1;
        }
        writer.flag(raises.others);
    }

    const fn exception(&mut self, writer: &mut Writer, exception: &Exception) {
        writer.text(exception.name);
        writer.text(exception.registered);
        writer.flag(exception.generated);
        self.arguments(writer, exception.arguments);
        writer.text(exception.doc);
        writer.text(exception.symbol);
    }

    const fn ty(&mut self, writer: &mut Writer, ty: &'static Type) {
        match *ty {
            Type::Unknown => writer.byte(bytes::ty::UNKNOWN),
            Type::Variable(number) => {
                writer.byte(bytes::ty::VARIABLE);
                writer.number(number);
            }
            Type::Named(link, types) => {
                writer.byte(bytes::ty::NAMED);
                writer.number(self.number(link));
                self.types(writer, types);
            }
            Type::Tuple(types) => {
                writer.byte(bytes::ty::TUPLE);
                self.types(writer, types);
            }
            Type::Function(arrow) => {
                writer.byte(bytes::ty::FUNCTION);
                match arrow.label {
                    Label::None => writer.byte(bytes::label::NONE),
                    Label::Labelled(name) => {
                        writer.byte(bytes::label::LABELLED);
                        writer.text(name);
                    }
                    Label::Optional(name) => {
                        writer.byte(bytes::label::OPTIONAL);
                        writer.text(name);
                    }
                }
                self.ty(writer, arrow.argument);
                self.ty(writer, arrow.result);
            }
            Type::PolyVariant(row) => {
                writer.byte(bytes::ty::POLY_VARIANT);
                writer.flag(row.closed);
                writer.number(row.tags.len());
                let mut index = 0;
                while index < row.tags.len() {
                    self.tag(writer, row.tags[index]);
                    index += 1;
                }
            }
            Type::Other(what) => {
                writer.byte(bytes::ty::OTHER);
                writer.text(what);
            }
            Type::Exception(constructor) => {
                writer.byte(bytes::ty::EXCEPTION);
                self.constructor(writer, *constructor);
            }
        }
    }

    /// A definition's number. Constant evaluation doesn't compare addresses, so keys are compared.
    const fn number(&mut self, link: Link) -> usize {
        let definition = link.definition();
        let mut index = 0;
        while index < self.count {
            if let Some(known) = self.met[index]
                && same(known.key, definition.key)
            {
                return index;
            }
            index += 1;
        }
        assert!(self.count < CAPACITY, "a function's description mentions too many types");
        self.met[self.count] = Some(definition);
        self.count += 1;
        self.count - 1
    }

    const fn types(&mut self, writer: &mut Writer, types: &'static [&'static Type]) {
        writer.number(types.len());
        let mut index = 0;
        while index < types.len() {
            self.ty(writer, types[index]);
            index += 1;
        }
    }

    const fn tag(&mut self, writer: &mut Writer, tag: Tag) {
        writer.text(tag.name);
        writer.flag(tag.argument.is_some());
        if let Some(argument) = tag.argument {
            self.ty(writer, argument);
        }
    }

    const fn definition(&mut self, writer: &mut Writer, definition: &'static Definition) {
        writer.text(definition.name);
        writer.text(definition.key);
        writer.number(definition.parameters);
        match definition.kind {
            Kind::Language => writer.byte(bytes::kind::LANGUAGE),
            Kind::Abstract => writer.byte(bytes::kind::ABSTRACT),
            Kind::Boxed => writer.byte(bytes::kind::BOXED),
            Kind::Alias(ty) => {
                writer.byte(bytes::kind::ALIAS);
                self.ty(writer, ty);
            }
            Kind::Record(fields, representation) => {
                writer.byte(bytes::kind::RECORD);
                self.fields(writer, fields);
                writer.representation(representation);
            }
            Kind::Variant(constructors, representation) => {
                writer.byte(bytes::kind::VARIANT);
                writer.number(constructors.len());
                let mut index = 0;
                while index < constructors.len() {
                    self.constructor(writer, constructors[index]);
                    index += 1;
                }
                writer.representation(representation);
            }
            Kind::Other(what) => {
                writer.byte(bytes::kind::OTHER);
                writer.text(what);
            }
        }
        writer.text(definition.doc);
        writer.text(definition.symbol);
    }

    const fn fields(&mut self, writer: &mut Writer, fields: &'static [Field]) {
        writer.number(fields.len());
        let mut index = 0;
        while index < fields.len() {
            self.field(writer, fields[index]);
            index += 1;
        }
    }

    const fn field(&mut self, writer: &mut Writer, field: Field) {
        writer.text(field.name);
        self.ty(writer, field.ty);
        writer.text(field.doc);
    }

    const fn constructor(&mut self, writer: &mut Writer, constructor: Constructor) {
        writer.text(constructor.name);
        self.arguments(writer, constructor.arguments);
        writer.text(constructor.doc);
    }

    const fn arguments(&mut self, writer: &mut Writer, arguments: Arguments) {
        match arguments {
            Arguments::Tuple(types) => {
                writer.byte(bytes::arguments::TUPLE);
                self.types(writer, types);
            }
            Arguments::Record(fields) => {
                writer.byte(bytes::arguments::RECORD);
                self.fields(writer, fields);
            }
        }
    }
}
