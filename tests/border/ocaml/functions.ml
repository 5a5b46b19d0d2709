(* Functions of types that the language knows. *)

let () =
  Callback.register "add" (fun a b -> a + b);
  Callback.register "repeat" (fun n text -> String.concat "" (List.init n (fun _ -> text)));
  Callback.register "half" (fun x -> x /. 2.);
  Callback.register "successor" Int64.succ;
  Callback.register "sum" (List.fold_left ( + ) 0);
  Callback.register "evens" (fun n -> Array.init n (fun i -> 2 * i));
  Callback.register "or_zero" (function Some n -> n | None -> 0);
  Callback.register "first" (function [] -> None | n :: _ -> Some (n : int));
  Callback.register "digit" (fun c ->
      if c >= 0 && c < 10 then Ok c else Error (string_of_int c));
  Callback.register "filled" (fun n -> Bytes.make n 'x');
  Callback.register "divide" (fun (a : int) b -> (a / b, a mod b));
  Callback.register "ignore_int" (fun (_ : int) -> ());
  Callback.register "answer" 42;
  Callback.register "choose" (fun first a b -> if first then a else b);
  Callback.register "apply" (fun f n -> (f n : int) + 1);
  Callback.register "scale" (fun ?(by = 2) ~value () -> by * value);
  Callback.register "total" (Array.fold_left ( +. ) 0.);
  Callback.register "width" (fun o -> (o#width : int));
  Callback.register "shown" Printexc.to_string;
  Callback.register "adder" (fun a -> fun b c -> a + b + c);
  (* Partial, so of one type, and nobody knows which. *)
  Callback.register "doubled" (List.map (fun x -> (x, x)))
