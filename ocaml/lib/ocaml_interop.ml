exception RustPanic of string

let () =
  (* The name under which the Rust library looks for the exception. *)
  Callback.register_exception "rust_panic_exn" (RustPanic "");
  Printexc.register_printer (function
    | RustPanic message -> Some ("Rust panicked: " ^ message)
    | _ -> None)
