//! Conversions of values from a database's format to that of JSON and Elasticsearch.

use std::str::FromStr;

use crate::Unsupported;

/// Which values JSON or Elasticsearch cannot represent; they become null and are counted.
#[derive(Clone, Copy)]
pub enum Check {
    Finite,
    DuckdbFinite,
    IsoDate,
    IsoTimestamp,
    DuckdbTimestamp,
    NoConstants,
    NonzeroDate,
}

/// How the other values are rewritten.
#[derive(Clone, Copy)]
pub enum Rewrite {
    IsoTimestamp,
    OneLine,
    Boolean,
    StripZeros,
    NumberArray,
    BooleanArray,
    DateArray,
    TimestampArray,
}

impl FromStr for Check {
    type Err = Unsupported;

    fn from_str(name: &str) -> Result<Self, Unsupported> {
        Ok(match name {
            "finite" => Self::Finite,
            "duckdb_finite" => Self::DuckdbFinite,
            "iso_date" => Self::IsoDate,
            "iso_timestamp" => Self::IsoTimestamp,
            "duckdb_timestamp" => Self::DuckdbTimestamp,
            "no_constants" => Self::NoConstants,
            "nonzero_date" => Self::NonzeroDate,
            _ => return Err(Unsupported),
        })
    }
}

impl FromStr for Rewrite {
    type Err = Unsupported;

    fn from_str(name: &str) -> Result<Self, Unsupported> {
        Ok(match name {
            "iso_timestamp" => Self::IsoTimestamp,
            "one_line" => Self::OneLine,
            "boolean" => Self::Boolean,
            "strip_zeros" => Self::StripZeros,
            "number_array" => Self::NumberArray,
            "boolean_array" => Self::BooleanArray,
            "date_array" => Self::DateArray,
            "timestamp_array" => Self::TimestampArray,
            _ => return Err(Unsupported),
        })
    }
}

impl Check {
    /// Return whether a value can be represented.
    #[inline]
    pub fn accepts(self, text: &[u8]) -> Result<bool, Unsupported> {
        match self {
            Self::Finite => Ok(!matches!(text, b"NaN" | b"Infinity" | b"-Infinity")),
            Self::IsoDate => Ok(text.len() == 10),
            Self::DuckdbFinite => Ok(!matches!(text, b"nan" | b"-nan" | b"inf" | b"-inf")),
            Self::IsoTimestamp => is_iso_timestamp(text),
            Self::DuckdbTimestamp => Ok(is_iso_timestamp(text)? && !contains(text, b"(BC)")),
            Self::NoConstants => Ok(!contains(text, b"NaN") && !contains(text, b"Infinity")),
            Self::NonzeroDate => {
                let text = require_ascii(text)?;
                let part = |start: usize, end: usize| text.get(start..end.min(text.len()));
                Ok(!(text.starts_with(b"0000") || part(5, 7) == Some(b"00") || part(8, 10) == Some(b"00")))
            }
        }
    }
}

impl Rewrite {
    /// Append the rewritten value to `out`; return false, and append nothing, if it stays as it is.
    #[inline]
    pub fn apply(self, text: &[u8], out: &mut Vec<u8>) -> Result<bool, Unsupported> {
        match self {
            Self::IsoTimestamp => {
                let (day, rest) = require_ascii(text)?.split_at(text.len().min(10));
                out.extend_from_slice(day);
                out.push(b'T');
                out.extend_from_slice(rest.get(1..).unwrap_or_default());
                out.push(b'Z');
            }
            Self::OneLine => {
                if !text.iter().any(|byte| matches!(byte, b'\n' | b'\r')) {
                    return Ok(false);
                }
                out.extend(text.iter().map(|&byte| if matches!(byte, b'\n' | b'\r') { b' ' } else { byte }));
            }
            Self::Boolean => out.extend_from_slice(if text == b"0" { b"false" } else { b"true" }),
            Self::StripZeros => {
                let text = require_ascii(text)?;
                let is_padding = |position: usize| text[position] == b'0' && text.get(position + 1).is_some_and(u8::is_ascii_digit);
                let start = (0..text.len()).find(|&position| !is_padding(position)).unwrap_or_default();
                out.extend_from_slice(&text[start..]);
            }
            Self::NumberArray => nullify_strings(text, |_| true, out),
            Self::DateArray => nullify_strings(require_ascii(text)?, is_out_of_range, out),
            Self::TimestampArray => {
                let mut dates = Vec::with_capacity(text.len());
                nullify_strings(require_ascii(text)?, is_out_of_range, &mut dates);
                replace(&dates, b"+00:00\"", b"Z\"", out);
            }
            Self::BooleanArray => {
                let mut trues = Vec::with_capacity(text.len());
                replace(text, b"\"1\"", b"true", &mut trues);
                replace(&trues, b"\"0\"", b"false", out);
            }
        }
        Ok(true)
    }
}

/// Return the text, in which positions of bytes and of characters are the same.
fn require_ascii(text: &[u8]) -> Result<&[u8], Unsupported> {
    if text.is_ascii() { Ok(text) } else { Err(Unsupported) }
}

fn is_iso_timestamp(text: &[u8]) -> Result<bool, Unsupported> {
    Ok(require_ascii(text)?.get(10) == Some(&b' ') && !text.ends_with(b"BC"))
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

/// Append `text` with each JSON string that matches replaced by null; one that does not may end where another one starts.
fn nullify_strings(text: &[u8], is_match: impl Fn(&[u8]) -> bool, out: &mut Vec<u8>) {
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let rest = &text[at + 1..];
        let end = if byte == b'"' { rest.iter().position(|&each| each == b'"') } else { None };
        match end {
            Some(end) if is_match(&rest[..end]) => {
                out.extend_from_slice(b"null");
                at += end + 2;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
}

/// Return whether a date is infinite, after the year 9999 or before the year 1.
fn is_out_of_range(date: &[u8]) -> bool {
    let digits = date.iter().take_while(|byte| byte.is_ascii_digit()).count();
    matches!(date, b"infinity" | b"-infinity") || date.ends_with(b" BC") || (digits >= 5 && date.get(digits) == Some(&b'-'))
}

fn replace(text: &[u8], from: &[u8], to: &[u8], out: &mut Vec<u8>) {
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with(from) {
            out.extend_from_slice(to);
            at += from.len();
        } else {
            out.push(text[at]);
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Rewrite;

    fn rewrite(rule: Rewrite, text: &str) -> String {
        let mut out = Vec::new();
        if !rule.apply(text.as_bytes(), &mut out).unwrap() {
            return text.to_string();
        }
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn values_are_rewritten() {
        for (rule, text, expected) in [
            (Rewrite::IsoTimestamp, "2024-02-29 12:00:00.5", "2024-02-29T12:00:00.5Z"),
            (Rewrite::OneLine, "{\r\n\"a\":1}", "{  \"a\":1}"),
            (Rewrite::StripZeros, "0007", "7"),
            (Rewrite::StripZeros, "000", "0"),
            (Rewrite::StripZeros, "00.5", "0.5"),
            (Rewrite::NumberArray, "[1,\"NaN\",\"Infinity\"]", "[1,null,null]"),
            (Rewrite::BooleanArray, "[\"1\",\"0\",null]", "[true,false,null]"),
            (Rewrite::DateArray, "[\"2024-02-29\",\"infinity\",\"10000-01-01\",\"0001-01-01 BC\"]", "[\"2024-02-29\",null,null,null]"),
            (Rewrite::TimestampArray, "[\"2024-02-29T12:00:00+00:00\",\"-infinity\"]", "[\"2024-02-29T12:00:00Z\",null]"),
        ] {
            assert_eq!(rewrite(rule, text), expected);
        }
    }
}
