(* OCaml in charge, Rust spawns domains. *)

external sums : int list -> (int[@untagged]) -> int list = "th_sums_bytecode" "th_sums"
external panics : unit -> string = "th_domain_panics"

let works () =
  let numbers = List.init 1000 Fun.id in
  for _ = 1 to 20 do
    let quarters = sums numbers 4 in
    Gc.full_major ();
    Harness.(check (list int)) "each domain's sum" [ 31125; 93625; 156125; 218625 ] quarters
  done

let tells () =
  Harness.(check string) "the panic" "the domain's closure panicked: in a domain" (panics ())

let () =
  Harness.run "domains"
    [
      ( "domains",
        [
          Harness.test_case "an export spawns domains that call OCaml" works;
          Harness.test_case "a domain's panic is the export's to tell" tells;
        ] );
    ]
