//! The encoder of one query's rows.

use crate::Unsupported;
use crate::conversions::{Check, Rewrite};
use crate::json::escape;
use crate::output::Output;
use crate::source::{Form, Rows, Value};

/// Elasticsearch's limit; a single longer id makes it reject the whole bulk request.
const MAX_ID_BYTES: usize = 512;

/// Bytes reserved for the documents of a block at most; a larger block gets more as it needs them.
const MAX_CAPACITY: usize = 1 << 26;

/// How a value is written into a JSON document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// A number, a boolean or JSON on one line: copied.
    Raw,
    /// Text that needs no escapes: quoted.
    Safe,
    /// Any other text: escaped and quoted.
    Text,
}

/// A value of every row.
pub struct Column {
    /// Its position in the rows.
    pub position: usize,
    pub kind: ColumnKind,
    /// Whether it may contain the separator of a composite key.
    pub is_text: bool,
    pub check: Option<Check>,
    pub rewrite: Option<Rewrite>,
}

/// A field of every document.
pub struct Field {
    /// The bytes before its value: a brace or comma, the quoted name, a colon.
    pub prefix: Vec<u8>,
    /// Index of the column that it has the value of.
    pub column: usize,
}

/// What is known of the keys of a block, if the key is a single integer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    pub first: i64,
    pub last: i64,
    pub largest: i64,
    /// The largest key as the database sent it.
    pub text: Vec<u8>,
    /// Whether each key is greater than the one before it.
    pub is_ascending: bool,
}

/// The documents of a block.
pub struct Encoded {
    pub output: Output,
    /// Values that became null because JSON cannot represent them.
    pub nulled: u64,
    /// The values of the last row, by column.
    pub last_row: Vec<Option<Vec<u8>>>,
    pub keys: Option<Keys>,
}

pub struct Encoder {
    pub columns: Vec<Column>,
    pub fields: Vec<Field>,
    /// Indexes of the key's columns; empty if rows are numbered.
    pub key: Vec<usize>,
    /// The beginning of the ids of rows without a key, escaped.
    pub id_prefix: Vec<u8>,
    /// Whether the key is a single integer.
    pub tracks_key: bool,
    /// Index of the column that marks rows as deleted, if there is one.
    pub deletion_mark: Option<usize>,
}

/// The current row.
struct Row<'a> {
    data: &'a [u8],
    scratch: Vec<u8>,
    /// The values as the database sent them.
    sent: Vec<Value>,
    /// The values of the columns.
    values: Vec<Value>,
    id: Vec<u8>,
}

impl Row<'_> {
    fn text(&self, value: Value) -> Option<(&[u8], bool)> {
        match value.form() {
            Form::Null => None,
            Form::Rewritten => Some((&self.scratch[value.range()], false)),
            form => Some((&self.data[value.range()], form == Form::Plain)),
        }
    }
}

impl Encoder {
    /// Encode all rows of a block; those without a key are numbered from `first_row`.
    pub fn encode<'a>(&self, mut rows: impl Rows<'a>, first_row: u64, capacity: usize) -> Result<Encoded, Unsupported> {
        let mut output = Output::with_capacity(capacity.min(MAX_CAPACITY));
        let mut nulled = 0;
        let mut keys = None;
        let mut row = Row {
            data: &[],
            scratch: Vec::new(),
            sent: vec![Value::NULL; rows.width()],
            values: vec![Value::NULL; self.columns.len()],
            id: Vec::new(),
        };
        if row.sent.is_empty() || self.columns.iter().any(|column| column.position >= row.sent.len()) {
            return Err(Unsupported);
        }
        while rows.has_next() {
            row.scratch.clear();
            row.data = rows.next(&mut row.sent, &mut row.scratch)?;
            nulled += self.convert(&mut row)?;
            let is_deleted = self.is_deleted(&row);
            let action: &[u8] = if is_deleted { b"{\"delete\":{\"_id\":\"" } else { b"{\"index\":{\"_id\":\"" };
            self.write_action(action, &mut row, first_row + output.rows, &mut output.bytes)?;
            if self.tracks_key {
                observe(&mut keys, &row.id)?;
            }
            if !is_deleted {
                self.write_document(&row, &mut output.bytes);
            }
            output.end_row();
        }
        if output.rows == 0 {
            return Err(Unsupported);
        }
        let last_row = row.values.iter().map(|&value| row.text(value).map(|(text, _)| text.to_vec())).collect();
        Ok(Encoded { output, nulled, last_row, keys })
    }

    /// Convert the values of the columns; return how many became null.
    #[inline]
    fn convert(&self, row: &mut Row) -> Result<u64, Unsupported> {
        let mut nulled = 0;
        for (index, column) in self.columns.iter().enumerate() {
            let mut value = row.sent[column.position];
            if let (Some(check), Some((text, _))) = (column.check, row.text(value)) {
                if !check.accepts(text)? {
                    value = Value::NULL;
                    nulled += 1;
                }
            }
            if let Some(rewrite) = column.rewrite {
                value = rewrite_value(rewrite, value, row)?;
            }
            row.values[index] = value;
        }
        Ok(nulled)
    }

    /// Return whether a row is marked as deleted.
    #[inline]
    fn is_deleted(&self, row: &Row) -> bool {
        self.deletion_mark.and_then(|column| row.text(row.values[column])).is_some_and(|(text, _)| is_mark(text))
    }

    #[inline]
    fn write_action(&self, action: &[u8], row: &mut Row, number: u64, out: &mut Vec<u8>) -> Result<(), Unsupported> {
        out.extend_from_slice(action);
        if self.key.is_empty() {
            out.extend_from_slice(&self.id_prefix);
            write_number(number, out);
        } else {
            let is_plain = self.build_id(row)?;
            if row.id.len() > MAX_ID_BYTES {
                return Err(Unsupported);
            }
            if is_plain {
                out.extend_from_slice(&row.id);
            } else {
                escape(&row.id, out);
            }
        }
        out.extend_from_slice(b"\"}}\n");
        Ok(())
    }

    /// Build the id from the key; return whether it needs no escapes.
    #[inline]
    fn build_id(&self, row: &mut Row) -> Result<bool, Unsupported> {
        let mut id = std::mem::take(&mut row.id);
        id.clear();
        let mut is_plain = true;
        for (position, &index) in self.key.iter().enumerate() {
            let column = &self.columns[index];
            let (text, _) = row.text(row.values[index]).ok_or(Unsupported)?;
            if position > 0 {
                id.push(b'|');
            }
            if self.key.len() > 1 && column.is_text {
                escape_separators(text, &mut id);
            } else {
                id.extend_from_slice(text);
            }
            is_plain &= !column.is_text;
        }
        row.id = id;
        Ok(is_plain)
    }

    #[inline]
    fn write_document(&self, row: &Row, out: &mut Vec<u8>) {
        for field in &self.fields {
            out.extend_from_slice(&field.prefix);
            match row.text(row.values[field.column]) {
                None => out.extend_from_slice(b"null"),
                Some((text, is_plain)) => write_value(self.columns[field.column].kind, text, is_plain, out),
            }
        }
        out.extend_from_slice(if self.fields.is_empty() { b"{}\n" } else { b"}\n" });
    }
}

#[inline]
fn write_value(kind: ColumnKind, text: &[u8], is_plain: bool, out: &mut Vec<u8>) {
    match kind {
        ColumnKind::Raw => out.extend_from_slice(text),
        ColumnKind::Text if !is_plain => {
            out.push(b'"');
            escape(text, out);
            out.push(b'"');
        }
        _ => {
            out.push(b'"');
            out.extend_from_slice(text);
            out.push(b'"');
        }
    }
}

fn rewrite_value(rewrite: Rewrite, value: Value, row: &mut Row) -> Result<Value, Unsupported> {
    let mut scratch = std::mem::take(&mut row.scratch);
    let start = scratch.len();
    let is_rewritten = match value.form() {
        Form::Null => false,
        Form::Plain | Form::Sent => rewrite.apply(&row.data[value.range()], &mut scratch)?,
        Form::Rewritten => {
            let text = scratch[value.range()].to_vec();
            rewrite.apply(&text, &mut scratch)?
        }
    };
    let end = scratch.len();
    row.scratch = scratch;
    Ok(if is_rewritten { Value::new(start, end, Form::Rewritten) } else { value })
}

/// Return whether a boolean, number, date or timestamp marks a row as deleted: it is neither false nor 0.
fn is_mark(text: &[u8]) -> bool {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    let mantissa = digits.split(|byte| matches!(byte, b'e' | b'E')).next().unwrap_or_default();
    let is_zero = !mantissa.is_empty() && mantissa.iter().all(|byte| matches!(byte, b'0' | b'.'));
    text != b"false" && !is_zero && !is_epoch(text)
}

/// Return whether a date or timestamp is the one that stands for 0.
fn is_epoch(text: &[u8]) -> bool {
    let Some(rest) = text.strip_prefix(b"1970-01-01") else { return false };
    let Some(time) = rest.strip_prefix(b"T00:00:00").and_then(|rest| rest.strip_suffix(b"Z")) else { return rest.is_empty() };
    time.is_empty() || time.strip_prefix(b".").is_some_and(|zeros| !zeros.is_empty() && zeros.iter().all(|&byte| byte == b'0'))
}

/// Append a value of a composite key, with a backslash before each separator and backslash.
fn escape_separators(text: &[u8], id: &mut Vec<u8>) {
    for &byte in text {
        if matches!(byte, b'|' | b'\\') {
            id.push(b'\\');
        }
        id.push(byte);
    }
}

fn write_number(number: u64, out: &mut Vec<u8>) {
    let mut digits = [0; 20];
    let (mut start, mut rest) = (digits.len(), number);
    loop {
        start -= 1;
        digits[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            return out.extend_from_slice(&digits[start..]);
        }
    }
}

/// Add the next key to what is known of the keys.
fn observe(keys: &mut Option<Keys>, text: &[u8]) -> Result<(), Unsupported> {
    let number = parse_integer(text).ok_or(Unsupported)?;
    match keys {
        None => *keys = Some(Keys { first: number, last: number, largest: number, text: text.to_vec(), is_ascending: true }),
        Some(keys) => {
            keys.is_ascending &= number > keys.last;
            keys.last = number;
            if number > keys.largest {
                keys.largest = number;
                keys.text.clear();
                keys.text.extend_from_slice(text);
            }
        }
    }
    Ok(())
}

/// Parse an optional minus sign and up to 18 digits.
fn parse_integer(text: &[u8]) -> Option<i64> {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    if digits.is_empty() || digits.len() > 18 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number = digits.iter().fold(0, |number, digit| 10 * number + i64::from(digit - b'0'));
    Some(if digits.len() == text.len() { number } else { -number })
}

#[cfg(test)]
mod tests {
    use super::{Column, ColumnKind, Encoded, Encoder, Field, Keys, is_mark};
    use crate::Unsupported;
    use crate::source::Csv;

    fn encoder(key: &[usize]) -> Encoder {
        let column = |position, kind| Column { position, kind, is_text: kind == ColumnKind::Text, check: None, rewrite: None };
        Encoder {
            columns: vec![column(0, ColumnKind::Raw), column(1, ColumnKind::Text)],
            fields: vec![Field { prefix: b"{\"n\":".to_vec(), column: 0 }, Field { prefix: b",\"t\":".to_vec(), column: 1 }],
            key: key.to_vec(),
            id_prefix: b"run-".to_vec(),
            tracks_key: key == [0],
            deletion_mark: None,
        }
    }

    fn encode(key: &[usize], csv: &[u8]) -> Result<Encoded, Unsupported> {
        encoder(key).encode(Csv::new(csv, 2)?, 7, 0)
    }

    fn lines(key: &[usize], csv: &str) -> String {
        String::from_utf8(encode(key, csv.as_bytes()).ok().unwrap().output.bytes.to_vec()).unwrap()
    }

    #[test]
    fn each_row_becomes_an_action_and_a_document() {
        assert_eq!(
            lines(&[], "1,\"\"\n,\"a \"\"b\"\",\nc\""),
            "{\"index\":{\"_id\":\"run-7\"}}\n{\"n\":1,\"t\":\"\"}\n{\"index\":{\"_id\":\"run-8\"}}\n{\"n\":null,\"t\":\"a \\\"b\\\",\\nc\"}\n"
        );
        assert_eq!(lines(&[1, 0], "1,a|\\\n"), "{\"index\":{\"_id\":\"a\\\\|\\\\\\\\|1\"}}\n{\"n\":1,\"t\":\"a|\\\\\"}\n");
    }

    #[test]
    fn a_marked_row_becomes_a_deletion() {
        let marking = Encoder { deletion_mark: Some(1), ..encoder(&[0]) };
        let encoded = marking.encode(Csv::new(b"1,\n2,2024-01-31\n", 2).ok().unwrap(), 0, 0).ok().unwrap();
        assert_eq!(
            String::from_utf8(encoded.output.bytes.to_vec()).unwrap(),
            "{\"index\":{\"_id\":\"1\"}}\n{\"n\":1,\"t\":null}\n{\"delete\":{\"_id\":\"2\"}}\n"
        );
        assert_eq!(encoded.keys.unwrap().last, 2);
    }

    #[test]
    fn false_and_zero_mark_no_row() {
        for text in ["false", "0", "-0", "0.0", "0e5", "-0.00E-3", "1970-01-01", "1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000000Z"] {
            assert!(!is_mark(text.as_bytes()), "{text}");
        }
        for text in ["true", "1", "-1", "0.01", "1e-5", "2024-01-31", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00.1Z", "1970-01-02"] {
            assert!(is_mark(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn integer_keys_are_tracked() {
        let keys = encode(&[0], b"2,a\n-3,b\n10,c\n7,d\n").ok().unwrap().keys.unwrap();
        assert_eq!(keys, Keys { first: 2, last: 7, largest: 10, text: b"10".to_vec(), is_ascending: false });
    }

    #[test]
    fn other_blocks_are_left_to_the_encoder_in_python() {
        let long = format!("{},a\n", "1".repeat(513));
        for csv in ["", "\n", "1\n", "1,2,3\n", "1,a\"b\n", "1,\"a\"b\n", "1,\"a", "1,a\r\n", "\u{feff}1,a\n", ",a\n", "1.5,a\n", &long] {
            assert!(encode(&[0], csv.as_bytes()).is_err(), "{csv:?}");
        }
        assert!(encode(&[0], b"1,\xff\n").is_err());
    }
}
