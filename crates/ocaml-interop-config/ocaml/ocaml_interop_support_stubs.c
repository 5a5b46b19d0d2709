/* Calls the Rust function at an address. Both arguments are OCaml integers. Weak: a program may
   have this from its Rust build script and from the opam package, and they are the same. */
#include <stdint.h>

__attribute__((weak)) intptr_t ocaml_interop_enter_domain(intptr_t address, intptr_t work)
{
  return ((intptr_t (*)(intptr_t))(address >> 1))(work);
}
