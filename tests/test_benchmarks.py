"""What stands beside us in a benchmark is made with our own functions, and goes on being made when these change."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MADE = """
import sys
from pathlib import Path
root, folder, options = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
sys.path[:0] = [str(root), str(root / "benchmarks" / "hugo"), str(root / "benchmarks")]
import projects
from seeded import make_project
make_project(folder / "ours", 40, root)
file = folder / "ours" / "mkdocs.yml"
file.write_text(file.read_text().replace("- timeline\\n", f"- timeline:\\n      print: never\\n{options}"))
projects.make_hugo(folder / "hugo", folder / "ours")
"""


@pytest.mark.parametrize("options", ["", "      lean_beyond: 10\n"])
def test_a_project_for_hugo_has_every_event(options: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MADE, str(ROOT), str(tmp_path), options], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    pages = sorted((tmp_path / "hugo" / "content" / "events").glob("event-*.md"))
    assert len(pages) == 40
    front, _ = json.JSONDecoder().raw_decode(pages[0].read_text("utf-8"))
    assert front["title"]
