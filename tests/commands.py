"""Commands run in this process, with what they printed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from twosource.cli import main


class Told:
    """Runs commands, and has what they printed."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture
        self.code = 0
        self.out = self.err = ""

    def run(self, *args: str) -> str:
        self.code = main(list(args))
        self.out, self.err = self._capture.readouterr()
        return self.out

    def json(self, *args: str) -> Any:  # noqa: ANN401 - whatever the command prints
        return json.loads(self.run(*args, "--json"))
