//! Digests of documents, by which two sets of documents are compared without holding either in memory.
//!
//! A record has the digest of a document's id, that of the document, and the number of the page that it was read with. Records
//! with the same id are in the same partition, so that partitions can be compared one after the other.

use std::hash::{BuildHasher, RandomState};

use crate::Unsupported;
use crate::response::{Hit, unescape};

pub const ID_BYTES: usize = 16;
pub const RECORD_BYTES: usize = 28;
const DOCUMENT_END: usize = 24;

/// The beginning of an action line, up to the id.
const ACTION: &[u8] = b"{\"index\":{\"_id\":\"";

/// Creates records. The hash functions have random keys: records of another digester are not comparable.
pub struct Digester {
    partitions: usize,
    ids: [RandomState; 2],
    documents: RandomState,
}

/// Which records of two partitions belong together.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// Number of documents on both sides.
    pub equal: u64,
    /// Ids of documents that differ.
    pub different: Vec<u8>,
    /// Ids of documents only in the source.
    pub missing: Vec<u8>,
    /// Records of documents only in the target.
    pub surplus: Vec<u8>,
    /// Ids that several documents of the source have, once for each further one.
    pub duplicates: Vec<u8>,
}

impl Digester {
    pub fn new(partitions: usize) -> Self {
        Self { partitions, ids: [RandomState::new(), RandomState::new()], documents: RandomState::new() }
    }

    /// Return the records of the rows of a bulk body, by partition.
    pub fn digest_rows(&self, data: &[u8], page: u32) -> Result<Vec<Vec<u8>>, Unsupported> {
        let mut records = vec![Vec::new(); self.partitions];
        for row in Rows(data) {
            let (id, document) = row?;
            self.add(&mut records, &id, document, page);
        }
        Ok(records)
    }

    /// Return the records of hits, by partition; that of a hit without a document is of an empty one.
    pub fn digest_hits(&self, hits: &[Hit], page: u32) -> Vec<Vec<u8>> {
        let mut records = vec![Vec::new(); self.partitions];
        for hit in hits {
            self.add(&mut records, &hit.id, hit.source.unwrap_or_default(), page);
        }
        records
    }

    /// Return the digests of the ids of a bulk body's rows, in their order.
    pub fn digest_ids(&self, data: &[u8]) -> Result<Vec<u8>, Unsupported> {
        let mut digests = Vec::new();
        for row in Rows(data) {
            digests.extend_from_slice(&self.digest_id(&row?.0));
        }
        Ok(digests)
    }

    fn add(&self, records: &mut [Vec<u8>], id: &[u8], document: &[u8], page: u32) {
        let digest = self.digest_id(id);
        // The remainder is less than the number of partitions.
        let partition = usize::from(u16::from_le_bytes([digest[0], digest[1]])) % self.partitions;
        let record = &mut records[partition];
        record.extend_from_slice(&digest);
        record.extend_from_slice(&self.documents.hash_one(document).to_le_bytes());
        record.extend_from_slice(&page.to_le_bytes());
    }

    fn digest_id(&self, id: &[u8]) -> [u8; ID_BYTES] {
        let mut digest = [0; ID_BYTES];
        for (part, keys) in digest.chunks_exact_mut(8).zip(&self.ids) {
            part.copy_from_slice(&keys.hash_one(id).to_le_bytes());
        }
        digest
    }
}

/// The id and the document of each row of a bulk body.
struct Rows<'a>(&'a [u8]);

impl<'a> Iterator for Rows<'a> {
    type Item = Result<(Vec<u8>, &'a [u8]), Unsupported>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        Some(self.read_line().and_then(|action| {
            let id = action.strip_prefix(ACTION).and_then(|rest| rest.strip_suffix(b"\"}}")).ok_or(Unsupported)?;
            Ok((unescape(id)?, self.read_line()?))
        }))
    }
}

impl<'a> Rows<'a> {
    fn read_line(&mut self) -> Result<&'a [u8], Unsupported> {
        let end = self.0.iter().position(|&byte| byte == b'\n').ok_or(Unsupported)?;
        let (line, rest) = self.0.split_at(end);
        self.0 = &rest[1..];
        Ok(line)
    }
}

/// Compare the records of one partition in the source and the target.
pub fn join(source: &[u8], target: &[u8]) -> Joined {
    let (source, target) = (sort(source), sort(target));
    let mut joined = Joined::default();
    let mut targets = target.iter().copied().peekable();
    let mut last: Option<&[u8]> = None;
    for record in source {
        let id = &record[..ID_BYTES];
        if last.replace(id) == Some(id) {
            joined.duplicates.extend_from_slice(id);
            continue;
        }
        while let Some(surplus) = targets.next_if(|each| &each[..ID_BYTES] < id) {
            joined.surplus.extend_from_slice(surplus);
        }
        let is_equal = |target: &[u8]| target[ID_BYTES..DOCUMENT_END] == record[ID_BYTES..DOCUMENT_END];
        let mut found = targets.next_if(|each| &each[..ID_BYTES] == id);
        // With custom routing, documents with the same id are in several shards: one of them belongs to the row.
        while let Some(other) = targets.next_if(|each| &each[..ID_BYTES] == id) {
            let surplus = if is_equal(other) { found.replace(other).unwrap_or(other) } else { other };
            joined.surplus.extend_from_slice(surplus);
        }
        match found {
            None => joined.missing.extend_from_slice(id),
            Some(target) if is_equal(target) => joined.equal += 1,
            Some(_) => joined.different.extend_from_slice(id),
        }
    }
    for surplus in targets {
        joined.surplus.extend_from_slice(surplus);
    }
    joined
}

fn sort(records: &[u8]) -> Vec<&[u8]> {
    let mut sorted: Vec<_> = records.chunks_exact(RECORD_BYTES).collect();
    sorted.sort_unstable();
    sorted
}

#[cfg(test)]
mod tests {
    use super::{Digester, Joined, RECORD_BYTES, join};
    use crate::response::Hit;

    fn rows(texts: &[(&str, &str)]) -> Vec<u8> {
        texts.iter().flat_map(|(id, document)| format!("{{\"index\":{{\"_id\":\"{id}\"}}}}\n{document}\n").into_bytes()).collect()
    }

    fn hit<'a>(id: &str, document: &'a str) -> Hit<'a> {
        Hit { id: id.as_bytes().to_vec(), source: Some(document.as_bytes()) }
    }

    #[test]
    fn rows_and_hits_are_compared_by_id() {
        let digester = Digester::new(1);
        let source = rows(&[("1", "{}"), ("2", "{\"a\":1}"), ("a\\\"b", "[]"), ("4", "{}"), ("4", "{}")]);
        let target = [hit("2", "{\"a\":2}"), hit("1", "{}"), hit("a\"b", "[]"), hit("9", "{}")];
        let (source, target) = (digester.digest_rows(&source, 0).unwrap(), digester.digest_hits(&target, 7));
        let ids = digester.digest_ids(&rows(&[("2", ""), ("4", ""), ("9", "")])).unwrap();
        let joined = join(&source[0], &target[0]);
        let expected =
            Joined { equal: 2, different: ids[..16].into(), missing: ids[16..32].into(), surplus: vec![], duplicates: ids[16..32].into() };
        assert_eq!(Joined { surplus: vec![], ..joined }, expected);
    }

    #[test]
    fn one_of_several_documents_with_an_id_belongs_to_the_row() {
        let digester = Digester::new(1);
        let source = digester.digest_rows(&rows(&[("1", "{}"), ("2", "{}")]), 0).unwrap();
        let documents =
            [hit("1", "[0]"), hit("1", "{}"), hit("1", "[1]"), hit("2", "[2]"), hit("2", "[3]"), hit("3", "{}"), hit("3", "{}")];
        let joined = join(&source[0], &digester.digest_hits(&documents, 0)[0]);
        let ids = digester.digest_ids(&rows(&[("2", "")])).unwrap();
        assert_eq!((joined.equal, joined.different, joined.missing.len(), joined.surplus.len()), (1, ids, 0, 5 * RECORD_BYTES));
    }

    #[test]
    fn a_surplus_record_has_its_page() {
        let digester = Digester::new(3);
        let records: Vec<u8> = digester.digest_hits(&[hit("9", "{}")], 7).concat();
        let joined = join(&[], &records);
        assert_eq!(joined.surplus, records);
        assert_eq!(joined.surplus[24..], 7_u32.to_le_bytes());
    }

    #[test]
    fn what_is_no_bulk_body_is_not_supported() {
        for data in ["{\"index\":{\"_id\":\"1\"}}\n{}", "{\"create\":{\"_id\":\"1\"}}\n{}\n", "{\"index\":{\"_id\":\"\\x\"}}\n{}\n"] {
            assert!(Digester::new(1).digest_rows(data.as_bytes(), 0).is_err());
        }
    }
}
