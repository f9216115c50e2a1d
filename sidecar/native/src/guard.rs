//! Panics as errors.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Run `work`; a panic becomes an error with its message.
///
/// Python's own exception for panics is no `Exception`, and would end the process instead of the run.
pub fn guard<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    // Whatever `work` was changing is dropped with the block.
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let message = panic.downcast_ref::<String>().cloned();
        message.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string)).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::guard;

    #[test]
    fn a_panic_is_an_error_with_its_message() {
        assert_eq!(guard(|| 1), Ok(1));
        assert_eq!(guard(|| -> u8 { panic!("{} bytes", 3) }), Err("3 bytes".to_string()));
    }
}
