"""Names from a spaCy pipeline, where spaCy is: a blank pipeline with an entity ruler, saved to a folder.

python benchmarks/pipeline.py      ends with 0 if the command takes the names of the pipeline
"""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import spacy

TEXT = "PARIS, March 3, 2021 - On Monday the mill of the grey wolves burned near lower vernay."
PATTERNS = [
    {"label": "ORG", "pattern": "the grey wolves"},
    {"label": "GPE", "pattern": "lower vernay"},
    {"label": "DATE", "pattern": "Monday"},
]


def main() -> None:
    with TemporaryDirectory() as folder:
        language = spacy.blank("en")
        language.add_pipe("entity_ruler").add_patterns(PATTERNS)
        language.to_disk(Path(folder, "names"))
        Path(folder, "article.txt").write_text(TEXT, "utf-8")
        command = [sys.executable, "-m", "timeline.cli", "extract", "article.txt", "--format", "json", "--spacy"]
        found = {}
        for name in ("./names", "no_such_pipeline"):
            done = subprocess.run([*command, name], cwd=folder, capture_output=True, text=True, check=False)
            found[name] = done
        assert found["./names"].returncode == 0, found["./names"].stderr
        [row] = map(json.loads, found["./names"].stdout.splitlines())
        assert row["names"] == ["the grey wolves", "lower vernay"], row
        assert found["no_such_pipeline"].returncode == 2
        assert 'no spaCy pipeline "no_such_pipeline"' in found["no_such_pipeline"].stderr
    print(f"spaCy {spacy.__version__}: the names of the pipeline are in the draft, a missing pipeline is told")


if __name__ == "__main__":
    main()
