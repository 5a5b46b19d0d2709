/* Calls the Rust function at an address, which is an OCaml integer. Weak: a program may have this
   from its Rust build script and from the opam package, and they are the same. */
#include <stdint.h>

#define EXPORTED __attribute__((weak)) intptr_t

EXPORTED ocaml_interop_enter_domain(intptr_t address, intptr_t work)
{
  return ((intptr_t (*)(intptr_t))(address >> 1))(work);
}

/* A closure in a box, called with the arguments. The Rust function may raise: these frames hold
   nothing. */
typedef intptr_t word;
typedef word called(word box, const word *arguments);

#define APPLY(address, box, ...) \
  return ((called *)((address) >> 1))(box, (const word[]){__VA_ARGS__})

EXPORTED ocaml_interop_apply_1(word address, word box, word a) { APPLY(address, box, a); }
EXPORTED ocaml_interop_apply_2(word address, word box, word a, word b)
{
  APPLY(address, box, a, b);
}
EXPORTED ocaml_interop_apply_3(word address, word box, word a, word b, word c)
{
  APPLY(address, box, a, b, c);
}
EXPORTED ocaml_interop_apply_4(word address, word box, word a, word b, word c, word d)
{
  APPLY(address, box, a, b, c, d);
}
EXPORTED ocaml_interop_apply_5(word address, word box, word a, word b, word c, word d, word e)
{
  APPLY(address, box, a, b, c, d, e);
}
EXPORTED ocaml_interop_apply_6(word address, word box, word a, word b, word c, word d, word e, word f)
{
  APPLY(address, box, a, b, c, d, e, f);
}
EXPORTED ocaml_interop_apply_7(word address, word box, word a, word b, word c, word d, word e, word f,
                               word g)
{
  APPLY(address, box, a, b, c, d, e, f, g);
}

/* Bytecode passes what it has on its stack, which may move when OCaml is called: Rust reads the
   arguments before. */
EXPORTED ocaml_interop_apply_bytecode(const word *all, int number)
{
  (void)number;
  return ((called *)(all[0] >> 1))(all[1], all + 2);
}
