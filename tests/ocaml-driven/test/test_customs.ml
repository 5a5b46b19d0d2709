(* Rust values inside OCaml, by their own types. *)

open Check

module Tally = struct
  type t

  external create : (int[@untagged]) -> string -> t = "tally_create_bytecode" "tally_create"
  external value : t -> (int[@untagged]) = "tally_value_bytecode" "tally_value"
  external add : t -> (int[@untagged]) -> unit = "tally_add_bytecode" "tally_add"
  external label : t -> string = "tally_label"
  external some_label : t -> string option = "tally_some_label"
  external merged : t -> t -> t = "tally_merged"
  external absorb : t -> t -> unit = "tally_absorb"
  external half : t -> t option = "tally_half"
  external halved : t -> t = "tally_halved"
  external ones : t -> t list = "tally_ones"
  external update : t -> (int -> int) -> unit = "tally_update"
  external observed : t -> (int -> int) -> int * int = "tally_observed"
  external panics : t -> unit = "tally_panics"
  external hold : t -> unit = "tally_hold"
  external let_go : unit -> unit = "tally_let_go"
end

external is_held : unit -> (int[@untagged]) = "tally_is_held_bytecode" "tally_is_held"
external alive : unit -> (int[@untagged]) = "cu_alive_bytecode" "cu_alive"

module Key = struct
  type t

  external make : (int64[@unboxed]) -> string -> t = "key_make_bytecode" "key_make"
  external major : t -> int = "key_major"
  external name : t -> string = "key_name"
  external next : t -> t option = "cu_next"
  external same : t -> t = "cu_same"
end

external is_named : string -> Key.t -> (int[@untagged]) -> (int[@untagged])
  = "cu_is_named_bytecode" "cu_is_named"

external is_major : Key.t -> (int64[@unboxed]) -> (int[@untagged])
  = "key_is_major_bytecode" "key_is_major"
[@@noalloc]

module Moody = struct
  type t

  external make : (int[@untagged]) -> t = "moody_make_bytecode" "moody_make"
end

module Large = struct
  type t

  external make : int -> t = "large_make"
  external length : t -> int = "large_length"
  external most : unit -> (int[@untagged]) = "large_most_bytecode" "large_most"
end

let key n = Key.make (Int64.of_int n) (string_of_int n)
let through x = Marshal.from_string (Marshal.to_string x []) 0

let refused name f =
  match f () with
  | _ -> Harness.failf "%s: no exception" name
  | exception Invalid_argument message -> message

(* The bytes of a marshalled key, with another byte at the place of one of them. *)
let damaged text place byte =
  let bytes = Bytes.of_string text in
  Bytes.set bytes place byte;
  Bytes.to_string bytes

(* Where a text stands in another. *)
let place text part =
  let n = String.length part in
  let rec at i = if String.sub text i n = part then i else at (i + 1) in
  at 0

let garbage () =
  for _ = 1 to 1000 do
    ignore (Sys.opaque_identity (String.make 100 'x'))
  done;
  Gc.full_major ()

let tests =
  [
    test "methods" (fun () ->
        let tally = Tally.create 5 "a" in
        Tally.add tally 3;
        int "value" 8 (Tally.value tally);
        string "borrowed from self" "a" (Tally.label tally);
        same "an option of it" (Some "a") (Tally.some_label tally);
        same "none" None (Tally.some_label (Tally.create 0 ""));
        let both = Tally.merged tally (Tally.create 2 "b") in
        int "merged" 10 (Tally.value both);
        string "merged" "ab" (Tally.label both);
        same "an option of Self" (Some 5) (Option.map Tally.value (Tally.half both));
        same "none" None (Option.map Tally.value (Tally.half (Tally.create 3 "")));
        int "a result of Self" 4 (Tally.value (Tally.halved tally));
        string "an error" "3 is odd" (failure (fun () -> Tally.halved (Tally.create 3 "")));
        let ones = Tally.ones (Tally.create 1000 "one") in
        ints "a vector of Self" (List.init 1000 Fun.id) (List.map Tally.value ones);
        Tally.absorb tally both;
        ints "absorbed" [ 18; 0 ] [ Tally.value tally; Tally.value both ]);
    test "kept while a method runs, though it is known to nobody else" (fun () ->
        let seen =
          Tally.observed
            (Tally.create 7 "only an argument")
            (fun n ->
              garbage ();
              ignore (Sys.opaque_identity (Tally.create 1 "drops the dead"));
              n + 1)
        in
        same "both" (7, 8) seen;
        let made = Tally.create 8 "also" in
        Tally.update made (fun n -> garbage (); n * 2);
        int "updated" 16 (Tally.value made));
    test "borrowed exclusively once" (fun () ->
        let tally = Tally.create 1 "" in
        let inside = ref [] in
        Tally.update tally (fun n ->
            inside := [ refused "add" (fun () -> Tally.add tally 1);
                        refused "value" (fun () -> Tally.value tally);
                        refused "update" (fun () -> Tally.update tally Fun.id);
                        refused "label" (fun () -> Tally.label tally) ];
            n + 1);
        List.iter
          (fun message -> string "says so" "Tally: already borrowed" (String.sub message 0 23))
          !inside;
        int "and later" 2 (Tally.value tally);
        Tally.add tally 1;
        int "and later" 3 (Tally.value tally);
        has "twice in one call" (refused "absorb" (fun () -> Tally.absorb tally tally)) "already borrowed";
        int "shared twice" 6 (Tally.value (Tally.merged tally tally));
        let seen = Tally.observed tally (fun n ->
            has "shared" (refused "add" (fun () -> Tally.add tally n)) "already borrowed";
            Tally.value tally) in
        same "shared with shared" (3, 3) seen);
    test "given back by what raises and what panics" (fun () ->
        let tally = Tally.create 1 "" in
        raises "raises" Exit (fun () -> Tally.update tally (fun _ -> raise Exit));
        has "panics" (failure (fun () -> Tally.panics tally)) "in a method at 2";
        Tally.add tally 1;
        int "usable" 3 (Tally.value tally));
    test "never waited for, on another domain" (fun () ->
        let tally = Tally.create 1 "" in
        let holder = Domain.spawn (fun () -> Tally.hold tally) in
        while is_held () = 0 do Domain.cpu_relax () done;
        has "shared" (refused "value" (fun () -> Tally.value tally)) "already borrowed exclusively";
        has "exclusive" (refused "add" (fun () -> Tally.add tally 1)) "already borrowed";
        Gc.full_major ();
        Tally.let_go ();
        Domain.join holder;
        int "later" 1001 (Tally.value tally));
    test "by one domain at a time" (fun () ->
        let tally = Tally.create 0 "" in
        let adds = 20_000 in
        let rec add n refused =
          if n = 0 then refused
          else
            match Tally.add tally 1 with
            | () -> add (n - 1) refused
            | exception Invalid_argument _ -> add n (refused + 1)
        in
        let domains = List.init 3 (fun _ -> Domain.spawn (fun () -> add adds 0)) in
        let _refused = List.map Domain.join domains in
        int "none was lost" (3 * adds) (Tally.value tally));
    test "compared" (fun () ->
        let a, b, b' = (key 1, key 2, key 2) in
        bool "less" true (a < b && not (b < a));
        int "compare" 0 (compare b b');
        bool "equal" true (b = b' && a <> b && not (b == b'));
        ints "sorted" [ 1; 2; 3; 10 ]
          (List.map Key.major (List.sort compare [ key 10; key 3; key 1; key 2 ]));
        bool "in other values" true ([ Some a; None ] = [ Some (key 1); None ]);
        bool "of other types" true (compare (Obj.repr a) (Obj.repr (Moody.make 0)) <> 0);
        bool "with numbers" true (Obj.repr a <> Obj.repr 5);
        let other = Tally.create 0 "" in
        has "not at all" (refused "compare" (fun () -> compare other (Tally.create 0 ""))) "abstract value");
    test "keys of tables" (fun () ->
        let table = Hashtbl.create 16 in
        for n = 1 to 1000 do Hashtbl.replace table (key n) n done;
        Gc.full_major ();
        for n = 1 to 1000 do Hashtbl.replace table (key n) (n * 2) done;
        int "length" 1000 (Hashtbl.length table);
        int "found" 14 (Hashtbl.find table (key 7));
        bool "not found" false (Hashtbl.mem table (key 1001));
        let stats = Hashtbl.stats table in
        bool "spread" true (stats.max_bucket_length < 10);
        let module S = Set.Make (struct type t = Key.t let compare = compare end) in
        int "set" 100 (S.cardinal (S.of_list (List.init 1000 (fun n -> key (n mod 100)))));
        int "the same in each run" 32236996 (Hashtbl.hash (key 1)));
    test "what panics when it is compared or hashed" (fun () ->
        let good, bad = (Moody.make 0, Moody.make 1) in
        bool "good" true (compare good (Moody.make 0) = 0 && good = Moody.make 0);
        has "compare" (failure (fun () -> compare bad good)) "compared in a bad mood";
        has "deep inside" (failure (fun () -> [ [ (1, bad) ] ] = [ [ (1, good) ] ])) "in a bad mood";
        int "hashed" (Hashtbl.hash bad) (Hashtbl.hash (Moody.make 1));
        bool "usable" true (compare good good = 0));
    test "marshalled" (fun () ->
        let k = key 42 in
        let k' = through k in
        bool "equal" true (k = k' && not (k == k'));
        string "name" "42" (Key.name k');
        let many = List.init 1000 key in
        bool "many" true (through (many, 5.0, "text") = (many, 5.0, "text"));
        let shared, shared' = through (k, k) in
        bool "shared" true (shared == shared');
        let empty = through (Key.make 0L "") and huge = through (Key.make 1L (String.make 100_000 'h')) in
        int "empty" 0 (String.length (Key.name empty));
        int "huge" 100_000 (String.length (Key.name huge));
        garbage ();
        bool "later" true (k' = key 42);
        let name, channel = Filename.open_temp_file ~mode:[ Open_binary ] "key" "bin" in
        List.iter (fun key -> output_value channel key) many;
        close_out channel;
        let channel = open_in_bin name in
        bool "by a channel" true (List.for_all (fun key -> input_value channel = key) many);
        close_in channel;
        Sys.remove name;
        raises "into a small buffer" (Failure "Marshal.to_buffer: buffer overflow") (fun () ->
            Marshal.to_buffer (Bytes.create 40) 0 40 (Key.make 1L (String.make 1000 'x')) []);
        bool "and later" true (through k = k);
        has "a type without it" (refused "tally" (fun () -> Marshal.to_string (Tally.create 0 "") [])) "abstract value");
    test "marshalled bytes that aren't right" (fun () ->
        let name = "a name that is found" in
        let text = Marshal.to_string (Key.make 3L name) [] in
        let read text : Key.t = Marshal.from_string text 0 in
        let at = place text name in
        (match read (String.sub text 0 (String.length text - 3)) with
         | _ -> Harness.fail "truncated: no exception"
         | exception (Invalid_argument _ | Failure _) -> ());
        (* Before the name stand its length and the number; before those the number of bytes, twice. *)
        has "no UTF-8" (failure (fun () -> read (damaged text at '\255'))) "Key.t: the marshalled bytes are no value";
        has "too long" (failure (fun () -> read (damaged text (at - 1) '\100'))) "no value of the type";
        has "too short" (failure (fun () -> read (damaged text (at - 1) '\001'))) "bytes are left over";
        has "number" (failure (fun () -> read (damaged text (at - 3) '\000'))) "damaged";
        has "number" (failure (fun () -> read (damaged text (at - 18) '\001'))) "damaged";
        (* What was read before is let go of, in either heap. *)
        for n = 1 to 200 do
          let many = (Array.init n key, Key.make 3L name) in
          let text = Marshal.to_string many [] in
          let text = damaged text (place text name) '\255' in
          match (Marshal.from_string text 0 : Key.t array * Key.t) with
          | _ -> Harness.fail "no exception"
          | exception Failure _ -> ()
        done;
        garbage ();
        (* OCaml believes that the bytes are of the type that is asked for; Rust doesn't. *)
        let other : Key.t = Marshal.from_string (Marshal.to_string 5L []) 0 in
        has "int64" (failure (fun () -> Key.major other)) "another library";
        bool "usable" true (read text = read text));
    test "what panics when it is marshalled" (fun () ->
        let text = Marshal.to_string (Moody.make 0) [] in
        has "read" (failure (fun () -> (Marshal.from_string text 0 : Moody.t))) "read in a bad mood";
        let bad = Moody.make 1 in
        for _ = 1 to 10 do
          has "written" (failure (fun () -> Marshal.to_string [ bad ] [])) "written in a bad mood"
        done;
        (* A channel isn't left locked. *)
        let name, channel = Filename.open_temp_file ~mode:[ Open_binary ] "moody" "bin" in
        has "to a channel" (failure (fun () -> output_value channel bad)) "written in a bad mood";
        let other = Domain.spawn (fun () -> output_value channel (key 2)) in
        Domain.join other;
        close_out channel;
        let channel = open_in_bin name in
        bool "and later" true (input_value channel = key 2);
        close_in channel;
        Sys.remove name;
        bool "usable" true (through (key 1) = key 1));
    test "another value in its place is refused" (fun () ->
        let refused name value part =
          has name (failure (fun () -> Tally.value (Obj.magic value))) part;
          has name (failure (fun () -> Tally.label (Obj.magic value))) part
        in
        refused "string" (Obj.repr "text") "Tally: the OCaml value is not a boxed Rust value";
        refused "number" (Obj.repr 5) "not a boxed Rust value";
        refused "int64" (Obj.repr 5L) "another library";
        refused "another type" (Obj.repr (key 1)) "customs::Key";
        has "and the other way round" (failure (fun () -> Key.name (Obj.magic (Tally.create 0 "")))) "customs::Tally");
    test "free functions" (fun () ->
        let k = key 9 in
        same "an option" (Some 10) (Option.map Key.major (Key.next k));
        same "none" None (Option.map Key.major (Option.bind (Key.next k) Key.next));
        ints "beside text" [ 1; 0; 0 ] [ is_named "9" k 1; is_named "x" k 1; is_named "9" k 0 ];
        ints "noalloc" [ 1; 0 ] [ is_major k 9L; is_major k 8L ];
        bool "as it is" true (Key.same k == k));
    test "dropped when OCaml has let go, on whatever domain" (fun () ->
        garbage ();
        ignore (Sys.opaque_identity (key 0));
        let before = alive () in
        let domains =
          List.init 3 (fun d ->
              Domain.spawn (fun () ->
                  for n = 1 to 200 do
                    ignore (Sys.opaque_identity (Tally.create n (string_of_int d)))
                  done))
        in
        List.iter Domain.join domains;
        (* Destructors that panic stop nothing but themselves. *)
        for n = 1 to 10 do ignore (Sys.opaque_identity (Tally.create n "panics")) done;
        garbage ();
        garbage ();
        ignore (Sys.opaque_identity (Tally.create 0 "last"));
        bool "few alive" true (alive () < before + 5));
    test "the collector is told of their sizes" (fun () ->
        let mebibyte = 1 lsl 20 in
        for _ = 1 to 10_000 do
          int "length" mebibyte (Large.length (Sys.opaque_identity (Large.make mebibyte)))
        done;
        (* The collector of 5.1 comes later in a process that has done much before. *)
        if Ruled.version >= (5, 2) then
          bool "few at a time" true (Large.most () < 256 * mebibyte));
  ]
