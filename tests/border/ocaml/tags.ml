(* Polymorphic variants. *)

let () =
  Callback.register "move" (function
    | `Stop -> "stop"
    | `Step n -> "step " ^ string_of_int n
    | `Jump (x, y) -> Printf.sprintf "jump %d %d" x y);
  Callback.register "moved" (fun n ->
      if n = 0 then `Stop else if n < 10 then `Step n else `Jump (n, n))
