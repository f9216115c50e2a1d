//! Buffers of blocks that were sent, which later blocks use again.
//!
//! A run allocates blocks of some megabytes on one thread, and frees them on others in changing order. The C library's allocator would
//! leave gaps between them: the heap would grow by half, and the system would have to clear its pages again and again.

use std::sync::{Mutex, PoisonError};

/// Buffers that are kept at most: as many as a run queues.
const MAX_BUFFERS: usize = 8;

/// Smaller buffers leave no gaps that matter; larger ones, of blocks with very long values, are rare. Neither is kept.
const MIN_BYTES: usize = 1 << 20;
const MAX_BYTES: usize = 1 << 24;

pub struct Pool {
    buffers: Mutex<Vec<Vec<u8>>>,
}

/// The buffers of this process, for all of its encoders.
pub static BUFFERS: Pool = Pool::new();

impl Pool {
    const fn new() -> Self {
        Self { buffers: Mutex::new(Vec::new()) }
    }

    /// Return an empty buffer with room for at least this many bytes.
    pub fn take(&self, bytes: usize) -> Vec<u8> {
        let mut buffer = self.lock(Vec::pop).unwrap_or_default();
        buffer.reserve(bytes);
        buffer
    }

    /// Keep a buffer that is no longer used, or free it.
    pub fn put(&self, mut buffer: Vec<u8>) {
        if (MIN_BYTES..=MAX_BYTES).contains(&buffer.capacity()) {
            buffer.clear();
            self.lock(|buffers| {
                if buffers.len() < MAX_BUFFERS {
                    buffers.push(buffer);
                }
            });
        }
    }

    fn lock<T>(&self, use_buffers: impl FnOnce(&mut Vec<Vec<u8>>) -> T) -> T {
        use_buffers(&mut self.buffers.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_BUFFERS, MAX_BYTES, MIN_BYTES, Pool};

    #[test]
    fn a_buffer_is_used_again_and_empty() {
        let pool = Pool::new();
        let mut buffer = pool.take(MIN_BYTES);
        buffer.extend_from_slice(b"rows");
        let place = buffer.as_ptr();
        pool.put(buffer);
        let again = pool.take(MIN_BYTES / 2);
        assert_eq!((again.as_ptr(), again.len()), (place, 0));
        assert!(pool.take(2 * MIN_BYTES).capacity() >= 2 * MIN_BYTES);
    }

    #[test]
    fn only_some_buffers_of_usual_sizes_are_kept() {
        let pool = Pool::new();
        pool.put(Vec::with_capacity(MIN_BYTES - 1));
        pool.put(Vec::with_capacity(MAX_BYTES + 1));
        assert_eq!(pool.lock(|buffers| buffers.len()), 0);
        for _ in 0..=MAX_BUFFERS {
            pool.put(Vec::with_capacity(MIN_BYTES));
        }
        assert_eq!(pool.lock(|buffers| buffers.len()), MAX_BUFFERS);
    }
}
