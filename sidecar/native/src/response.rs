//! The hits of a search response, found without parsing their documents.

use crate::Unsupported;

/// A document that a search has found.
#[derive(Debug, PartialEq, Eq)]
pub struct Hit<'a> {
    pub id: Vec<u8>,
    /// The document exactly as Elasticsearch stores it; None if the search asked for none.
    pub source: Option<&'a [u8]>,
}

/// The hits of a page, and the sort values of the last one as JSON.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Page<'a> {
    pub hits: Vec<Hit<'a>>,
    pub last_sort: Option<&'a [u8]>,
    pub pit_id: Option<&'a [u8]>,
}

/// Read a search response; it is not supported if it is not valid or has an unknown form.
pub fn read_page(response: &[u8]) -> Result<Page<'_>, Unsupported> {
    let mut page = Page::default();
    let mut found = false;
    let mut json = Json { bytes: response, position: 0 };
    json.read_object(|json, key| match key {
        b"pit_id" => {
            page.pit_id = Some(trim_quotes(json.read_value()?));
            Ok(())
        }
        b"hits" => json.read_object(|json, key| match key {
            b"hits" => {
                found = true;
                json.read_array(|json| read_hit(json, &mut page))
            }
            _ => json.read_value().map(drop),
        }),
        _ => json.read_value().map(drop),
    })?;
    if found && json.rest_is_blank() { Ok(page) } else { Err(Unsupported) }
}

fn read_hit<'a>(json: &mut Json<'a>, page: &mut Page<'a>) -> Result<(), Unsupported> {
    let (mut id, mut source, mut sort) = (None, None, None);
    json.read_object(|json, key| {
        let value = json.read_value()?;
        match key {
            b"_id" if value.starts_with(b"\"") => id = Some(unescape(trim_quotes(value))?),
            b"_source" => source = Some(value),
            b"sort" => sort = Some(value),
            _ => {}
        }
        Ok(())
    })?;
    page.hits.push(Hit { id: id.ok_or(Unsupported)?, source });
    page.last_sort = sort;
    Ok(())
}

fn trim_quotes(value: &[u8]) -> &[u8] {
    value.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(value)
}

/// Decode the escapes of a JSON string, given without its quotes.
pub fn unescape(text: &[u8]) -> Result<Vec<u8>, Unsupported> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(position) = rest.iter().position(|&byte| byte == b'\\') {
        out.extend_from_slice(&rest[..position]);
        let (&escape, after) = rest[position + 1..].split_first().ok_or(Unsupported)?;
        rest = after;
        let short = match escape {
            b'"' | b'\\' | b'/' => escape,
            b'b' => 0x08,
            b't' => b'\t',
            b'n' => b'\n',
            b'f' => 0x0C,
            b'r' => b'\r',
            b'u' => {
                rest = decode_unicode(rest, &mut out)?;
                continue;
            }
            _ => return Err(Unsupported),
        };
        out.push(short);
    }
    out.extend_from_slice(rest);
    Ok(out)
}

/// Append the character of an escape, or of a pair of surrogates; return what follows it.
fn decode_unicode<'a>(digits: &'a [u8], out: &mut Vec<u8>) -> Result<&'a [u8], Unsupported> {
    let (first, mut rest) = read_unit(digits)?;
    let mut code = u32::from(first);
    if (0xD800..0xDC00).contains(&first) {
        let (second, after) = read_unit(rest.strip_prefix(b"\\u").ok_or(Unsupported)?)?;
        code = 0x1_0000 + ((code - 0xD800) << 10) + u32::from(second).checked_sub(0xDC00).ok_or(Unsupported)?;
        rest = after;
    }
    let character = char::from_u32(code).ok_or(Unsupported)?;
    out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
    Ok(rest)
}

fn read_unit(text: &[u8]) -> Result<(u16, &[u8]), Unsupported> {
    let (digits, rest) = text.split_at_checked(4).ok_or(Unsupported)?;
    let digits = std::str::from_utf8(digits).map_err(|_| Unsupported)?;
    Ok((u16::from_str_radix(digits, 16).map_err(|_| Unsupported)?, rest))
}

/// A position in JSON. Values are skipped without checking what is between their brackets.
struct Json<'a> {
    bytes: &'a [u8],
    position: usize,
}

impl<'a> Json<'a> {
    fn peek(&mut self) -> Result<u8, Unsupported> {
        while self.bytes.get(self.position).is_some_and(u8::is_ascii_whitespace) {
            self.position += 1;
        }
        self.bytes.get(self.position).copied().ok_or(Unsupported)
    }

    fn rest_is_blank(&mut self) -> bool {
        self.peek().is_err()
    }

    fn expect(&mut self, byte: u8) -> Result<(), Unsupported> {
        let found = self.peek()? == byte;
        self.position += usize::from(found);
        if found { Ok(()) } else { Err(Unsupported) }
    }

    /// Call `member` with each key, without quotes; it must read the value.
    fn read_object(&mut self, mut member: impl FnMut(&mut Self, &'a [u8]) -> Result<(), Unsupported>) -> Result<(), Unsupported> {
        self.expect(b'{')?;
        self.read_items(b'}', |json| {
            json.peek()?;
            let key = trim_quotes(json.read_string()?);
            json.expect(b':')?;
            member(json, key)
        })
    }

    fn read_array(&mut self, item: impl FnMut(&mut Self) -> Result<(), Unsupported>) -> Result<(), Unsupported> {
        self.expect(b'[')?;
        self.read_items(b']', item)
    }

    fn read_items(&mut self, end: u8, mut item: impl FnMut(&mut Self) -> Result<(), Unsupported>) -> Result<(), Unsupported> {
        if self.peek()? == end {
            return self.expect(end);
        }
        loop {
            item(self)?;
            if self.peek()? == end {
                return self.expect(end);
            }
            self.expect(b',')?;
        }
    }

    /// Return the next value as it is written.
    fn read_value(&mut self) -> Result<&'a [u8], Unsupported> {
        match self.peek()? {
            b'"' => self.read_string(),
            b'{' | b'[' => self.read_nested(),
            _ => {
                let rest = &self.bytes[self.position..];
                let length = rest.iter().position(|byte| b",}] \n\r\t".contains(byte)).unwrap_or(rest.len());
                self.take(length)
            }
        }
    }

    fn read_string(&mut self) -> Result<&'a [u8], Unsupported> {
        let start = self.position;
        self.skip_string()?;
        Ok(&self.bytes[start..self.position])
    }

    /// Return an object or an array.
    fn read_nested(&mut self) -> Result<&'a [u8], Unsupported> {
        let (start, mut depth) = (self.position, 0_usize);
        loop {
            match *self.bytes.get(self.position).ok_or(Unsupported)? {
                b'"' => {
                    self.skip_string()?;
                    continue;
                }
                // Elasticsearch accepts comments in documents; outside strings nothing else has a slash.
                b'/' => return Err(Unsupported),
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            self.position += 1;
            if depth == 0 {
                return Ok(&self.bytes[start..self.position]);
            }
        }
    }

    fn skip_string(&mut self) -> Result<(), Unsupported> {
        self.expect(b'"')?;
        loop {
            let rest = &self.bytes[self.position..];
            let length = rest.iter().position(|&byte| byte == b'"' || byte == b'\\').ok_or(Unsupported)?;
            self.position += length + 1;
            if rest[length] == b'"' {
                return Ok(());
            }
            self.position += 1;
            if self.position > self.bytes.len() {
                return Err(Unsupported);
            }
        }
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], Unsupported> {
        if length == 0 {
            return Err(Unsupported);
        }
        let start = self.position;
        self.position += length;
        Ok(&self.bytes[start..self.position])
    }
}

#[cfg(test)]
mod tests {
    use super::{Hit, Page, read_page, unescape};

    #[test]
    fn hits_are_found_whatever_their_documents_contain() {
        let source = r#"{"a":"]}\"{\\","hits":[{"_id":"x","sort":[1]}],"b":null}"#;
        let response = format!(
            r#"{{"pit_id":"p=","took":3,"_shards":{{"total":1}},"hits":{{"total":{{"value":2}},"max_score":null,"hits":[
               {{"_index":"i","_id":"1","_score":null,"_source":{source},"sort":[5, 1]}},{{"_id":"a\u00e9\"","sort":[6,2]}}]}}}}"#
        );
        let hits =
            vec![Hit { id: b"1".to_vec(), source: Some(source.as_bytes()) }, Hit { id: "a\u{e9}\"".as_bytes().to_vec(), source: None }];
        assert_eq!(read_page(response.as_bytes()), Ok(Page { hits, last_sort: Some(b"[6,2]"), pit_id: Some(b"p=") }));
    }

    #[test]
    fn an_empty_page_has_no_hits() {
        assert_eq!(read_page(br#"{"hits":{"hits":[]}}"#), Ok(Page::default()));
    }

    #[test]
    fn what_is_no_response_is_not_supported() {
        let complete = br#"{"pit_id":"p","hits":{"hits":[{"_id":"1","_source":{"a":"b\\"},"sort":[1]}]}}"#;
        assert!(read_page(complete).is_ok());
        for length in 0..complete.len() {
            assert!(read_page(&complete[..length]).is_err(), "{length}");
        }
        for response in [
            "[]",
            "{}",
            r#"{"hits":{}}"#,
            r#"{"hits":{"hits":[{"_id":1}]}}"#,
            r#"{"hits":{"hits":[{}]}}"#,
            r#"{"hits":{"hits":[1]}}"#,
            r#"{"hits":{"hits":[]}} x"#,
        ] {
            assert!(read_page(response.as_bytes()).is_err(), "{response}");
        }
    }

    #[test]
    fn a_document_with_comments_is_not_supported() {
        for document in [r#"{"a":1 /* " */}"#, r#"{"a":1/*}},{"_id":"5","_source":{"b":2*/}"#, "{\"a\":1 // x\n}"] {
            let response = format!(r#"{{"hits":{{"hits":[{{"_id":"1","_source":{document}}}]}}}}"#);
            assert!(read_page(response.as_bytes()).is_err(), "{response}");
        }
    }

    #[test]
    fn escapes_are_decoded() {
        assert_eq!(unescape(br#"\"\\\/\b\t\n\f\r\u0041\u00e9\ud83d\ude00x"#).unwrap(), "\"\\/\u{8}\t\n\u{c}\rA\u{e9}\u{1f600}x".as_bytes());
        for text in [r"\", r"\x", r"\u12", r"\u12g4", r"\ud83d", r"\ud83dx", r"\ud83d\u0041", r"\udc00"] {
            assert!(unescape(text.as_bytes()).is_err(), "{text}");
        }
    }
}
