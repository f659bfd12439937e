"""What the surroundings tell a build: the day. Nothing else reads the clock or the environment, so that a build is a
function of its input; a build that must be repeatable for ever sets SOURCE_DATE_EPOCH (reproducible-builds.org)."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from platformdirs import user_cache_path

from timeline.dates import Day


def today(zone: str) -> Day:
    """The day in a time zone, or that of SOURCE_DATE_EPOCH (seconds since 1970) where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    local = now.astimezone(ZoneInfo(zone))
    return Day(local.year, local.month, local.day)


def now() -> int:
    """The time by the clock that also dates files, in nanoseconds; only to tell whether a file is new."""
    return time.time_ns()


def cache_folder() -> Path | None:
    """The folder in which this user's programs keep what can be made again: `$XDG_CACHE_HOME/timeline` or what the
    system has instead; None where there is none."""
    try:
        return user_cache_path("timeline", appauthor=False)
    except (OSError, RuntimeError):
        return None


def zone_exists(zone: str) -> bool:
    """Whether a name is an IANA time zone."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def styled_terminal() -> bool:
    """Whether a terminal may be sent escape sequences (no-color.org; `dumb` is the terminal that knows none)."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"


def in_ci() -> bool:
    """Whether a service for continuous integration builds, which says so in `CI`."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def on_github() -> bool:
    """Whether findings are read by GitHub Actions."""
    return os.environ.get("GITHUB_ACTIONS") == "true"
