//! The reader's JSON, version 2, piece by piece.

use serde::Deserialize;

/// What the reader has read.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Reading {
    /// The version of the format.
    pub schema: u32,
    /// OCaml's version.
    pub ocaml: String,
    /// Files and modules, as they were asked for.
    pub files: Vec<File>,
    /// Every type that is mentioned, in order of the paths.
    pub types: Vec<Declaration>,
}

impl Reading {
    /// Reads JSON of the version that this library knows.
    ///
    /// # Errors
    /// When it is another version, or no JSON of the reader's.
    pub fn from_json(text: &str) -> Result<Reading, String> {
        #[derive(Deserialize)]
        struct Version {
            schema: u32,
        }
        let known = 2;
        let version: Version = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if version.schema != known {
            let found = version.schema;
            return Err(format!("the reader writes version {found} of its format, not {known}"));
        }
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    /// The declaration of a type.
    pub fn declaration(&self, path: &str) -> Option<&Declaration> {
        let found = self.types.binary_search_by(|one| one.path.as_str().cmp(path)).ok();
        found.map(|index| &self.types[index])
    }
}

/// A file or module.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct File {
    /// The file, as it was asked for, or where the module was found.
    pub file: Option<String>,
    /// The module's name; with an error, the name that was asked for.
    pub module: Option<String>,
    /// Why it couldn't be read.
    pub error: Option<String>,
    /// What its interface holds.
    pub items: Vec<Item>,
    /// What it gives to `Callback.register`.
    pub registered: Vec<Registered>,
    /// What it gives to `Callback.register_exception`.
    pub registered_exceptions: Vec<RegisteredException>,
    /// Registrations whose name isn't written out.
    pub computed_names: Vec<Option<Place>>,
    /// All its declarations of foreign functions, also those that its interface hides.
    pub externals: Vec<External>,
    /// The folders that it was compiled with.
    pub folders: Vec<String>,
}

/// An item of an interface.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "item")]
pub enum Item {
    /// A type.
    #[serde(rename = "type")]
    Type(Declaration),
    /// A value, or a foreign function.
    #[serde(rename = "value")]
    Value(Value),
    /// An exception.
    #[serde(rename = "exception")]
    Exception(Exception),
    /// A module.
    #[serde(rename = "module")]
    Module {
        /// Its name.
        name: String,
        /// Its documentation.
        doc: Option<String>,
        /// What it holds.
        items: Vec<Item>,
    },
    /// Another name of a module.
    #[serde(rename = "alias")]
    Alias {
        /// Its name.
        name: String,
        /// The module's.
        path: String,
    },
    /// A module whose signature has a name.
    #[serde(rename = "module of")]
    ModuleOf {
        /// Its name.
        name: String,
        /// The signature's.
        path: String,
    },
    /// A functor.
    #[serde(rename = "functor")]
    Functor {
        /// Its name.
        name: String,
    },
    /// A module type.
    #[serde(rename = "module type")]
    ModuleType {
        /// Its name.
        name: String,
    },
    /// A class or class type.
    #[serde(rename = "class")]
    Class {
        /// Its name.
        name: String,
    },
}

/// A value of an interface.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Value {
    /// Its name.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub ty: Type,
    /// How a foreign function is called.
    pub primitive: Option<Primitive>,
    /// Attributes for those who use it.
    #[serde(default)]
    pub attributes: Vec<Attribute>,
    /// Its documentation.
    pub doc: Option<String>,
}

/// A foreign function's declaration.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct External {
    /// What OCaml calls it, with the modules that it stands in.
    pub path: String,
    /// Its type.
    #[serde(rename = "type")]
    pub ty: Type,
    /// How it is called.
    pub primitive: Primitive,
    /// Where it stands.
    pub location: Option<Place>,
}

/// How a foreign function is called.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Primitive {
    /// Its symbol in bytecode.
    pub bytecode: String,
    /// Its symbol in native code; empty where it is the same.
    pub native: String,
    /// `[@@noalloc]`.
    pub noalloc: bool,
    /// How each argument is passed: `value`, `untagged`, `unboxed float`, …
    pub arguments: Vec<String>,
    /// How the result is returned.
    pub result: String,
}

impl Primitive {
    /// The symbol in native code.
    pub fn native(&self) -> &str {
        if self.native.is_empty() { &self.bytecode } else { &self.native }
    }
}

/// A registered value.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Registered {
    /// The name.
    pub name: String,
    /// The value's type, as inferred.
    #[serde(rename = "type")]
    pub ty: Type,
    /// Where it is registered.
    pub location: Option<Place>,
}

/// An exception.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Exception {
    /// Its name.
    pub name: String,
    /// Its arguments, by position.
    pub tuple: Option<Vec<Type>>,
    /// Its arguments, by name.
    pub record: Option<Vec<Field>>,
    /// Its documentation.
    #[serde(default)]
    pub doc: Option<String>,
}

/// A registered exception.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct RegisteredException {
    /// The name that it is registered by.
    pub name: String,
    /// The exception's path, where it is written out.
    pub exception: Option<String>,
    /// Its arguments, by position.
    #[serde(default)]
    pub tuple: Option<Vec<Type>>,
    /// Its arguments, by name.
    #[serde(default)]
    pub record: Option<Vec<Field>>,
    /// Where it is registered.
    pub location: Option<Place>,
}

/// A place in a source file; its file alone, where the line says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Place {
    /// A line.
    Line(Location),
    /// A file.
    File(String),
}

impl Place {
    /// `file:line`.
    pub fn shown(place: Option<&Place>) -> String {
        match place {
            Some(Place::Line(location)) => format!("{}:{}", location.file, location.line),
            Some(Place::File(file)) => file.clone(),
            None => "made by the compiler".to_owned(),
        }
    }
}

/// A line in a source file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Location {
    /// The file, as it was given to the compiler.
    pub file: String,
    /// The line, counted from 1.
    pub line: u32,
    /// The column in bytes, counted from 0.
    pub column: u32,
}

/// An attribute.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// Its text, if it has one.
    pub text: Option<String>,
}

/// The declaration of a type.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Declaration {
    /// What tells it apart from all others: its path.
    pub path: String,
    /// The compiled module that it is declared in.
    #[serde(default)]
    pub module: String,
    /// Its name in its module, where it is an item of one.
    #[serde(default)]
    pub name: String,
    /// Why nothing is known of it.
    #[serde(default)]
    pub missing: Option<String>,
    /// Its parameters: variables.
    #[serde(default)]
    pub parameters: Vec<Type>,
    /// What its values are.
    #[serde(default)]
    pub definition: Definition,
    /// The type that it is another name of.
    #[serde(default)]
    pub manifest: Option<Type>,
    /// `private`.
    #[serde(default)]
    pub private: bool,
    /// All its values are immediates.
    #[serde(default)]
    pub immediate: bool,
    /// Attributes for those who use it.
    #[serde(default)]
    pub attributes: Vec<Attribute>,
    /// Its documentation.
    #[serde(default)]
    pub doc: Option<String>,
    /// What the module that declares it knows, where its interface hides that.
    #[serde(default)]
    pub inside: Option<Box<Hidden>>,
}

/// What a module knows of a type and its interface doesn't say.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Hidden {
    /// Its parameters: variables.
    #[serde(default)]
    pub parameters: Vec<Type>,
    /// What its values are.
    pub definition: Definition,
    /// The type that it is another name of.
    #[serde(default)]
    pub manifest: Option<Type>,
}

/// What the values of a type are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Definition {
    /// Nothing is said, or the manifest says it.
    #[default]
    Abstract,
    /// A type that takes new constructors.
    Open,
    /// A record.
    Record {
        /// Its fields, in order.
        fields: Vec<Field>,
        /// How it lies in memory.
        representation: RecordRepresentation,
    },
    /// A variant type.
    Variant {
        /// Its constructors, in order.
        constructors: Vec<Constructor>,
        /// `[@@unboxed]`
        unboxed: bool,
    },
}

/// How a record lies in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RecordRepresentation {
    /// A block of values.
    Regular,
    /// A block of doubles.
    Float,
    /// As its field.
    Unboxed,
}

/// A field of a record.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Whether it can be changed.
    pub mutable: bool,
    /// Its type.
    #[serde(rename = "type")]
    pub ty: Type,
    /// Its documentation.
    pub doc: Option<String>,
}

/// A constructor.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Constructor {
    /// Its name.
    pub name: String,
    /// Its arguments, by position.
    pub tuple: Option<Vec<Type>>,
    /// Its arguments, by name.
    pub record: Option<Vec<Field>>,
    /// The type that a GADT's constructor makes.
    pub result: Option<Type>,
    /// Its documentation.
    pub doc: Option<String>,
}

/// A type.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Type {
    /// A variable.
    Var {
        /// Its name, without the quote.
        name: String,
        /// It stands for one type, which isn't known where it is mentioned.
        #[serde(default)]
        weak: bool,
    },
    /// A function.
    Arrow {
        /// Its argument's label.
        label: Option<Label>,
        /// Its argument; an optional one is an option.
        argument: Box<Type>,
        /// Its result.
        result: Box<Type>,
    },
    /// A tuple.
    Tuple {
        /// Its components.
        components: Vec<Type>,
    },
    /// A component of a tuple that has a label.
    Labelled {
        /// The label.
        name: String,
        /// The component.
        #[serde(rename = "type")]
        ty: Box<Type>,
    },
    /// A type by its name.
    Constr {
        /// Its path.
        path: String,
        /// Where that begins.
        origin: Origin,
        /// Its arguments.
        arguments: Vec<Type>,
    },
    /// A type with variables of its own.
    Poly {
        /// The variables.
        variables: Vec<Type>,
        /// The type.
        #[serde(rename = "type")]
        ty: Box<Type>,
    },
    /// A polymorphic variant.
    PolyVariant {
        /// There are no other tags.
        closed: bool,
        /// Its tags.
        tags: Vec<Tag>,
    },
    /// Something else: an object, a module.
    Other {
        /// What it is.
        text: String,
    },
}

/// Where a path begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// In the file itself.
    Own,
    /// In another.
    Global,
    /// In the language.
    Language,
    /// Nowhere that has a name outside.
    Hidden,
}

/// An argument's label.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Label {
    /// Its name.
    pub name: String,
    /// It may be left out.
    pub optional: bool,
}

/// A tag of a polymorphic variant.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// Its argument, if it has one; several, of which it is all at once.
    pub arguments: Vec<Type>,
    /// It is among the tags for certain, not only possibly.
    pub certain: bool,
}
