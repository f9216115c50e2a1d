"""When a request has come whole, told from its bytes alone."""

import pytest

from sidecar.http.request_parser import LONGEST_HEAD, LONGEST_LINE, Incoming, State

HEAD = b"POST / HTTP/1.1\r\nHost: x\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
MAX = 100


def after(data: bytes, step: int) -> Incoming:
    """Feed the bytes in steps, as long as more is waited for."""
    incoming = Incoming(MAX)
    for place in range(0, len(data), step):
        if incoming.state is State.COMING:
            incoming.feed(data[place : place + step])
    return incoming


@pytest.mark.parametrize("step", [1, 7, 100_000])
@pytest.mark.parametrize(
    ("data", "state"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", State.WHOLE),
        (b"\r\nGET / HTTP/1.1\r\n\r\n", State.WHOLE),
        (b"GET / HTTP/1.1\r\nHost: x\r\n", State.COMING),
        (b"GET / HTTP/1.1\nHost: x\n\n", State.WRONG),
        (HEAD + b"a: b\nc: d\r\n\r\n", State.WRONG),
        (HEAD + b"Content-Length: 2\r\n\r\n{}", State.WHOLE),
        (HEAD + b"Content-Length: 2\r\n\r\n{", State.COMING),
        (HEAD + b"Content-Length: 100\r\n\r\n", State.COMING),
        (HEAD + b"Content-Length: 101\r\n\r\n", State.TOO_LARGE),
        (HEAD + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", State.WRONG),
        (HEAD + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n", State.WRONG),
        *((HEAD + b"Content-Length: " + length + b"\r\n\r\n{}", State.WRONG) for length in (b"+2", b"-2", b"2, 2", b"0x2", b"\xb2", b"")),
        *((HEAD + b"Transfer-Encoding: " + coding + b"\r\n\r\n", State.WRONG) for coding in (b"identity", b"gzip, chunked", b"xchunked")),
        (CHUNKED + b"2\r\n{}\r\n0\r\n\r\n", State.WHOLE),
        (CHUNKED + b"2;a=b\r\n{}\r\n0\r\n\r\n", State.WHOLE),
        (CHUNKED + b"2\r\n{}\r\n0\r\na: b\r\n\r\n", State.WHOLE),
        (CHUNKED + b"2\r\n{}\r\n0\r\n", State.COMING),
        (CHUNKED + b"2\r\n{}", State.COMING),
        (CHUNKED + b"64\r\n" + b"x" * 100 + b"\r\n0\r\n\r\n", State.WHOLE),
        (CHUNKED + b"64\r\n" + b"x" * 100 + b"\r\n1\r\n", State.TOO_LARGE),
        (CHUNKED + b"FFFFFFFF\r\n", State.TOO_LARGE),
        (CHUNKED + b"zz\r\n", State.WRONG),
        (CHUNKED + b"\r\n", State.WRONG),
        (CHUNKED + b"2\n{}\n", State.WRONG),
        (CHUNKED + b"2;" + b"a" * 300, State.WRONG),
        (CHUNKED + b"0\r\n" + b"a: b\r\n" * 2800, State.WRONG),
        (b"GET /" + b"a" * LONGEST_LINE, State.WRONG),
        (HEAD + b"a: " + b"b" * LONGEST_HEAD, State.HEAD_TOO_LONG),
        (HEAD + b"a: " + b"b" * (LONGEST_HEAD - 100) + b"\r\n\r\n", State.WHOLE),
        (b"\x16\x03\x01\x02\x00", State.COMING),
    ],
)
def test_the_end_of_a_request_is_found_however_it_comes(data: bytes, state: State, step: int) -> None:
    assert after(data, step).state is state


def test_chunks_of_a_byte_each_cannot_hold_more_than_their_share() -> None:
    data = CHUNKED + b"1;" + b"a" * 200 + b"\r\nx\r\n"
    incoming = Incoming(100_000)
    for _ in range(10_000):
        if incoming.state is State.COMING:
            incoming.feed(data)
            data = b"1;" + b"a" * 200 + b"\r\nx\r\n"
    assert incoming.state is State.TOO_LARGE
    assert len(incoming.data) < 1_000_000


def test_who_waits_for_a_word_before_the_body_is_known() -> None:
    assert after(HEAD + b"Expect: 100-Continue\r\nContent-Length: 2\r\n\r\n", 5).expects_continue
    assert not after(HEAD + b"Content-Length: 2\r\n\r\n", 5).expects_continue
