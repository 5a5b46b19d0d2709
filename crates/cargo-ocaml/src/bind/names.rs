//! What OCaml calls what has a name in Rust.

use ocaml_interop_bridge::names::is_ocaml_keyword;

/// The name of a value, a field or a type: its first letter is a small one, and a reserved word has
/// an underscore behind it.
pub fn lowercase(name: &str) -> String {
    let name = first(&plain(name), char::to_ascii_lowercase);
    match is_ocaml_keyword(&name) {
        true => name + "_",
        false => name,
    }
}

/// The name of a constructor: its first letter is a capital.
pub fn capitalized(name: &str) -> String {
    let name = plain(name);
    match name.trim_start_matches('_') {
        rest if rest.starts_with(|c: char| c.is_ascii_alphabetic()) => {
            first(rest, char::to_ascii_uppercase)
        }
        rest => format!("C{rest}"),
    }
}

/// A variable of a type.
pub fn variable(number: usize) -> String {
    let letter = char::from(b'a' + (number % 26) as u8);
    match number / 26 {
        0 => format!("'{letter}"),
        several => format!("'{letter}{several}"),
    }
}

fn plain(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
}

fn first(name: &str, change: impl FnOnce(&char) -> char) -> String {
    let mut letters = name.chars();
    letters.next().map(|letter| change(&letter)).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ocamls() {
        let known = [("twice", "twice"), ("type", "type_"), ("Größe", "gr__e"), ("_x", "_x")];
        assert!(known.iter().all(|(rust, ocaml)| lowercase(rust) == *ocaml));
        let known = [("Yes", "Yes"), ("yes", "Yes"), ("_Other", "Other"), ("__1", "C1")];
        assert!(known.iter().all(|(rust, ocaml)| capitalized(rust) == *ocaml));
        assert_eq!([variable(0), variable(25), variable(27)], ["'a", "'z", "'b1"]);
    }
}
