//! Buffers of blocks that were sent, which later blocks use again.
//!
//! A run allocates blocks of some megabytes on one thread, and frees them on others in changing order. The C library's allocator would
//! leave gaps between them: the heap would grow by 40 MB over a million rows, and the system would have to clear its pages again and again.

use std::mem;
use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, PoisonError};

/// Maximum bytes of the kept buffers together: about as many as a run queues.
const MAX_BYTES: usize = 1 << 25;

/// Smaller buffers leave no gaps that matter, and are not kept. Larger ones have a multiple of it: no two blocks have the same size.
const MIN_BYTES: usize = 1 << 20;

/// The buffers of this process, for all of its encoders.
static BUFFERS: Pool = Pool::new();

/// Bytes in a buffer of the pool, to which it returns when it is dropped.
#[derive(Default)]
pub struct Pooled(Vec<u8>);

impl Pooled {
    /// Return an empty buffer with room for at least this many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self(BUFFERS.take(bytes))
    }
}

impl Deref for Pooled {
    type Target = Vec<u8>;

    fn deref(&self) -> &Vec<u8> {
        &self.0
    }
}

impl DerefMut for Pooled {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        &mut self.0
    }
}

impl AsRef<[u8]> for Pooled {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Pooled {
    fn drop(&mut self) {
        BUFFERS.put(mem::take(&mut self.0));
    }
}

struct Pool {
    /// Empty buffers, by capacity.
    buffers: Mutex<Vec<Vec<u8>>>,
}

impl Pool {
    const fn new() -> Self {
        Self { buffers: Mutex::new(Vec::new()) }
    }

    /// Return the smallest kept buffer with room for this many bytes, or a new one.
    fn take(&self, bytes: usize) -> Vec<u8> {
        let found = self.lock(|buffers| {
            let position = buffers.partition_point(|buffer| buffer.capacity() < bytes);
            (position < buffers.len()).then(|| buffers.remove(position))
        });
        found.unwrap_or_else(|| Vec::with_capacity(if bytes < MIN_BYTES { bytes } else { bytes.next_multiple_of(MIN_BYTES) }))
    }

    /// Keep a buffer that is no longer used, and free the smallest ones if they are too many.
    fn put(&self, mut buffer: Vec<u8>) {
        if !(MIN_BYTES..=MAX_BYTES).contains(&buffer.capacity()) {
            return;
        }
        buffer.clear();
        let freed = self.lock(|buffers| {
            let position = buffers.partition_point(|each| each.capacity() < buffer.capacity());
            buffers.insert(position, buffer);
            let mut freed = Vec::new();
            while buffers.iter().map(Vec::capacity).sum::<usize>() > MAX_BYTES {
                freed.push(buffers.remove(0));
            }
            freed
        });
        drop(freed); // Without the lock: the system takes its time.
    }

    fn lock<T>(&self, use_buffers: impl FnOnce(&mut Vec<Vec<u8>>) -> T) -> T {
        use_buffers(&mut self.buffers.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_BYTES, MIN_BYTES, Pool};

    fn kept(pool: &Pool) -> Vec<usize> {
        pool.lock(|buffers| buffers.iter().map(Vec::capacity).collect())
    }

    #[test]
    fn a_buffer_is_used_again_and_empty() {
        let pool = Pool::new();
        let mut buffer = pool.take(MIN_BYTES);
        buffer.extend_from_slice(b"rows");
        let place = buffer.as_ptr();
        pool.put(buffer);
        let again = pool.take(MIN_BYTES / 2);
        assert_eq!((again.as_ptr(), again.len()), (place, 0));
        assert!(kept(&pool).is_empty());
    }

    #[test]
    fn the_smallest_buffer_with_enough_room_is_used() {
        let pool = Pool::new();
        for size in [3, 1, 2] {
            pool.put(Vec::with_capacity(size * MIN_BYTES));
        }
        assert_eq!(pool.take(MIN_BYTES + 1).capacity(), 2 * MIN_BYTES);
        assert_eq!(pool.take(3 * MIN_BYTES + 1).capacity(), 4 * MIN_BYTES);
        assert_eq!(kept(&pool), [MIN_BYTES, 3 * MIN_BYTES]);
    }

    #[test]
    fn only_large_buffers_are_kept_and_only_so_many_bytes() {
        let pool = Pool::new();
        pool.put(Vec::with_capacity(MIN_BYTES - 1));
        pool.put(Vec::with_capacity(MAX_BYTES + 1));
        assert!(kept(&pool).is_empty());
        for size in [MIN_BYTES, MAX_BYTES / 2, MIN_BYTES, MAX_BYTES / 2] {
            pool.put(Vec::with_capacity(size));
        }
        assert_eq!(kept(&pool), [MAX_BYTES / 2, MAX_BYTES / 2]);
    }
}
