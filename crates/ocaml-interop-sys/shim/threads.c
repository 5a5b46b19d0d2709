/* Threads and the domain lock. A part of shim.c. */

extern int caml_c_thread_register(void) __attribute__((weak));
extern int caml_c_thread_unregister(void) __attribute__((weak));

caml_domain_state *SHIM(state)(void) { return Caml_state_opt; }

int SHIM(runtime_running)(void)
{
  return atomic_load_explicit(&caml_num_domains_running, memory_order_acquire) > 0;
}

enum { ATTACH_OK, ATTACH_NOT_LINKED, ATTACH_NOT_INITIALISED, ATTACH_FAILED };

#if OCAML_VERSION < 50300
/* In 5.1 a thread that is being registered allocates its descriptor while the
   domain's state is still that of another thread. If the tick thread has asked
   for a change of threads, the allocation yields (caml_poll_gc_work in
   runtime/domain.c), which saves the other thread's stack as this one's own
   (save_runtime_state in otherlibs/systhreads/st_stubs.c): later both run on it.
   So the request waits until the thread is registered. */
static _Thread_local int registering;
static void (*yield_to_other_thread)(void);

static void yield_unless_registering(void)
{
  if (!registering) yield_to_other_thread();
}

static int register_thread(void)
{
  static atomic_flag wrapped = ATOMIC_FLAG_INIT;
  if (!atomic_flag_test_and_set(&wrapped)) {
    yield_to_other_thread = caml_domain_external_interrupt_hook;
    atomic_thread_fence(memory_order_release);
    caml_domain_external_interrupt_hook = yield_unless_registering;
  }
  registering = 1;
  int registered = caml_c_thread_register();
  registering = 0;
  return registered;
}
#else
static int register_thread(void) { return caml_c_thread_register(); }
#endif

/* Registers the calling thread with domain 0; the lock is not held afterwards.
   Before 5.3 registering crashes where Thread's initialiser hasn't run; it
   registers "Thread.at_shutdown" (otherlibs/systhreads/thread.ml). From 5.3 on
   registering fails then, and looking up a name would take the domain lock
   (runtime/callback.c), which is what the thread has yet to get. */
int SHIM(attach)(void)
{
  if (caml_c_thread_register == NULL || caml_c_thread_unregister == NULL)
    return ATTACH_NOT_LINKED;
#if OCAML_VERSION < 50300
  if (caml_named_value("Thread.at_shutdown") == NULL)
    return ATTACH_NOT_INITIALISED;
#endif
  return register_thread() ? ATTACH_OK : ATTACH_FAILED;
}

void SHIM(detach)(void) { caml_c_thread_unregister(); }

void SHIM(acquire)(void) { caml_leave_blocking_section(); }

/* Not caml_enter_blocking_section: that one runs signal handlers, and raises. */
void SHIM(release)(void) { caml_enter_blocking_section_no_pending(); }
