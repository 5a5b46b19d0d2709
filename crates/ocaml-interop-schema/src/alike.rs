//! Names that are alike.

use crate::form::{Definition, Kind};
use crate::text::{ends_in, last_part, same};

/// Whether a Rust type without a structure names an OCaml type: by as much of its path as Rust
/// says, or `Counter.t` by its module's name.
pub(crate) const fn are_alike(ocaml: &Definition, rust: &Definition) -> bool {
    let (o, r) = (ocaml.name, rust.name);
    if matches!(rust.kind, Kind::Boxed) {
        let is_abstract = matches!(ocaml.kind, Kind::Abstract);
        return is_abstract
            && (!rust.has_name_of_its_own() || are_named_alike(o, r) || is_short_for(o, r));
    }
    are_named_alike(o, r)
}

/// Whether OCaml's `counter` is what Rust calls `Counter.t`.
const fn is_short_for(o: &str, r: &str) -> bool {
    let own = last_part(r, b'.');
    own.len() + 1 < r.len()
        && same(own, "t")
        && are_spelled_alike(last_part(o, b'.'), last_part(r.split_at(r.len() - 2).0, b'.'))
}

const fn are_named_alike(o: &str, r: &str) -> bool {
    let has_module = last_part(r, b'.').len() != r.len();
    if has_module {
        let begins =
            o.len() == r.len() || o.len() > r.len() && o.as_bytes()[o.len() - r.len() - 1] == b'.';
        return begins && ends_in(o, r);
    }
    let last = last_part(o, b'.');
    if same(last, r) {
        // Every module has a `t`.
        return !same(r, "t") || same(o, r);
    }
    o.len() > 2
        && same(last, "t")
        && are_spelled_alike(last_part(o.split_at(o.len() - 2).0, b'.'), r)
}

/// Whether two names are the same but for capitals, underscores and primes.
pub(crate) const fn are_spelled_alike(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let (mut i, mut j) = (0, 0);
    loop {
        while i < one.len() && matches!(one[i], b'_' | b'\'') {
            i += 1;
        }
        while j < other.len() && matches!(other[j], b'_' | b'\'') {
            j += 1;
        }
        if i == one.len() || j == other.len() {
            return i == one.len() && j == other.len();
        }
        if !one[i].eq_ignore_ascii_case(&other[j]) {
            return false;
        }
        i += 1;
        j += 1;
    }
}
