//! Descriptions as bytes, and back: nothing gets lost, and nothing that isn't a description is read
//! as one, or ends the program.

use ocaml_interop_schema::bytes::written;
use ocaml_interop_schema::encode::{self, Described};
use ocaml_interop_schema::form::{
    Arguments, Arrow, Constructor, Declared, Definition, Exception, Export, Field, Kind, Label,
    Link, Passing, Raises, Representation, Row, Tag, Type, language,
};
use ocaml_interop_schema::{check, decode};

/// `type folder = { files : file list; … } and file = Text of string | Folder of folder`
static FOLDER: Definition = Definition {
    name: "Files.folder",
    key: "files::Folder",
    parameters: 1,
    kind: Kind::Record(
        &[Field {
            name: "files",
            ty: &Type::Named(Link::to(&language::LIST), &[&Type::Named(Link::to(&FILE), &[])]),
            doc: "What is in it: größer.",
        }],
        Representation::Block,
    ),
    doc: "A folder.",
    symbol: "ocaml_interop_2_type_folder",
};

static FILE: Definition = Definition {
    kind: Kind::Variant(
        &[
            Constructor {
                name: "Text",
                arguments: Arguments::Tuple(&[language::STRING, &Type::Variable(0)]),
                doc: "",
            },
            Constructor {
                name: "Folder",
                arguments: Arguments::Record(&[Field {
                    name: "",
                    ty: &Type::Named(Link::to(&FOLDER), &[&Type::Unknown]),
                    doc: "",
                }]),
                doc: "Another.",
            },
        ],
        Representation::Unboxed,
    ),
    ..Definition::plain("file", 0, Kind::Abstract)
};

static BOXED: Definition = Definition::plain("stack", 200, Kind::Boxed);
static ALIAS: Definition = Definition::plain("alias", 0, Kind::Alias(&Type::Variable(1)));
static OTHER: Definition = Definition::plain("other", 0, Kind::Other("no reason"));
static FLAT: Definition = Definition::plain("flat", 0, Kind::Record(&[], Representation::Flat));

const EXPORT: Described = Described::Export(Export {
    name: "f",
    native: "lib_f",
    bytecode: Some("lib_f_bytecode"),
    arguments: &[
        (
            Field {
                name: "folder",
                ty: &Type::Named(Link::to(&FOLDER), &[language::INT]),
                doc: "",
            },
            Passing::Value,
        ),
        (Field { name: "x", ty: language::FLOAT, doc: "" }, Passing::Unboxed),
        (
            Field {
                name: "g",
                ty: &Type::Function(&Arrow {
                    label: Label::Optional("by"),
                    argument: &Type::Tuple(&[
                        &Type::Named(Link::to(&BOXED), &[]),
                        &Type::Named(Link::to(&ALIAS), &[]),
                        &Type::Named(Link::to(&OTHER), &[]),
                    ]),
                    result: &Type::Function(&Arrow {
                        label: Label::Labelled("to_"),
                        argument: &Type::Other("<object>"),
                        result: &Type::PolyVariant(&Row {
                            closed: true,
                            tags: &[
                                Tag { name: "Stop", argument: None },
                                Tag { name: "Step", argument: Some(language::INT) },
                            ],
                        }),
                    }),
                }),
                doc: "",
            },
            Passing::Untagged,
        ),
    ],
    result: (&Type::Named(Link::to(&FLAT), &[]), Passing::Value),
    raises: &Raises { exceptions: &[SYNTAX, Exception::of_ocaml("Failure")], others: true },
    noalloc: true,
    module: "Files",
    doc: "Does something.\nWell.",
});

const SYNTAX: Exception = Exception {
    name: "Parser.Syntax",
    registered: "parser.syntax",
    generated: true,
    arguments: Arguments::Tuple(&[language::STRING, &Type::Named(Link::to(&FILE), &[])]),
    doc: "A token in the wrong place.",
    symbol: "ocaml_interop_2_exception_Parser_Syntax",
};

const EXCEPTION: Described = Described::Exception(Exception {
    arguments: Arguments::Record(&[Field { name: "line", ty: language::INT, doc: "From 1." }]),
    ..SYNTAX
});

const DECLARED: Described = Described::Declared(Declared {
    name: "Files.read",
    arguments: &[Field { name: "name", ty: language::STRING, doc: "" }],
    result: &Type::Named(Link::to(&FILE), &[]),
});

/// As macros write them.
static EXPORT_BYTES: [u8; encode::length(&EXPORT)] = encode::encode(&EXPORT);
static EXCEPTION_BYTES: [u8; encode::length(&EXCEPTION)] = encode::encode(&EXCEPTION);
static DECLARED_BYTES: [u8; encode::length(&DECLARED)] = encode::encode(&DECLARED);

fn bytes_of(described: &Described) -> Vec<u8> {
    written(|writer| encode::write(writer, described))
}

#[test]
fn what_is_written_is_read() {
    let export = decode::export(&EXPORT_BYTES).expect("whole");
    assert_eq!(bytes_of(&Described::Export(export)), EXPORT_BYTES);
    let declared = decode::declared(&DECLARED_BYTES).expect("whole");
    assert_eq!(bytes_of(&Described::Declared(declared)), DECLARED_BYTES);
    let exception = decode::exception(&EXCEPTION_BYTES).expect("whole");
    assert_eq!(bytes_of(&Described::Exception(exception)), EXCEPTION_BYTES);
    assert_eq!((exception.name, exception.registered), ("Parser.Syntax", "parser.syntax"));
    let [syntax, failure] = export.raises.exceptions else { panic!("{:?}", export.raises) };
    assert_eq!((syntax.doc, syntax.generated), ("A token in the wrong place.", true));
    assert_eq!((failure.name, failure.registered, export.raises.others), ("Failure", "", true));

    assert_eq!((export.native, export.bytecode), ("lib_f", Some("lib_f_bytecode")));
    assert_eq!((export.module, export.doc), ("Files", "Does something.\nWell."));
    let (Field { name: "folder", ty: Type::Named(link, [_]), .. }, Passing::Value) =
        export.arguments[0]
    else {
        panic!("{:?}", export.arguments[0]);
    };
    let folder = link.definition();
    assert_eq!(
        (folder.name, folder.key, folder.doc),
        ("Files.folder", "files::Folder", "A folder.")
    );
    let Kind::Record([Field { ty: Type::Named(list, [Type::Named(file, _)]), .. }], _) =
        folder.kind
    else {
        panic!("{:?}", folder.kind);
    };
    assert!(matches!(list.definition().kind, Kind::Language));
    // The circle is one again.
    let Kind::Variant([_, Constructor { arguments: Arguments::Record([field]), .. }], _) =
        file.definition().kind
    else {
        panic!("{:?}", file.definition());
    };
    let Type::Named(again, _) = field.ty else { panic!("{:?}", field.ty) };
    assert!(std::ptr::eq(again.definition(), folder));
}

#[test]
fn a_part_is_no_description() {
    for end in 0..EXPORT_BYTES.len() {
        assert!(decode::export(&EXPORT_BYTES[..end]).is_err(), "{end} bytes");
    }
    for end in 0..DECLARED_BYTES.len() {
        assert!(decode::declared(&DECLARED_BYTES[..end]).is_err(), "{end} bytes");
    }
    for end in 0..EXCEPTION_BYTES.len() {
        assert!(decode::exception(&EXCEPTION_BYTES[..end]).is_err(), "{end} bytes");
    }
    let error = decode::export(&EXPORT_BYTES[..4]).expect_err("its symbol isn't whole");
    assert_eq!(error.to_string(), "no text at byte 2");
}

/// Not every format of object files says how long a symbol's bytes are.
#[test]
fn what_follows_is_not_looked_at() {
    let longer = [&EXPORT_BYTES[..], &[0xff; 5]].concat();
    let export = decode::export(&longer).expect("whole");
    assert_eq!(bytes_of(&Described::Export(export)), EXPORT_BYTES);
}

/// Damage is an error, or another description, which can be written and compared.
#[test]
fn damage_never_panics() {
    let mut refused = 0;
    let mut look = |bytes: &[u8]| {
        match decode::export(bytes) {
            Ok(export) => {
                bytes_of(&Described::Export(export));
                for (field, _) in export.arguments {
                    check::is_described(field.ty);
                }
            }
            Err(error) => {
                refused += 1;
                assert!(error.at <= bytes.len(), "{error}");
            }
        }
        let _ = decode::declared(bytes);
        let _ = decode::exception(bytes);
        let _ = decode::schema(bytes);
    };
    for index in 0..EXPORT_BYTES.len() {
        for bit in 0..8 {
            let mut bytes = EXPORT_BYTES;
            bytes[index] ^= 1 << bit;
            look(&bytes);
        }
        for byte in [0, 1, 0x7f, 0x80, 0xff] {
            let mut bytes = EXPORT_BYTES;
            bytes[index] = byte;
            look(&bytes);
            bytes[index..].fill(byte);
            look(&bytes);
        }
    }
    assert!(refused > 1000, "{refused}");
}

/// Types are read by recursion, whose depth is limited.
#[test]
fn nothing_is_nested_too_deep() {
    let mut bytes = b"\x01f\x00".to_vec();
    // Tuples of one component.
    bytes.extend([3, 1].repeat(100_000));
    let error = decode::declared(&bytes).expect_err("nested");
    assert_eq!(error.what, "type, which is nested too deep,");
}
