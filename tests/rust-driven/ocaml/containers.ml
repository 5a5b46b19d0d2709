(* Containers of the standard library, made and shown here. *)

module Names = Map.Make (String)
module Numbers = Set.Make (Int)

(* The order that Rust hasn't: the longest first, and case doesn't count. *)
module Backwards = Map.Make (struct
  type t = string

  let compare a b =
    match compare (String.length b) (String.length a) with
    | 0 -> compare (String.lowercase_ascii a) (String.lowercase_ascii b)
    | other -> other
end)

(* What this order tells apart, Rust's [u8] of one byte doesn't: the order of pairs by address. *)
module Loose = Map.Make (struct
  type t = float

  let compare (a : float) b = compare (Int64.bits_of_float a) (Int64.bits_of_float b)
end)

let pairs = Show.list (fun (k, v) -> Printf.sprintf "%s=%d" k v)
let sorted table = List.sort compare (List.of_seq (Hashtbl.to_seq table))

let () =
  Callback.register "Names.of_list" (fun bindings -> Names.of_seq (List.to_seq bindings));
  Callback.register "Numbers.of_list" Numbers.of_list;
  Callback.register "Backwards.of_list" (fun bindings -> Backwards.of_seq (List.to_seq bindings));
  Callback.register "show_names" (fun map -> pairs (Names.bindings map));
  Callback.register "show_backwards" (fun map -> pairs (Backwards.bindings map));
  Callback.register "names_find" (fun map key -> Names.find_opt key map);
  Callback.register "make_names" (fun n ->
      Names.of_seq (Seq.init n (fun i -> (Printf.sprintf "%07d" i, i))));
  Callback.register "make_zeros" (fun () -> Loose.of_seq (List.to_seq [ (0., 1); (-0., 2) ]));
  Callback.register "show_numbers" (fun set -> Show.list Show.int (Numbers.elements set));
  Callback.register "make_numbers" (fun n -> Numbers.of_seq (Seq.init n Fun.id))

let () =
  Callback.register "make_table" (fun n ->
      let table = Hashtbl.create 1 in
      for i = 1 to n do
        Hashtbl.add table (string_of_int i) i
      done;
      table);
  Callback.register "make_hiding_table" (fun () ->
      let table = Hashtbl.create 1 in
      List.iter (fun (k, v) -> Hashtbl.add table k v) [ ("a", 1); ("b", 2); ("a", 3); ("a", 4) ];
      table);
  Callback.register "show_table" (fun table -> pairs (sorted table));
  Callback.register "find_all" (fun table key -> Hashtbl.find_all table key);
  (* Closures of the same code and contents are hashed alike, and can't be compared. *)
  Callback.register "a_function" (fun n -> Sys.opaque_identity (fun x -> x + n))

let () =
  Callback.register "make_queue" (fun n -> Queue.of_seq (Seq.init n Fun.id));
  Callback.register "show_queue" (fun q -> Show.list Show.string (List.of_seq (Queue.to_seq q)));
  Callback.register "make_stack" (fun n -> Stack.of_seq (Seq.init n Fun.id));
  Callback.register "show_stack" (fun s -> Show.list Show.string (List.of_seq (Stack.to_seq s)));
  Callback.register "make_buffer" (fun text ->
      let buffer = Buffer.create 1 in
      Buffer.add_string buffer text;
      Buffer.add_char buffer '!';
      buffer);
  Callback.register "show_buffer" (fun buffer -> Show.string (Buffer.contents buffer));
  Callback.register "show_either" (function
    | Either.Left n -> "Left " ^ string_of_int n
    | Either.Right s -> "Right " ^ s)

let () =
  let forced = ref 0 in
  Callback.register "make_lazy" (fun n -> lazy (incr forced; n + !forced));
  Callback.register "make_lazy_that_raises" (fun () ->
      (lazy (incr forced; failwith (string_of_int !forced)) : int Lazy.t));
  Callback.register "make_lazy_float" (fun () -> lazy (float !forced /. 2.));
  Callback.register "make_forced" (fun () -> Lazy.from_val 0.5);
  Callback.register "force_int" (fun (n : int Lazy.t) -> Lazy.force n)

(* As another domain may leave them for a moment: of another length than they say. *)

let torn index length value =
  Obj.set_field (Obj.repr value) index (Obj.repr (length : int));
  value

let () =
  Callback.register "torn_table" (fun length ->
      torn 0 length (Hashtbl.of_seq (List.to_seq [ (1, "a"); (2, "b"); (3, "c") ])));
  Callback.register "torn_queue" (fun length ->
      torn 0 length (Queue.of_seq (List.to_seq [ 1; 2; 3 ])));
  Callback.register "torn_buffer" (fun length ->
      let buffer = Buffer.create 8 in
      Buffer.add_string buffer "abc";
      torn 1 length buffer)

(* A domain that goes on changing one of each until it is told to end. *)

let table : (int, string) Hashtbl.t = Hashtbl.create 1
let queue : int Queue.t = Queue.create ()
let stack : int Stack.t = Stack.create ()
let buffer = Buffer.create 1
let go_on = Atomic.make true
let domain = ref None

let change () =
  let round = ref 0 in
  while Atomic.get go_on do
    incr round;
    for i = 0 to 200 do
      Hashtbl.replace table (i * !round) "value";
      Queue.add i queue;
      Stack.push i stack;
      Buffer.add_string buffer "text"
    done;
    if !round land 3 = 0 then Hashtbl.reset table;
    if !round land 1 = 0 then Queue.clear queue else ignore (Queue.take_opt queue);
    Stack.clear stack;
    Buffer.reset buffer
  done

let () =
  Callback.register "changing_table" (fun () -> table);
  Callback.register "changing_queue" (fun () -> queue);
  Callback.register "changing_stack" (fun () -> stack);
  Callback.register "changing_buffer" (fun () -> buffer);
  Callback.register "containers_change" (fun () -> domain := Some (Domain.spawn change));
  Callback.register "containers_rest" (fun () ->
      Atomic.set go_on false;
      Option.iter Domain.join !domain)
