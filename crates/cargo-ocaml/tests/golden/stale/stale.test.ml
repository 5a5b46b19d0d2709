let () = print_string (Stale.added "a" "b")
