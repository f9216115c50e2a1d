//! JSON strings.

use crate::scan::is_escaped;

/// Append `text` to `out` with JSON's escapes, without quotes.
pub fn escape(text: &[u8], out: &mut Vec<u8>) {
    // This loop becomes vector instructions, and most texts contain nothing to escape.
    if !text.iter().fold(false, |found, &byte| found | is_escaped(byte)) {
        return out.extend_from_slice(text);
    }
    for run in text.split_inclusive(|&byte| is_escaped(byte)) {
        match run.split_last() {
            Some((&last, others)) if is_escaped(last) => {
                out.extend_from_slice(others);
                escape_byte(last, out);
            }
            _ => out.extend_from_slice(run),
        }
    }
}

fn escape_byte(byte: u8, out: &mut Vec<u8>) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let short = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        b'\t' => b't',
        b'\n' => b'n',
        0x0C => b'f',
        b'\r' => b'r',
        _ => {
            out.extend_from_slice(b"\\u00");
            out.extend_from_slice(&[HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 0xF)]]);
            return;
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn control_characters_quotes_and_backslashes_are_escaped() {
        let mut out = Vec::new();
        escape("a\"\\\u{8}\t\n\u{c}\r\u{0}\u{1f}\u{7f}\u{2028}é".as_bytes(), &mut out);
        assert_eq!(out, "a\\\"\\\\\\b\\t\\n\\f\\r\\u0000\\u001f\u{7f}\u{2028}é".as_bytes());
    }
}
