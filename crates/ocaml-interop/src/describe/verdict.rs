//! Warnings of generated code, where a declaration of `ocaml!` can't be compared: the compiler warns
//! of a deprecated constant, and nothing else on stable Rust does.

/// Whether OCaml registers a name.
#[derive(Debug)]
pub struct Registered<const IS: bool>;

impl Registered<true> {
    /// It does.
    pub const NAME: () = ();
}

impl Registered<false> {
    /// Nobody knows.
    #[deprecated = "no `Callback.register` has this name, but some names are computed: the \
                    declaration isn't checked. Write the name out in OCaml, or vouch for the \
                    declaration with `unsafe fn`"]
    pub const NAME: () = ();
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
