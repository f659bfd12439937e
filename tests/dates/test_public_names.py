import subprocess
import sys
from pathlib import Path

import timeline.dates


def test_every_public_name_is_there() -> None:
    for name in timeline.dates.__all__:
        assert getattr(timeline.dates, name) is not None


def test_no_public_name_is_hidden_by_a_module() -> None:
    # `import timeline.dates.words` would put the module where the function belongs.
    modules = {path.stem for path in Path(timeline.dates.__file__).parent.glob("*.py")}
    assert modules.isdisjoint(timeline.dates.__all__)


def _imported_by(code: str) -> set[str]:
    code += "; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return set(done.stdout.split())


def test_reading_a_date_imports_nothing_heavy() -> None:
    heavy = {"babel", "dataclasses", "datetime", "dateutil", "edtf", "inspect", "re", "typing", "zoneinfo"}
    bare = _imported_by("pass")
    read = _imported_by(
        "from timeline.dates import parse_edtf, read_date, sort_key, before; sort_key(parse_edtf('1985-~04/..'));"
        "before(read_date('7 October 2023'), read_date('c. 44 BC'))"
    )
    assert not (read - bare) & heavy


def test_the_package_needs_nothing_else_of_the_project() -> None:
    read = _imported_by("from timeline.dates import *; words(read_date('about 1986'), 'fa')")
    ours = {name for name in read if name.startswith("timeline")}
    assert ours == {name for name in ours if name == "timeline" or name.startswith("timeline.dates")}
