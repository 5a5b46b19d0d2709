#[derive(ToOCaml)]
union Either { a: u32, b: f32 }

#[derive(FromOCaml)]
struct Unit;

#[derive(ToOCaml)]
struct NoFields {}

#[derive(ToOCaml)]
enum Never {}

#[derive(OCamlDescriber)]
struct Type;

#[derive(OCamlDescriber)]
#[ocaml(name = "Person")]
struct Renamed(i64);

#[derive(ToOCaml)]
#[ocaml(unboxed)]
struct Two { a: i64, b: i64 }

#[derive(ToOCaml)]
#[ocaml(unboxed)]
enum Several { A(i64), B }

#[derive(ToOCaml)]
#[ocaml(unboxed)]
enum Constant { A }
