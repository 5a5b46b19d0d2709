(* OCaml in charge, Rust spawns domains. *)

external sums : int list -> (int[@untagged]) -> int list = "th_sums_bytecode" "th_sums"
external panics : unit -> string = "th_domain_panics"

let works () =
  let numbers = List.init 1000 Fun.id in
  for _ = 1 to 20 do
    let quarters = sums numbers 4 in
    Gc.full_major ();
    Alcotest.(check (list int)) "each domain's sum" [ 31125; 93625; 156125; 218625 ] quarters
  done

let tells () =
  Alcotest.(check string) "the panic" "the domain's closure panicked: in a domain" (panics ())

let () =
  Alcotest.run "domains"
    [
      ( "domains",
        [
          Alcotest.test_case "an export spawns domains that call OCaml" `Quick works;
          Alcotest.test_case "a domain's panic is the export's to tell" `Quick tells;
        ] );
    ]
