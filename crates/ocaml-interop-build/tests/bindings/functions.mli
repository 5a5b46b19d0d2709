(** Functions of all kinds. *)

val pi : float
(** No function. *)

val greet : ?greeting:string -> title:string -> string -> string
val connect : ?port:int -> ?host:string -> unit -> string
val move : x:int -> y:int -> int * int

val optional : ?n:int -> int
[@@ocaml.warning "-16"]
(** Of nothing else. *)

val labelled : ?n:int -> label:string -> string

val repeat : times:int -> (int -> string) -> string list
val adder : int -> int -> int
val sorted : ('a -> 'a -> int) -> 'a list -> 'a list
val fold : ('acc -> 'a -> 'acc) -> 'acc -> 'a list -> 'acc
val chosen : bool -> int -> int
val many : int -> int -> int -> int -> int -> int -> int -> int -> int -> int
val bytes : bytes -> bytes
val next_char : char -> char
val native : nativeint -> nativeint
val int32 : int32 -> int32
val int64 : int64 -> int64
val sum : float array -> float
val result : int -> (int, string) result
val nested : int list list -> (int * string option) array
val cell : int ref -> unit

exception Empty of string
exception Code of { code : int; text : string }

val first : 'a list -> 'a
(** The first element of a list [[a; b]], {b not} the last. See {!sorted} and
    {{:https://ocaml.org}the site}.
    {[
      first [ 1; 2 ] = 1
    ]}
    @raise Empty when there is none
    @since 1.0 *)

val checked : int -> int [@@ocaml_interop.raises]
val unsaid : int -> int
val told : exn -> string
val failing : string -> 'a
val unsafe_length : string -> int
val late : int Lazy.t -> int
val total : (string, int) Hashtbl.t -> int Atomic.t -> unit
val old : int -> int [@@deprecated "Use [adder]."]
