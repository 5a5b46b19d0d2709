(* Rust's closures among the functions of at_exit. *)

external at_exit_says : string -> unit = "sv_at_exit"

let () =
  at_exit_says "first registered";
  at_exit (fun () -> print_endline "OCaml's");
  at_exit_says "panics";
  Domain.join (Domain.spawn (fun () -> at_exit_says "a domain's"));
  at_exit_says "registers";
  at_exit (fun () -> print_endline "OCaml's last");
  print_endline "the program's"
