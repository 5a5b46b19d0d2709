(* Calls Rust, whose allocations are counted. *)

type fixed = { x : int; y : float; z : (bool * int32) option }

external borrows : string -> string -> int list -> (int[@untagged])
  = "rd_borrows_bytecode" "rd_borrows"

external scalars :
  (int[@untagged]) ->
  (float[@unboxed]) ->
  (int64[@unboxed]) ->
  (int32[@unboxed]) ->
  int ->
  int ->
  (float[@unboxed]) = "rd_scalars_bytecode" "rd_scalars"

external fixed : fixed -> int * float -> (int, bool) result -> fixed * int option = "rd_fixed"
external calls_back : (int -> int) -> (int[@untagged]) = "rd_calls_back_bytecode" "rd_calls_back"

let all times =
  let text = "text" and bytes = String.make 5000 'b' in
  for i = 1 to times do
    assert (borrows text bytes [ i ] = 5004 + i);
    assert (scalars 1 2.5 3L 4l 5 6 = 21.5);
    let value = { x = i; y = 0.5; z = Some (true, 7l) } in
    assert (fixed value (1, 0.25) (Ok 3) = ({ value with x = i + 1; y = 0.75 }, Some 3));
    assert (fixed { value with z = None } (0, 0.) (Error true) = ({ value with z = None }, None));
    assert (calls_back (fun x -> x + i) = 20 + i)
  done

let () = Callback.register "counted_all" all
