let () = assert (Flags.both true true && not (Flags.both true false))
