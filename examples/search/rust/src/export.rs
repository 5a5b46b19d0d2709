//! What OCaml calls: `src/pattern.ml` declares these functions.

use ocaml_interop::{
    DynBox, OCaml, OCamlError, OCamlRef, OCamlRuntime, ToOCaml, alloc_error, alloc_ok, export,
};
use regex::bytes::Regex;

use crate::found::{self, Found};
use crate::pattern::{self, Case, PatternError};

/// What a compiled pattern holds in memory, roughly: the crate doesn't say. OCaml's collector is told,
/// so that it looks soon enough whether patterns are still needed.
const REGEX_BYTES: usize = 30_000;

/// Compiles a pattern. OCaml keeps the `Regex` as a value of an abstract type.
#[export(name = "search_compile")]
pub fn compile(
    cr: &mut OCamlRuntime,
    pattern: &[u8],
    case: Case,
) -> OCaml<Result<DynBox<Regex>, PatternError>> {
    match pattern::compile(pattern, case) {
        Ok(regex) => {
            let boxed = OCaml::box_value_with_size(cr, regex, REGEX_BYTES).root();
            alloc_ok(cr, &boxed)
        }
        Err(error) => {
            let error = error.to_boxroot(cr);
            alloc_error(cr, &error)
        }
    }
}

/// The names of a pattern's groups; group 0, the whole match, is left out.
#[export(name = "search_group_names")]
pub fn group_names(pattern: OCaml<DynBox<Regex>>) -> Vec<Option<String>> {
    let names = pattern.as_value().capture_names().skip(1);
    names.map(|name| name.map(str::to_owned)).collect()
}

/// All matches. The text is read where it is in OCaml's heap, without a copy.
#[export(name = "search_find_all")]
pub fn find_all(pattern: OCaml<DynBox<Regex>>, text: &[u8]) -> Vec<Found> {
    found::matches(pattern.as_value(), text).collect()
}

/// How many lines match.
#[export(name = "search_count_lines")]
pub fn count_lines(pattern: OCaml<DynBox<Regex>>, text: &[u8]) -> usize {
    found::count_lines(pattern.as_value(), text)
}

/// Replaces each match by what an OCaml function makes of it. If that raises, so does this.
///
/// Calling OCaml may move every OCaml value. So the text is copied, the regex is cloned (which
/// costs next to nothing), and the function is taken by reference: the collector knows of it.
#[export(name = "search_replace_all", returns = "String")]
pub fn replace_all(
    cr: &mut OCamlRuntime,
    pattern: OCaml<DynBox<Regex>>,
    replacement: OCamlRef<fn(Found) -> String>,
    #[ocaml(as_ = "String")] text: Vec<u8>,
) -> Result<Vec<u8>, OCamlError> {
    let regex = pattern.as_value().clone();
    let mut replaced = Vec::with_capacity(text.len());
    let mut copied = 0;
    for found in found::matches(&regex, &text) {
        replaced.extend(&text[copied..found.start]);
        let by = replacement.call(cr, &found)?;
        replaced.extend(by.as_bytes());
        copied = found.stop;
    }
    replaced.extend(&text[copied..]);
    Ok(replaced)
}
