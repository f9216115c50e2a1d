//! Rows as databases send them, split into values.

use std::ops::Range;

use crate::Unsupported;
use crate::scan::{Scanner, is_escaped};

/// Where the bytes of a value are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Null,
    /// In the row as the database sent it; JSON escapes none of them.
    Plain,
    /// In the row as the database sent it.
    Sent,
    /// In the scratch buffer.
    Rewritten,
}

/// One value of a row: its form, and the range of its bytes.
///
/// It is a single word: several would be stored one by one and loaded together, for which processors wait.
#[derive(Clone, Copy)]
pub struct Value(u64);

/// Positions in a row, and in the scratch buffer, have 31 bits; a value that is unquoted and rewritten grows less than fourfold.
pub const MAX_BLOCK_BYTES: usize = 1 << 29;

impl Value {
    pub const NULL: Self = Self(0);

    #[inline]
    pub const fn new(start: usize, end: usize, form: Form) -> Self {
        Self((start as u64) << 33 | (end as u64) << 2 | form as u64)
    }

    #[inline]
    pub const fn form(self) -> Form {
        match self.0 & 3 {
            0 => Form::Null,
            1 => Form::Plain,
            2 => Form::Sent,
            _ => Form::Rewritten,
        }
    }

    #[inline]
    pub const fn range(self) -> Range<usize> {
        (self.0 >> 33) as usize..(self.0 >> 2 & 0x7FFF_FFFF) as usize
    }
}

/// Rows of a block.
pub trait Rows<'a> {
    fn has_next(&self) -> bool;

    /// The number of values in each row.
    fn width(&self) -> usize;

    /// Split the next row into its values, as many as there are; return the bytes that their ranges refer to.
    fn next(&mut self, values: &mut [Value], scratch: &mut Vec<u8>) -> Result<&'a [u8], Unsupported>;
}

/// CSV as `PostgreSQL` writes it: an empty field is null, a quoted one is text, a quote in it is doubled.
pub struct Csv<'a> {
    data: &'a [u8],
    scanner: Scanner<'a>,
    width: usize,
    at: usize,
}

impl<'a> Csv<'a> {
    /// `width` is the number of fields of every line.
    pub fn new(data: &'a [u8], width: usize) -> Result<Self, Unsupported> {
        const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
        if data.len() > MAX_BLOCK_BYTES || data.starts_with(BYTE_ORDER_MARK) || std::str::from_utf8(data).is_err() {
            return Err(Unsupported);
        }
        Ok(Self { data, scanner: Scanner::new(data), width, at: 0 })
    }

    /// Read the field that starts here, up to the comma or line break after it.
    #[inline]
    fn field(&mut self, scratch: &mut Vec<u8>) -> Option<Value> {
        if self.data.get(self.at) == Some(&b'"') {
            return self.quoted(scratch);
        }
        let start = self.at;
        let mut form = Form::Plain;
        loop {
            self.at = self.scanner.find(self.at);
            // Not by a match, which becomes a jump through a table that is often mispredicted.
            let Some(&byte) = self.data.get(self.at) else {
                break;
            };
            if byte == b',' || byte == b'\n' {
                break;
            }
            if byte == b'"' || byte == b'\r' {
                return None;
            }
            form = Form::Sent;
            self.at += 1;
        }
        Some(if start == self.at { Value::NULL } else { Value::new(start, self.at, form) })
    }

    fn quoted(&mut self, scratch: &mut Vec<u8>) -> Option<Value> {
        let start = self.at + 1;
        let rewritten = scratch.len();
        let (mut from, mut form) = (start, Form::Plain);
        self.at = start;
        loop {
            self.at = self.scanner.find(self.at);
            match self.data.get(self.at)? {
                b',' => self.at += 1,
                b'"' if self.data.get(self.at + 1) == Some(&b'"') => {
                    scratch.extend_from_slice(&self.data[from..=self.at]);
                    self.at += 2;
                    from = self.at;
                }
                b'"' => break,
                _ => {
                    form = Form::Sent;
                    self.at += 1;
                }
            }
        }
        let end = self.at;
        self.at += 1;
        if !matches!(self.data.get(self.at), None | Some(b',' | b'\n')) {
            return None;
        }
        if from == start {
            return Some(Value::new(start, end, form));
        }
        scratch.extend_from_slice(&self.data[from..end]);
        Some(Value::new(rewritten, scratch.len(), Form::Rewritten))
    }
}

impl<'a> Rows<'a> for Csv<'a> {
    fn has_next(&self) -> bool {
        self.at < self.data.len()
    }

    fn width(&self) -> usize {
        self.width
    }

    #[inline]
    fn next(&mut self, values: &mut [Value], scratch: &mut Vec<u8>) -> Result<&'a [u8], Unsupported> {
        let last = values.len() - 1;
        for (position, value) in values.iter_mut().enumerate() {
            *value = self.field(scratch).ok_or(Unsupported)?;
            let is_end = self.data.get(self.at) != Some(&b',');
            if is_end != (position == last) {
                return Err(Unsupported);
            }
            self.at += 1;
        }
        Ok(self.data)
    }
}

/// Packets of `MySQL`'s text protocol: each value after its length.
pub struct Packets<'a> {
    packets: &'a [&'a [u8]],
    width: usize,
}

impl<'a> Packets<'a> {
    pub const fn new(packets: &'a [&'a [u8]], width: usize) -> Self {
        Self { packets, width }
    }
}

impl<'a> Rows<'a> for Packets<'a> {
    fn has_next(&self) -> bool {
        !self.packets.is_empty()
    }

    fn width(&self) -> usize {
        self.width
    }

    #[inline]
    fn next(&mut self, values: &mut [Value], _: &mut Vec<u8>) -> Result<&'a [u8], Unsupported> {
        let (packet, others) = self.packets.split_first().ok_or(Unsupported)?;
        self.packets = others;
        if packet.len() > MAX_BLOCK_BYTES {
            return Err(Unsupported);
        }
        let mut at = 0;
        for value in values {
            *value = read_value(packet, &mut at).ok_or(Unsupported)?;
        }
        if at == packet.len() { Ok(packet) } else { Err(Unsupported) }
    }
}

/// Read the value whose length starts at `at`, and move `at` behind it.
#[inline]
fn read_value(packet: &[u8], at: &mut usize) -> Option<Value> {
    const NULL: u8 = 251;
    let first = *packet.get(*at)?;
    *at += 1;
    let length = match first {
        ..NULL => usize::from(first),
        NULL => return Some(Value::NULL),
        252 => read_length(packet, at, 2)?,
        253 => read_length(packet, at, 3)?,
        254 => read_length(packet, at, 8)?,
        _ => return None,
    };
    let start = *at;
    *at = start.checked_add(length)?;
    let text = packet.get(start..*at)?;
    let mut escaped = 0;
    for &byte in text {
        escaped |= u8::from(is_escaped(byte));
    }
    if !text.is_ascii() && std::str::from_utf8(text).is_err() {
        return None;
    }
    Some(Value::new(start, *at, if escaped == 0 { Form::Plain } else { Form::Sent }))
}

fn read_length(packet: &[u8], at: &mut usize, bytes: usize) -> Option<usize> {
    let mut length = [0; 8];
    length[..bytes].copy_from_slice(packet.get(*at..*at + bytes)?);
    *at += bytes;
    usize::try_from(u64::from_le_bytes(length)).ok()
}
