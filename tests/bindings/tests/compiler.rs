//! The compiler's parser: syntax trees as Rust values, and syntax errors with their places.

use bindings::ocaml::parsetree::{ExpressionDesc, PatternDesc, StructureItem, StructureItemDesc};
use bindings::ocaml::warnings::Loc;
use bindings::ocaml::{buffer, format, lexing, location, parse};
use bindings::with_ocaml;
use ocaml_interop::{OCamlError, OCamlRuntime};

fn parsed(
    cr: &mut OCamlRuntime,
    file: &str,
    source: &str,
) -> Result<Vec<StructureItem>, OCamlError> {
    // A root: the lexer's state changes while it reads.
    let lexbuf = lexing::from_string(cr, source);
    location::init(cr, &lexbuf, file);
    Ok(parse::implementation(cr, &lexbuf)?.to_rust(cr))
}

/// File, line, and columns from the line's beginning.
fn place(at: &Loc) -> (&str, i64, i64, i64) {
    let column = |position: &lexing::Position| position.pos_cnum - position.pos_bol;
    let (start, end) = (&at.loc_start, &at.loc_end);
    (&start.pos_fname, start.pos_lnum, column(start), column(end))
}

#[test]
fn syntax_trees() {
    let source = "let one = 1\ntype t = A | B\nopen List\nlet rec f x = f x\n";
    let items = with_ocaml(|cr| parsed(cr, "file.ml", source).unwrap());
    assert_eq!(items.len(), 4);
    let StructureItemDesc::PstrValue(_, bindings) = &*items[0].pstr_desc else {
        panic!("not a value");
    };
    let PatternDesc::PpatVar(name) = &*bindings[0].pvb_pat.ppat_desc else {
        panic!("not a name");
    };
    assert_eq!(name.txt, "one");
    assert_eq!(place(&name.loc), ("file.ml", 1, 4, 7));
    assert!(matches!(*bindings[0].pvb_expr.pexp_desc, ExpressionDesc::PexpConstant(_)));
    assert!(matches!(*items[1].pstr_desc, StructureItemDesc::PstrType(..)));
    assert!(matches!(*items[2].pstr_desc, StructureItemDesc::PstrOpen(_)));
    assert_eq!(place(&items[3].pstr_loc), ("file.ml", 4, 0, 17));
}

#[test]
fn a_tree_of_rusts_goes_back() {
    with_ocaml(|cr| {
        let source = "let x = [ (1, \"a\"); (2, \"b\") ]";
        let items = parsed(cr, "first.ml", source).unwrap();
        assert_eq!(items, parsed(cr, "first.ml", source).unwrap());
        assert_ne!(items, parsed(cr, "other.ml", source).unwrap());
    });
}

#[test]
fn syntax_errors_have_places() {
    with_ocaml(|cr| {
        let error = parsed(cr, "broken.ml", "let x = 1\nlet = 2\n").unwrap_err();
        let report = location::error_of_exn(cr, error.exception());
        let Some(location::ErrorOfExn::Ok(report)) = report.to_rust(cr) else {
            panic!("{error} is no error of the compiler's");
        };
        assert_eq!(place(&report.main.loc), ("broken.ml", 2, 4, 5));
        assert_eq!(report.kind, location::ReportKind::ReportError);
        let text = buffer::create(cr, 100_i64);
        let formatter = format::formatter_of_buffer(cr, &text);
        location::print_report(cr, &formatter, &report);
        format::pp_print_flush(cr, &formatter, ());
        let text: String = buffer::contents(cr, &text).to_rust(cr);
        assert!(text.contains("Error: Syntax error"), "{text}");
        assert!(text.contains("line 2, characters 4-5"), "{text}");
    });
}

#[test]
fn other_exceptions_are_no_reports() {
    with_ocaml(|cr| {
        let failure = bindings::ocaml::functions::unsaid(cr, -1_i64).unwrap_err();
        let report: Option<location::ErrorOfExn> =
            location::error_of_exn(cr, failure.exception()).to_rust(cr);
        assert!(report.is_none());
    });
}
