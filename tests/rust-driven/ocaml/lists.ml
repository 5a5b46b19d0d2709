(* Lists whose cells don't lie where those before let expect them. *)

let rec cell n list = if n = 0 then list else cell (n - 1) (List.tl list)

(* The cell of index [at] is another one than where it was made. What is there still looks like one. *)
let detour length at =
  let list = List.init length Fun.id in
  if length mod 2 = 0 then Gc.minor ();
  let elsewhere = Sys.opaque_identity (-at) :: cell (at + 1) list in
  Obj.set_field (Obj.repr (cell (at - 1) list)) 1 (Obj.repr elsewhere);
  list

(* Constants of the program, outside of the heap. *)
let constants =
  [ 0; 1; 2; 3; 4; 5; 6; 7; 8; 9; 10; 11; 12; 13; 14; 15; 16; 17; 18; 19; 20; 21; 22; 23; 24; 25;
    26; 27; 28; 29; 30; 31; 32; 33; 34; 35; 36; 37; 38; 39 ]

(* The last cell is the last block of the minor heap. *)
let at_the_end length =
  Gc.minor ();
  let rec before n list = if n = 0 then list else before (n - 1) (n :: list) in
  before length []

(* In holes of the major heap. *)
let scattered length =
  let cells = Array.init (4 * length) (fun n -> [ n ]) in
  Gc.full_major ();
  Array.iteri (fun n _ -> if n * n mod 7 < 3 then cells.(n) <- []) cells;
  Gc.full_major ();
  let list = List.init length Fun.id in
  Gc.minor ();
  ignore (Sys.opaque_identity cells);
  list

let () =
  Callback.register "list_detour" detour;
  Callback.register "list_of_constants" (fun length -> List.init length (fun n -> n - length) @ constants);
  Callback.register "list_at_the_end" at_the_end;
  Callback.register "list_scattered" scattered;
  Callback.register "list_of_another_domain" (fun length ->
      Domain.join (Domain.spawn (fun () -> List.init length Fun.id)))
