(* One workload in one column. *)

type t = {
  title : string;
  run : int -> unit;  (** so many times *)
  value : unit -> Obj.t;  (** what once gives, to compare the columns *)
}
