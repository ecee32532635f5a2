"""Mails as Django's file backend writes them: one after the other, between lines of hyphens."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

BETWEEN = re.compile(rb"^-{79}\n", re.MULTILINE)


def written_in(directory: Path) -> list[EmailMessage]:
    parts = (part for path in sorted(directory.glob("*.log")) for part in BETWEEN.split(path.read_bytes()))
    return [message_from_bytes(part, policy=policy.default) for part in parts if part.strip()]
