//! Thread-local variables of C, read without a call.

/// The word in the thread-local variable of this name, of the program or of a library that is there
/// from its start: its place is in the global offset table, as compiled C reads it.
///
/// # Safety
/// There is such a variable, a word. It changes only in functions of C, which may write any memory.
macro_rules! thread_local_word {
    ($name:literal) => {{
        let word;
        core::arch::asm!(
            concat!("mov {0}, qword ptr [rip + ", $name, "@GOTTPOFF]"),
            "mov {0}, qword ptr fs:[{0}]",
            out(reg) word,
            options(pure, readonly, nostack, preserves_flags)
        );
        word
    }};
}
pub(crate) use thread_local_word;
