type piece = Literal of string | Whole | Group of int  (** from 0 *)
type t = piece list
type error = { message : string; start : int; stop : int }

exception Bad of error

let bad start stop format =
  Printf.ksprintf (fun message -> raise (Bad { message; start; stop })) format

(** The group that the reference from [start] to [stop] stands for, by its
    [label]: a number or a name. *)
let resolve names start stop label =
  let count = List.length names in
  let same name = name = Some label in
  match (int_of_string_opt ("0u" ^ label), List.find_index same names) with
  | Some 0, _ -> Whole
  | Some number, _ when number <= count -> Group (number - 1)
  | None, Some index -> Group index
  | _ -> bad start stop "the pattern has no group %s" label

let parse pattern template =
  let names = Pattern.group_names pattern in
  let length = String.length template in
  let between first last = String.sub template first (last - first) in
  let rec skip_digits at =
    if at < length && '0' <= template.[at] && template.[at] <= '9' then
      skip_digits (at + 1)
    else at
  in
  let rec pieces at =
    match String.index_from_opt template at '$' with
    | None -> [ Literal (between at length) ]
    | Some dollar -> Literal (between at dollar) :: reference dollar
  and reference dollar =
    let first = dollar + 1 in
    match if first < length then template.[first] else ' ' with
    | '$' -> Literal "$" :: pieces (first + 1)
    | '0' .. '9' ->
        let stop = skip_digits first in
        group dollar stop (between first stop)
    | '{' -> (
        match String.index_from_opt template first '}' with
        | Some close -> group dollar (close + 1) (between (first + 1) close)
        | None -> bad dollar length "${ without }")
    | _ -> bad dollar first "$ without a group; a dollar sign is written $$"
  and group start stop label =
    let piece = resolve names start stop label in
    piece :: pieces stop
  in
  match pieces 0 with pieces -> Ok pieces | exception Bad error -> Error error

let explain template { message; start; stop } =
  Printf.sprintf "bad template: %s\n%s" message
    (Mark.under template ~start ~stop)

let expand template (found : Pattern.found) =
  let text = function
    | Literal text -> text
    | Whole -> found.text
    | Group index -> Option.value (List.nth found.groups index) ~default:""
  in
  String.concat "" (List.map text template)
