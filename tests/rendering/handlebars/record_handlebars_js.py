"""Records what Handlebars.js makes of generated templates, in `handlebars_js.json.gz`.

`python -m tests.rendering.handlebars.record_handlebars_js <folder>` does it, with Node.js on the path, and a folder in
which `npm install handlebars` has been run. Nothing is escaped, as in Pinpoint.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

from tests.rendering.handlebars.template_generator import VARIABLES, template
from tests.rendering.handlebars.test_handlebars_js import COUNT, RECORDED, SEED


def answers_of_handlebars_js(sources: list[str], folder: str) -> list[str | None]:
    """What the Handlebars.js in a folder renders, None for a template that it refuses."""
    given = json.dumps({"variables": VARIABLES, "templates": sources})
    script = Path(__file__).with_suffix(".mjs")
    answers: list[str | None] = json.loads(subprocess.check_output(["node", script, folder], input=given, text=True))
    return answers


def record(folder: str) -> None:
    """Render the templates in Handlebars.js, and keep them with what it returns."""
    sources = [template(SEED, number) for number in range(COUNT)]
    answers = answers_of_handlebars_js(sources, folder)
    content = json.dumps(list(zip(sources, answers, strict=True)))
    RECORDED.write_bytes(gzip.compress(content.encode(), mtime=0))
    print(f"{len(answers)} templates, {answers.count(None)} of them refused")


if __name__ == "__main__":
    record(sys.argv[1])
