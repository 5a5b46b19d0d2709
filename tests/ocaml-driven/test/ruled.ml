(* What the tests of the rules have in common. *)

external alive : unit -> (int[@untagged]) = "ru_alive_bytecode" "ru_alive"
external is_stressed : unit -> (Flag.t[@untagged]) = "ru_stressed_bytecode" "ru_stressed"

(* Under gc-stress every allocation collects: less will do. *)
let stressed = Flag.to_bool (is_stressed ())
let times ~stress n = if stressed then stress else n

(* A minor heap of 512 words, say: domains stop each other most of the time. *)
let tiny = (Gc.get ()).minor_heap_size < 8192
let none_alive () = Check.int "all dropped" 0 (alive ())
let is_native = match Sys.backend_type with Sys.Native -> true | _ -> false

let version =
  Scanf.sscanf Sys.ocaml_version "%d.%d" (fun major minor -> (major, minor))

(* OCAML_DRIVEN_SANITIZED: the address sanitizer reports each demand for more memory than there is. *)
let sanitized = Sys.getenv_opt "OCAML_DRIVEN_SANITIZED" <> None

let live_words () =
  Gc.compact ();
  (Gc.stat ()).live_words

(* KiB; 0 where the system doesn't tell. *)
let resident () =
  if Sys.file_exists "/proc/self/status" then begin
    let status = open_in "/proc/self/status" in
    let rec find () =
      match Scanf.sscanf_opt (input_line status) "VmRSS: %d" Fun.id with
      | Some kib -> kib
      | None -> find ()
    in
    let kib = find () in
    close_in status;
    kib
  end
  else 0

(* Bytes that malloc has handed out; 0 where it doesn't tell. What it keeps after a free, which is
   resident as well, differs from run to run. *)
external in_use : unit -> (int[@untagged]) = "ru_in_use_bytecode" "ru_in_use"

(* Neither OCaml's heap nor malloc's grows while [f] runs over and over: not the second time that it
   runs so often. *)
let stays_as_it_is ~name ~times f =
  let run () = for _ = 1 to times do f () done in
  run ();
  let words = live_words () and bytes = in_use () in
  run ();
  let words' = live_words () and bytes' = in_use () in
  Check.bool (Printf.sprintf "%s: %d words, then %d" name words words') true (words' < words + 2000);
  Check.bool (Printf.sprintf "%s: %d bytes, then %d" name bytes bytes') true (bytes' < bytes + (1 lsl 20))

(* Until [f] is true, or ten seconds have gone by. *)
let wait_for name f =
  let rec wait n =
    if not (f ()) then
      if n = 0 then Harness.failf "%s: waited in vain" name
      else begin
        Thread.delay 0.002;
        wait (n - 1)
      end
  in
  wait 5000

(* Domains that allocate and collect while [f] runs. *)
let while_domains_collect n f =
  let stop = Atomic.make false in
  let work () =
    let kept = Array.make 64 "" in
    let n = ref 0 in
    while not (Atomic.get stop) do
      incr n;
      kept.(!n land 63) <- String.make (!n land 255) 'x';
      if !n land 4095 = 0 then Gc.minor ();
      if !n land 65535 = 0 then Gc.full_major ()
    done;
    ignore (Sys.opaque_identity kept)
  in
  let domains = List.init n (fun _ -> Domain.spawn work) in
  Fun.protect f ~finally:(fun () ->
      Atomic.set stop true;
      List.iter Domain.join domains)

let on_a_thread f =
  let outcome = ref None in
  let run () = outcome := Some (match f () with v -> Ok v | exception exn -> Error exn) in
  Thread.join (Thread.create run ());
  match Option.get !outcome with Ok v -> v | Error exn -> raise exn

let on_a_domain f = Domain.join (Domain.spawn f)
