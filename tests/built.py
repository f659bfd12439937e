"""Sites built as CI builds them: by the command, in a project folder of their own."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROJECTS = {
    "bilingual": ROOT / "tests" / "sites" / "bilingual",
    "content": ROOT,
    "full": ROOT / "tests" / "sites" / "full",
    "minimal": ROOT / "tests" / "sites" / "minimal",
}


def copy_project(name: str, folder: Path) -> Path:
    """A project with its own copy of the templates; returns its folder."""
    source, project = PROJECTS[name], folder / name
    project.mkdir(parents=True)
    shutil.copytree(source / "content", project / "content")
    shutil.copytree(ROOT / "site_templates", project / "site_templates")
    settings = (source / "mkdocs.yml").read_text("utf-8").replace("../../../site_templates", "site_templates")
    (project / "mkdocs.yml").write_text(settings, "utf-8")
    return project


def run(project: Path, *command: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a module of Python in the project's folder."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project,
        env={**os.environ, "PYTHONUTF8": "0", "SOURCE_DATE_EPOCH": "1795305600", **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def build(project: Path, env: Mapping[str, str] | None = None) -> Path:
    """The site folder of a project, built anew; fails the test if the build fails."""
    done = run(project, "timeline.cli", "build", env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


def manifest(site: Path) -> dict[str, str]:
    """Every file of a site with the hash of its bytes."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
