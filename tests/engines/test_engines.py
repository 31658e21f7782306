import hashlib
import shutil
from pathlib import Path

import pytest

from twosource import engines
from twosource.errors import TwosourceError

MODELS = Path(__file__).parents[2] / "models"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (*engines.USED, engines.MANIFEST):
        shutil.copy(MODELS / name, tmp_path / name)
    return tmp_path


def test_the_shipped_engines_name_their_files() -> None:
    loaded = engines.load()
    assert set(loaded.models) == set(engines.USED)
    for name, digest in loaded.models.items():
        assert hashlib.sha256((MODELS / name).read_bytes()).hexdigest() == digest
        assert digest[:12] in loaded.made_by
    assert loaded.reader.name in loaded.made_by


def test_a_changed_file_is_refused(folder: Path) -> None:
    with (folder / "pairs.onnx").open("ab") as file:
        file.write(b"x")
    with pytest.raises(TwosourceError, match=r"pairs\.onnx was changed"):
        engines.load(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "reader.onnx").unlink()
    with pytest.raises(TwosourceError, match=r"reader\.onnx cannot be read"):
        engines.load(folder)


def test_a_file_that_is_not_listed_is_refused(folder: Path) -> None:
    (folder / engines.MANIFEST).write_text("")
    with pytest.raises(TwosourceError, match="does not list"):
        engines.load(folder)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TwosourceError, match="cannot be read"):
        engines.load(tmp_path)
