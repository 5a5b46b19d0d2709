(* How numbers are passed. *)

external boxed : int -> int = "border_twice_bytecode" "border_twice"

external half_boxed : (int[@untagged]) -> int
  = "border_twice_bytecode" "border_twice"

external float : (float[@unboxed]) -> (float[@unboxed])
  = "border_twice_bytecode" "border_twice"

external allocates : (float[@unboxed]) -> (float[@unboxed]) -> (float[@unboxed])
  = "border_mean_bytecode" "border_mean"

external does_not : string -> string list -> string = "border_joined" [@@noalloc]

external bytecode : (int[@untagged]) -> (int[@untagged])
  = "border_twice_byte" "border_twice"
