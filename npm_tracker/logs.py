"""How the processes write their logs: what happened, where about, and nothing of what pages or addresses hold."""

import json
import logging
import re
from datetime import UTC, datetime

DETAIL = re.compile(r"\nDETAIL:.*?(?=\n\nThe above exception|\n\nDuring handling|\Z)", re.DOTALL)


class LineFormatter(logging.Formatter):
    """Lines for a terminal. What the database tells about a row that it refuses holds the whole row: it is left out."""

    def formatMessage(self, record):
        record.message = message_of(record)
        return super().formatMessage(record)

    def formatException(self, exc_info):
        return DETAIL.sub("", super().formatException(exc_info))


class JsonFormatter(LineFormatter):
    """One object a line, for whatever collects the logs of an installation."""

    def format(self, record):
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": message_of(record),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def message_of(record: logging.LogRecord) -> str:
    """The message, with the first part of the address that was asked for: what follows names a note, or lets one in."""
    message, path = record.getMessage(), getattr(getattr(record, "request", None), "path", "")
    part = "/" + path.strip("/").partition("/")[0]
    for written in (path, path.encode("unicode_escape").decode("ascii")):
        message = message.replace(written, part) if written else message
    return message
