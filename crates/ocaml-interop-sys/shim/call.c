/* Calls, polling, exceptions. A part of shim.c. */

/* The exceptions that the runtime knows: constructors for those that have an
   argument. Native code has a symbol for each, bytecode a table. */
extern value caml_global_data __attribute__((weak));
#define PREDEFINED(function, symbol, index)                               \
  extern value symbol[] __attribute__((weak));                            \
  value SHIM(function)(void)                                              \
  {                                                                       \
    return symbol != NULL ? (value)symbol : Field(caml_global_data, index); \
  }
PREDEFINED(exn_out_of_memory, caml_exn_Out_of_memory, OUT_OF_MEMORY_EXN)
PREDEFINED(exn_stack_overflow, caml_exn_Stack_overflow, STACK_OVERFLOW_EXN)
PREDEFINED(exn_not_found, caml_exn_Not_found, NOT_FOUND_EXN)
PREDEFINED(exn_failure, caml_exn_Failure, FAILURE_EXN)
PREDEFINED(exn_invalid_argument, caml_exn_Invalid_argument, INVALID_EXN)
PREDEFINED(exn_sys_error, caml_exn_Sys_error, SYS_ERROR_EXN)
PREDEFINED(exn_end_of_file, caml_exn_End_of_file, END_OF_FILE_EXN)
PREDEFINED(exn_division_by_zero, caml_exn_Division_by_zero, ZERO_DIVIDE_EXN)
PREDEFINED(exn_sys_blocked_io, caml_exn_Sys_blocked_io, SYS_BLOCKED_IO)
PREDEFINED(exn_match_failure, caml_exn_Match_failure, MATCH_FAILURE_EXN)
PREDEFINED(exn_assert_failure, caml_exn_Assert_failure, ASSERT_FAILURE_EXN)

/* The number of an exception's constructor, another one at each call. Neither allocates nor raises
   (runtime/obj.c). */
extern value caml_fresh_oo_id(value);
value SHIM(fresh_id)(void) { return caml_fresh_oo_id(Val_unit); }

/* What the Unix library makes of the system's error numbers (otherlibs/unix/unixsupport_unix.c);
   absent from programs without it. */
extern value caml_unix_error_of_code(int) __attribute__((weak));
extern int caml_unix_code_of_unix_error(value) __attribute__((weak));

/* [Unix.error] of a number; 0: there is no Unix library, or no memory. May collect. */
value SHIM(unix_error)(int code)
{
  if (caml_unix_error_of_code == NULL || !can_alloc_small(Whsize_wosize(1))) return 0;
  return caml_unix_error_of_code(code);
}

/* The number of a [Unix.error]: whether the Unix library is there to tell. */
int SHIM(unix_code)(value error, int *code)
{
  if (caml_unix_code_of_unix_error == NULL) return 0;
  *code = caml_unix_code_of_unix_error(error);
  return 1;
}

/* Where the innermost call of OCaml code begins on this thread, which holds the lock; NULL: none runs
   below. Native code keeps it on the stack (caml_start_program in runtime/amd64.S), bytecode where C
   raises to (runtime/interp.c). Where the program cleans up at its exit it is never told: the pointer
   to the domain's state stays when the state is freed. */
const void *SHIM(ocaml_below)(void)
{
  caml_domain_state *st = Caml_state_opt;
  if (st == NULL || SHIM(cleans_up)()) return NULL;
  return caml_exn_Failure != NULL ? (const void *)st->c_stack : (const void *)st->external_raise;
}

/* Raises from a custom type's deserialize. The runtime keeps the value that it reads in a local root,
   though it has fields that nobody has filled yet (caml_input_val_from_bytes in runtime/intern.c), and
   what raises may collect. So the roots of the frames that are left go before: caml_raise drops them
   after. */
void SHIM(deserialize_error)(char *message)
{
  caml_domain_state *st = Caml_state;
  if (caml_exn_Failure == NULL)
    st->local_roots = st->external_raise->local_roots;
  else
    while (st->local_roots != NULL && (char *)st->local_roots < (char *)st->c_stack)
      st->local_roots = st->local_roots->next;
  caml_deserialize_error(message);
}

/* How native code is entered, with a pointer to the arguments; absent from bytecode. */
typedef value entry(caml_domain_state *, value closure, value *args);
extern entry caml_callback_asm __attribute__((weak)), caml_callback2_asm __attribute__((weak)),
  caml_callback3_asm __attribute__((weak));

/* What a call of OCaml needs of its stack: what the runtime makes sure of
   (caml_maybe_expand_stack in runtime/fiber.c), and some words to spare. */
enum { CALL_WORDS = Stack_threshold / sizeof(value) + 64 };

/* caml_callbackN_exn raises Stack_overflow itself, across the caller's frames,
   when OCaml's stack can't grow. So the room is made here. */
static int can_call(intnat nargs)
{
  struct stack_info *stk = Caml_state->current_stack;
  uintnat available = (value *)stk->sp - Stack_base(stk);
  uintnat needed = CALL_WORDS + nargs;
  return available >= needed || caml_try_realloc_stack(needed);
}

static __attribute__((noinline)) value callback(caml_domain_state *st, value closure, value *args,
                                                intnat nargs)
{
  if (!can_call(nargs)) return Make_exception_result(SHIM(exn_stack_overflow)());
  keep_signals(st);
  return caml_callbackN_exn(closure, (int)nargs, args);
}

/* Where there is nothing else to do, little is left of what caml_callbackN_exn does
   (runtime/callback.c), and it stands here for the releases that are known: no room
   to make, no fiber to keep alive, no registers to make a place for, no pending
   action. The arguments stand in the order of the functions that it goes on to. */
value SHIM(callback)(caml_domain_state *st, value closure, value *args, intnat nargs)
{
#if OCAML_VERSION >= 50300 && OCAML_VERSION < 50500
  struct stack_info *stk = st->current_stack;
  if (caml_callback_asm != NULL && nargs <= 3
      && (uintnat)((value *)stk->sp - Stack_base(stk)) >= CALL_WORDS + 3
      && Stack_parent(stk) == NULL && st->gc_regs_buckets != NULL && !st->action_pending) {
    if (nargs == 1) return caml_callback_asm(st, closure, args);
    if (nargs == 2) return caml_callback2_asm(st, closure, args);
    return caml_callback3_asm(st, closure, args);
  }
#endif
  return callback(st, closure, args, nargs);
}

/* ---- Polling -------------------------------------------------------------- */

/* Whether SHIM(poll) has anything to do. In 5.1 a signal may have been forgotten where
   the runtime's own C code allocated (see keep_signals). */
int SHIM(must_poll)(caml_domain_state *st)
{
#ifdef OCAML_INTEROP_GC_STRESS
  return 1;
#endif
#if OCAML_VERSION < 50300
  if (caml_check_pending_signals()) return 1;
#endif
  return Caml_check_gc_interrupt(st) || st->action_pending;
}

/* What OCaml code does when it polls. The runtime calls handlers and finalisers by
   caml_callback_exn, which raises where OCaml's stack can't grow, and collects, which
   ends the process where there is no memory: so both are made sure of first. */
value SHIM(poll)(void)
{
  if (!can_call(1)) return Make_exception_result(SHIM(exn_stack_overflow)());
  if (!can_collect(Caml_state)) return Make_exception_result(SHIM(exn_out_of_memory)());
#ifdef OCAML_INTEROP_GC_STRESS
  stress();
#endif
  keep_signals(Caml_state);
  return caml_process_pending_actions_exn();
}

/* ---- Exceptions ----------------------------------------------------------- */

/* Called from a frame that holds nothing: it never comes back to it. */
void SHIM(raise)(value exn) { caml_raise(exn); }

/* caml_raise starts the backtrace anew, in native code (caml_raise_exception in
   runtime/amd64.S) and in bytecode (runtime/interp.c). Native code's own raise of
   an exception that it has caught goes on with the old one: entered as
   caml_raise_exception enters caml_raise_exn. */
#if defined(__x86_64__) && defined(__GNUC__)
#define OCAML_INTEROP_RERAISE
extern void caml_reraise_exn(void) __attribute__((weak));

static void reraise(value exn)
{
  caml_domain_state *st = Caml_state;
  __asm__ volatile(
    "movq %0, %%r14\n\t"
    "movq %1, %%rax\n\t"
    "movq %2, %%r15\n\t"
    "movq %3, %%rsp\n\t"
    "jmp *%4"
    :
    : "r"(st), "r"(exn), "r"(st->young_ptr), "r"(st->current_stack->sp), "r"(caml_reraise_exn)
    : "rax", "r14", "r15", "memory");
  __builtin_unreachable();
}
#endif

void SHIM(reraise)(value exn)
{
#ifdef OCAML_INTEROP_RERAISE
  if (caml_reraise_exn != NULL && Caml_state->c_stack != NULL) reraise(exn);
#endif
  caml_raise(exn);
}

/* The domain's buffer of backtrace slots is read and written here. The runtime's
   primitives for it (runtime/backtrace.c) make an OCaml array, which raises where
   the heap has no room for it. */

/* How many slots the backtrace of [exn], returned just now, has, and the first;
   -1 where none is recorded. */
intnat SHIM(backtrace)(value exn, const backtrace_slot **slots)
{
  caml_domain_state *st = Caml_state;
  if (!st->backtrace_active || st->backtrace_last_exn != exn) return -1;
  *slots = st->backtrace_buffer;
  if (st->backtrace_buffer == NULL) return 0;
  return st->backtrace_pos < BACKTRACE_BUFFER_SIZE ? st->backtrace_pos : BACKTRACE_BUFFER_SIZE;
}

/* Gives [exn] that backtrace, as caml_restore_raw_backtrace does. Called from a
   frame that holds nothing. */
void SHIM(restore_backtrace)(value exn, const backtrace_slot *slots, intnat n)
{
  caml_domain_state *st = Caml_state;
  caml_modify_generational_global_root(&st->backtrace_last_exn, exn);
  st->backtrace_pos = 0;
  if (n == 0 || (st->backtrace_buffer == NULL && caml_alloc_backtrace_buffer() == -1)) return;
  memcpy(st->backtrace_buffer, slots, n * sizeof *slots);
  st->backtrace_pos = n;
}

/* Whether what the slots refer to is there as long as the process, as in native
   code. Bytecode's tables grow, and are freed in the end. */
int SHIM(debug_info_is_static)(void) { return caml_exn_Failure != NULL; }

/* Calls [f] for each frame of a backtrace, innermost first. In bytecode it may
   collect: the first look at a frame reads the program's debugging information into
   OCaml's heap (event_for_location in runtime/backtrace_byt.c). [f] neither collects
   nor unwinds. */
void SHIM(backtrace_frames)(const backtrace_slot *slots, intnat n,
                            void (*f)(void *, const char *file, const char *def, int line, int column),
                            void *data)
{
  for (intnat i = 0; i < n; i++) {
    debuginfo dbg = caml_debuginfo_extract(slots[i]);
    do {
      struct caml_loc_info li;
      memset(&li, 0, sizeof li);
      caml_debuginfo_location(dbg, &li);
#ifdef OCAML_INTEROP_LOC_START /* set by build.rs from the header */
      if (li.loc_valid) f(data, li.loc_filename, li.loc_defname, li.loc_start_lnum, li.loc_start_chr);
#else
      if (li.loc_valid) f(data, li.loc_filename, li.loc_defname, li.loc_lnum, li.loc_startchr);
#endif
      dbg = caml_debuginfo_next(dbg);
    } while (dbg != NULL);
  }
}

/* The runtime's own printing of an exception; NULL: no memory. To be freed
   with SHIM(free). Does not allocate in the OCaml heap. */
char *SHIM(format_exception)(value exn) { return caml_format_exception(exn); }
void SHIM(free)(char *p) { caml_stat_free(p); }

/* The empty block: an empty array is one. */
value SHIM(empty_block)(void) { return Atom(0); }
