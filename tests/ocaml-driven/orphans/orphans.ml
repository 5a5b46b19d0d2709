(* A domain ends and leaves a root behind when no other domain has made one yet; the next domain
   has its number, reads the root and drops it, and makes others while the first domain does. Who
   scans first is chance, and only once in a process is no root made yet: some processes try. *)

external make : string -> (int[@untagged]) -> unit = "th_keeps_roots_bytecode" "th_keeps_roots"
external right : string -> bool = "th_kept_roots_are_right"

let work name =
  for round = 1 to 15 do
    make (Printf.sprintf "%s %d" name round) 300;
    Gc.minor ();
    if not (right (Printf.sprintf "%s %d" name round)) then failwith "a wrong value"
  done

let try_it () =
  Domain.join (Domain.spawn (fun () -> make "left" 1));
  let dropped = Atomic.make false in
  let next () =
    (* The first domain may never come to join this one. *)
    try
      if not (right "left") then failwith "a wrong value";
      Atomic.set dropped true;
      work "next"
    with exn ->
      prerr_endline (Printexc.to_string exn);
      Unix._exit 2
  in
  let next = Domain.spawn next in
  while not (Atomic.get dropped) do
    Domain.cpu_relax ()
  done;
  work "first";
  Domain.join next

let () =
  let tries = 8 in
  for n = 1 to tries do
    match Unix.fork () with
    | 0 ->
      (* Memory that two domains write may also make one wait for ever. *)
      ignore (Unix.alarm 60);
      try_it ();
      exit 0
    | child -> (
      match Unix.waitpid [] child with
      | _, Unix.WEXITED 0 -> ()
      | _, WEXITED code -> Printf.printf "try %d of %d: exit code %d\n" n tries code; exit 1
      | _, (WSIGNALED signal | WSTOPPED signal) ->
        Printf.printf "try %d of %d: signal %d\n" n tries signal;
        exit 1)
  done
