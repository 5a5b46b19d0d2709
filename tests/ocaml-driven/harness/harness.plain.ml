(* How a value is shown; values are compared with (=). *)
type 'a testable = 'a -> string

let string = Printf.sprintf "%S"
let int = string_of_int
let bool = string_of_bool
let list show values = "[" ^ String.concat "; " (List.map show values) ^ "]"

(* Not Failure, which many a test expects. *)
exception Failed of string

let fail message = raise (Failed message)
let failf format = Printf.ksprintf fail format

let check show name expected found =
  if expected <> found then failf "%s: expected %s, found %s" name (show expected) (show found)

type test_case = string * (unit -> unit)

let test_case name body = (name, body)

let wanted group number =
  match Array.to_list Sys.argv with
  | _ :: "test" :: name :: numbers ->
    name = group && (numbers = [] || List.mem (string_of_int number) numbers)
  | _ -> true

let passes group number (name, body) =
  (* Told before it runs, in case it ends the program. *)
  Printf.printf "%s %d: %s ... %!" group number name;
  let start = Sys.time () in
  match body () with
  | () ->
    Printf.printf "ok (%.2f s of CPU)\n%!" (Sys.time () -. start);
    true
  | exception exn ->
    let backtrace = Printexc.get_backtrace () in
    let message = match exn with Failed message -> message | exn -> Printexc.to_string exn in
    Printf.printf "FAILED\n%s\n%s%!" message backtrace;
    false

let run name groups =
  Printexc.record_backtrace true;
  Printf.printf "%s, without alcotest\n" name;
  let outcome group number test =
    if wanted group number then Some (passes group number test) else None
  in
  let outcomes =
    List.concat_map
      (fun (group, tests) -> List.filter_map Fun.id (List.mapi (outcome group) tests))
      groups
  in
  let run = List.length outcomes in
  let failed = List.length (List.filter not outcomes) in
  if failed = 0 && run > 0 then Printf.printf "Test Successful. %d tests run.\n%!" run
  else begin
    Printf.printf "%d failures! %d tests run.\n%!" failed run;
    exit 1
  end
