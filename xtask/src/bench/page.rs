//! The parts of a page of the guide that measurements fill: each between two comments.
//!
//! ```text
//! <!-- bench: times -->
//! whatever stands here is replaced
//! <!-- end -->
//! ```

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::Outcome;

/// The parts that there are.
const PARTS: [&str; 4] = ["times", "scaling", "domains", "instructions"];

const END: &str = "<!-- end -->";

/// A page that is to be filled.
#[derive(Debug)]
pub struct Page {
    path: PathBuf,
}

impl Page {
    /// Looks whether there is something to fill, before an hour is spent on measuring it.
    ///
    /// # Errors
    /// When there isn't.
    pub fn open(path: &Path) -> Outcome<Self> {
        let text =
            fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let there: Vec<_> = PARTS.iter().filter(|part| text.contains(&begin(part))).collect();
        for part in &there {
            filled(&text, part, "")?;
        }
        match there.is_empty() {
            false => Ok(Self { path: path.to_owned() }),
            true => Err(format!(
                "{} has no place for figures: {} or another of {}, and then {END}",
                path.display(),
                begin(PARTS[0]),
                PARTS.join(", ")
            )),
        }
    }

    /// Writes a part, where the page has it.
    pub fn fill(&self, part: &str, content: &str) -> Outcome {
        let failed = |error: std::io::Error| format!("{}: {error}", self.path.display());
        let text = fs::read_to_string(&self.path).map_err(failed)?;
        match text.contains(&begin(part)) {
            true => fs::write(&self.path, filled(&text, part, content)?).map_err(failed),
            false => Ok(()),
        }
    }
}

fn begin(part: &str) -> String {
    format!("<!-- bench: {part} -->")
}

fn filled(text: &str, part: &str, content: &str) -> Outcome<String> {
    let begin = begin(part);
    let missing = || format!("{begin} has no {END}");
    let (before, rest) = text.split_once(&begin).ok_or_else(missing)?;
    let (_, after) = rest.split_once(END).ok_or_else(missing)?;
    Ok(format!("{before}{begin}\n\n{}\n\n{END}{after}", content.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_the_comments_is_replaced() {
        let page = "# Costs\n<!-- bench: times -->\nold\n<!-- end -->\nprose\n<!-- end -->\n";
        let wanted = "# Costs\n<!-- bench: times -->\n\nnew\n\n<!-- end -->\nprose\n<!-- end -->\n";
        assert_eq!(filled(page, "times", "new\n").as_deref(), Ok(wanted));
        assert_eq!(filled(wanted, "times", "new").as_deref(), Ok(wanted));
        assert!(filled(page, "scaling", "").is_err());
        assert!(filled("<!-- bench: times -->", "times", "").is_err());
    }
}
