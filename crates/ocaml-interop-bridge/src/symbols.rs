//! Names of symbols that a Rust library has for tools and for linkers, not for calling.
//!
//! ```text
//! ocaml_interop_2_export_<symbol>_<hash>     the bytes that describe an exported function
//! ocaml_interop_2_declared_<name>_<hash>     those of a function that `ocaml!` declares
//! ocaml_interop_2_type_<name>_<hash>         a byte: the type is still defined as it was
//! ocaml_interop_2_exception_<name>_<hash>    those of an exception
//! ```
//!
//! The number is the version of the bytes' format. The hash, 16 hexadecimal digits, is that of the
//! tokens which the macro sees: the signature and the keys, or the type's definition. OCaml code that
//! was generated for a library refers to its symbols, so that with another library it doesn't link.
//!
//! An exported function's symbol is the only one of its name in a program. Declarations and types
//! may have the same name and tokens in two places: their crate is a part of the hash, and how many
//! alike came before them in it.

use std::fmt;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The version of the format: that of `ocaml_interop_schema::bytes`.
pub const VERSION: u32 = 2;

const PREFIX: &str = "ocaml_interop_";

/// What a symbol is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It describes an exported function.
    Export,
    /// It describes a declared function.
    Declared,
    /// It is there as long as a type is defined as it was.
    Type,
    /// It describes an exception.
    Exception,
}

impl Kind {
    const ALL: [(&'static str, Kind); 4] = [
        ("export", Kind::Export),
        ("declared", Kind::Declared),
        ("type", Kind::Type),
        ("exception", Kind::Exception),
    ];
}

/// A symbol's name, in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// The version of the format.
    pub version: u32,
    /// What it is for.
    pub kind: Kind,
    /// What it is of.
    pub name: String,
    /// The hash.
    pub hash: u64,
}

impl Symbol {
    /// A symbol of this version. Of the name is kept what a symbol can have.
    pub fn new(kind: Kind, name: &str, hash: u64) -> Symbol {
        let kept = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
        Symbol { version: VERSION, kind, name: name.chars().map(kept).collect(), hash }
    }

    /// Takes a symbol's name apart; `None` where it is no such name. Some systems put an underscore
    /// before every name.
    pub fn parse(name: &str) -> Option<Symbol> {
        let name = name.strip_prefix('_').unwrap_or(name);
        let (version, rest) = name.strip_prefix(PREFIX)?.split_once('_')?;
        let (kind, rest) = rest.split_once('_')?;
        let (name, hash) = rest.rsplit_once('_')?;
        let kind = Kind::ALL.iter().find(|(word, _)| *word == kind)?.1;
        let hash = (hash.len() == 16).then(|| u64::from_str_radix(hash, 16).ok())??;
        Some(Symbol { version: version.parse().ok()?, kind, name: name.to_owned(), hash })
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Symbol { version, kind, name, hash } = self;
        let kind = Kind::ALL.iter().find(|(_, one)| one == kind).map_or("", |(word, _)| word);
        write!(f, "{PREFIX}{version}_{kind}_{name}_{hash:016x}")
    }
}

/// A schema is a folder of files, each a Rust expression of the type `Schema`, so that a macro compiles
/// what it compares with and no more: of what is registered under a name, or of the declarations of a
/// foreign function; and one with all names.
pub mod schema {
    use super::Hash;

    /// The names that are registered, without types.
    pub const NAMES: &str = "names.rs";

    /// What is registered under a name.
    pub fn registered(name: &str) -> String {
        format!("registered_{:016x}.rs", Hash::NOTHING.text(name).number())
    }

    /// The declarations of a foreign function, by its symbol in native code.
    pub fn external(symbol: &str) -> String {
        format!("external_{:016x}.rs", Hash::NOTHING.text(symbol).number())
    }
}

/// The hash of tokens, whatever stands between them: FNV-1a, 64 bits.
#[derive(Clone, Copy, Debug)]
pub struct Hash(u64);

impl Hash {
    /// The hash of nothing.
    pub const NOTHING: Hash = Hash(0xcbf2_9ce4_8422_2325);

    /// With these tokens behind what was hashed.
    #[must_use]
    pub fn tokens(self, tokens: TokenStream) -> Hash {
        tokens.into_iter().fold(self, |hash, token| match token {
            TokenTree::Group(group) => {
                let [open, close] = match group.delimiter() {
                    Delimiter::Parenthesis => ["(", ")"],
                    Delimiter::Brace => ["{", "}"],
                    Delimiter::Bracket => ["[", "]"],
                    // A macro has put it there.
                    Delimiter::None => return hash.tokens(group.stream()),
                };
                hash.text(open).tokens(group.stream()).text(close)
            }
            token => hash.text(&token.to_string()),
        })
    }

    /// With this text behind what was hashed, and a mark of its end.
    #[must_use]
    pub fn text(self, text: &str) -> Hash {
        let bytes = text.bytes().chain([0]);
        Hash(
            bytes
                .fold(self.0, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)),
        )
    }

    /// The number.
    pub fn number(self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn names_are_taken_apart_as_they_are_put_together() {
        let symbol = Symbol::new(Kind::Declared, "Files.read_all", 0x1f);
        let name = symbol.to_string();
        assert_eq!(name, "ocaml_interop_2_declared_Files_read_all_000000000000001f");
        assert_eq!(Symbol::parse(&name), Some(symbol.clone()));
        assert_eq!(Symbol::parse(&format!("_{name}")), Some(symbol));
        for other in [
            "ocaml_interop_2_declared_x_1f",
            "ocaml_interop_2_other_x_000000000000001f",
            "ocaml_interop_x_type_x_000000000000001f",
            "ocaml_interop_2_type_000000000000001f",
            "ocaml_interop_0_13_callback",
        ] {
            assert_eq!(Symbol::parse(other), None, "{other}");
        }
    }

    #[test]
    fn tokens_count_not_what_stands_between_them() {
        let hash = |tokens| Hash::NOTHING.tokens(tokens).number();
        assert_eq!(hash(quote!(fn f(x:f64)->bool)), hash(quote! { fn f ( x : f64 ) -> bool }));
        assert_ne!(hash(quote!(ab c)), hash(quote!(a bc)));
        assert_ne!(hash(quote!((a) b)), hash(quote!((a b))));
    }
}
