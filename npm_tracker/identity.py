"""Who asks, said to the database so that only this process can say it (docs/adr/0017-signed-context.md).

`app.user` is "<id>.<signature>". Anybody who gets a statement into a connection can set it, but not sign it: the key
is in the settings of the process, and in a table that no portal may read, where `app_user_id()` checks it (walls.sql).
"""

import hashlib
import hmac

BLOCK = 64  # of SHA-256


def signed(user_id, key):
    """The value of `app.user`; nobody is the empty text, and so is whoever a process without a key would name."""
    if not user_id or not key:
        return ""
    return f"{user_id}.{hmac.digest(key.encode(), str(user_id).encode(), 'sha256').hex()}"


def blocks(key):
    """The two padded keys of HMAC (RFC 2104): with them stored, PostgreSQL needs nothing but its own sha256().

    HMAC, because a plain hash over key and text can be lengthened by whoever has seen one.
    """
    secret = key.encode()
    padded = (secret if len(secret) <= BLOCK else hashlib.sha256(secret).digest()).ljust(BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in padded), bytes(byte ^ 0x5C for byte in padded)
