//! Rust's documentation as OCaml's: Markdown's code is kept, the rest is text.

/// The lines of a documentation comment, without its marks; none where there is nothing to say.
pub fn lines(doc: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut in_code = false;
    for line in doc.trim_end().lines() {
        // rustc leaves the blank behind `///`.
        let line = line.strip_prefix(' ').unwrap_or(line).trim_end();
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
            lines.push(if in_code { "{[" } else { "]}" }.to_owned());
        } else if in_code {
            lines.push(line.replace("]}", "] }"));
        } else {
            lines.push(match line.trim_start_matches('#') {
                heading if heading.len() < line.len() => markdown(heading.trim()) + ":",
                line => markdown(line),
            });
        }
    }
    if in_code {
        lines.push("]}".to_owned());
    }
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
    let text = harmless(&lines.split_off(first).join("\n"));
    text.lines().map(str::to_owned).collect()
}

/// Text outside of code blocks: `x` is OCaml's `[x]`, and what would mean something there doesn't.
fn markdown(line: &str) -> String {
    let mut parts = line.split('`');
    let mut text = escaped(parts.next().unwrap_or_default());
    let rest: Vec<_> = parts.collect();
    for pair in rest.chunks(2) {
        match pair {
            [code, after] if code.matches('[').count() == code.matches(']').count() => {
                text += &format!("[{code}]{}", escaped(after));
            }
            parts => parts.iter().for_each(|part| text += &format!("`{}", escaped(part))),
        }
    }
    text
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if "{}[]@".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// OCaml reads comments for other comments and strings in them.
fn harmless(text: &str) -> String {
    let mut text = text.replace("(*", "( *").replace("*)", "* )");
    if text.matches('"').count() % 2 == 1 || text.contains("\\\"") || text.contains("'\"'") {
        text = text.replace('"', "''");
    }
    // `{id|` begins a string.
    let mut safe = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        safe.push(letter);
        let rest = text[at + letter.len_utf8()..]
            .trim_start_matches(|c: char| c.is_ascii_lowercase() || "_%".contains(c));
        if letter == '{' && rest.starts_with('|') {
            safe.push(' ');
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documentation_is_ocamls() {
        let doc = " Twice `n`, see [`Vec`].\n\n # Errors\n `a[0`, {|x|}, (* \"no *)\n ```\n let x = [0];\n ```\n";
        let expected = [
            "Twice [n], see \\[[Vec]\\].",
            "",
            "Errors:",
            "`a\\[0`, \\{ |x|\\}, ( * ''no * )",
            "{[",
            "let x = [0];",
            "]}",
        ];
        assert_eq!(lines(doc), expected);
        assert!(lines("  \n").is_empty());
        assert_eq!(lines(" größer als \"eins\""), ["größer als \"eins\""]);
    }
}
