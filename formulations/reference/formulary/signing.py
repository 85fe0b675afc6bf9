"""Signing a drug file: whoever holds a private key vouches for the content that the file's SHA-256 names."""

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from formulations.reference.faults import Fault

ALGORITHM = "Ed25519"
MAKE_ONE = "make one: openssl genpkey -algorithm ed25519"
KEYS = ("algorithm", "public_key", "value")


class BadKey(ValueError):
    """A key that cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Signature:
    """A signature over the SHA-256 of a file's content. public_key, value: in base64."""

    public_key: str
    value: str

    def as_table(self) -> dict[str, str]:
        """Return the signature as it stands in a file."""
        return {"algorithm": ALGORITHM, "public_key": self.public_key, "value": self.value}


def sign(sha256: str, *, private_pem: bytes) -> Signature:
    """Return the signature of a content's SHA-256.

    private_pem: an Ed25519 private key without a password, as PEM. Raises BadKey for anything else.
    Source: RFC 8032 (Ed25519); RFC 8410 (the key as PEM).
    """
    try:
        key = load_pem_private_key(private_pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise BadKey(
            "the key is no private key in PEM without a password; make one: openssl genpkey -algorithm ed25519"
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise BadKey(f"the key is not an Ed25519 key; {MAKE_ONE}")
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return Signature(b64encode(public).decode(), b64encode(key.sign(_signed_text(sha256))).decode())


def public_key_in(public_pem: bytes) -> str:
    """Return a public key in base64, as files carry it. Raises BadKey for anything but an Ed25519 public key in PEM.

    Source: RFC 8410.
    """
    try:
        key = load_pem_public_key(public_pem)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise BadKey("the key is no public key in PEM; make it: openssl pkey -in KEY -pubout") from error
    if not isinstance(key, Ed25519PublicKey):
        raise BadKey(f"the key is not an Ed25519 key; {MAKE_ONE}")
    return b64encode(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def signature_from(table: object) -> Signature | None:
    """Return the signature that a file's table states, or None where there is none. Source: docs/formulary-file.md."""
    if not isinstance(table, Mapping):
        return None
    return Signature(str(table.get("public_key", "")), str(table.get("value", "")))


def fault_of_signature(table: object, *, sha256: str) -> list[Fault]:
    """Return what is wrong with a file's signature; nothing where it holds, or where there is none.

    sha256: of the content. Source: RFC 8032.
    """
    at = ("signature",)
    if table is None:
        return []
    if not isinstance(table, Mapping) or set(table) != set(KEYS) or table["algorithm"] != ALGORITHM:
        return [Fault(0, at, f"must be a table with algorithm = {ALGORITHM!r}, public_key and value")]
    try:
        public = Ed25519PublicKey.from_public_bytes(_bytes_of(table["public_key"]))
        public.verify(_bytes_of(table["value"]), _signed_text(sha256))
    except (InvalidSignature, ValueError):
        return [Fault(0, (*at, "value"), "does not sign this content with this key; sign the file again, or refuse it")]
    return []


def _signed_text(sha256: str) -> bytes:
    return f"secundum-formulary/2 sha256 {sha256}".encode()


def _bytes_of(text: object) -> bytes:
    try:
        return b64decode(str(text), validate=True)
    except Error as error:
        raise ValueError("not base64") from error
