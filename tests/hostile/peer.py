# SPDX-License-Identifier: Apache-2.0
"""A WebSocket peer that can misbehave in every way: raw bytes over a non-blocking socket, nothing hidden."""
import asyncio
import os
import socket
import struct

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
GONE = 0  # the stream ended without a close frame


class Failed(Exception):
    """The server did not do what it must."""


def frame(opcode, payload=b"", fin=True, rsv=0, mask=True, length=None, width=None):
    """One frame. `length` is what the header claims; `width` forces 0, 2 or 8 bytes of extended length."""
    claimed = len(payload) if length is None else length
    if width is None:
        width = 0 if claimed < 126 else 2 if claimed < 65536 else 8
    bit = 0x80 if mask else 0
    head = bytes([(0x80 if fin else 0) | rsv << 4 | opcode])
    head += {
        0: lambda: bytes([bit | claimed]),
        2: lambda: bytes([bit | 126]) + struct.pack(">H", claimed),
        8: lambda: bytes([bit | 127]) + struct.pack(">Q", claimed),
    }[width]()
    if not mask:
        return head + payload
    key = os.urandom(4)
    repeated = key * (len(payload) // 4 + 1)
    masked = bytes(a ^ b for a, b in zip(payload, repeated))
    return head + key + masked


def close_frame(code, reason=b""):
    return frame(CLOSE, struct.pack(">H", code) + reason)


class Target:
    """Where the server is."""

    def __init__(self, host, port, path, tls=None):
        self.host, self.port, self.path, self.tls = host, port, path, tls

    def request(self, drop=(), extra=(), method="GET", version="HTTP/1.1", path=None, **fields):
        """The bytes of an upgrade request; `fields` replace the usual ones by name with _ for -."""
        usual = {
            "Host": self.host, "Upgrade": "websocket", "Connection": "Upgrade",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13",
        }
        usual.update({name.replace("_", "-"): value for name, value in fields.items()})
        lines = [f"{method} {path or self.path} {version}"]
        lines += [f"{name}: {value}" for name, value in usual.items() if name not in drop]
        return ("\r\n".join(lines + list(extra)) + "\r\n\r\n").encode("latin-1")


class Peer:
    """One connection. Waits end with Failed after their timeout; a reset counts as the end of the stream."""

    def __init__(self, sock):
        self.sock = sock
        self.buffer = b""
        self.loop = asyncio.get_running_loop()

    @classmethod
    async def connect(cls, target, receive_buffer=None, timeout=10):
        sock = socket.socket(socket.AF_INET6 if ":" in target.host else socket.AF_INET)
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if receive_buffer:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        try:
            await asyncio.wait_for(asyncio.get_running_loop().sock_connect(sock, (target.host, target.port)), timeout)
        except (OSError, asyncio.TimeoutError) as error:
            sock.close()
            raise Failed(f"cannot connect: {error!r}") from error
        return cls(sock)

    @classmethod
    async def open(cls, target, **options):
        """Connected and upgraded."""
        peer = await cls.connect(target, **options)
        await peer.send(target.request())
        status = await peer.status()
        if status != 101:
            peer.abort()
            raise Failed(f"upgrade answered {status}, expected 101")
        return peer

    async def send(self, data, timeout=20):
        """False if the peer took no more: it has ended the connection, or reads no more."""
        try:
            await asyncio.wait_for(self.loop.sock_sendall(self.sock, data), timeout)
            return True
        except (OSError, asyncio.TimeoutError):
            return False

    async def fill(self, timeout):
        """Reads once; False at the end of the stream."""
        try:
            data = await asyncio.wait_for(self.loop.sock_recv(self.sock, 65536), timeout)
        except asyncio.TimeoutError as error:
            raise Failed(f"nothing came for {timeout:.0f} s") from error
        except OSError:
            return False
        self.buffer += data
        return bool(data)

    async def take(self, size, timeout):
        while len(self.buffer) < size:
            if not await self.fill(timeout):
                return None
        data, self.buffer = self.buffer[:size], self.buffer[size:]
        return data

    async def head(self, timeout=10):
        """The head of an HTTP answer as text; empty if the stream ended."""
        while b"\r\n\r\n" not in self.buffer:
            if not await self.fill(timeout):
                return ""
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        return head.decode("latin-1") + "\r\n"

    async def status(self, timeout=10):
        """The HTTP status; GONE if the stream ended without one."""
        head = await self.head(timeout)
        return int(head.split()[1]) if head else GONE

    async def frame(self, timeout=10):
        """(opcode, payload), or None at the end of the stream."""
        head = await self.take(2, timeout)
        if head is None:
            return None
        size = head[1] & 127
        if size >= 126:
            wide = await self.take(2 if size == 126 else 8, timeout)
            if wide is None:
                return None
            size = int.from_bytes(wide, "big")
        payload = await self.take(size, timeout)
        return None if payload is None else (head[0] & 15, payload)

    async def close_code(self, timeout=10):
        """Reads on to a close frame: its code, 1005 without one, GONE if the stream ended before."""
        while True:
            received = await self.frame(timeout)
            if received is None:
                return GONE
            opcode, payload = received
            if opcode == CLOSE:
                return struct.unpack(">H", payload[:2])[0] if len(payload) >= 2 else 1005

    async def ended(self, timeout=10):
        """Waits for the end of the stream."""
        self.buffer = b""
        while await self.fill(timeout):
            self.buffer = b""

    def abort(self):
        self.sock.close()
