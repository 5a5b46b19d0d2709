(* Runs the workloads: one table in one run.

   bench --check          every column gives the same values
   bench [FILTER]         the rows whose title contains FILTER, for a reader
   bench --tsv [FILTER]   the same for a program
   bench --repeat N COLUMN ROW   one workload N times, for callgrind *)

let columns =
  [
    ("C, manual", Rows_manual.rows);
    ("C, optimised", Rows_optimised.rows);
    ("C, in bulk", Rows_bulk.rows);
    ("OCaml", Rows_pure.rows);
    ("ours", Rows_ours.rows);
    ("interop 0.12", Rows_interop.rows);
    ("ocaml 1.2", Rows_ocaml_rs.rows);
  ]

let titles = List.map (fun (row : Row.t) -> row.title) Rows_optimised.rows
let find rows title = List.find_opt (fun (row : Row.t) -> row.title = title) rows

let contains text part =
  let n = String.length part in
  let rec at i = i + n <= String.length text && (String.sub text i n = part || at (i + 1)) in
  at 0

(* ---- Every column does the same ---- *)

let check () =
  let wrong = ref 0 in
  let compare_with expected (column, rows) =
    match find rows expected.Row.title with
    | None -> ()
    | Some row ->
      let same = expected.title = "panics" || compare (expected.value ()) (row.value ()) = 0 in
      if not same then (
        incr wrong;
        Printf.printf "%s: %s gives something else than C\n" row.title column)
  in
  List.iter (fun row -> List.iter (compare_with row) columns) Rows_optimised.rows;
  Printf.printf "%d rows, %d columns: %d differ\n" (List.length titles) (List.length columns) !wrong;
  if !wrong > 0 then exit 1

(* ---- Time ---- *)

let now = Unix.gettimeofday

let time (row : Row.t) n =
  let start = now () in
  row.run n;
  now () -. start

let at_least = 0.2
let samples = 5

(* How many times take long enough. *)
let rec calibrated row n =
  let taken = time row n in
  if taken >= at_least then n
  else
    let factor = if taken < at_least /. 100. then 10. else 1.1 *. at_least /. taken in
    calibrated row (max (n + 1) (int_of_float (float_of_int n *. factor)))

let median values =
  let sorted = List.sort compare values in
  List.nth sorted (List.length sorted / 2)

(* Nanoseconds an operation, of each column that has the row. The columns take turns, so that what
   the machine does meanwhile hits them all. *)
let measure title =
  Gc.full_major ();
  let rows =
    List.filter_map
      (fun (column, rows) -> Option.map (fun row -> (column, row)) (find rows title))
      columns
  in
  let rows = List.map (fun (column, row) -> (column, row, calibrated row 1, ref [])) rows in
  for _ = 1 to samples do
    List.iter
      (fun (_, row, n, found) ->
        Gc.full_major ();
        found := (time row n *. 1e9 /. float_of_int n) :: !found)
      rows
  done;
  List.map (fun (column, _, _, found) -> (column, median !found)) rows

let tsv filter =
  List.iter
    (fun title ->
      if contains title filter then (
        List.iter (fun (column, ns) -> Printf.printf "%s\t%s\t%.3f\n" title column ns) (measure title);
        flush stdout))
    titles

let table filter =
  Printf.printf "%-36s" "ns";
  List.iter (fun (column, _) -> Printf.printf "%22s" column) columns;
  print_newline ();
  let ratios = ref [] in
  List.iter
    (fun title ->
      if contains title filter then (
        let found = measure title in
        let base = List.assoc "C, optimised" found in
        Printf.printf "%-36s" title;
        List.iter
          (fun (column, _) ->
            match List.assoc_opt column found with
            | None -> Printf.printf "%22s" "-"
            | Some ns -> Printf.printf "%14.1f (%5.2f)" ns (ns /. base))
          columns;
        print_newline ();
        ratios := (List.assoc "ours" found /. base) :: !ratios))
    titles;
  let n = float_of_int (List.length !ratios) in
  let mean = exp (List.fold_left (fun sum ratio -> sum +. log ratio) 0. !ratios /. n) in
  Printf.printf "geometric mean of ours over optimised C: %.3f\n" mean

let repeat n column title =
  let row = Option.get (find (List.assoc column columns) title) in
  row.run (int_of_string n)

let () =
  match List.tl (Array.to_list Sys.argv) with
  | [ "--check" ] -> check ()
  | [ "--repeat"; n; column; title ] -> repeat n column title
  | [ "--tsv" ] -> tsv ""
  | [ "--tsv"; filter ] -> tsv filter
  | [] -> table ""
  | [ filter ] -> table filter
  | _ ->
    prerr_endline "bench [--check | [--tsv] FILTER | --repeat N COLUMN ROW]";
    exit 2
