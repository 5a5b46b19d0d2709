(* R5: roots that a domain leaves behind are the others', also of one that never made any. *)

external keep : string -> unit = "ad_keep"
external kept : unit -> string list = "ad_kept"
external drop : unit -> unit = "ad_drop"

let text n = Printf.sprintf "root %d" n
let numbers from = List.init 5000 (fun n -> from + n)

(* Young roots and old ones. *)
let leave from () =
  List.iter (fun n -> keep (text n)) (numbers from);
  Gc.full_major ();
  List.iter (fun n -> keep (text n)) (numbers (from + 5000))

(* Overwrites what the collector has freed. *)
let churn () =
  for _ = 1 to 5 do
    Gc.full_major ();
    Gc.compact ();
    ignore (Sys.opaque_identity (List.init 100_000 (fun n -> String.make (n land 31) '!')))
  done

let () =
  for round = 0 to 2 do
    let domains = List.init 3 (fun d -> Domain.spawn (leave ((round * 30_000) + (d * 10_000)))) in
    List.iter Domain.join domains;
    churn ();
    let found = List.sort compare (kept ()) in
    let wanted = List.init 30_000 (fun n -> text ((round * 30_000) + n)) |> List.sort compare in
    if found <> wanted then begin
      prerr_endline "roots of ended domains hold other values";
      exit 1
    end;
    drop ()
  done
