(* Rust functions that panic in ways of their own. *)

external panics_released : string -> unit = "rd_panics_released"
external panics_uncaught : string -> unit = "rd_panics_uncaught"

external too_wide : (int64[@unboxed]) -> (int[@untagged]) = "rd_too_wide_bytecode" "rd_too_wide"

external too_wide_uncaught : (int64[@unboxed]) -> (int[@untagged])
  = "rd_too_wide_uncaught_bytecode" "rd_too_wide_uncaught"

external too_wide_noalloc : (int64[@unboxed]) -> (int[@untagged])
  = "rd_too_wide_noalloc_bytecode" "rd_too_wide_noalloc"
[@@noalloc]

external too_wide_or_failed : (int64[@unboxed]) -> (int[@untagged])
  = "rd_too_wide_or_failed_bytecode" "rd_too_wide_or_failed"

let outcome f n = match f n with n -> string_of_int n | exception exn -> Printexc.to_string exn

let () =
  Callback.register "too_wide" (outcome too_wide);
  Callback.register "too_wide_uncaught" (outcome too_wide_uncaught);
  Callback.register "too_wide_noalloc" (outcome too_wide_noalloc);
  Callback.register "too_wide_or_failed" (outcome too_wide_or_failed);
  Callback.register "outcome_of_release" (fun message ->
      match panics_released message with
      | () -> "no exception"
      | exception exn -> Printexc.to_string exn);
  Callback.register "uncaught_panic" panics_uncaught
