//! Names on both sides: what may stand where, and what OCaml makes of a tag.

/// OCaml's hash of a polymorphic variant's tag, as it is stored in a value.
///
/// The 31 low bits of a polynomial in 223 over the bytes of the tag, as a signed number
/// (`caml_hash_variant` in runtime/hash.c, `hash_variant` in typing/btype.ml). Different tags
/// can have the same hash; OCaml refuses to see both in one type.
pub fn hash_tag(tag: &str) -> i32 {
    let accumulated = tag.bytes().fold(0_u32, |accumulated, byte| {
        accumulated.wrapping_mul(223).wrapping_add(u32::from(byte))
    });
    // Dropping the top bit and copying the one below it into its place is what OCaml's
    // conversion from a 31-bit integer does.
    ((accumulated << 1) as i32) >> 1
}

/// `HttpServer` as `http_server`: OCaml's customary spelling of a type's name.
pub fn snake_case(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut snake = String::with_capacity(name.len() + 4);
    for (i, &letter) in letters.iter().enumerate() {
        let follows_word = i > 0 && !letters[i - 1].is_uppercase() && letters[i - 1] != '_';
        let ends_acronym = i > 0
            && letters[i - 1].is_uppercase()
            && letters.get(i + 1).is_some_and(|next| next.is_lowercase());
        if letter.is_uppercase() && (follows_word || ends_acronym) {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

/// Whether `name` can be the name of a C function, and so of an `external`.
pub fn is_c_identifier(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && letters.all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Whether `name` can follow the backquote of a polymorphic variant.
pub fn is_ocaml_tag(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|c| c.is_alphabetic() || c == '_')
        && letters.all(|c| c.is_alphanumeric() || c == '_' || c == '\'')
}

/// Whether `name` can be the name of an OCaml module, perhaps inside others: `Shape`, `Shape.Flat`.
pub fn is_ocaml_module_name(name: &str) -> bool {
    name.split('.').all(|part| part.starts_with(char::is_uppercase) && is_ocaml_tag(part))
}

/// Whether `name` can be the name of an OCaml type, perhaps inside modules: `t`, `Shape.t`.
pub fn is_ocaml_type_name(name: &str) -> bool {
    let (modules, own) = name.rsplit_once('.').map_or((None, name), |(m, own)| (Some(m), own));
    modules.is_none_or(is_ocaml_module_name)
        && is_ocaml_tag(own)
        && !own.starts_with(char::is_uppercase)
        && own != "_"
        && !is_ocaml_keyword(own)
}

/// Whether `name` is a reserved word.
pub fn is_ocaml_keyword(name: &str) -> bool {
    OCAML_KEYWORDS.contains(&name)
}

/// The reserved words of the OCaml manual, section "Lexical conventions".
const OCAML_KEYWORDS: &[&str] = &[
    "and",
    "as",
    "asr",
    "assert",
    "begin",
    "class",
    "constraint",
    "do",
    "done",
    "downto",
    "else",
    "end",
    "exception",
    "external",
    "false",
    "for",
    "fun",
    "function",
    "functor",
    "if",
    "in",
    "include",
    "inherit",
    "initializer",
    "land",
    "lazy",
    "let",
    "lor",
    "lsl",
    "lsr",
    "lxor",
    "match",
    "method",
    "mod",
    "module",
    "mutable",
    "new",
    "nonrec",
    "object",
    "of",
    "open",
    "or",
    "private",
    "rec",
    "sig",
    "struct",
    "then",
    "to",
    "true",
    "try",
    "type",
    "val",
    "virtual",
    "when",
    "while",
    "with",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Printed by OCaml 5.3: `print_int (Obj.magic `Tag)`.
    #[test]
    fn hashes_are_those_of_ocaml() {
        let known = [
            ("A", 65),
            ("B", 66),
            ("x", 120),
            ("_u", 21302),
            ("Red", 4100401),
            ("Step", 926225260),
            ("Stop", 926227490),
            ("Rotate", -4932997),
            ("Big'", 737155975),
            ("Very_long_constructor_name_42", 997896947),
            ("Größe", -584611957),
            ("c7diagq", -332323982),
            ("azdwbie", -332323982),
        ];
        for (tag, hash) in known {
            assert_eq!(hash_tag(tag), hash, "`{tag}");
        }
    }

    #[test]
    fn snake_case_follows_words_and_acronyms() {
        let known = [
            ("Person", "person"),
            ("HttpServer", "http_server"),
            ("HTTPServer", "http_server"),
            ("Point2D", "point2_d"),
            ("already_snake", "already_snake"),
            ("Mixed_Case", "mixed_case"),
        ];
        for (rust, ocaml) in known {
            assert_eq!(snake_case(rust), ocaml);
        }
    }

    #[test]
    fn identifiers() {
        assert!(is_c_identifier("_twice2") && !is_c_identifier("2twice"));
        assert!(!is_c_identifier("größe") && !is_c_identifier("") && !is_c_identifier("a-b"));
        assert!(is_ocaml_tag("Größe'") && !is_ocaml_tag("'a") && !is_ocaml_tag("a b"));
        assert!(is_ocaml_type_name("Shape.t") && is_ocaml_type_name("_private"));
        for wrong in ["type", "Person", "shape.t", "", "a b", "Shape.", "_"] {
            assert!(!is_ocaml_type_name(wrong), "{wrong}");
        }
    }
}
