"""How the processes write their logs."""

import logging
import re

DETAIL = re.compile(r"\nDETAIL:.*?(?=\n\nThe above exception|\n\nDuring handling|\Z)", re.DOTALL)


class LineFormatter(logging.Formatter):
    """What the database tells about a row that it refuses holds the whole row: that is not written down."""

    def formatException(self, exc_info):
        return DETAIL.sub("", super().formatException(exc_info))
