//! Blocks that hold no values, as text. Other domains may write them meanwhile: each word is read as
//! the memory model of OCaml has it.

use std::ffi::{CStr, c_char};

use ocaml_interop::RawOCaml;
use ocaml_interop_sys as sys;

/// A string's first bytes, at most `most`, as text; bytes that aren't UTF-8 are shown as `\xNN`. And its
/// length in bytes.
///
/// # Safety
/// `raw` is a string, and nothing moves it.
pub(crate) unsafe fn string(raw: RawOCaml, most: usize) -> (String, usize) {
    const WORD: usize = size_of::<RawOCaml>();
    // SAFETY: in bounds of a block of values' size; a string has at least one word, whose last byte
    // says how many bytes of padding stand before it.
    let (length, bytes) = unsafe {
        let words = sys::wosize(raw);
        let padding = sys::field(raw, words - 1).to_ne_bytes()[WORD - 1];
        let length = words * WORD - 1 - usize::from(padding);
        let shown = length.min(most);
        let words = (0..shown.div_ceil(WORD)).map(|index| sys::field(raw, index));
        let mut bytes: Vec<u8> = words.flat_map(RawOCaml::to_ne_bytes).collect();
        bytes.truncate(shown);
        (length, bytes)
    };
    let mut text = String::new();
    let mut rest = bytes.as_slice();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        rest = &rest[chunk.valid().len() + chunk.invalid().len()..];
        if rest.is_empty() && bytes.len() < length {
            // A sign that was cut in two, perhaps.
            break;
        }
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02x}"));
        }
    }
    (text, length)
}

/// # Safety
/// `raw` is a block of doubles with more than `index`, and nothing moves it.
pub(crate) unsafe fn double(raw: RawOCaml, index: usize) -> f64 {
    // SAFETY: in bounds; a double is as large as a field.
    f64::from_bits(unsafe { sys::field(raw, index) } as u64)
}

/// The first of a block's doubles, at most `most`, and how many more there are.
///
/// # Safety
/// `raw` is a block of `size` doubles, and nothing moves it.
pub(crate) unsafe fn doubles(raw: RawOCaml, size: usize, most: usize) -> String {
    let shown: Vec<String> = (0..size.min(most))
        // SAFETY: in bounds.
        .map(|index| format!("{:?}", unsafe { double(raw, index) }))
        .collect();
    let more = if size > most { format!("; {} more", size - most) } else { String::new() };
    format!("[{}{more}]", shown.join("; "))
}

/// What a custom block is.
///
/// # Safety
/// `raw` is a custom block, and nothing moves it.
pub(crate) unsafe fn operations(raw: RawOCaml) -> String {
    // SAFETY: a custom block begins with the address of its operations, whose
    // first field is the name; both live as long as the program. The words that are
    // read stand behind it in these types' blocks.
    unsafe {
        let operations = sys::field(raw, 0) as *const *const c_char;
        let name = CStr::from_ptr(*operations).to_string_lossy();
        match &*name {
            "_i" => format!("int32 {}", sys::field(raw, 1) as i32),
            "_j" => format!("int64 {}", sys::field(raw, 1) as i64),
            "_n" => format!("nativeint {}", sys::field(raw, 1)),
            "_bigarr02" => "bigarray".to_owned(),
            name if name.starts_with("ocaml_interop_dynbox") => "boxed Rust value".to_owned(),
            name => format!("custom block \"{name}\""),
        }
    }
}
