  $ search() { ../bin/search.exe "$@"; }
  $ printf 'let x = 1\nLet y = x\n\nlet z = x + x\n' > a.ml
  $ printf 'nothing\n' > b.ml

Lines that match, with the place of the first match in each:

  $ search 'x( |$)' a.ml b.ml
  a.ml:1:5: let x = 1
  a.ml:2:9: Let y = x
  a.ml:4:9: let z = x + x
  $ search -i '^let' a.ml
  a.ml:1:1: let x = 1
  a.ml:2:1: Let y = x
  a.ml:4:1: let z = x + x

Counts:

  $ search --count let a.ml b.ml
  a.ml:2
  b.ml:0

Replacements:

  $ search --replace '<${name}>$$' '(?P<name>[xz]) =' a.ml
  let <x>$ 1
  Let y = x
  
  let <z>$ x + x

Standard input; any bytes; nothing:

  $ printf 'a\0\377b' | search --count b
  -:1
  $ printf 'a\0\377b' | search --replace c b | search --count '\x00(?-u:\xff)c'
  -:1
  $ : > empty
  $ search x empty
  [1]
  $ search --replace y x empty
  [1]

Bad patterns, with the place of the error:

  $ search 'é(b' a.ml
  search: bad pattern: unclosed group
    é(b
     ^
  [2]
  $ search 'a**{2,1}' a.ml
  search: bad pattern: invalid repetition count range, the start must be <= the end
    a**{2,1}
       ^^^^^
  [2]
  $ search "$(printf 'a\377')" a.ml
  search: bad pattern: not UTF-8 here
    a�
     ^
  [2]
  $ search --replace '$1' x a.ml
  search: bad template: the pattern has no group 1
    $1
    ^^
  [2]
  $ search --count --replace y x a.ml
  search: --count and --replace exclude each other
  [2]

Files that can't be read don't keep it from the others:

  $ mkdir folder
  $ search z none.ml folder a.ml
  search: none.ml: No such file or directory
  search: folder: Is a directory
  a.ml:4:5: let z = x + x
  [2]

Wrong usage:

  $ search > /dev/null
  search: no PATTERN; search --help tells more
  [2]
  $ search --nonsense x 2>&1 | grep -o "unknown option '--nonsense'"
  unknown option '--nonsense'
  $ search --nonsense x 2> /dev/null
  [2]
  $ search --help | head -1
  search [OPTION]… PATTERN [FILE]…
  $ search nowhere a.ml
  [1]

What looks like an option, as a pattern:

  $ printf 'a -i b\n' | search -- -i
  -:1:3: a -i b

The same in bytecode:

  $ ../bin/search.bc.exe --count let a.ml b.ml
  a.ml:2
  b.ml:0
