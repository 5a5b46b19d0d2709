exception Not_configured of string

let () = at_exit (fun () -> print_endline "at_exit ran")
let () = raise (Not_configured "no settings")
