//! OCaml's names in Rust's spelling.

use std::collections::BTreeSet;

/// Names that a module has given out.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// `name`, or with a number if it is taken.
    pub fn take(&mut self, name: String) -> String {
        let mut candidate = name.clone();
        let mut number = 2;
        while !self.taken.insert(candidate.clone()) {
            candidate = format!("{}_{number}", name.trim_start_matches("r#"));
            number += 1;
        }
        candidate
    }
}

/// A path as it is written everywhere.
pub(super) fn without_stdlib(path: &str) -> &str {
    path.strip_prefix("Stdlib.").unwrap_or(path)
}

/// The Rust module for an OCaml one: the standard library is open everywhere.
pub(super) fn module_path(path: &str) -> Vec<String> {
    without_stdlib(path).split('.').map(|segment| identifier(&snake(segment))).collect()
}

/// The name of a function or field.
pub(super) fn value(name: &str) -> String {
    if is_operator(name) {
        // Of `let*` and `and+`.
        let symbols = name.trim_start_matches(char::is_alphabetic);
        let word = &name[..name.len() - symbols.len()];
        let mut spelled = vec!["op", word];
        for symbol in symbols.chars() {
            spelled.extend(operator(symbol));
        }
        spelled.retain(|part| !part.is_empty());
        return spelled.join("_");
    }
    identifier(&snake(name))
}

/// Whether a value is written between its arguments, or in parentheses.
pub(super) fn is_operator(name: &str) -> bool {
    !name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '\'')
}

/// The name of a type: none that is in scope everywhere.
pub(super) fn ty(name: &str) -> String {
    let shadows = ["String", "Vec", "Box", "Option", "Result"];
    let spelled = constructor(name);
    if shadows.contains(&&*spelled) { format!("{spelled}_") } else { spelled }
}

/// The name of a constructor or tag.
pub(super) fn constructor(name: &str) -> String {
    let spelled: String = name
        .split('_')
        .map(|part| {
            let mut letters = part.chars();
            let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
            first + letters.as_str()
        })
        .collect();
    let spelled = primes(&spelled);
    match spelled.chars().next() {
        _ if spelled == "Self" => "Self_".to_owned(),
        Some(c) if c.is_alphabetic() => spelled,
        _ => format!("T{spelled}"),
    }
}

/// `firstName` and `URL` in lower case, words apart.
fn snake(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut spelled = String::new();
    for (index, &letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).map(|i| letters[i]);
        let begins_word =
            letter.is_uppercase() && before.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit());
        if begins_word {
            spelled.push('_');
        }
        spelled.extend(letter.to_lowercase());
    }
    spelled
}

fn primes(name: &str) -> String {
    name.replace('\'', "_")
}

/// A Rust identifier: keywords are raw, where they may be.
fn identifier(name: &str) -> String {
    let name = primes(name);
    if ["self", "super", "crate", "_"].contains(&&*name) {
        return format!("{name}_");
    }
    match syn::parse_str::<syn::Ident>(&name) {
        Ok(_) => name,
        Err(_) => format!("r#{name}"),
    }
}

fn operator(c: char) -> Option<&'static str> {
    Some(match c {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '=' => "eq",
        '<' => "lt",
        '>' => "gt",
        '!' => "bang",
        '@' => "at",
        '&' => "and",
        '|' => "bar",
        '^' => "caret",
        '%' => "percent",
        '.' => "dot",
        ':' => "colon",
        '~' => "tilde",
        '$' => "dollar",
        '?' => "question",
        '#' => "hash",
        ';' => "semicolon",
        '(' => "paren",
        '[' => "bracket",
        '{' => "brace",
        // What closes one of them.
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_rusts() {
        assert_eq!(module_path("Stdlib.Buffer"), ["buffer"]);
        assert_eq!(module_path("Yojson.Safe"), ["yojson", "safe"]);
        assert_eq!(value("of_int"), "of_int");
        assert_eq!(value("toString"), "to_string");
        assert_eq!(value("match"), "r#match");
        assert_eq!(value("self"), "self_");
        assert_eq!(value("x'"), "x_");
        assert_eq!(value("~-"), "op_tilde_minus");
        assert_eq!(value("let*"), "op_let_star");
        assert_eq!(value(".%{}<-"), "op_dot_percent_brace_lt_minus");
        assert_eq!(ty("assoc_list"), "AssocList");
        assert_eq!(ty("t"), "T");
        assert_eq!(ty("string"), "String_");
        assert_eq!(constructor("String"), "String");
        assert_eq!(constructor("low"), "Low");
        let mut names = Names::default();
        assert_eq!(names.take("a".into()), "a");
        assert_eq!(names.take("a".into()), "a_2");
    }
}
