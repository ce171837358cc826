"""Content decoding that cannot be made to fill the memory: a small body that unfolds into a huge one is refused while it unfolds."""

import zlib

LARGEST_BODY = 16 * 1024 * 1024  # bytes, before and after decoding; the largest daily listing known is under 2 MiB

ACCEPT_ENCODING = "gzip, deflate"  # what `decode` can undo; sites are asked for nothing else

_GZIP = 16 + zlib.MAX_WBITS
_STEP = 1024 * 1024
_MOST_MEMBERS = 256


class DecodingError(ValueError):
    """A body cannot be decoded, or not within the limit; the message is short and stable."""


def decode(body: bytes, content_encoding: str, limit: int = LARGEST_BODY) -> bytes:
    """The body after undoing `content_encoding` (the header's value, empty when there is none), at most `limit` bytes. Raises `DecodingError`."""
    for coding in reversed([name.strip().lower() for name in content_encoding.split(",") if name.strip()]):
        if coding in ("gzip", "x-gzip"):
            body = gunzip(body, limit)
        elif coding == "deflate":
            body = _inflate(body, limit)
        elif coding != "identity":
            raise DecodingError(f"unknown content encoding {coding[:20]}")
    if len(body) > limit:
        raise DecodingError("body too large")
    return body


def gunzip(data: bytes, limit: int = LARGEST_BODY) -> bytes:
    """All gzip members of `data` unfolded, at most `limit` bytes; what follows the last member is ignored, as browsers do. Raises `DecodingError`."""
    unfolded, data = _unfold(data, _GZIP, limit)
    for _ in range(_MOST_MEMBERS):
        if data[:2] != b"\x1f\x8b":
            return unfolded
        member, data = _unfold(data, _GZIP, limit - len(unfolded))
        unfolded += member
    raise DecodingError("broken compressed body")


def _inflate(data: bytes, limit: int) -> bytes:
    try:
        return _unfold(data, zlib.MAX_WBITS, limit)[0]
    except DecodingError as error:
        # Some servers send the bare stream without the zlib frame that RFC 9110 asks for.
        if str(error) == "body too large":
            raise
        return _unfold(data, -zlib.MAX_WBITS, limit)[0]


def _unfold(data: bytes, window: int, limit: int) -> tuple[bytes, bytes]:
    if not data:
        return b"", b""
    stream = zlib.decompressobj(window)
    pieces, size = [], 0
    try:
        while not stream.eof:
            piece = stream.decompress(data, _STEP)
            data = stream.unconsumed_tail
            size += len(piece)
            if size > limit:
                raise DecodingError("body too large")
            if not piece and not data and not stream.eof:
                raise DecodingError("broken compressed body")
            pieces.append(piece)
    except zlib.error as error:
        raise DecodingError("broken compressed body") from error
    return b"".join(pieces), stream.unused_data
