"""Test that the end of a request is detected in the received bytes."""

import pytest

from sidecar.http.request_parser import MAX_HEADER_BYTES, MAX_LINE_BYTES, IncomingRequest, RequestState

HEAD = b"POST / HTTP/1.1\r\nHost: x\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
MAX = 100


def feed(data: bytes, step: int) -> IncomingRequest:
    """Feed the bytes in steps until the request is no longer incomplete."""
    incoming = IncomingRequest(MAX)
    for offset in range(0, len(data), step):
        if incoming.state is RequestState.INCOMPLETE:
            incoming.feed(data[offset : offset + step])
    return incoming


@pytest.mark.parametrize("step", [1, 7, 100_000])
@pytest.mark.parametrize(
    ("data", "state"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", RequestState.COMPLETE),
        (b"\r\nGET / HTTP/1.1\r\n\r\n", RequestState.COMPLETE),
        (b"GET / HTTP/1.1\r\nHost: x\r\n", RequestState.INCOMPLETE),
        (b"GET / HTTP/1.1\nHost: x\n\n", RequestState.INVALID),
        (HEAD + b"a: b\nc: d\r\n\r\n", RequestState.INVALID),
        (HEAD + b"Content-Length: 2\r\n\r\n{}", RequestState.COMPLETE),
        (HEAD + b"Content-Length: 2\r\n\r\n{", RequestState.INCOMPLETE),
        (HEAD + b"Content-Length: 100\r\n\r\n", RequestState.INCOMPLETE),
        (HEAD + b"Content-Length: 101\r\n\r\n", RequestState.TOO_LARGE),
        (HEAD + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", RequestState.INVALID),
        (HEAD + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n", RequestState.INVALID),
        *(
            (HEAD + b"Content-Length: " + length + b"\r\n\r\n{}", RequestState.INVALID)
            for length in (b"+2", b"-2", b"2, 2", b"0x2", b"\xb2", b"")
        ),
        *(
            (HEAD + b"Transfer-Encoding: " + coding + b"\r\n\r\n", RequestState.INVALID)
            for coding in (b"identity", b"gzip, chunked", b"xchunked")
        ),
        (CHUNKED + b"2\r\n{}\r\n0\r\n\r\n", RequestState.COMPLETE),
        (CHUNKED + b"2;a=b\r\n{}\r\n0\r\n\r\n", RequestState.COMPLETE),
        (CHUNKED + b"2\r\n{}\r\n0\r\na: b\r\n\r\n", RequestState.COMPLETE),
        (CHUNKED + b"2\r\n{}\r\n0\r\n", RequestState.INCOMPLETE),
        (CHUNKED + b"2\r\n{}", RequestState.INCOMPLETE),
        (CHUNKED + b"64\r\n" + b"x" * 100 + b"\r\n0\r\n\r\n", RequestState.COMPLETE),
        (CHUNKED + b"64\r\n" + b"x" * 100 + b"\r\n1\r\n", RequestState.TOO_LARGE),
        (CHUNKED + b"FFFFFFFF\r\n", RequestState.TOO_LARGE),
        (CHUNKED + b"zz\r\n", RequestState.INVALID),
        (CHUNKED + b"\r\n", RequestState.INVALID),
        (CHUNKED + b"2\n{}\n", RequestState.INVALID),
        (CHUNKED + b"2;" + b"a" * 300, RequestState.INVALID),
        (CHUNKED + b"0\r\n" + b"a: b\r\n" * 2800, RequestState.INVALID),
        (b"GET /" + b"a" * MAX_LINE_BYTES, RequestState.INVALID),
        (HEAD + b"a: " + b"b" * MAX_HEADER_BYTES, RequestState.HEAD_TOO_LONG),
        (HEAD + b"a: " + b"b" * (MAX_HEADER_BYTES - 100) + b"\r\n\r\n", RequestState.COMPLETE),
        (b"\x16\x03\x01\x02\x00", RequestState.INCOMPLETE),
    ],
)
def test_the_end_of_a_request_is_found_for_any_fragmentation(data: bytes, state: RequestState, step: int) -> None:
    assert feed(data, step).state is state


def test_one_byte_chunks_cannot_buffer_more_than_the_allowed_overhead() -> None:
    data = CHUNKED + b"1;" + b"a" * 200 + b"\r\nx\r\n"
    incoming = IncomingRequest(100_000)
    for _ in range(10_000):
        if incoming.state is RequestState.INCOMPLETE:
            incoming.feed(data)
            data = b"1;" + b"a" * 200 + b"\r\nx\r\n"
    assert incoming.state is RequestState.TOO_LARGE
    assert len(incoming.data) < 1_000_000


def test_expect_100_continue_is_detected() -> None:
    assert feed(HEAD + b"Expect: 100-Continue\r\nContent-Length: 2\r\n\r\n", 5).expects_continue
    assert not feed(HEAD + b"Content-Length: 2\r\n\r\n", 5).expects_continue
