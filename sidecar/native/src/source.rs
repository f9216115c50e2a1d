//! Rows as databases send them, split into values.

use crate::Unsupported;
use crate::scan::{find_escaped, find_escaped_or_comma};

/// One value of a row, as a range of the row's bytes or of the scratch buffer.
#[derive(Clone, Copy)]
pub enum Value {
    Null,
    /// `is_plain` says that JSON escapes none of its bytes.
    Sent { start: usize, end: usize, is_plain: bool },
    Rewritten { start: usize, end: usize },
}

/// Rows of a block.
pub trait Rows<'a> {
    fn has_next(&self) -> bool;

    /// Split the next row into its values; return the bytes that their ranges refer to.
    fn next(&mut self, values: &mut Vec<Value>, scratch: &mut Vec<u8>) -> Result<&'a [u8], Unsupported>;
}

/// CSV as `PostgreSQL` writes it: an empty field is null, a quoted one is text, a quote in it is doubled.
pub struct Csv<'a> {
    data: &'a [u8],
    width: usize,
    at: usize,
}

impl<'a> Csv<'a> {
    /// `width` is the number of fields of every line.
    pub fn new(data: &'a [u8], width: usize) -> Result<Self, Unsupported> {
        const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
        if data.starts_with(BYTE_ORDER_MARK) || std::str::from_utf8(data).is_err() {
            return Err(Unsupported);
        }
        Ok(Self { data, width, at: 0 })
    }

    /// Read the field that starts here, up to the comma or line break after it.
    #[inline]
    fn field(&mut self, scratch: &mut Vec<u8>) -> Result<Value, Unsupported> {
        if self.data.get(self.at) == Some(&b'"') {
            return self.quoted(scratch);
        }
        let start = self.at;
        let mut is_plain = true;
        loop {
            self.at = find_escaped_or_comma(self.data, self.at);
            match self.data.get(self.at) {
                None | Some(b',' | b'\n') => break,
                Some(b'"' | b'\r') => return Err(Unsupported),
                Some(_) => is_plain = false,
            }
            self.at += 1;
        }
        let end = self.at;
        Ok(if start == end { Value::Null } else { Value::Sent { start, end, is_plain } })
    }

    fn quoted(&mut self, scratch: &mut Vec<u8>) -> Result<Value, Unsupported> {
        let start = self.at + 1;
        let rewritten = scratch.len();
        let (mut from, mut is_plain) = (start, true);
        self.at = start;
        loop {
            self.at = find_escaped(self.data, self.at);
            match self.data.get(self.at) {
                None => return Err(Unsupported),
                Some(b'"') if self.data.get(self.at + 1) == Some(&b'"') => {
                    scratch.extend_from_slice(&self.data[from..=self.at]);
                    self.at += 2;
                    from = self.at;
                    is_plain = false;
                }
                Some(b'"') => break,
                Some(_) => {
                    is_plain = false;
                    self.at += 1;
                }
            }
        }
        let end = self.at;
        self.at += 1;
        if !matches!(self.data.get(self.at), None | Some(b',' | b'\n')) {
            return Err(Unsupported);
        }
        if from == start {
            return Ok(Value::Sent { start, end, is_plain });
        }
        scratch.extend_from_slice(&self.data[from..end]);
        Ok(Value::Rewritten { start: rewritten, end: scratch.len() })
    }
}

impl<'a> Rows<'a> for Csv<'a> {
    fn has_next(&self) -> bool {
        self.at < self.data.len()
    }

    #[inline]
    fn next(&mut self, values: &mut Vec<Value>, scratch: &mut Vec<u8>) -> Result<&'a [u8], Unsupported> {
        for remaining in (0..self.width).rev() {
            values.push(self.field(scratch)?);
            let is_end = !matches!(self.data.get(self.at), Some(b','));
            if is_end != (remaining == 0) {
                return Err(Unsupported);
            }
            self.at += 1;
        }
        Ok(self.data)
    }
}
