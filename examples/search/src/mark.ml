(** Calls [f] with each character of a text and the byte offset where it begins;
    with U+FFFD for what isn't UTF-8. *)
let iter f text =
  let rec visit at =
    if at < String.length text then (
      let decoded = String.get_utf_8_uchar text at in
      f at (Uchar.utf_decode_uchar decoded);
      visit (at + Uchar.utf_decode_length decoded))
  in
  visit 0

let under text ~start ~stop =
  let shown = Buffer.create 80 and marks = Buffer.create 80 in
  let control character = Uchar.to_int character < 0x20 in
  iter
    (fun at character ->
      (* One line, one column a character. *)
      Buffer.add_utf_8_uchar shown
        (if control character then Uchar.of_char ' ' else character);
      if at < stop then Buffer.add_char marks (if at < start then ' ' else '^'))
    text;
  (* At the end of the text, where no character is. *)
  if start >= String.length text then Buffer.add_char marks '^';
  Printf.sprintf "  %s\n  %s" (Buffer.contents shown) (Buffer.contents marks)
