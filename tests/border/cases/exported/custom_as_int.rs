//! A Rust value inside OCaml for a number.

#![allow(dead_code)]

use ocaml_interop::*;

#[derive(OCamlCustom)]
pub struct Tally(usize);

#[export]
impl Tally {
    #[ocaml(noalloc)]
    pub fn tally(&self) -> isize {
        0
    }
}

#[export]
pub fn border_parsed(text: &str) -> Option<Tally> {
    Some(Tally(text.len()))
}

fn main() {}
