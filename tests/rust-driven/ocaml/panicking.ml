(* Rust functions that panic in ways of their own. *)

external panics_released : string -> unit = "rd_panics_released"
external panics_uncaught : string -> unit = "rd_panics_uncaught"

let () =
  Callback.register "outcome_of_release" (fun message ->
      match panics_released message with
      | () -> "no exception"
      | exception exn -> Printexc.to_string exn);
  Callback.register "uncaught_panic" panics_uncaught
