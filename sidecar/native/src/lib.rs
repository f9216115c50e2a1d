//! Encodes rows as bodies of Elasticsearch's bulk requests, in one pass over the bytes that a database sent.
//!
//! Every row becomes an action line and a document line. The encoder handles what nearly all blocks consist of, exactly as
//! the sidecar's encoder in Python does. A block with anything else is [`Unsupported`] as a whole, and is left to that one.
//!
//! [`digest`] compares encoded rows with the documents of search responses.

// Without Python, only the tests use the encoder.
#![cfg_attr(not(feature = "python"), allow(dead_code))]

mod conversions;
mod digest;
mod encoder;
mod guard;
mod json;
mod output;
mod pool;
#[cfg(feature = "python")]
mod python;

mod response;
mod scan;
mod source;
#[cfg(feature = "python")]
mod values;

/// The block contains something that only the encoder in Python handles.
#[derive(Debug, PartialEq, Eq)]
pub struct Unsupported;
