# SPDX-License-Identifier: Apache-2.0
"""What one hostile peer can do before TLS is up. There is no HTTP answer there: the connection just ends, in time."""
import asyncio
import os
import ssl
import time

from cases import SLACK, expect
from peer import Failed, Peer

CASES = []


def case(function):
    CASES.append((f"tls {function.__name__}", function))
    return function


def client_hello(target):
    """The first flight of a real client."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    session = client_context().wrap_bio(incoming, outgoing, server_hostname=target.host)
    try:
        session.do_handshake()
    except ssl.SSLWantReadError:
        pass
    return outgoing.read()


def client_context():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # what is tested is not who the server is
    return context


async def open_honest(target, timeout=10):
    """An honest client over TLS: upgraded, echo of a ping; answers how long it took."""
    started = time.monotonic()
    reader, writer = await asyncio.wait_for(
        asyncio.open_connection(target.host, target.port, ssl=client_context(), server_hostname=target.host), timeout)
    try:
        writer.write(target.request())
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), timeout)
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise Failed(f"upgrade over TLS answered {head[:40]!r}")
        writer.write(b"\x89\x81\x00\x00\x00\x00p")
        if await asyncio.wait_for(reader.readexactly(3), timeout) != b"\x8a\x01p":
            raise Failed("no pong over TLS")
    finally:
        writer.transport.abort()
    return time.monotonic() - started


@case
async def garbage(target):
    for data in (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", bytes(64), os.urandom(2000), b"\x16\x03\x01\xff\xff" + bytes(200),
                 b"\x15\x03\x01\x00\x02\x02\x28"):
        peer = await Peer.connect(target)
        await peer.send(data)
        await peer.ended(5 + SLACK)
        peer.abort()


@case
async def silent(target):
    peer = await Peer.connect(target)
    await peer.ended(5 + SLACK)
    peer.abort()


@case
async def half_a_hello(target):
    peer = await Peer.connect(target)
    await peer.send(client_hello(target)[:100])
    await peer.ended(5 + SLACK)
    peer.abort()


@case
async def hello_and_nothing_more(target):
    peer = await Peer.connect(target)
    await peer.send(client_hello(target))
    await peer.ended(5 + SLACK)
    peer.abort()


@case
async def hello_by_the_byte(target):
    peer = await Peer.connect(target)
    reader = asyncio.ensure_future(peer.ended(5 + SLACK))
    for byte in client_hello(target):
        if reader.done() or not await peer.send(bytes([byte])):
            break
        await asyncio.sleep(0.1)
    await reader
    peer.abort()


@case
async def without_forward_secrecy(target):
    """Key exchange by RSA alone is refused."""
    context = client_context()
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("AES128-SHA:AES256-SHA:@SECLEVEL=0")
    try:
        _, writer = await asyncio.open_connection(target.host, target.port, ssl=context, server_hostname=target.host)
        writer.transport.abort()
    except (ssl.SSLError, OSError):
        return
    raise Failed("a session without forward secrecy was accepted")


@case
async def four_hundred_stalled_handshakes(target):
    """More than there are places; an honest client comes through beside them, and none of them stays."""
    hello = client_hello(target)

    async def stalled():
        peer = await Peer.connect(target, timeout=20)
        await peer.send(hello[:200])
        await peer.ended(15 + SLACK)
        peer.abort()

    crowd = [asyncio.ensure_future(stalled()) for _ in range(400)]
    await asyncio.sleep(1)
    for _ in range(3):
        await open_honest(target)
    results = await asyncio.gather(*crowd, return_exceptions=True)
    expect(sum(isinstance(result, Exception) for result in results), 0)
