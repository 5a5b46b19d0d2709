(* Functions of every arity, registered and as closures. *)

let () =
  Callback.register "add1" (fun a -> a + 1);
  Callback.register "add2" (fun a b -> a + (2 * b));
  Callback.register "add3" (fun a b c -> a + (2 * b) + (3 * c));
  Callback.register "add4" (fun a b c d -> a + (2 * b) + (3 * c) + (4 * d));
  Callback.register "add5" (fun a b c d e -> a + (2 * b) + (3 * c) + (4 * d) + (5 * e));
  Callback.register "add6" (fun a b c d e f ->
      a + (2 * b) + (3 * c) + (4 * d) + (5 * e) + (6 * f));
  Callback.register "add7" (fun a b c d e f g ->
      a + (2 * b) + (3 * c) + (4 * d) + (5 * e) + (6 * f) + (7 * g));
  Callback.register "add8" (fun a b c d e f g h ->
      a + (2 * b) + (3 * c) + (4 * d) + (5 * e) + (6 * f) + (7 * g) + (8 * h));
  Callback.register "add9" (fun a b c d e f g h i ->
      a + (2 * b) + (3 * c) + (4 * d) + (5 * e) + (6 * f) + (7 * g) + (8 * h) + (9 * i));
  Callback.register "join" (fun separator parts -> String.concat separator parts);
  Callback.register "mixed9" (fun a b c d e f g h i ->
      Printf.sprintf "%d %s %h %b %Ld %s %s %d %s" a b c d e
        (Show.list Show.int f) (Show.option Show.string g) h i);
  Callback.register "Module.nested name" (fun n -> n * 2);
  Callback.register "adder" (fun a b -> a + b);
  Callback.register "partial" (fun n a -> n + a);
  Callback.register "make_adder" (fun n -> fun a -> n + a);
  Callback.register "mutual" (fun () ->
      let rec even n = n = 0 || odd (n - 1) and odd n = n <> 0 && even (n - 1) in
      Sys.opaque_identity odd);
  Callback.register "raising_closure" (fun () -> fun (n : int) : int -> failwith (string_of_int n));
  Callback.register "register_late" (fun name ->
      Callback.register name (fun n -> n + 100));
  Callback.register "register_again" (fun name ->
      Callback.register name (fun n -> n + 200));
  Callback.register "call_registered" (fun f n : int -> f n)

let c n = Sys.opaque_identity n

let () =
  Callback.register "closure1" (fun () -> fun a -> c a);
  Callback.register "closure2" (fun () -> fun a b -> c a + (2 * b));
  Callback.register "closure3" (fun () -> fun a b c -> a + (2 * b) + (3 * c));
  Callback.register "closure4" (fun () -> fun a b c d -> a + (2 * b) + (3 * c) + (4 * d));
  Callback.register "closure5" (fun () -> fun a b c d e ->
      a + (2 * b) + (3 * c) + (4 * d) + (5 * e));
  Callback.register "closure6" (fun () -> fun a b c d e f ->
      a + (2 * b) + (3 * c) + (4 * d) + (5 * e) + (6 * f));
  Callback.register "closure7" (fun () -> fun a b c d e f g ->
      a + (2 * b) + (3 * c) + (4 * d) + (5 * e) + (6 * f) + (7 * g))

let () = Callback.register "length_closure" (fun () -> fun l -> List.length l)
