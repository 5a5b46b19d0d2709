let of_bytes bytes =
  if String.is_valid_utf_8 bytes then bytes
  else
    let text = Buffer.create (String.length bytes) in
    let rec copy at =
      if at < String.length bytes then (
        (* U+FFFD where nothing decodes. *)
        let decoded = String.get_utf_8_uchar bytes at in
        Buffer.add_utf_8_uchar text (Uchar.utf_decode_uchar decoded);
        copy (at + Uchar.utf_decode_length decoded))
    in
    copy 0;
    Buffer.contents text
