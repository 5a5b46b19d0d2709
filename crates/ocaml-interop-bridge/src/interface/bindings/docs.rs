//! OCaml's documentation comments (the manual, "The documentation generator") in Markdown.

/// The text of a comment: code, references, links, lists, emphasis and the tags.
pub(super) fn markdown(doc: &str) -> String {
    let mut rest = doc;
    let mut text = String::new();
    while !rest.is_empty() {
        text.push_str(&marked(&mut rest));
    }
    let mut lines: Vec<String> = Vec::new();
    let mut is_code = false;
    for line in text.lines() {
        let is_fence = line.starts_with(FENCE);
        is_code ^= is_fence;
        let line = if is_code || is_fence { line.trim_end() } else { line.trim() };
        let tag = if is_code { None } else { tagged(line) };
        let follows = lines.last().is_some_and(|last| !last.is_empty());
        if follows && (tag.is_some() || is_fence && is_code) {
            lines.push(String::new());
        }
        let is_blank_again = line.is_empty() && !is_code && !follows;
        if !is_blank_again {
            lines.push(tag.unwrap_or_else(|| line.to_owned()));
        }
    }
    lines.join("\n").trim().to_owned()
}

const FENCE: &str = "```";

/// A tag in words.
fn tagged(line: &str) -> Option<String> {
    let (tag, rest) = line.split_once(' ')?;
    let (first, others) = rest.split_once(' ').unwrap_or((rest, ""));
    Some(match tag {
        "@raise" | "@raises" => format!("Raises `{first}` {others}").trim_end().to_owned(),
        "@return" | "@returns" => format!("Returns {rest}"),
        "@param" => format!("`{first}`: {others}"),
        "@since" => format!("Since {rest}."),
        "@before" => format!("Before {first}: {others}"),
        "@deprecated" => format!("Deprecated: {rest}"),
        "@see" => format!("See {rest}"),
        _ => return None,
    })
}

/// Text up to the brace that ends it.
fn marked(rest: &mut &str) -> String {
    let mut text = String::new();
    while let Some(letter) = rest.chars().next() {
        match letter {
            '{' => text.push_str(&braced(rest)),
            '[' => text.push_str(&code(rest)),
            '}' => {
                *rest = &rest[1..];
                return text;
            }
            '\\' if rest[1..].starts_with(['{', '}', '[', ']', '@']) => {
                text.push_str(&rest[..2]);
                *rest = &rest[2..];
            }
            _ => {
                match letter {
                    // A polymorphic variant's.
                    '`' => text.push_str("\\`"),
                    '<' => text.push_str("&lt;"),
                    '\t' => text.push(' '),
                    other => text.push(other),
                }
                *rest = &rest[letter.len_utf8()..];
            }
        }
    }
    text
}

/// `{…}`.
fn braced(rest: &mut &str) -> String {
    for (opening, closing) in [("{[", "]}"), ("{v", "v}")] {
        if let Some(inside) = rest.strip_prefix(opening) {
            let (inside, after) = inside.split_once(closing).unwrap_or((inside, ""));
            *rest = after;
            return format!("\n{FENCE}text\n{}\n{FENCE}\n", unindented(inside));
        }
    }
    let up_to_brace = |rest: &mut &str, from: usize| {
        let (inside, after) = rest[from..].split_once('}').unwrap_or((&rest[from..], ""));
        *rest = after;
        inside.trim().to_owned()
    };
    if rest.starts_with("{{:") {
        let address = up_to_brace(rest, 3);
        return format!("[{}]({address})", marked(rest).trim());
    }
    if rest.starts_with("{{!") {
        up_to_brace(rest, 3);
        return marked(rest).trim().to_owned();
    }
    if rest.starts_with("{!") {
        return format!("`{}`", up_to_brace(rest, 2));
    }
    if rest.starts_with("{:") {
        return format!("<{}>", up_to_brace(rest, 2));
    }
    let end = rest.find(|c: char| c.is_whitespace() || "}[`".contains(c)).unwrap_or(rest.len());
    let word = &rest[1..end.max(1)];
    let (before, after) = match word {
        "b" => ("**", "**"),
        "i" | "e" => ("*", "*"),
        "ul" | "ol" => ("\n", "\n\n"),
        "-" | "li" => ("\n- ", ""),
        "L" | "C" | "R" => ("", ""),
        word if word.starts_with(|c: char| c.is_ascii_digit()) => ("\n**", "**\n\n"),
        _ => {
            // Powers, indices, and braces that mean nothing.
            let mark = rest[1..].starts_with(['^', '_']);
            let length = if mark { 2 } else { 1 };
            let mark = rest[1..length].to_owned();
            *rest = &rest[length..];
            return format!("{mark}{}", marked(rest));
        }
    };
    *rest = &rest[end..];
    format!("{before}{}{after}", marked(rest).trim())
}

/// `[…]`, brackets in it among them.
fn code(rest: &mut &str) -> String {
    let (mut depth, mut end) = (0, rest.len());
    for (at, letter) in rest.char_indices() {
        match letter {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            end = at;
            break;
        }
    }
    let inside = rest[1..end].split_whitespace().collect::<Vec<_>>().join(" ");
    *rest = rest.get(end + 1..).unwrap_or_default();
    match inside.contains('`') {
        true => format!("`` {inside} ``"),
        false => format!("`{inside}`"),
    }
}

/// Lines without what they all begin with.
fn unindented(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    let depth = |line: &&str| line.len() - line.trim_start().len();
    // The first line stands behind the brace.
    let filled = lines.iter().skip(1).filter(|line| !line.is_empty());
    let margin = filled.map(depth).min().unwrap_or_default();
    let cut = |line: &&str| line[depth(line).min(margin)..].to_owned();
    lines.iter().map(cut).collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn comments_are_markdown() {
        let pairs = [
            ("[f x] is {!List.map}.", "`f x` is `List.map`."),
            ("[[1]] and [`A]", "`[1]` and `` `A ``"),
            ("{b bold}, {e told [x]}", "**bold**, *told `x`*"),
            ("{{:https://ocaml.org}The {b site}}", "[The **site**](https://ocaml.org)"),
            ("2{^[n]-1} < {n}", "2^`n`-1 &lt; n"),
            ("A{ul {- one} {- two}} B", "A\n- one\n- two\n\nB"),
            ("{1:label Title} Text", "**Title**\n\nText"),
            ("So: {[\n    let x =\n      1\n]} End", "So:\n\n```text\nlet x =\n  1\n```\nEnd"),
            (
                "Text.\n@raise Not_found if none\n@since 4.02",
                "Text.\n\nRaises `Not_found` if none\n\nSince 4.02.",
            ),
            ("open { and ] and [ end", "open  and ] and `end`"),
        ];
        for (doc, expected) in pairs {
            assert_eq!(markdown(doc), expected, "{doc}");
        }
    }
}
