(* What Rust calls. *)

let () =
  Callback.register "add" (fun a b c -> a + b + c);
  Callback.register "greet" (fun name -> name ^ "!")
