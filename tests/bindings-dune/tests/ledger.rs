//! A library of a dune project, used by its paths.

use bindings_dune::ocaml::filename;
use bindings_dune::ocaml::stock::article::{T as Article, Unit};
use bindings_dune::ocaml::stock::{article, ledger};
use ocaml_interop::OCamlRuntime;

#[test]
fn a_ledger_is_kept() {
    let _guard = OCamlRuntime::init().expect("OCaml");
    OCamlRuntime::with_domain_lock(|cr| {
        let stock = ledger::create(cr);
        let rope = article::piece(cr, "rope", 250_i64);
        let nails =
            Article { name: "nails".to_owned(), price: 3, sold_by: Unit::Kilogram { tare: 0.5 } };
        ledger::add(cr, &stock, &rope, 2_i64).expect("added");
        ledger::add(cr, &stock, &nails, 100_i64).expect("added");
        ledger::add(cr, &stock, &rope, 1_i64).expect("added");
        let refused = ledger::add(cr, &stock, &rope, -1_i64).expect_err("a negative number");
        assert!(refused.to_string().contains("Ledger.add: a negative number"), "{refused}");
        assert_eq!(ledger::count(cr, &stock, "rope").to_rust::<Option<i64>>(cr), Some(3));
        assert_eq!(ledger::count(cr, &stock, "tar").to_rust::<Option<i64>>(cr), None);
        assert_eq!(ledger::worth(cr, &stock).to_rust::<i64>(cr), 1050);
        let articles: Vec<Article> = ledger::articles(cr, &stock).to_rust(cr);
        assert_eq!(articles, [nails, rope.to_rust(cr)]);
        let path = filename::concat(cr, "a", "b.txt");
        assert_eq!(filename::extension(cr, &path).to_rust::<String>(cr), ".txt");
    });
}
