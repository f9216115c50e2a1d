//! The encoded rows of a block.

use crate::pool::Pooled;

/// The bytes of all rows, and where each row ends.
#[derive(Default)]
pub struct Output {
    pub bytes: Pooled,
    /// The end of each row in `bytes`, each as a number of 64 bits in the machine's byte order.
    pub row_ends: Vec<u8>,
    pub rows: u64,
}

impl Output {
    pub fn with_capacity(bytes: usize) -> Self {
        Self { bytes: Pooled::with_capacity(bytes), ..Self::default() }
    }

    pub fn end_row(&mut self) {
        self.rows += 1;
        self.row_ends.extend_from_slice(&(self.bytes.len() as u64).to_ne_bytes());
    }
}
