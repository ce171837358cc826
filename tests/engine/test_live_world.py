"""Crawls without a stand-in, in a pretended internet: names resolve to what the test says, public addresses end on loopback, TLS is real."""

import json
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from warcio.archiveiterator import ArchiveIterator

from tests.engine.conftest import Crawl, begin, declaration
from tests.engine.site import Reply, Server, article

MAIN = "www.example.org"
PUBLIC, UNTRUSTED = "93.184.216.34", "93.184.216.35"

NAMES: dict[str, list[str]] = {
    MAIN: [PUBLIC],
    "otherwise-named.example.org": [PUBLIC],
    "self-signed.example.org": [UNTRUSTED],
    "private.example.org": ["10.1.2.3"],
    "loopback.example.org": ["127.0.0.1"],
    "metadata.example.org": ["169.254.169.254"],
    "both.example.org": [PUBLIC, "192.168.0.7"],
    "six.example.org": ["fd00::1"],
    "mapped.example.org": ["::ffff:127.0.0.1"],
    "translated.example.org": ["64:ff9b::a00:1"],
    "nowhere.example.org": [],
}
REFUSED = {
    "otherwise-named.example.org": "certificate not trusted",
    "self-signed.example.org": "certificate not trusted",
    "private.example.org": "private address 10.1.2.3",
    "loopback.example.org": "private address 127.0.0.1",
    "metadata.example.org": "private address 169.254.169.254",
    "both.example.org": "private address 192.168.0.7",
    "six.example.org": "private address fd00::1",
    "mapped.example.org": "private address ::ffff:127.0.0.1",
    "translated.example.org": "private address 64:ff9b::a00:1",
    "nowhere.example.org": "host name does not resolve",
}


def certificate(folder: Path, name: str) -> Path:
    """A self-signed certificate for a host name, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(
            subject, subject, key.public_key(), x509.random_serial_number(), now - timedelta(days=1), now + timedelta(days=1)
        )
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}.pem"
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


def serve_tls(server: Server, file: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Server, Path]]:
    """A server that the crawl has reason to trust, one that it has not, and the trusted certificate."""
    folder = tmp_path_factory.mktemp("certificates")
    trusted, untrusted = Server(), Server()
    file = certificate(folder, MAIN)
    serve_tls(trusted, file)
    serve_tls(untrusted, certificate(folder, "self-signed.example.org"))
    yield trusted, untrusted, file
    for server in (trusted, untrusted):
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def world(servers: tuple[Server, Server, Path], tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    """The crawl, run once."""
    trusted, untrusted, file = servers
    folder = tmp_path_factory.mktemp("world")
    pages = [trusted.put(f"https://{MAIN}/story", article("story")), *(f"https://{host}/story" for host in REFUSED)]
    trusted.put(f"https://{MAIN}/archive.txt", Reply("\n".join(f"page {page}" for page in pages).encode()))
    return begin(
        folder / "spool",
        None,
        declaration([MAIN, *REFUSED], politeness={"delay": 0.5, "concurrency": 4, "max_requests": 100}),
        settings={"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "BRIEFWIRE_BACK_OFF": 0.05},
        world={
            "TOY_NAMES": json.dumps(NAMES),
            "TOY_ROUTE": json.dumps({f"{PUBLIC}:443": trusted.server_address[1], f"{UNTRUSTED}:443": untrusted.server_address[1]}),
            "TOY_CONNECTIONS": str(folder / "connections"),
            "SSL_CERT_FILE": str(file),
            "SSL_CERT_DIR": str(folder),
            "https_proxy": "http://127.0.0.1:9",
        },
    ).finish()


def test_a_public_trusted_site_is_crawled(world: Crawl) -> None:
    assert world.code == 0, world.log
    world.balance()
    assert world.endings[f"https://{MAIN}/story"] == ("fetched", "")
    with world.archive.open("rb") as file:
        record = next(r for r in ArchiveIterator(file) if r.rec_headers.get_header("WARC-Target-URI") == f"https://{MAIN}/story")
    assert record.rec_headers.get_header("WARC-IP-Address") == PUBLIC


@pytest.mark.parametrize("host", REFUSED)
def test_others_are_not(world: Crawl, host: str) -> None:
    assert world.endings[f"https://{host}/story"] == ("robots_denied", f"robots.txt unreachable: {REFUSED[host]}")


def test_no_connection_was_ever_tried_to_a_private_address(world: Crawl) -> None:
    tried = set((world.folder.parent / "connections").read_text().split())
    assert {PUBLIC, UNTRUSTED} == tried
    assert all(ip_address(address).is_global for address in tried)


def test_an_untrusted_site_learns_nothing(world: Crawl, servers: tuple[Server, Server, Path]) -> None:
    trusted, untrusted, _ = servers
    assert untrusted.hits == []
    assert {hit.host for hit in trusted.hits} == {MAIN}
