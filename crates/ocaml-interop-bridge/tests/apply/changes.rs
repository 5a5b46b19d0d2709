//! Random changes to the golden inputs, word by word: what comes out is nearly right, and so gets
//! further into the macros than random text would.

use std::fs;
use std::ops::Range;
use std::path::Path;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

/// The items of all golden inputs, each as its words.
pub struct Changes {
    items: Vec<Vec<String>>,
}

impl Changes {
    /// Reads the golden inputs below `golden`.
    ///
    /// # Panics
    /// When they can't be read.
    pub fn new(golden: &Path) -> Self {
        let folders = ["good", "bad"].map(|name| fs::read_dir(golden.join(name)).unwrap());
        let mut paths: Vec<_> = folders.into_iter().flatten().map(|e| e.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
        paths.sort();
        let files = paths.iter().map(|path| syn::parse_file(&fs::read_to_string(path).unwrap()));
        let items = files.flat_map(|file| file.unwrap().items);
        let items: Vec<_> = items.map(|item| words(item.into_token_stream())).collect();
        assert!(items.len() > 100, "{} golden items", items.len());
        Self { items }
    }

    /// A golden item with one to four changes.
    pub fn of_an_item(&self, random: &mut Random) -> String {
        self.changed(self.item(random).clone(), random)
    }

    /// `text` with one to four changes; of what is no tokens, nothing.
    pub fn of_text(&self, text: &str, random: &mut Random) -> Option<String> {
        let words = words(text.parse().ok()?);
        (!words.is_empty()).then(|| self.changed(words, random))
    }

    fn changed(&self, mut words: Vec<String>, random: &mut Random) -> String {
        for _ in 0..=random.below(4) {
            if words.is_empty() {
                break;
            }
            let at = random.below(words.len());
            match random.below(8) {
                0 => drop(words.remove(at)),
                1 => words.insert(at, words[at].clone()),
                2 => words[at] = self.word(random),
                3 => words.insert(at, self.word(random)),
                4 | 5 => drop(words.drain(inside(&words, at))),
                6 => {
                    let end = words.len().min(at + random.below(8));
                    words.drain(at..end);
                }
                _ => {
                    let other = random.below(words.len());
                    words.swap(at, other);
                }
            }
        }
        words.join(" ")
    }

    fn item(&self, random: &mut Random) -> &Vec<String> {
        &self.items[random.below(self.items.len())]
    }

    fn word(&self, random: &mut Random) -> String {
        let item = self.item(random);
        item[random.below(item.len())].clone()
    }
}

/// What stands in the first parentheses, braces or brackets from `at` on.
fn inside(words: &[String], at: usize) -> Range<usize> {
    let opens = |word: &String| matches!(&**word, "(" | "{" | "[");
    let closes = |word: &String| matches!(&**word, ")" | "}" | "]");
    let Some(open) = (at..words.len()).find(|&index| opens(&words[index])) else {
        return at..at;
    };
    let mut depth = 0;
    let close = (open + 1..words.len()).find(|&index| {
        depth += i32::from(opens(&words[index])) - i32::from(closes(&words[index]));
        depth < 0
    });
    open + 1..close.unwrap_or(words.len())
}

fn words(tokens: TokenStream) -> Vec<String> {
    let mut words = Vec::new();
    flatten(tokens, &mut words);
    words
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
pub struct Random(u64);

impl Random {
    /// Any seed will do.
    pub fn new(seed: u64) -> Self {
        // Zero would stay zero.
        Self(seed ^ 0x9e37_79b9_7f4a_7c15 | 1)
    }

    /// A number from 0 to `bound` - 1.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(high).expect("31 bits") % bound
    }
}
