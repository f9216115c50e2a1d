//! Rows of Python values, as drivers return them, converted to text by the type of their column.

use std::io::Write;
use std::str::FromStr;

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyFloat, PyInt, PyList, PyString, PyTuple};

use crate::Unsupported;
use crate::source::{Form, MAX_BLOCK_BYTES, Rows, Value};

/// Larger integers lose digits as floating-point numbers.
const MAX_EXACT_INTEGER: i64 = 1 << 53;

/// How the values of a column become text.
#[derive(Clone, Copy)]
pub enum ValueType {
    Text,
    Integer,
    Number,
    Boolean,
    Date,
    Timestamp,
    Binary,
}

impl FromStr for ValueType {
    type Err = Unsupported;

    fn from_str(name: &str) -> Result<Self, Unsupported> {
        Ok(match name {
            "text" | "keyword" | "ip" => Self::Text,
            "long" => Self::Integer,
            "double" | "decimal" => Self::Number,
            "boolean" => Self::Boolean,
            "date" => Self::Date,
            "timestamp" => Self::Timestamp,
            "binary" => Self::Binary,
            _ => return Err(Unsupported),
        })
    }
}

/// Classes of Python's standard library whose objects drivers return.
pub struct Classes {
    date: Py<PyAny>,
    datetime: Py<PyAny>,
    time: Py<PyAny>,
    decimal: Py<PyAny>,
    uuid: Py<PyAny>,
    utc: Py<PyAny>,
}

impl Classes {
    pub fn import(py: Python<'_>) -> PyResult<Self> {
        let datetime = py.import("datetime")?;
        Ok(Self {
            date: datetime.getattr("date")?.unbind(),
            datetime: datetime.getattr("datetime")?.unbind(),
            time: datetime.getattr("time")?.unbind(),
            decimal: py.import("decimal")?.getattr("Decimal")?.unbind(),
            uuid: py.import("uuid")?.getattr("UUID")?.unbind(),
            utc: datetime.getattr("timezone")?.getattr("utc")?.unbind(),
        })
    }
}

/// The class of a column's values, where Python converts a column of several classes in another way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ValueClass {
    /// Texts and numbers.
    Plain,
    /// Timestamps as bytes.
    Bytes,
    /// Decimals, dates and datetimes.
    Object,
}

/// Rows as tuples of values.
pub struct Tuples<'a, 'py> {
    rows: &'a Bound<'py, PyList>,
    /// The type of each value in a row, None for one that is not read.
    types: &'a [Option<ValueType>],
    classes: &'a Classes,
    value_classes: Vec<Option<ValueClass>>,
    at: usize,
}

impl<'a, 'py> Tuples<'a, 'py> {
    pub fn new(rows: &'a Bound<'py, PyList>, types: &'a [Option<ValueType>], classes: &'a Classes) -> Self {
        Self { rows, types, classes, value_classes: vec![None; types.len()], at: 0 }
    }
}

impl<'a> Rows<'a> for Tuples<'_, '_> {
    fn has_next(&self) -> bool {
        self.at < self.rows.len()
    }

    fn width(&self) -> usize {
        self.types.len()
    }

    fn next(&mut self, values: &mut [Value], scratch: &mut Vec<u8>) -> Result<&'a [u8], Unsupported> {
        let row = self.rows.get_item(self.at).map_err(|_| Unsupported)?;
        let row = row.cast::<PyTuple>().map_err(|_| Unsupported)?;
        self.at += 1;
        if row.len() != values.len() {
            return Err(Unsupported);
        }
        for (index, (value, value_type)) in values.iter_mut().zip(self.types).enumerate() {
            let Some(value_type) = value_type else { continue };
            let item = row.get_borrowed_item(index).map_err(|_| Unsupported)?;
            *value = if item.is_none() {
                Value::NULL
            } else {
                let start = scratch.len();
                let class = write_text(*value_type, &item, self.classes, scratch)?;
                if *self.value_classes[index].get_or_insert(class) != class || scratch.len() > MAX_BLOCK_BYTES {
                    return Err(Unsupported);
                }
                Value::new(start, scratch.len(), Form::Rewritten)
            };
        }
        Ok(&[])
    }
}

/// Append a value as text to `out`, if columns of such values are converted so in Python, too.
fn write_text(value_type: ValueType, value: &Bound<'_, PyAny>, classes: &Classes, out: &mut Vec<u8>) -> Result<ValueClass, Unsupported> {
    match value_type {
        ValueType::Text => {
            let is_object = [&classes.uuid, &classes.time].into_iter().any(|class| is_exactly(value, class));
            let text = if is_object { Some(value.str().map_err(|_| Unsupported)?.into_any()) } else { None };
            append(text.as_ref().unwrap_or(value), |_| true, out)?;
        }
        ValueType::Integer => write!(out, "{}", integer(value)?).map_err(|_| Unsupported)?,
        ValueType::Number if is_exactly(value, &classes.decimal) => {
            let text = value.str().map_err(|_| Unsupported)?;
            append(&text, |text| text.strip_prefix(b"-").unwrap_or(text).first().is_some_and(u8::is_ascii_digit), out)?;
            return Ok(ValueClass::Object);
        }
        ValueType::Number if value.is_exact_instance_of::<PyFloat>() => write_float(value.extract().map_err(|_| Unsupported)?, out)?,
        ValueType::Number => {
            let number = integer(value)?;
            if number.unsigned_abs() >= MAX_EXACT_INTEGER.unsigned_abs() {
                return Err(Unsupported);
            }
            write!(out, "{number}.0").map_err(|_| Unsupported)?;
        }
        ValueType::Boolean => out.extend_from_slice(if boolean(value)? { b"true" } else { b"false" }),
        ValueType::Date if is_exactly(value, &classes.date) => {
            append(&value.call_method0(intern!(value.py(), "isoformat")).map_err(|_| Unsupported)?, is_date, out)?;
            return Ok(ValueClass::Object);
        }
        ValueType::Date => append(value, |text| text.len() == 10 && is_date(text), out)?,
        ValueType::Timestamp if is_exactly(value, &classes.datetime) => {
            append(&datetime_text(value, classes).map_err(|_| Unsupported)?, is_timestamp, out)?;
            return Ok(ValueClass::Object);
        }
        ValueType::Timestamp => {
            append(value, is_timestamp, out)?;
            if value.is_exact_instance_of::<PyBytes>() {
                return Ok(ValueClass::Bytes);
            }
        }
        ValueType::Binary => {
            let bytes = value.cast::<PyBytes>().map_err(|_| Unsupported)?;
            write_base64(bytes.as_bytes(), out);
        }
    }
    Ok(ValueClass::Plain)
}

/// Return a `datetime` as text with microseconds; one with a time zone other than UTC gets an offset.
fn datetime_text<'py>(value: &Bound<'py, PyAny>, classes: &Classes) -> PyResult<Bound<'py, PyAny>> {
    let py = value.py();
    let text = value.call_method1(intern!(py, "isoformat"), (intern!(py, " "), intern!(py, "microseconds")))?;
    if value.getattr(intern!(py, "tzinfo"))?.is(&classes.utc) {
        return text.call_method1(intern!(py, "removesuffix"), (intern!(py, "+00:00"),));
    }
    Ok(text)
}

/// Return whether the class of a value is this one, not a subclass.
fn is_exactly(value: &Bound<'_, PyAny>, class: &Py<PyAny>) -> bool {
    value.get_type().is(class)
}

fn boolean(value: &Bound<'_, PyAny>) -> Result<bool, Unsupported> {
    if let Ok(boolean) = value.cast_exact::<PyBool>() {
        return Ok(boolean.is_true());
    }
    match integer(value)? {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(Unsupported),
    }
}

/// Return an `int`, but not one of a subclass such as `bool`.
fn integer(value: &Bound<'_, PyAny>) -> Result<i64, Unsupported> {
    if !value.is_exact_instance_of::<PyInt>() {
        return Err(Unsupported);
    }
    value.extract().map_err(|_| Unsupported)
}

/// Append the text of a `str`, or of `bytes` in UTF-8, if it is as expected.
fn append(value: &Bound<'_, PyAny>, is_expected: impl FnOnce(&[u8]) -> bool, out: &mut Vec<u8>) -> Result<(), Unsupported> {
    let text = if let Ok(bytes) = value.cast_exact::<PyBytes>() {
        std::str::from_utf8(bytes.as_bytes()).map_err(|_| Unsupported)?
    } else {
        value.cast_exact::<PyString>().map_err(|_| Unsupported)?.to_str().map_err(|_| Unsupported)?
    };
    if !is_expected(text.as_bytes()) {
        return Err(Unsupported);
    }
    out.extend_from_slice(text.as_bytes());
    Ok(())
}

/// Append the shortest digits that give the same number again.
fn write_float(number: f64, out: &mut Vec<u8>) -> Result<(), Unsupported> {
    const MAX_CENTS: f64 = 1e15;
    let magnitude = number.abs();
    // Two numbers of up to 15 digits are never the same floating-point number. So if one with two decimals is this one, it is
    // the shortest; that is far cheaper to find than the digits of any number.
    let cents = (magnitude * 100.0).round();
    if number != 0.0 && cents < MAX_CENTS && (cents / 100.0).to_bits() == magnitude.to_bits() {
        if number < 0.0 {
            out.push(b'-');
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // It is an integer below 1e15.
        let cents = cents as u64;
        let (whole, tens, ones) = (cents / 100, cents / 10 % 10, cents % 10);
        let written = if ones == 0 { write!(out, "{whole}.{tens}") } else { write!(out, "{whole}.{tens}{ones}") };
        return written.map_err(|_| Unsupported);
    }
    if number != 0.0 && !(1e-4..1e15).contains(&magnitude) {
        // Here the notations of both languages differ; and some are not finite.
        return Err(Unsupported);
    }
    write!(out, "{number:?}").map_err(|_| Unsupported)
}

/// Return whether a text starts with an existing day, as `yyyy-MM-dd`, from the year 1 on.
fn is_date(text: &[u8]) -> bool {
    let Some(day) = text.first_chunk::<10>() else { return false };
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *day else { return false };
    let (Some(century), Some(year), Some(month), Some(day)) = (digits(y1, y2), digits(y3, y4), digits(m1, m2), digits(d1, d2)) else {
        return false;
    };
    let year = 100 * century + year;
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u16::from(is_leap),
        _ => return false,
    };
    year > 0 && (1..=days).contains(&day)
}

/// Return whether a text is an existing time, as `yyyy-MM-dd HH:mm:ss`, with up to six digits of a second.
fn is_timestamp(text: &[u8]) -> bool {
    if !is_date(text) {
        return false;
    }
    let Some((time, fraction)) = text[10..].split_first_chunk::<9>() else { return false };
    let [b' ', h1, h2, b':', m1, m2, b':', s1, s2] = *time else { return false };
    let is_time = digits(h1, h2).is_some_and(|hour| hour < 24)
        && digits(m1, m2).is_some_and(|minute| minute < 60)
        && digits(s1, s2).is_some_and(|second| second < 60);
    let is_fraction = match fraction {
        [] => true,
        [b'.', digits @ ..] => (1..=6).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    is_time && is_fraction
}

fn digits(tens: u8, ones: u8) -> Option<u16> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| 10 * u16::from(tens - b'0') + u16::from(ones - b'0'))
}

fn write_base64(bytes: &[u8], out: &mut Vec<u8>) {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0, |word, &byte| word << 8 | usize::from(byte)) << (8 * (3 - chunk.len()));
        let mut text = [18, 12, 6, 0].map(|shift| ALPHABET[word >> shift & 63]);
        text[chunk.len() + 1..].fill(b'=');
        out.extend_from_slice(&text);
    }
}
