(* Rust's functions, as OCaml declares them; each is called by a registered function. *)

type point = { x : float; y : float }
type answer = Yes | No | Perhaps of string
type stack

external twice : int -> int = "border_twice_bytecode" "border_twice" [@@untagged]
external mean : (float[@unboxed]) -> (float[@unboxed]) -> (float[@unboxed])
  = "border_mean_bytecode" "border_mean"
[@@noalloc]
external joined : string -> string list -> string = "border_joined"
external mirrored : point -> point = "border_mirrored"
external asked : string -> answer = "border_asked"
external parsed : string -> int option = "border_parsed"
external sixth : int -> int -> int -> int -> int -> int -> int
  = "border_sixth_bytecode" "border_sixth"
external checksum : string -> int32 = "border_checksum"
external started : unit -> stack = "border_started"
external pushed : stack -> int -> unit = "border_pushed"
external popped : stack -> int = "border_popped"
external lookup : (string * int) list -> string -> (int, string) result = "border_lookup"
external upper : char -> char = "border_upper"
external negated : nativeint -> nativeint = "border_negated"
external mixed : (int64[@unboxed]) -> (int[@untagged]) -> (int32[@unboxed])
  = "border_mixed_bytecode" "border_mixed"

module Tally = struct
  type t

  external create : int -> t = "border_tally_create"
  external total : t -> t list -> int = "border_tally_total"
end

let () =
  Callback.register "run_externals" (fun () ->
      let stack = started () in
      pushed stack 5;
      pushed stack 7;
      let found = function Ok n -> string_of_int n | Error e -> e in
      let answered = function Yes -> "yes" | No -> "no" | Perhaps why -> why in
      let { x; y } = mirrored { x = 1.; y = 2. } in
      String.concat " "
        [
          string_of_int (twice 21);
          string_of_float (mean 1. 2.);
          joined "-" [ "a"; "b" ];
          Printf.sprintf "%g,%g" x y;
          answered (asked "why");
          answered (asked "yes");
          string_of_int (Option.value ~default:0 (parsed "12"));
          string_of_int (sixth 1 2 3 4 5 6);
          Int32.to_string (checksum "abc");
          string_of_int (popped stack);
          found (lookup [ ("a", 1) ] "a");
          found (lookup [] "b");
          Int32.to_string (mixed 41L 1);
          String.make 1 (upper 'x');
          Nativeint.to_string (negated 5n);
          Tally.(string_of_int (total (create 3) [ create 4; create 5 ]));
        ])
