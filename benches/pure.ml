(* OCaml doing the same: what "there" copies is copied, and each function is a call. *)

open Values

let[@inline never] int_int x = x + 1
let[@inline never] int_int_int x y = x + y
let int_untagged = int_int
let[@inline never] float_boxed x = x +. 1.0
let float_unboxed = float_boxed
let last s = Char.code (String.unsafe_get s (String.length s - 1))

let[@inline never] string_owned s =
  let copy = Bytes.of_string s in
  Bytes.length copy + Char.code (Bytes.unsafe_get copy (Bytes.length copy - 1))

let[@inline never] string_borrowed s = String.length s + last s
let text s = if not (String.is_valid_utf_8 s) then invalid_arg "not UTF-8"

let[@inline never] text_owned s =
  text s;
  string_owned s

let[@inline never] text_borrowed s =
  text s;
  string_borrowed s

let[@inline never] string_length s = String.length s
let[@inline never] string_back length = String.sub long 0 length

let[@inline never] list_back length =
  let rec from i list = if i < 0 then list else from (i - 1) (i :: list) in
  from (length - 1) []

let[@inline never] list_there list =
  let copy = Array.of_list list in
  Array.length copy + copy.(Array.length copy - 1)

let[@inline never] list_both list = Array.to_list (Array.of_list (list : int list))

let[@inline never] floats_there floats =
  let copy = Array.copy floats in
  Array.length copy + int_of_float copy.(Array.length copy - 1)

let[@inline never] floats_back length = Array.sub floats 0 length
let[@inline never] floats_both floats = Array.copy (Array.copy floats)

let[@inline never] floatarray_there floats =
  let copy = Float.Array.copy floats in
  Float.Array.length copy + int_of_float (Float.Array.get copy (Float.Array.length copy - 1))

let[@inline never] floatarray_back length = Float.Array.sub floatarray 0 length
let[@inline never] floatarray_both floats = Float.Array.copy (Float.Array.copy floats)
let copy_string s = Bytes.unsafe_to_string (Bytes.of_string s)

let[@inline never] copy_record { a; b; c; d; e = x, y } =
  let boxed = Sys.opaque_identity in
  {
    a;
    b = boxed (b +. 0.);
    c = boxed (Int64.add c 0L);
    d = copy_string d;
    e = (x, boxed (y +. 0.));
  }

let sum { a; c; d; e = x, y; _ } = a + Int64.to_int c + String.length d + x + int_of_float y
let[@inline never] record_there record = sum (copy_record record)
let[@inline never] record_back () = copy_record record
let[@inline never] record_both record = copy_record (copy_record record)

let[@inline never] records_there records =
  let copy = Array.of_list (List.map copy_record records) in
  Array.length copy + sum copy.(Array.length copy - 1)

let[@inline never] records_back () = List.map copy_record records
let[@inline never] records_both records = List.map copy_record (List.map copy_record records)

let[@inline never] shape = function
  | Nothing -> Nothing
  | Number x -> Number (Sys.opaque_identity x)
  | Pair (x, s) -> Pair (Sys.opaque_identity (x +. 0.), copy_string s)
  | Nested record -> Nested (copy_record record)

let[@inline never] option = function None -> None | Some x -> Some (Sys.opaque_identity x)

let[@inline never] result = function
  | Ok x -> Ok (Sys.opaque_identity x)
  | Error x -> Error (Sys.opaque_identity x)

let[@inline never] triple (x, y, z) = (Sys.opaque_identity x, Sys.opaque_identity (y +. 0.), z)

let rec copy_tree = function
  | Leaf x -> Leaf x
  | Node (left, right) -> Node (copy_tree left, copy_tree right)

let rec last_leaf = function Leaf x -> x | Node (_, right) -> last_leaf right
let[@inline never] tree_there tree = last_leaf (copy_tree tree)
let[@inline never] tree_back () = copy_tree tree
let[@inline never] tree_both tree = copy_tree (copy_tree tree)
let[@inline never] call_closure (f : int -> int) x = f x
let[@inline never] call_named x = (Sys.opaque_identity successor) x

let[@inline never] call_named_int times =
  let sum = ref 0 in
  for _ = 1 to times do
    sum := (Sys.opaque_identity successor) !sum
  done;
  !sum

let echo (s : string) = s

let[@inline never] call_named_string times =
  let sum = ref 0 in
  for _ = 1 to times do
    let made = copy_string ((Sys.opaque_identity echo) (copy_string record.d)) in
    sum := !sum + String.length made + if String.unsafe_get made 0 = 'a' then 1 else 0
  done;
  !sum

let same_record (r : record) = r

let[@inline never] call_named_record times =
  let total = ref 0 in
  for _ = 1 to times do
    total := !total + sum (copy_record ((Sys.opaque_identity same_record) (copy_record record)))
  done;
  !total

let[@inline never] call_raising f = match f () with () -> 0 | exception Exit -> 1
let[@inline never] returns_ok x = if x = max_int then failwith "too large" else x + 1
let[@inline never] fails () = failwith "it fails"

(* What a root is in OCaml: a place in a table. *)
let[@inline never] roots (s : string) count =
  let table = Array.make count "" in
  for i = 0 to count - 1 do
    table.(i) <- s
  done;
  Array.length (Sys.opaque_identity table)

let[@inline never] bigarray_sum (array : floats) =
  let sum = ref 0. in
  for i = 0 to Bigarray.Array1.dim array - 1 do
    sum := !sum +. Bigarray.Array1.unsafe_get array i
  done;
  !sum

let[@inline never] bigarray_back length =
  let made = Bigarray.Array1.create Bigarray.float64 Bigarray.c_layout length in
  Bigarray.Array1.blit (Bigarray.Array1.sub million 0 length) made;
  made

let[@inline never] box (x : int) : boxed = Obj.magic (ref (Sys.opaque_identity x))
let[@inline never] unbox (b : boxed) = !(Obj.magic b : int ref)
