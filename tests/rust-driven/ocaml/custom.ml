(* Rust's types, by their own names. *)

module Version = struct
  type t
end

module Revision = struct
  type t
end

module Counter = struct
  type t
end

let kept : Version.t option ref = ref None

let () =
  Callback.register "version_compare" (fun (one : Version.t) other -> compare one other);
  Callback.register "version_equal" (fun (one : Version.t) other -> one = other);
  Callback.register "version_hash" (fun (it : Version.t) -> Hashtbl.hash it);
  Callback.register "version_sorted" (fun (all : Version.t list) -> List.sort compare all);
  Callback.register "version_marshalled" (fun (it : Version.t) -> Marshal.to_string it []);
  Callback.register "version_unmarshalled" (fun text -> (Marshal.from_string text 0 : Version.t));
  Callback.register "revision_unmarshalled" (fun text -> (Marshal.from_string text 0 : Revision.t));
  Callback.register "version_keep" (fun (it : Version.t) -> kept := Some it);
  Callback.register "version_kept" (fun () -> Option.get !kept);
  Callback.register "counter_same" (fun (it : Counter.t) -> it);
  Callback.register "counter_compare" (fun (one : Counter.t) other -> compare one other);
  Callback.register "counter_hash" (fun (it : Counter.t) -> Hashtbl.hash it);
  Callback.register "counter_marshalled" (fun (it : Counter.t) -> Marshal.to_string it [])
