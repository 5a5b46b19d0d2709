(* Arguments with labels; functions and sequences that cross the border. *)

type unary = int -> int

external clamped : low:int -> ?high:int -> int -> int = "border_clamped"
external adding : int -> unary = "border_adding"
external squares : int -> int Seq.t = "border_squares"
external applied : (int -> string) -> int -> string = "border_applied"

let () =
  Callback.register "pad" (fun ~width ?(fill = ".") text ->
      let missing = max 0 (width - String.length text) in
      String.concat "" (List.init missing (fun _ -> fill)) ^ text);
  Callback.register "between" (fun ~low ~highEnd n -> low <= n && n < highEnd);
  Callback.register "odd_numbers" (fun count -> Seq.take count (Seq.map (fun n -> (2 * n) + 1) (Seq.ints 0)));
  Callback.register "total_of" (Seq.fold_left ( + ) 0);
  Callback.register "twice" (fun f n : int -> f (f n));
  Callback.register "run_labels" (fun () ->
      let add = adding 40 in
      Printf.sprintf "%d %d %d %d %s"
        (clamped ~low:3 ~high:5 9)
        (clamped ~low:3 1) (add 2)
        (Seq.fold_left ( + ) 0 (squares 4))
        (applied string_of_int 7))
