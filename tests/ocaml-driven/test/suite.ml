(* OCaml in charge: what Rust exports, seen from here. *)

let () =
  Alcotest.run "ocaml-driven"
    [
      ("numbers", Test_numbers.tests);
      ("values", Test_values.tests);
      ("conversions", Test_conversions.tests);
      ("failures", Test_failures.tests);
      ("many", Test_many.tests);
      ("calls", Test_calls.tests);
      ("boxes", Test_boxes.tests);
      ("threads", Test_threads.tests);
      ("defects", Test_defects.tests);
    ]
