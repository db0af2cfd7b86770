"""How the log is written: lines for people or JSON for machines; the settings read it."""

from __future__ import annotations

from typing import Any


def logging_settings(*, as_json: bool, level: str) -> dict[str, Any]:
    """LOGGING of the settings: everything to the console, each line with the id of its request."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": "tracker.watching.requests.RequestIdFilter"}},
        "formatters": {
            "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
            "json": {
                "()": "tracker.watching.json_lines.JsonFormatter",
                "format": "{asctime}{levelname}{name}{message}{request_id}",
                "style": "{",
            },
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "json" if as_json else "line",
                "filters": ["request_id"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
        # A line for each request is for machines: whoever tries the product reads the console.
        "loggers": {"lotrinh.requests": {"level": "INFO" if as_json else "WARNING"}},
    }
