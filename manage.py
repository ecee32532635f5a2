#!/usr/bin/env python
"""Django's commands. Without a DATABASE_URL it works on the demonstration, and starts its servers if need be."""

import os
import secrets
import sys
from contextlib import nullcontext
from pathlib import Path

from npm_tracker import embedded, processes

# Commands that read the code alone.
NOWHERE = "postgresql://nobody@/nothing?host=/nonexistent"
NO_DATABASE = {"help", "compilemessages", "makemessages", "check_messages", "makemigrations", "collectstatic"}


def surroundings():
    """The embedded servers for the duration of the command, or nothing when the environment names a database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "npm_tracker.settings")
    if "DATABASE_URL" in os.environ:
        return nullcontext()
    directory = Path(os.environ.get("DEMO_DIR") or embedded.PROJECT / "var")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command in NO_DATABASE:
        nothing = {"DATABASE_URL": NOWHERE, "SECRET_KEY": secrets.token_urlsafe(48)}
        os.environ.update({"NPM_PROCESS": "command", "FILES_DIR": str(directory / "files"), **nothing})
        return nullcontext()
    if not (directory / "env").exists():
        raise embedded.EmbeddedError("There is no database yet: run `make demo`, or set DATABASE_URL.")
    return embedded.running(directory)


def main():
    try:
        with surroundings() as services:
            if services:
                os.environ.update(processes.settings_of("command", services.env))
            from django.core.management import execute_from_command_line

            execute_from_command_line(sys.argv)
    except embedded.EmbeddedError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
