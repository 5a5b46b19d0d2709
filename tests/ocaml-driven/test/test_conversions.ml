(* Arguments and results that convert. *)

open Check

external words : string -> string list = "cv_words"
external count_bytes : string -> int -> int = "cv_count_bytes"
external trimmed : string -> string = "cv_trimmed"
external reversed : string -> bytes = "cv_reversed"
external owned : string -> string = "cv_owned"
external lengths : string list option list -> (int, string) result list = "cv_lengths"
external swap : string * (bool * float) -> (float * bool) * string = "cv_swap"

external twelve :
  int * int * int * int * int * int * bool * string * float * unit * int64 * int32 ->
  int32 * int64 * unit * float * string * bool * int * int * int * int * int * int
  = "cv_twelve"

(* `i64` and `f64` behind pointers are values: only the bare types are machine numbers. *)
external shared : string -> int64 -> float -> int64 * float * string = "cv_shared"
external sorted : int list -> int list = "cv_sorted"

type point = { x : float; y : float }
type kind = Unknown | City of int | River of { length : float; into : string option }
type place = { name : string; at : point; kind : kind; near : place list }
type turn = [ `Left | `By of float | `To of string * point ]
type 'a couple = { left : 'a; right : 'a }

external moved : place -> point -> place = "cv_moved"
external points : point list -> point list = "cv_points"
external turned : turn -> turn list = "cv_turned"
external swapped : float couple -> float couple = "cv_swapped"
external narrow : int -> (int64[@unboxed]) = "cv_narrow_bytecode" "cv_narrow"
external many : int -> place list = "cv_many"

let here = { name = "here"; at = { x = 1.; y = 2. }; kind = Unknown; near = [] }

let tests =
  [
    test "&str" (fun () ->
        strings "words" [ "a"; "café"; "b" ] (words " a café\n b ");
        strings "none" [] (words "");
        has "not UTF-8" (failure (fun () -> words "\xff")) "not UTF-8");
    test "&[u8]" (fun () -> int "count" 2 (count_bytes "\xff\000\xff" 255));
    test "Cow<str>, Cow<[u8]>" (fun () ->
        string "trimmed" "x y" (trimmed "  x y ");
        string "reversed" "\000ab\xff" (Bytes.to_string (reversed "\xffba\000")));
    test "String" (fun () ->
        string "owned" "a\000b!" (owned "a\000b");
        has "path" (failure (fun () -> owned "\xff")) "argument `text`");
    test "containers" (fun () ->
        same "lengths"
          [ Ok 2; Error "none"; Ok 0 ]
          (lengths [ Some [ "a"; "b" ]; None; Some [] ]));
    test "tuples" (fun () ->
        same "swap" ((1.5, true), "a") (swap ("a", (true, 1.5)));
        same "twelve"
          (12l, 11L, (), 9.5, "h", true, -6, 5, -4, 3, -2, 1)
          (twelve (1, -2, 3, -4, 5, -6, true, "h", 9.5, (), 11L, 12l)));
    test "Rc, Arc, Box" (fun () -> same "shared" (5L, 1.5, "a") (shared "a" 5L 1.5));
    test "as_ and returns" (fun () -> ints "sorted" [ -5; 1; max_int ] (sorted [ max_int; 1; -5 ]));
    test "derived records and variants" (fun () ->
        let city = { here with name = "city"; kind = City 7 } in
        let river =
          { here with name = "river"; kind = River { length = 2.5; into = Some "Rhine" } }
        in
        let dry = { here with kind = River { length = 0.; into = None } } in
        let found = moved { here with near = [ city; river; dry ] } { x = 0.5; y = -1. } in
        let at = { x = 1.5; y = 1. } in
        let expected =
          {
            name = "here";
            at;
            kind = City 0;
            near =
              [
                { city with at; kind = River { length = 7.; into = Some "sea" } };
                { river with at; kind = City 5 };
                { dry with at; kind = Unknown };
              ];
          }
        in
        same "moved" expected found;
        (* Flat, as OCaml makes it: a field is read without a pointer. *)
        int "flat" Obj.double_array_tag (Obj.tag (Obj.repr found.at));
        same "points" [ at; here.at ] (points [ here.at; at ]));
    test "polymorphic variants" (fun () ->
        same "left" [ `By 1.5; `Left ] (turned `Left);
        same "by" [ `To ("there", { x = 2.; y = -2. }) ] (turned (`By 2.));
        same "to" [ `To ("a!", here.at); `By 1. ] (turned (`To ("a", here.at))));
    test "a generic record of floats isn't flat" (fun () ->
        let couple = swapped { left = 1.5; right = 2.5 } in
        int "tag" 0 (Obj.tag (Obj.repr couple));
        same "swapped" (2.5, 1.5) (couple.left, couple.right));
    test "narrow numbers are exact" (fun () ->
        same "255" 255L (narrow 255);
        List.iter
          (fun n ->
            let message = failure (fun () -> narrow n) in
            has "argument" message "argument `n`";
            has "number" message (string_of_int n);
            has "type" message "u8")
          [ 256; -1; max_int ]);
    test "10,000 records" (fun () ->
        let places = many 10_000 in
        Gc.compact ();
        int "length" 10_000 (List.length places);
        List.iteri
          (fun n place ->
            same place.name
              { name = Printf.sprintf "place %d" n; at = { x = float n; y = 0.5 };
                kind = City n; near = [] }
              place)
          places);
    test "a cyclic list is an exception" (fun () ->
        let rec cycle = 1 :: cycle in
        has "message" (failure (fun () -> sorted cycle)) "cyclic");
  ]
