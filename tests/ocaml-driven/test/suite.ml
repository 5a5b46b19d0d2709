(* OCaml in charge: what Rust exports, seen from here. *)

(* OCAML_DRIVEN_FIBERS=apart: Valgrind tells stacks apart by their distance, and those of fibers lie
   side by side in malloc's memory, sometimes as near to each other as two frames. *)
let () =
  if Sys.getenv_opt "OCAML_DRIVEN_FIBERS" = Some "apart" then Test_rules_fibers.large_stacks ()

let () =
  Harness.run "ocaml-driven"
    [
      ("numbers", Test_numbers.tests);
      ("values", Test_values.tests);
      ("conversions", Test_conversions.tests);
      ("failures", Test_failures.tests);
      ("exceptions", Test_exceptions.tests);
      ("many", Test_many.tests);
      ("calls", Test_calls.tests);
      ("bigarrays", Test_bigarrays.tests);
      ("functions", Test_functions.tests);
      ("boxes", Test_boxes.tests);
      ("customs", Test_customs.tests);
      ("threads", Test_threads.tests);
      ("defects", Test_defects.tests);
      ("services", Test_services.tests);
      ("rules: the lock", Test_rules_lock.tests);
      ("rules: roots", Test_rules_roots.tests);
      ("rules: signals", Test_rules_signals.tests);
      ("rules: exceptions", Test_rules_exceptions.tests);
      ("rules: fibers", Test_rules_fibers.tests);
      ("rules: deep", Test_rules_deep.tests);
      ("rules: boxes", Test_rules_boxes.tests);
      ("rules: shared memory", Test_rules_shared.tests);
      ("rules: sampling", Test_rules_memprof.tests);
    ]
