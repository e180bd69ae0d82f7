"""Messages between the driver and the warm parent: length-prefixed JSON over a pair of sockets, with descriptors."""

import json
import socket
import struct
from collections.abc import Sequence
from typing import Any

# Six pipes, and a door to each of at most two hierarchies of control groups.
MAXIMUM_DESCRIPTORS = 8
_PREFIX = struct.Struct(">I")


def send_message(channel: socket.socket, document: dict[str, Any], descriptors: Sequence[int] = ()) -> None:
    """Send a document, and copies of descriptors with it.

    Raises
    ------
    OSError
        If the other side is gone.
    """
    body = json.dumps(document).encode()
    data = _PREFIX.pack(len(body)) + body
    sent = socket.send_fds(channel, [data], list(descriptors)) if descriptors else 0
    channel.sendall(data[sent:])


def receive_message(channel: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """Return the next document and the descriptors that came with it.

    Raises
    ------
    EOFError
        If the other side is gone.
    """
    try:
        data, descriptors, _, _ = socket.recv_fds(channel, _PREFIX.size, MAXIMUM_DESCRIPTORS)
        prefix = data + _exactly(channel, _PREFIX.size - len(data)) if data else b""
        if not prefix:
            raise EOFError
        return json.loads(_exactly(channel, _PREFIX.unpack(prefix)[0])), descriptors
    except ConnectionError:
        raise EOFError from None


def _exactly(channel: socket.socket, count: int) -> bytes:
    data = bytearray()
    while len(data) < count:
        piece = channel.recv(count - len(data))
        if not piece:
            raise EOFError
        data += piece
    return bytes(data)
