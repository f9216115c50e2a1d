//! Searches for special bytes, eight at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

/// Return a word whose lowest set bit is in the first byte that is zero.
const fn zeros(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGH_BITS
}

/// Return a word whose lowest set bit is in the first byte that JSON escapes: a control character, quote or backslash.
const fn escapes(word: u64) -> u64 {
    let controls = word.wrapping_sub(ONES * 0x20) & !word & HIGH_BITS;
    controls | zeros(word ^ (ONES * b'"' as u64)) | zeros(word ^ (ONES * b'\\' as u64))
}

const fn escapes_and_commas(word: u64) -> u64 {
    escapes(word) | zeros(word ^ (ONES * b',' as u64))
}

/// Return whether JSON escapes a byte.
pub const fn is_escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// Return the position of the first byte from `start` on that JSON escapes; the length if there is none.
#[inline]
pub fn find_escaped(bytes: &[u8], start: usize) -> usize {
    find(bytes, start, escapes, is_escaped)
}

/// Return the position of the first byte from `start` on that JSON escapes or that is a comma; the length if there is none.
#[inline]
pub fn find_escaped_or_comma(bytes: &[u8], start: usize) -> usize {
    find(bytes, start, escapes_and_commas, |byte| is_escaped(byte) || byte == b',')
}

#[inline]
fn find(bytes: &[u8], start: usize, in_word: impl Fn(u64) -> u64, is_match: impl Fn(u8) -> bool) -> usize {
    let mut at = start;
    while let Some(word) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let found = in_word(u64::from_le_bytes(*word));
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while at < bytes.len() && !is_match(bytes[at]) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::{find_escaped, find_escaped_or_comma, is_escaped};

    #[test]
    fn every_byte_is_found_at_every_position() {
        for byte in 0..=u8::MAX {
            for position in 0..20 {
                for filler in [b'a', 0x80, 0xFF, 0x21, b'-', b'#'] {
                    let mut bytes = [filler; 20];
                    bytes[position] = byte;
                    assert_eq!(find_escaped(&bytes, 0), if is_escaped(byte) { position } else { 20 });
                    let is_match = is_escaped(byte) || byte == b',';
                    assert_eq!(find_escaped_or_comma(&bytes, 0), if is_match { position } else { 20 });
                    assert_eq!(find_escaped(&bytes, position + 1), 20);
                }
            }
        }
    }
}
