//! Warnings of generated code, where a declaration of `ocaml!` can't be compared: the compiler warns
//! of a deprecated constant, and nothing else on stable Rust does.

#[cfg(doc)]
use ocaml_interop_schema::check;

/// What the comparison of a declaration came to, a number of `check`'s: [`CHECKED`](check::CHECKED),
/// [`COMPUTED_NAME`](check::COMPUTED_NAME), [`UNKNOWN_TYPE`](check::UNKNOWN_TYPE). Written as numbers
/// below, because the compiler shows them so in its warnings.
#[derive(Debug)]
pub struct Declaration<const VERDICT: u8>;

impl Declaration<0> {
    /// It is right.
    pub const CHECKED: () = ();
}

impl Declaration<1> {
    /// Nobody knows.
    #[deprecated = "no `Callback.register` has this name, but some names are computed: the \
                    declaration isn't checked. Write the name out in OCaml, or vouch for the \
                    declaration with `unsafe fn`"]
    pub const CHECKED: () = ();
}

impl Declaration<2> {
    /// As far as is known.
    #[deprecated = "what OCaml registers has a type of which a part isn't known where it is \
                    registered (a partial application, or an argument of the function around it): \
                    that part isn't checked. Register `fun x -> …`, or vouch for the declaration \
                    with `unsafe fn`"]
    pub const CHECKED: () = ();
}

/// Whether all of a type is described.
#[derive(Debug)]
pub struct Wholly<const IS: bool>;

impl Wholly<true> {
    /// It is.
    pub const DESCRIBED: () = ();
}

impl Wholly<false> {
    /// It isn't.
    #[deprecated = "a type in it has no description: this isn't checked against OCaml. Derive \
                    `OCamlDescriber`, or vouch for the declaration with `unsafe fn`"]
    pub const DESCRIBED: () = ();
}

/// What OCaml code the package has.
#[derive(Debug)]
pub struct NoOCaml;

impl NoOCaml {
    /// None.
    #[deprecated = "no build script has compiled OCaml code for this package: the declaration isn't \
                    checked. Let `ocaml-interop-build` compile it, or vouch for the declaration \
                    with `unsafe fn`; `cargo ocaml check` compares it with an OCaml program"]
    pub const COMPILED: () = ();
}
