open Custom
open Release

(* As another run of the program wrote it: read before any value is made here. *)
let written =
  "\x84\x95\xa6\xbe\x00\x00\x00\x26\x00\x00\x00\x01\x00\x00\x00\x03\x00\x00\x00\x03\
   \x19Release.Version.t\x00\
   \x00\x00\x00\x00\x00\x00\x00\x03\xff\xff\xff\xff\xff\xff\xff\xfc\
   \x01\x01a"

let () =
  let read : Version.t = Marshal.from_string written 0 in
  assert (Version.name read = "a" && read = Version.make 1 "a");
  assert (Marshal.to_string read [] = written);
  let counter = Counter.create 40 in
  Counter.add counter 1;
  Counter.update counter succ;
  assert (Counter.value counter = 42);
  assert (Counter.value (Counter.merged counter (Counter.create 1)) = 43);
  (match Counter.update counter (fun n -> Counter.add counter 1; n) with
   | () -> assert (Counter.value counter = 0)
   | exception Invalid_argument _ -> assert false);
  let one = Version.make 1 "a" and two = Version.make 2 "b" in
  assert (older two [ one; two; one ] = 2 && older one [ two ] = 0);
  assert (Option.map Version.name (Version.next two) = Some "b");
  assert (compare one two < 0 && Version.make 1 "a" = one);
  assert (Hashtbl.hash one = Hashtbl.hash (Version.make 1 "a"));
  assert (Marshal.from_string (Marshal.to_string one []) 0 = one)
