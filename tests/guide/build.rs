//! Makes one program of all pairs of snippets: a module in each language for
//! every pair, all linked together, so that the tests build once.

#[path = "src/lib.rs"]
#[allow(dead_code, reason = "the tests need the rest")]
mod pages;

use std::fs;
use std::path::{Path, PathBuf};

use pages::Program;

fn main() {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    println!("cargo:rerun-if-changed={}", pages::folder().display());
    println!("cargo:rerun-if-changed=src/lib.rs");
    for page in pages::pages() {
        println!("cargo:rerun-if-changed={}/{page}.md", pages::folder().display());
    }
    println!("cargo:rerun-if-changed=../../README.md");
    let programs = pages::programs(&pages::snippets());
    let mut modules = String::new();
    let mut arms = String::new();
    let mut files = Vec::new();
    for program in &programs {
        let name = &program.name;
        let rust = out.join(format!("{name}.rs"));
        write(&rust, &rust_module(program));
        modules.push_str(&format!(
            "#[allow(missing_docs, unused, clippy::all, clippy::undocumented_unsafe_blocks)]\n\
             #[path = {rust:?}]\nmod {name};\n"
        ));
        arms.push_str(&format!("        {name:?} => {name}::snippet_main(),\n"));
        let ocaml = out.join(format!("{name}.ml"));
        write(&ocaml, &ocaml_module(program));
        files.push(ocaml);
    }
    modules.push_str(&format!(
        "\nfn run(name: &str) -> ExitCode {{\n    match name {{\n{arms}        \
         _ => panic!(\"no such program: {{name}}\"),\n    }}\n}}\n"
    ));
    write(&out.join("programs.rs"), &modules);
    ocaml_interop_build::Build::new().files(files).compile();
}

/// The Rust side. Where OCaml has the word, it has it as soon as the runtime
/// starts.
fn rust_module(program: &Program) -> String {
    let mut text = String::new();
    for snippet in &program.rust {
        // Lines that rustdoc compiles and doesn't show.
        for line in snippet.text.lines() {
            text.push_str(line.strip_prefix("# ").unwrap_or(line));
            text.push('\n');
        }
    }
    text.push_str(match text.contains("fn main()") {
        true => "pub fn snippet_main() -> std::process::ExitCode { super::report(main()) }\n",
        false => "pub fn snippet_main() -> std::process::ExitCode { super::ocaml_main() }\n",
    });
    text
}

/// The OCaml side: what stands on the top level of the snippet is run when the
/// runtime starts, if this program is the one to run.
fn ocaml_module(program: &Program) -> String {
    let mut text = format!(
        "let () = if Sys.getenv_opt \"GUIDE_PROGRAM\" = Some {:?} then\n  let module _ = struct\n",
        program.name
    );
    for snippet in &program.ocaml {
        text.push_str(&format!("# {} \"{}.md\"\n{}", snippet.line, snippet.page, snippet.text));
    }
    text.push_str("end in ()\n");
    text
}

/// Writes a file unless it is as it should be: cargo watches its time.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
