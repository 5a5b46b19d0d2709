//! Exceptions: what Rust says of one, and what OCaml registers by its name.

use crate::check::{CHECKED, COMPUTED_NAME, UNKNOWN_TYPE};
use crate::compare::Comparison;
use crate::difference::Direction;
use crate::form::{Constructor, Exception, Registered, Schema, Type};
use crate::scope::{TOP, scoped};
use crate::text::{Text, last_part, same};

/// Compares an exception with what OCaml registers by its name, if anything.
///
/// # Panics
/// Where they differ: the message says how. Where it isn't known which exception it is: the compiler
/// shows no warnings of a derive's.
#[track_caller]
pub const fn check(schema: &Schema, exception: &Exception) {
    match compare(schema, exception) {
        Ok(UNKNOWN_TYPE) => panic!("{}", computed(exception).as_str()),
        Ok(_) => {}
        Err(message) => panic!("{}", message.as_str()),
    }
}

const fn computed(exception: &Exception) -> Text {
    let mut text =
        Text::new().with("which exception OCaml registers as \"").with(exception.registered);
    text.push(
        "\" isn't written where it is registered, so it can't be compared\nhelp: write it out, ",
    );
    text.push("`Callback.register \"");
    text.push(exception.registered);
    text.push("\" [%extension_constructor ");
    text.push(last_part(exception.name, b'.'));
    text.push("]`");
    text
}

/// Compares an exception with what OCaml registers by its name: one of the numbers above, where
/// [`COMPUTED_NAME`] says that nothing is.
///
/// # Errors
/// How they differ.
#[expect(clippy::result_large_err, reason = "constant evaluation has no heap")]
pub const fn compare(schema: &Schema, exception: &Exception) -> Result<u8, Text> {
    let mut verdict = COMPUTED_NAME;
    let mut index = 0;
    while index < schema.registered.len() {
        let registered = &schema.registered[index];
        if same(registered.name, exception.registered) {
            verdict = match compare_constructors(registered, exception) {
                Ok(true) if verdict != UNKNOWN_TYPE => CHECKED,
                Ok(_) => UNKNOWN_TYPE,
                Err(message) => return Err(message),
            };
        }
        index += 1;
    }
    Ok(verdict)
}

/// Whether all was known of what is the same.
#[expect(clippy::result_large_err, reason = "constant evaluation has no heap")]
const fn compare_constructors(
    registered: &Registered,
    exception: &Exception,
) -> Result<bool, Text> {
    let Exception { name, arguments, doc, .. } = *exception;
    let rust = Constructor { name, arguments, doc };
    let mut comparison = Comparison::new();
    let ocaml = match *registered.ty {
        Type::Exception(ocaml) => ocaml,
        // Made by the program while it runs.
        Type::Unknown => return Ok(false),
        Type::Named(link, _) if same(link.definition().name, "extension_constructor") => {
            return Ok(false);
        }
        _ => return Err(no_exception(registered, exception, &comparison)),
    };
    // It is raised and caught.
    let is_same = comparison.exception(*ocaml, rust, Direction::ToOCaml)
        && comparison.exception(*ocaml, rust, Direction::ToRust);
    if is_same {
        return Ok(comparison.is_certain);
    }
    let mut text = Text::new();
    text.push_quoted("the exception ", name);
    text.push(" isn't as OCaml registers it\n  OCaml: ");
    text.push_scoped(&comparison.scopes, scoped(registered.ty, TOP));
    text.push(" (");
    text.push(registered.place);
    text.push(")\n  Rust:  exception ");
    text.push(last_part(name, b'.'));
    text.push_arguments(&comparison.scopes, arguments);
    text.push("\n");
    text.push_difference(&comparison);
    Err(text)
}

const fn no_exception(
    registered: &Registered,
    exception: &Exception,
    comparison: &Comparison,
) -> Text {
    let mut text = Text::new().with("what OCaml registers as \"").with(registered.name);
    text.push("\" is no exception's constructor\n  OCaml: ");
    text.push_scoped(&comparison.scopes, scoped(registered.ty, TOP));
    text.push(" (");
    text.push(registered.place);
    text.push(")\nhelp: write `Callback.register \"");
    text.push(registered.name);
    text.push("\" [%extension_constructor ");
    text.push(last_part(exception.name, b'.'));
    text.push("]`, or give the Rust type another name: `#[ocaml(registered = \"…\")]`");
    text
}
