"""Verifies the signatures of requests as they arrived.

Usage: judge.py < {"secrets": {mode: secret}, "requests": [{"label", "mode", "method", "target", "headers", "body"}]}

Prints for each label what two judges say, `ok` or what is wrong:
  documented  the text to sign is put together here from the API's documentation, with the query as it arrived
  official    the text to sign is put together by the official SDK, which parses the query and writes it anew
"""

import base64
import datetime
import email.utils
import functools
import hashlib
import hmac
import json
import sys
import urllib.parse

from Crypto.Hash import SHA256
from Crypto.PublicKey import RSA
from Crypto.Signature import pss
from tracking.auth import Authenticator

HEADERS = {"AES": "as-signature-hmac-sha256", "RSA": "as-signature-rsa-sha256"}


@functools.lru_cache
def public_key(secret):
    return RSA.import_key(secret).public_key()


def documented(request, headers):
    """The text to sign, from the documentation."""
    path, _, query = request["target"].partition("?")
    names = [urllib.parse.unquote_plus(pair.partition("=")[0]) for pair in query.split("&")]
    assert names == sorted(set(names)), f"not sorted, or not once each: {names}"
    body = request["body"].encode()
    own = sorted((name, value) for name, value in headers.items() if name.startswith("as-"))
    parts = [
        request["method"],
        hashlib.md5(body).hexdigest().upper() if body else "",
        headers["content-type"] if body else "",
        headers["date"],
        "\n".join(f"{name}:{value.strip()}" for name, value in own),
        f"{path}?{query}" if query else path,
    ]
    return "\n".join(parts)


def official(request, headers):
    """The text to sign, as the official SDK has it."""
    return Authenticator.sign_str(
        request["method"],
        request["body"] or None,
        headers["date"],
        Authenticator.canonical_header(headers),
        Authenticator.canonical_resource(request["target"]),
    )


def verdict(rule, request, secret):
    headers = {name.lower(): value for name, value in request["headers"]}
    sent = headers.pop(HEADERS[request["mode"]], None)
    if sent is None:
        return "no signature"
    if any(name in headers for name in HEADERS.values()):
        return "signatures of two modes"
    date = email.utils.parsedate_to_datetime(headers["date"])
    if email.utils.format_datetime(date, usegmt=True) != headers["date"]:
        return f"not the form of a date: {headers['date']}"
    if abs(datetime.datetime.now(datetime.timezone.utc) - date) > datetime.timedelta(minutes=3):
        return f"not now: {date}"
    try:
        text = rule(request, headers).encode()
        signature = base64.b64decode(sent, validate=True)
        if request["mode"] == "AES":
            wanted = hmac.new(secret.encode(), text, hashlib.sha256).digest()
            return "ok" if hmac.compare_digest(wanted, signature) else f"not the signature of {text!r}"
        verifier = pss.new(public_key(secret), salt_bytes=32)
        verifier.verify(SHA256.new(text), signature)
        return "ok"
    except (AssertionError, ValueError) as error:
        return f"{type(error).__name__}: {error}"


def main():
    task = json.load(sys.stdin)
    verdicts = {
        request["label"]: {
            rule.__name__: verdict(rule, request, task["secrets"][request["mode"]]) for rule in (documented, official)
        }
        for request in task["requests"]
    }
    json.dump(verdicts, sys.stdout)


main()
