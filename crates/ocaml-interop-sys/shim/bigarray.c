/* Bigarrays. A part of shim.c. */

/* Rust reads these by position. */
_Static_assert(offsetof(struct caml_ba_array, data) == 0, "data moved");
_Static_assert(offsetof(struct caml_ba_array, num_dims) == sizeof(value), "num_dims moved");
_Static_assert(offsetof(struct caml_ba_array, flags) == 2 * sizeof(value), "flags moved");
_Static_assert(offsetof(struct caml_ba_array, proxy) == 3 * sizeof(value), "proxy moved");
_Static_assert(offsetof(struct caml_ba_array, dim) == 4 * sizeof(value), "dim moved");
_Static_assert(offsetof(struct caml_ba_proxy, refcount) == 0, "refcount moved");
_Static_assert(sizeof(atomic_uintnat) == sizeof(value), "a counter of another size");
_Static_assert(offsetof(struct caml_ba_proxy, data) == sizeof(value), "the proxy's data moved");
_Static_assert(offsetof(struct caml_ba_proxy, size) == 2 * sizeof(value), "the proxy's size moved");
_Static_assert(CAML_BA_KIND_MASK == 0xFF && CAML_BA_FORTRAN_LAYOUT == 0x100, "flags changed");
_Static_assert(CAML_BA_MAX_NUM_DIMS == 16, "another number of dimensions");

/* Half-precision numbers came with 5.2, and with them a mark for what shares memory. */
#if OCAML_VERSION < 50200
enum { KINDS = CAML_BA_CHAR + 1, SHARES = 0 };
#else
enum { KINDS = CAML_BA_FIRST_UNIMPLEMENTED_KIND, SHARES = CAML_BA_SUBARRAY };
#endif
const intnat SHIM(bigarray_kinds) = KINDS;

/* A bigarray over [data]; 0: no memory. It is small, so always young, and nothing here
   raises. Where [root] isn't NULL it is kept up to date. */
static value alloc_ba(const struct custom_operations *ops, value *root, intnat flags,
                      intnat num_dims, const intnat *dim, void *data, struct caml_ba_proxy *proxy)
{
  uintnat size = SIZEOF_BA_ARRAY + num_dims * sizeof(intnat);
  struct caml__roots_block block;
  caml_domain_state *st = Caml_state;
  value v = 0;
  push_roots(st, &block, root, root != NULL);
  if (can_alloc_small(Whsize_wosize(1 + Wsize_bsize(size)))) {
#ifdef OCAML_INTEROP_GC_STRESS
    stress();
#endif
    v = caml_alloc_custom(ops, size, 0, 1);
    struct caml_ba_array *b = Caml_ba_array_val(v);
    b->data = data;
    b->num_dims = num_dims;
    b->flags = flags;
    b->proxy = proxy;
    for (intnat i = 0; i < num_dims; i++) b->dim[i] = dim[i];
  }
  st->local_roots = block.next;
  return v;
}

/* A bigarray with memory of its own. 0: no memory. */
value SHIM(alloc_bigarray)(intnat flags, intnat num_dims, const intnat *dim, uintnat bytes)
{
  void *data = malloc(bytes);
  if (data == NULL && bytes != 0) return 0;
  value v = alloc_ba(&caml_ba_ops, NULL, flags | CAML_BA_MANAGED, num_dims, dim, data, NULL);
  if (v != 0) account(Caml_state, bytes);
  else free(data);
  return v;
}

/* A bigarray over the memory of [proxy]: as the runtime makes a part of another, so that
   what it makes of this one in turn shares the proxy, and has the same operations, which
   know how to free it (caml_ba_update_proxy in runtime/bigarray.c). 0: no memory. */
value SHIM(adopt_bigarray)(const struct custom_operations *ops, struct caml_ba_proxy *proxy,
                           intnat flags, intnat num_dims, const intnat *dim, uintnat bytes)
{
  value v = alloc_ba(ops, NULL, flags | CAML_BA_MANAGED, num_dims, dim, proxy->data, proxy);
  if (v != 0) account(Caml_state, bytes);
  return v;
}

/* The proxy of a bigarray, made where there is none. Where OCaml doesn't free the memory
   there is never one; elsewhere NULL: no memory. As caml_ba_update_proxy, but that two
   domains may do this at once. */
static struct caml_ba_proxy *proxy_of(struct caml_ba_array *b)
{
  struct caml_ba_proxy *found = __atomic_load_n(&b->proxy, __ATOMIC_ACQUIRE);
  if (found != NULL || (b->flags & CAML_BA_MANAGED_MASK) == CAML_BA_EXTERNAL) return found;
  struct caml_ba_proxy *proxy = malloc(sizeof(struct caml_ba_proxy));
  if (proxy == NULL) return NULL;
  atomic_init(&proxy->refcount, 1);
  proxy->data = b->data;
  proxy->size = b->flags & CAML_BA_MAPPED_FILE ? caml_ba_byte_size(b) : 0;
  if (__atomic_compare_exchange_n(&b->proxy, &found, proxy, 0, __ATOMIC_ACQ_REL,
                                  __ATOMIC_ACQUIRE))
    return proxy;
  free(proxy);
  return found;
}

/* A bigarray over memory of [v], as Bigarray.sub makes it; that one raises where there is
   no memory. 0: no memory. */
value SHIM(share_bigarray)(value v, intnat layout, intnat num_dims, const intnat *dim, void *data)
{
  struct caml_ba_array *b = Caml_ba_array_val(v);
  intnat flags = (b->flags & ~(intnat)CAML_BA_LAYOUT_MASK) | layout;
  struct caml_ba_proxy *proxy = proxy_of(b);
  if (proxy == NULL && (flags & CAML_BA_MANAGED_MASK) != CAML_BA_EXTERNAL) return 0;
  value shared = alloc_ba(Custom_ops_val(v), &v, flags | SHARES, num_dims, dim, data, proxy);
  if (shared != 0 && proxy != NULL) atomic_fetch_add(&proxy->refcount, 1);
  return shared;
}
