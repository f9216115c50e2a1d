//! The module as Python sees it; `sidecar_native.pyi` documents it.

use std::ffi::c_int;

use pyo3::exceptions::{PyBufferError, PyRuntimeError, PyValueError};
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList, PyString, PyTuple};

use crate::Unsupported;
use crate::digest;
use crate::encoder::{Column, ColumnKind, Encoded, Encoder, Field};
use crate::guard::guard;
use crate::json::escape;
use crate::response::read_page;
use crate::source::{Csv, Packets};
use crate::values::{Classes, Tuples, ValueType};

/// Bytes that Python reads in place through the buffer protocol.
#[pyclass(frozen)]
struct Buffer(Box<dyn AsRef<[u8]> + Send + Sync>);

#[pymethods]
impl Buffer {
    fn __len__(&self) -> usize {
        self.0.as_ref().as_ref().len()
    }

    /// The buffer protocol has no safe form.
    #[allow(unsafe_code, clippy::needless_pass_by_value)]
    unsafe fn __getbuffer__(slf: Bound<'_, Self>, view: *mut ffi::Py_buffer, flags: c_int) -> PyResult<()> {
        let bytes = slf.get().0.as_ref().as_ref();
        let length = isize::try_from(bytes.len()).map_err(|_| PyBufferError::new_err("too long"))?;
        // SAFETY: `view` comes from the interpreter. The object is frozen, so that its bytes neither move nor change, and
        // the view, which is read-only, holds a reference to it.
        let status = unsafe { ffi::PyBuffer_FillInfo(view, slf.as_ptr(), bytes.as_ptr().cast_mut().cast(), length, 1, flags) };
        if status == 0 { Ok(()) } else { Err(PyErr::fetch(slf.py())) }
    }
}

#[pyclass(frozen, get_all)]
struct EncodedRows {
    data: Py<Buffer>,
    row_ends: Py<Buffer>,
    nulled: u64,
    last_row: Py<PyTuple>,
    keys: Option<(i64, i64, i64, String, bool)>,
}

/// Position in a row, type, kind, check and rewrite.
type ColumnSpec = (usize, String, String, Option<String>, Option<String>);

#[pyclass(frozen)]
struct RowEncoder {
    encoder: Encoder,
    width: usize,
    /// How the values of tuples become text, by position; None if some cannot.
    types: Option<Vec<Option<ValueType>>>,
    classes: Classes,
}

#[pymethods]
impl RowEncoder {
    #[new]
    #[pyo3(signature = (*, columns, width, fields, key, id_prefix, tracks_key, deletion_mark))]
    #[allow(clippy::too_many_arguments)] // They are named.
    fn new(
        py: Python<'_>,
        columns: Vec<ColumnSpec>,
        width: usize,
        fields: Vec<(String, usize)>,
        key: Vec<usize>,
        id_prefix: &str,
        tracks_key: bool,
        deletion_mark: Option<usize>,
    ) -> PyResult<Self> {
        let types = find_types(&columns, width);
        let columns = columns.into_iter().map(|(position, _, kind, check, rewrite)| create_column(position, &kind, check, rewrite));
        let columns =
            columns.collect::<Result<Vec<_>, _>>().map_err(|Unsupported| PyValueError::new_err("unknown kind, check or rewrite"))?;
        if fields.iter().map(|(_, column)| column).chain(&key).chain(&deletion_mark).any(|&column| column >= columns.len()) {
            return Err(PyValueError::new_err("unknown column"));
        }
        let fields = fields.into_iter().map(|(prefix, column)| Field { prefix: prefix.into_bytes(), column }).collect();
        let mut escaped = Vec::new();
        escape(id_prefix.as_bytes(), &mut escaped);
        let encoder = Encoder { columns, fields, key, id_prefix: escaped, tracks_key, deletion_mark };
        Ok(Self { encoder, width, types, classes: Classes::import(py)? })
    }

    fn encode_csv(&self, py: Python<'_>, data: &[u8], first_row: u64) -> PyResult<Option<EncodedRows>> {
        let encode = || Csv::new(data, self.width).and_then(|rows| self.encoder.encode(rows, first_row, 4 * data.len()));
        to_python(py, py.detach(|| guard(encode)))
    }

    #[allow(clippy::needless_pass_by_value)] // PyO3 extracts it as a value.
    fn encode_packets(&self, py: Python<'_>, packets: Vec<Bound<'_, PyBytes>>, first_row: u64) -> PyResult<Option<EncodedRows>> {
        let packets: Vec<_> = packets.iter().map(PyBytesMethods::as_bytes).collect();
        let capacity = 4 * packets.iter().map(|packet| packet.len()).sum::<usize>();
        let encode = || self.encoder.encode(Packets::new(&packets, self.width), first_row, capacity);
        to_python(py, py.detach(|| guard(encode)))
    }

    fn encode_values(&self, py: Python<'_>, rows: &Bound<'_, PyList>, first_row: u64) -> PyResult<Option<EncodedRows>> {
        let Some(types) = &self.types else { return Ok(None) };
        to_python(py, guard(|| self.encoder.encode(Tuples::new(rows, types, &self.classes), first_row, 0)))
    }
}

/// A page of hits as records, by partition.
#[pyclass(frozen, get_all)]
struct HitRecords {
    records: Vec<Py<PyBytes>>,
    hits: usize,
    last_sort: Option<String>,
    pit_id: Option<String>,
}

/// The records of two partitions, compared.
#[pyclass(frozen, get_all)]
struct JoinedRecords {
    equal: u64,
    different: Py<PyBytes>,
    missing: Py<PyBytes>,
    surplus: Py<PyBytes>,
    duplicates: Py<PyBytes>,
}

#[pyclass(frozen)]
struct Digester(digest::Digester);

#[pymethods]
impl Digester {
    #[new]
    fn new(partitions: usize) -> PyResult<Self> {
        if (1..=1 << 16).contains(&partitions) {
            Ok(Self(digest::Digester::new(partitions)))
        } else {
            Err(PyValueError::new_err("expected 1 to 65536 partitions"))
        }
    }

    fn digest_rows(&self, py: Python<'_>, data: &[u8], page: u32) -> PyResult<Vec<Py<PyBytes>>> {
        let records = supported(py.detach(|| guard(|| self.0.digest_rows(data, page))))?;
        Ok(records.iter().map(|each| PyBytes::new(py, each).unbind()).collect())
    }

    fn digest_ids(&self, py: Python<'_>, data: &[u8]) -> PyResult<Py<PyBytes>> {
        Ok(PyBytes::new(py, &supported(py.detach(|| guard(|| self.0.digest_ids(data))))?).unbind())
    }

    fn digest_hits(&self, py: Python<'_>, response: &[u8], page: u32) -> PyResult<HitRecords> {
        let digest = || read_page(response).map(|found| (self.0.digest_hits(&found.hits, page), found));
        let (records, found) = supported(py.detach(|| guard(digest)))?;
        let text = |value: Option<&[u8]>| value.map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        Ok(HitRecords {
            records: records.iter().map(|each| PyBytes::new(py, each).unbind()).collect(),
            hits: found.hits.len(),
            last_sort: text(found.last_sort),
            pit_id: text(found.pit_id),
        })
    }
}

#[pyfunction]
fn join_records(py: Python<'_>, source: &[u8], target: &[u8]) -> PyResult<JoinedRecords> {
    let joined = supported(py.detach(|| guard(|| Ok(digest::join(source, target)))))?;
    let bytes = |value: &[u8]| PyBytes::new(py, value).unbind();
    Ok(JoinedRecords {
        equal: joined.equal,
        different: bytes(&joined.different),
        missing: bytes(&joined.missing),
        surplus: bytes(&joined.surplus),
        duplicates: bytes(&joined.duplicates),
    })
}

/// Return the result of the digester; raise a panic as an error, and an input of an unknown form as one, too.
fn supported<T>(result: Result<Result<T, Unsupported>, String>) -> PyResult<T> {
    let failed = |message: String| PyRuntimeError::new_err(format!("the native digester failed: {message}"));
    result.map_err(failed)?.map_err(|Unsupported| PyValueError::new_err("the input has an unknown form"))
}

/// Return the type of each value in a row, None for one that is not read; None altogether if a type is unknown.
fn find_types(columns: &[ColumnSpec], width: usize) -> Option<Vec<Option<ValueType>>> {
    let mut types = vec![None; width];
    for (position, name, ..) in columns {
        *types.get_mut(*position)? = Some(name.parse().ok()?);
    }
    Some(types)
}

fn create_column(position: usize, kind: &str, check: Option<String>, rewrite: Option<String>) -> Result<Column, Unsupported> {
    let column_kind = match kind {
        "number" | "boolean" | "json" => ColumnKind::Raw,
        "safe" => ColumnKind::Safe,
        "text" => ColumnKind::Text,
        _ => return Err(Unsupported),
    };
    Ok(Column {
        position,
        kind: column_kind,
        is_text: matches!(kind, "text" | "json"),
        check: check.map(|name| name.parse()).transpose()?,
        rewrite: rewrite.map(|name| name.parse()).transpose()?,
    })
}

fn to_python(py: Python<'_>, encoded: Result<Result<Encoded, Unsupported>, String>) -> PyResult<Option<EncodedRows>> {
    let Ok(encoded) = encoded.map_err(|message| PyRuntimeError::new_err(format!("the native encoder failed: {message}")))? else {
        return Ok(None);
    };
    let last_row = encoded.last_row.iter().map(|value| value.as_deref().map(|text| PyString::from_bytes(py, text)).transpose());
    let keys =
        encoded.keys.map(|keys| (keys.first, keys.last, keys.largest, String::from_utf8_lossy(&keys.text).into_owned(), keys.is_ascending));
    Ok(Some(EncodedRows {
        data: Py::new(py, Buffer(Box::new(encoded.output.bytes)))?,
        row_ends: Py::new(py, Buffer(Box::new(encoded.output.row_ends)))?,
        nulled: encoded.nulled,
        last_row: PyTuple::new(py, last_row.collect::<PyResult<Vec<_>>>()?)?.unbind(),
        keys,
    }))
}

#[pymodule]
fn sidecar_native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("INTERFACE", 3)?;
    module.add_function(wrap_pyfunction!(join_records, module)?)?;
    module.add_class::<Digester>()?;
    module.add_class::<HitRecords>()?;
    module.add_class::<JoinedRecords>()?;
    module.add_class::<RowEncoder>()?;
    module.add_class::<EncodedRows>()
}
