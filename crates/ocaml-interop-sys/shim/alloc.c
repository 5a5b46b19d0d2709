/* Allocation. A part of shim.c. */

/* In 5.1 a signal's arrival is in young_limit alone, and what C code allocates
   next resets that (caml_reset_young_limit in runtime/domain.c): the handler would
   wait until the minor heap is full. In bytecode every callback allocates
   (alloc_and_clear_stack_parent in runtime/callback.c). As a pending action, the
   signal outlives that. */
static void keep_signals(caml_domain_state *st)
{
#if OCAML_VERSION < 50300
  if (Caml_check_gc_interrupt(st) && caml_check_pending_signals()) caml_set_action_pending(st);
#else
  (void)st;
#endif
}

#ifdef OCAML_INTEROP_GC_STRESS
/* Every allocation moves what is young, every 64th what is old. */
static void stress(void)
{
  static atomic_uint count;
  caml_minor_collection();
  if (atomic_fetch_add(&count, 1) % 64 == 0) compact();
}
#endif

/* Where the runtime wants to be entered next: at half of the minor heap, at its end, or where
   memprof takes a sample. */
static value *next_trigger(caml_domain_state *st)
{
#if OCAML_VERSION >= 50300
  if (st->young_trigger < st->memprof_young_trigger) return st->memprof_young_trigger;
#endif
  return st->young_trigger;
}

/* How low young_ptr may go while nothing is due but what C code leaves to OCaml's next
   poll: a signal, a finaliser. While such an action is pending young_limit lets nothing
   pass (caml_reset_young_limit in runtime/domain.c), which may be for as long as C calls
   functions that don't allocate. Above the minor heap where something else is due. */
static value *lowest_at_hand(caml_domain_state *st)
{
  value *lowest = next_trigger(st);
  if (caml_incoming_interrupts_queued() || st->requested_minor_gc
      || st->requested_major_slice || st->requested_global_major_slice
      || st->major_slice_epoch < atomic_load_explicit(&caml_major_slice_epoch,
                                                      memory_order_relaxed))
    lowest = (value *)(uintnat)-1;
  return lowest;
}

/* Half-way through the minor heap a slice of the major collection is due; the runtime, which
   never makes a larger step than Max_young_wosize, asks for it before young_ptr passes the
   trigger (caml_poll_gc_work in runtime/domain.c), and relies on that. */
static void pass_trigger(caml_domain_state *st)
{
  st->young_trigger = st->young_start;
  caml_request_major_slice(0);
}

static int is_at_hand(caml_domain_state *st, uintnat whsize)
{
  return (uintnat)(st->young_ptr - whsize) >= (uintnat)lowest_at_hand(st);
}

/* Whether [whsize] words can be allocated in the minor heap. */
static int can_alloc_small(uintnat whsize)
{
  caml_domain_state *st = Caml_state;
  keep_signals(st);
  return (uintnat)(st->young_ptr - whsize) >= (uintnat)atomic_load_explicit(
             &st->young_limit, memory_order_relaxed)
         || is_at_hand(st, whsize) || can_collect(st);
}

/* [roots] are kept up to date until local_roots is [block]'s next again. */
static void push_roots(caml_domain_state *st, struct caml__roots_block *block, value *roots,
                       intnat nroots)
{
  block->next = st->local_roots;
  block->ntables = 1;
  block->nitems = nroots;
  block->tables[0] = roots;
  if (nroots > 0) st->local_roots = block;
}

/* Whether a reservation of [whsize] words that aren't at hand may collect: a large one may
   have no more to do than to ask for a slice, which takes no memory. */
static int may_collect(caml_domain_state *st, uintnat whsize)
{
#ifdef OCAML_INTEROP_GC_STRESS
  return 1;
#endif
  return whsize <= Whsize_wosize(Max_young_wosize) || Caml_check_gc_interrupt(st)
         || (uintnat)(st->young_ptr - st->young_start) <= whsize;
}

enum { RESERVE_OK, RESERVE_TOO_LARGE, RESERVE_NO_MEMORY };

/* Makes room for [whsize] words, headers included, in the minor heap and takes
   them: on success young_ptr is the start of the words. [roots] are kept up to
   date over the collection that this may run. No OCaml code runs, nothing is
   raised. */
int SHIM(reserve)(caml_domain_state *st, uintnat whsize, value *roots, intnat nroots)
{
  struct caml__roots_block block;
  int outcome = RESERVE_OK;
  keep_signals(st);
#ifndef OCAML_INTEROP_GC_STRESS
  if (is_at_hand(st, whsize)) {
    st->young_ptr -= whsize;
    return RESERVE_OK;
  }
#endif
  push_roots(st, &block, roots, nroots);
  int has_memory = !may_collect(st, whsize) || can_collect(st);
#ifdef OCAML_INTEROP_GC_STRESS
  if (has_memory) stress();
#endif
  if (!has_memory) {
    outcome = RESERVE_NO_MEMORY;
  } else if (whsize <= Whsize_wosize(Max_young_wosize)) {
    st->young_ptr -= whsize;
    if (Caml_check_gc_interrupt(st))
      caml_alloc_small_dispatch(st, Wosize_whsize(whsize), CAML_DO_TRACK | CAML_FROM_C, 1, NULL);
  } else if ((uintnat)(st->young_end - st->young_start) <= whsize) {
    outcome = RESERVE_TOO_LARGE;
  } else {
    /* caml_alloc_small_dispatch never collects for a request that is larger
       than Max_young_wosize, so the steps that it takes stand here. */
    caml_check_urgent_gc(Val_unit);
    /* A loop: in 5.1 a collection may yield, and other threads fill the heap. */
    while ((uintnat)(st->young_ptr - st->young_start) <= whsize) caml_minor_collection();
    if (st->young_ptr - whsize <= st->young_trigger) pass_trigger(st);
    st->young_ptr -= whsize;
#if OCAML_VERSION >= 50300
    if (st->young_ptr < st->memprof_young_trigger)
      caml_memprof_sample_young(Wosize_whsize(whsize), CAML_FROM_C, 1, NULL);
#endif
  }
  st->local_roots = block.next;
  return outcome;
}

/* Writing came down to [limit], where nothing more is due than the slice at half of the minor
   heap: it may go on below, as OCaml's own code does, since nothing is collected here. The
   result says how low; no address is as high where it may not. */
uintnat SHIM(pass_half)(caml_domain_state *st, uintnat limit)
{
  value *half = st->young_trigger;
  if (limit != (uintnat)half || half == st->young_start || lowest_at_hand(st) != half)
    return (uintnat)-1;
  pass_trigger(st);
  return (uintnat)next_trigger(st);
}

/* Does what is due of the collector's work, and leaves free what a block of the largest
   young size takes, of which nothing is taken. The result says how low young_ptr may go
   for now; 0: the collection could find no memory. [roots] as in reserve. */
uintnat SHIM(make_room)(caml_domain_state *st, value *roots, intnat nroots)
{
  const uintnat whsize = Whsize_wosize(Max_young_wosize);
  struct caml__roots_block block;
  keep_signals(st);
#ifndef OCAML_INTEROP_GC_STRESS
  if (is_at_hand(st, whsize)) return (uintnat)lowest_at_hand(st);
#endif
  if (!can_collect(st)) return 0;
  push_roots(st, &block, roots, nroots);
#ifdef OCAML_INTEROP_GC_STRESS
  stress();
#endif
  caml_handle_gc_interrupt();
  /* A loop: in 5.1 a collection may yield, and other threads fill the heap. */
  while ((uintnat)(st->young_ptr - st->young_start) < whsize) caml_minor_collection();
  st->local_roots = block.next;
#ifdef OCAML_INTEROP_GC_STRESS
  /* Every other time nothing is at hand, so that what is written is reserved first. */
  static atomic_uint count;
  if (atomic_fetch_add(&count, 1) % 2 == 0) return (uintnat)-1;
#endif
  return (uintnat)lowest_at_hand(st);
}

/* Only in the debug runtime, which makes sure that the words which it hands out are as its
   last collection left them (runtime/caml/memory.h, Alloc_small), with this in each, which
   the headers show to that runtime alone (Debug_free_minor in runtime/caml/misc.h). */
#if OCAML_VERSION < 50200
static const uintnat debug_free_minor = 0xD700D7D7D700D6D7;
#else
static const uintnat debug_free_minor = 0xD700D7D7D700D6D8;
#endif
extern void caml_failed_assert(void) __attribute__((weak));

/* Free words were written, and aren't taken. */
void SHIM(leave_free)(void)
{
  if (caml_failed_assert == NULL) return;
  caml_domain_state *st = Caml_state;
  for (uintnat *p = (uintnat *)st->young_start; p < (uintnat *)st->young_ptr; p++)
    *p = debug_free_minor;
}

/* 0 when memory is exhausted. Runs no collection: it only asks for one. */
value SHIM(alloc_shr)(uintnat wosize, uintnat tag)
{
  return caml_alloc_shr_noexc(wosize, (tag_t)tag);
}

/* Tells the GC's speed of [mem] bytes that hang on young blocks: a minor
   collection for every minor heap's worth, as caml_alloc_custom_mem asks for
   (runtime/custom.c), and a major cycle's work for every 128 MiB. */
static __attribute__((noinline)) void tell(caml_domain_state *st, uintnat mem)
{
  st->extra_heap_resources_minor += (double)mem / (double)Bsize_wsize(st->minor_heap_wsz);
  if (st->extra_heap_resources_minor > 1.0) caml_request_minor_gc();
  caml_adjust_gc_speed(mem, (uintnat)128 << 20);
}

/* As [tell], a little at a time: it is told when it has come to more, since
   that takes two divisions. */
static void account(caml_domain_state *st, uintnat mem)
{
  static _Thread_local uintnat untold;
  uintnat little = Bsize_wsize(st->minor_heap_wsz) / 32;
  if (mem < little) {
    untold += mem;
    if (untold < little) return;
    mem = untold;
    untold = 0;
  }
  tell(st, mem);
}

static __attribute__((noinline)) value alloc_custom(const struct custom_operations *ops)
{
  return can_alloc_small(Whsize_wosize(2)) ? caml_alloc_custom(ops, sizeof(void *), 0, 1) : 0;
}

/* A finalised custom block of one payload word, always young, so that nothing
   here can raise. [mem] bytes hang on it. 0: no memory.

   Where it fits what is left of the minor heap, nothing of what caml_alloc_custom does
   (runtime/custom.c) is left but this. */
value SHIM(alloc_custom)(caml_domain_state *st, const struct custom_operations *ops, uintnat mem)
{
  value v;
  value *block = st->young_ptr - Whsize_wosize(2);
  if ((uintnat)block >= (uintnat)atomic_load_explicit(&st->young_limit, memory_order_relaxed)) {
    st->young_ptr = block;
    *(header_t *)block = Make_header(2, Custom_tag, 0);
    v = Val_hp(block);
    Custom_ops_val(v) = ops;
    add_to_custom_table(&st->minor_tables->custom, v, 0, 1);
  } else {
    v = alloc_custom(ops);
    if (v == 0) return 0;
  }
  account(st, mem);
  return v;
}

void SHIM(account)(uintnat mem) { account(Caml_state, mem); }

/* caml_register_custom_operations raises where there is no memory for its list's next
   element, two words (runtime/custom.c): so that is asked for first. 0: no memory. */
int SHIM(register_custom)(const struct custom_operations *ops)
{
  void *volatile room = malloc(64);
  if (room == NULL) return 0;
  free(room);
  caml_register_custom_operations(ops);
  return 1;
}
