# SPDX-License-Identifier: Apache-2.0
"""What one hostile peer can do on a plain connection, and how it must end. Every case is a coroutine that raises Failed.
A server whose sessions want a greeting may end an idle connection with 4401 before the edge's own deadline comes."""
import asyncio
import struct
import time

from peer import BINARY, CLOSE, GONE, PING, PONG, TEXT, Failed, Peer, close_frame, frame

UNGREETED = 4401
SLACK = 8  # seconds beyond a deadline: the machine may be busy

CASES = []


def case(function):
    CASES.append((function.__name__, function))
    return function


def table(name, rows, run):
    """One case per row (label, *arguments)."""
    for label, *arguments in rows:
        async def one(target, arguments=arguments):
            await run(target, *arguments)
        CASES.append((f"{name}: {label}", one))


def expect(got, *allowed):
    if got not in allowed:
        raise Failed(f"got {got or 'the end of the stream'}, expected {' or '.join(map(str, allowed))}")


# --- Frames: (label, bytes, allowed close codes)

async def ends_with(target, data, *codes):
    peer = await Peer.open(target)
    await peer.send(data)
    expect(await peer.close_code(), *codes)
    await peer.send(frame(TEXT, b"more") * 3)  # data after close is nobody's business
    await peer.ended()
    peer.abort()


table("frame", [
    ("not masked", frame(TEXT, b"hello", mask=False), 1002),
    ("not masked, empty", frame(TEXT, mask=False), 1002),
    ("rsv1", frame(TEXT, b"hello", rsv=4), 1002),
    ("rsv2", frame(TEXT, b"hello", rsv=2), 1002),
    ("rsv3", frame(TEXT, b"hello", rsv=1), 1002),
    ("rsv in a ping", frame(PING, b"p", rsv=7), 1002),
    *[(f"reserved opcode {opcode}", frame(opcode, b"x"), 1002) for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15)],
    ("length 5 in two bytes", frame(BINARY, b"hello", width=2), 1002),
    ("length 5 in eight bytes", frame(BINARY, b"hello", width=8), 1002),
    ("length 300 in eight bytes", frame(BINARY, b"x" * 300, width=8), 1002),
    ("length 2^63", frame(BINARY, length=1 << 63, width=8), 1002),
    ("length 2^63-1", frame(BINARY, length=(1 << 63) - 1, width=8), 1009),
    ("length 2^32", frame(BINARY, length=1 << 32, width=8), 1009),
    ("length 16 MiB, header only", frame(BINARY, length=1 << 24, width=8)[:10], 1009),
    ("ping of 126 bytes", frame(PING, b"p" * 126), 1002),
    ("close of 126 bytes", close_frame(1000, b"r" * 124), 1002),
    ("fragmented ping", frame(PING, b"p", fin=False), 1002),
    ("fragmented close", frame(CLOSE, b"\x03\xe8", fin=False), 1002),
    ("continuation of nothing", frame(0, b"x"), 1002),
    ("unfinished continuation of nothing", frame(0, b"x", fin=False), 1002),
    ("text inside a message", frame(TEXT, b"a", fin=False) + frame(TEXT, b"b"), 1002),
    ("binary inside a text", frame(TEXT, b"a", fin=False) + frame(BINARY, b"b"), 1002),
    ("65 fragments", frame(BINARY, b"", fin=False) + frame(0, b"", fin=False) * 80, 1009),
    ("fragments of more than a message", frame(BINARY, b"x" * 4000, fin=False) + frame(0, b"x" * 4000, fin=False) * 40, 1009),
    ("first bytes are http", b"GET / HTTP/1.1\r\n\r\n", 1002),
    ("zeros", bytes(100), 1002),
    ("ones", b"\xff" * 100, 1002),
], ends_with)

table("utf-8", [
    ("lone continuation", frame(TEXT, b"\x80"), 1007),
    ("over-long", frame(TEXT, b"\xc0\xaf"), 1007),
    ("surrogate", frame(TEXT, b"abc\xed\xa0\x80"), 1007),
    ("above the last", frame(TEXT, b"\xf4\x90\x80\x80"), 1007),
    ("far into ascii", frame(TEXT, b"a" * 1000 + b"\xff"), 1007),
    ("cut", frame(TEXT, b"\xe2\x82"), 1007),
    ("bad over fragments", frame(TEXT, b"\xe2", fin=False) + frame(0, b"\x28\xa1"), 1007),
    ("cut at the end of fragments", frame(TEXT, b"a", fin=False) + frame(0, b"\xf0\x9f", fin=False) + frame(0, b"\x98"), 1007),
    ("bad in an unfinished message", frame(TEXT, b"a", fin=False) + frame(0, b"\xf8", fin=False), 1007),
], ends_with)

table("close", [
    *[(f"code {code}", close_frame(code), 1002) for code in (0, 999, 1004, 1005, 1006, 1015, 1016, 2000, 2999, 5000, 65535)],
    ("one byte", frame(CLOSE, b"\x03"), 1002),
    ("reason is not utf-8", close_frame(1000, b"\xc3\x28"), 1007),
    *[(f"good code {code}", close_frame(code, b"bye"), code) for code in (1000, 1001, 1003, 1007, 1011, 3000, 4999)],
    ("no code", frame(CLOSE), 1005),
    ("data behind it", close_frame(1000) + frame(TEXT, b"late") * 100, 1000),
    ("two of them", close_frame(1000) + close_frame(1001), 1000),
], ends_with)


def halves(data, at):
    return data[:at], data[at:]


async def passes(target, *pieces):
    peer = await Peer.open(target)
    for piece in pieces:
        await peer.send(piece)
        await asyncio.sleep(0.02)
    received = await peer.frame()
    if received is not None and received[0] == PONG:
        received = await peer.frame()
    if received is None or received[0] not in (TEXT, BINARY):
        raise Failed(f"a good message was answered with {received}")
    await peer.send(close_frame(1000))
    expect(await peer.close_code(), 1000)
    peer.abort()


table("good", [
    ("utf-8 in one", frame(TEXT, "grüße €😀".encode())),
    ("utf-8 split into bytes", *[frame(TEXT if i == 0 else 0, bytes([b]), fin=i == 3) for i, b in enumerate("😀".encode())]),
    ("ping between fragments", frame(TEXT, b"a", fin=False), frame(PING, b""), frame(0, b"b")),
    ("frame in two packets", *halves(frame(TEXT, b"hello world"), 3)),
], passes)


# --- Pings

@case
async def ping_flood_without_reading(target):
    peer = await Peer.open(target, receive_buffer=4096)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and await peer.send(frame(PING, b"p" * 125) * 400, timeout=5):
        pass
    expect(await peer.close_code(), 4429, 1008, GONE)
    peer.abort()


@case
async def modest_pings_are_answered(target):
    peer = await Peer.open(target)
    for _ in range(10):
        await peer.send(frame(PING, b"hello"))
        received = await peer.frame()
        if received != (PONG, b"hello"):
            raise Failed(f"a ping was answered with {received}")
    peer.abort()


# --- Time

@case
async def frame_trickled_by_the_byte(target):
    peer = await Peer.open(target)
    reader = asyncio.ensure_future(peer.close_code(15 + SLACK))
    data = frame(BINARY, b"x" * 2000)
    for i in range(2000):
        if reader.done() or not await peer.send(data[i:i + 1]):
            break
        await asyncio.sleep(0.2)
    expect(await reader, 4408, UNGREETED)
    peer.abort()


@case
async def fragments_without_end(target):
    peer = await Peer.open(target)
    reader = asyncio.ensure_future(peer.close_code(15 + SLACK))
    await peer.send(frame(BINARY, b"x", fin=False))
    for _ in range(60):
        if reader.done() or not await peer.send(frame(0, b"x", fin=False)):
            break
        await asyncio.sleep(0.5)
    expect(await reader, 4408, UNGREETED)
    peer.abort()


@case
async def half_a_header(target):
    peer = await Peer.open(target)
    await peer.send(b"\x82")
    expect(await peer.close_code(15 + SLACK), 4408, UNGREETED)
    peer.abort()


@case
async def receiver_that_never_reads(target):
    """Asks for more output than may wait; nobody takes it."""
    peer = await Peer.open(target, receive_buffer=4096)
    data = frame(BINARY, b"x" * 4000)
    deadline = time.monotonic() + 45
    sent = 0
    while time.monotonic() < deadline and await peer.send(data * 8, timeout=10):
        sent += len(data) * 8
        if sent > 64 << 20:
            raise Failed("64 MiB were taken from a peer that never reads")
    expect(await peer.close_code(), 4408, 4429, UNGREETED, GONE)
    peer.abort()


@case
async def receiver_that_stalls_below_the_limit(target):
    """Less than 1 MiB waits, for longer than 30 s."""
    peer = await Peer.open(target, receive_buffer=4096)
    for _ in range(150):
        if not await peer.send(frame(BINARY, b"x" * 4000), timeout=2):
            break
    started = time.monotonic()
    while time.monotonic() - started < 31 + SLACK:
        await asyncio.sleep(1)
        try:  # an ended connection refuses at the latest the second write
            peer.sock.send(frame(PING))
        except BlockingIOError:
            pass
        except OSError:
            break
    expect(await peer.close_code(), 4408, 4429, UNGREETED, GONE)
    peer.abort()


@case
async def ignores_the_close(target):
    """After our error the server waits only so long for the peer to go."""
    peer = await Peer.open(target)
    await peer.send(frame(3))
    expect(await peer.close_code(), 1002)
    started = time.monotonic()
    while time.monotonic() - started < 7 + SLACK:
        if not await peer.send(b"x" * 100):
            return peer.abort()
        await asyncio.sleep(0.3)
    raise Failed("the connection is still open")


# --- The upgrade

async def answers(target, data, *statuses):
    peer = await Peer.connect(target)
    await peer.send(data(target) if callable(data) else data)
    expect(await peer.status(), *statuses)
    await peer.ended()
    peer.abort()


def with_field(line):
    return lambda target: target.request(extra=[line])


table("upgrade", [
    ("post", lambda t: t.request(method="POST"), 405),
    ("http 1.0", lambda t: t.request(version="HTTP/1.0"), 400),
    ("other path", lambda t: t.request(path="/no/such/path"), 404),
    ("garbage", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(100), 400),
    ("nothing but line ends", b"\r\n\r\n", 400),
    ("line feeds only", lambda t: t.request().replace(b"\r\n", b"\n"), 400),
    ("one line feed", lambda t: t.request().replace(b"\r\nUpgrade", b"\nUpgrade"), 400),
    ("folded line", with_field("X-A: b\r\n c"), 400),
    ("nul", with_field("X-A: b\x00c"), 400),
    ("blank before the colon", with_field("X-A : b"), 400),
    ("no host", lambda t: t.request(drop=["Host"]), 400),
    ("two hosts", with_field("Host: other"), 400),
    ("no key", lambda t: t.request(drop=["Sec-WebSocket-Key"]), 400),
    ("two keys", with_field("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="), 400),
    ("short key", lambda t: t.request(Sec_WebSocket_Key="dGhl"), 400),
    ("no version", lambda t: t.request(drop=["Sec-WebSocket-Version"]), 400),
    ("old version", lambda t: t.request(Sec_WebSocket_Version="8"), 426),
    ("no upgrade", lambda t: t.request(drop=["Upgrade", "Connection"]), 426),
    ("no connection", lambda t: t.request(drop=["Connection"]), 400),
    ("foreign origin", lambda t: t.request(Origin="https://evil.example"), 403),
    ("foreign protocol", lambda t: t.request(Sec_WebSocket_Protocol="chat, superchat"), 400),
    ("content length", with_field("Content-Length: 10"), 413),
    ("two lengths", with_field("Content-Length: 0\r\nContent-Length: 10"), 400),
    ("chunked", with_field("Transfer-Encoding: chunked"), 400),
    ("65 fields", lambda t: t.request(extra=["X: a"] * 65), 431),
    ("9 KiB in one field", with_field("X: " + "a" * 9000), 431),
], answers)


@case
async def head_of_a_megabyte(target):
    peer = await Peer.connect(target)
    reader = asyncio.ensure_future(peer.status())
    await peer.send(target.request()[:-2])
    for _ in range(1000):
        if reader.done() or not await peer.send(b"X: " + b"a" * 1000 + b"\r\n"):
            break
    expect(await reader, 431, GONE)  # a reset may overtake the answer of a peer that goes on sending
    peer.abort()


@case
async def head_trickled_by_the_byte(target):
    peer = await Peer.connect(target)
    reader = asyncio.ensure_future(peer.status(5 + SLACK))
    for byte in target.request():
        if reader.done() or not await peer.send(bytes([byte])):
            break
        await asyncio.sleep(0.1)
    expect(await reader, 408)
    peer.abort()


@case
async def two_thousand_silent_connections(target):
    """Each is told 408 after 5 s (or was never let in), and none stays."""
    gate = asyncio.Semaphore(200)

    async def silent():
        async with gate:
            peer = await Peer.connect(target, timeout=20)
        try:
            expect(await peer.status(20 + SLACK), 408, 429, 503, GONE)
            await peer.ended()
        finally:
            peer.abort()

    results = await asyncio.gather(*[silent() for _ in range(2000)], return_exceptions=True)
    failures = [str(result) for result in results if isinstance(result, Exception)]
    if failures:
        raise Failed(f"{len(failures)} of 2000: {failures[0]}")


@case
async def gone_in_the_middle(target):
    """Peers that vanish at every stage leave nothing behind."""
    for data in (b"", b"GET", target.request(), target.request() + frame(TEXT, b"hello")[:3]):
        for reset in (False, True):
            peer = await Peer.connect(target)
            await peer.send(data)
            if reset:
                peer.sock.setsockopt(1, 13, struct.pack("ii", 1, 0))  # SO_LINGER: end with a reset
            peer.abort()
