external lt_sleeps : (int[@untagged]) -> unit = "lt_sleeps_bytecode" "lt_sleeps"

let () =
  Callback.register "ocaml_sleeps" Unix.sleepf;
  Callback.register "rust_sleeps" (fun n -> lt_sleeps n)
