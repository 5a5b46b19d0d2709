let () = Callback.register "answer" (fun () -> 42)
