//! What is written in place: only what is mutable, only through what outlives the conversion, only
//! values of the type.
use ocaml_interop::*;

#[derive(ToOCaml, FromOCaml, OCamlFields)]
struct Account {
    owner: String,
    #[ocaml(mutable)]
    balance: f64,
}

fn immutable(cr: &mut OCamlRuntime, account: &BoxRoot<Account>) {
    Account::OWNER.set(cr, account, "another");
}

fn another_type(cr: &mut OCamlRuntime, account: &BoxRoot<Account>) {
    Account::BALANCE.set(cr, account, "much");
}

fn another_record(pair: OCaml<(String, OCamlFloat)>) -> String {
    Account::OWNER.to_rust(pair)
}

fn unrooted(cr: &mut OCamlRuntime, array: &BoxRoot<OCamlUniformArray<String>>) {
    let array = cr.get(array);
    array.as_ref().set(cr, 0, "new");
    array.len();
}

fn before(cr: &mut OCamlRuntime, reference: &BoxRoot<OCamlReference<String>>) -> usize {
    let old = cr.get(reference).get();
    reference.set(cr, "new");
    old.as_str().len()
}

fn main() {}
