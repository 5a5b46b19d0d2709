(* What 0.12 asked every OCaml program to call. *)

external setup : unit -> unit = "ocaml_interop_setup"
external teardown : unit -> unit = "ocaml_interop_teardown"
external nothing : unit -> string = "mn_nothing"

let () =
  Harness.run "setup"
    [
      ( "setup and teardown",
        [
          Harness.test_case "are there, and do nothing" (fun () ->
              setup ();
              teardown ();
              setup ();
              Harness.(check string) "still runs" "nothing" (nothing ());
              teardown ());
        ] );
    ]
