//! The golden inputs with random changes: the macros accept or explain them all. The changes are
//! the same in every run; the fuzz target `macros` searches further.

mod apply;

#[path = "apply/anything.rs"]
mod anything;

use std::path::Path;
use std::{fs, panic};

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

#[test]
fn changed_input_is_accepted_or_explained() {
    let items = golden_items();
    let words: Vec<&String> = items.iter().flatten().collect();
    let mut random = Random(0x0ca3_15ee_d000_0001);
    for round in 0..ROUNDS {
        let mut text = items[random.below(items.len())].clone();
        for _ in 0..=random.below(3) {
            let at = random.below(text.len());
            match random.below(5) {
                0 => drop(text.remove(at)),
                1 => text.insert(at, text[at].clone()),
                2 => text[at].clone_from(words[random.below(words.len())]),
                3 => text.insert(at, words[random.below(words.len())].clone()),
                _ => {
                    let other = random.below(text.len());
                    text.swap(at, other);
                }
            }
            if text.is_empty() {
                break;
            }
        }
        let text = text.join(" ");
        if panic::catch_unwind(|| anything::accepted_or_explained(&text)).is_err() {
            panic!("round {round}, see above, with the input:\n{text}");
        }
    }
}

/// About a second and a half, unoptimised.
const ROUNDS: usize = 1_000;

/// The items of all golden inputs, each as its words.
fn golden_items() -> Vec<Vec<String>> {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let folders = ["good", "bad"].map(|name| fs::read_dir(golden.join(name)).unwrap());
    let mut paths: Vec<_> = folders.into_iter().flatten().map(|e| e.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    paths.sort();
    let files = paths.iter().map(|path| syn::parse_file(&fs::read_to_string(path).unwrap()));
    let items: Vec<_> = files.flat_map(|file| file.unwrap().items).collect();
    assert!(items.len() > 100, "{} golden items", items.len());
    let in_words = |item: &syn::Item| {
        let mut words = Vec::new();
        flatten(item.to_token_stream(), &mut words);
        words
    };
    items.iter().map(in_words).collect()
}

/// Puncts that belong together are one word: `::`, `=>`, `'a`.
fn flatten(tokens: TokenStream, words: &mut Vec<String>) {
    let mut joint = false;
    for tree in tokens {
        let glued = std::mem::replace(
            &mut joint,
            matches!(&tree, TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint),
        );
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                words.push(open.to_owned());
                flatten(group.stream(), words);
                words.push(close.to_owned());
            }
            other => match words.last_mut().filter(|_| glued) {
                Some(word) => word.push_str(&other.to_string()),
                None => words.push(other.to_string()),
            },
        }
    }
}

/// Marsaglia's xorshift64*.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(high).expect("31 bits") % bound
    }
}
