"""Bundles: what is handed on is whole, and one changed byte is found."""

from __future__ import annotations

import io
import json
import os
import shutil
import struct
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

import invented
from handed import dossiers
from twosource import bags, bundles, chain, codec, desk, render
from twosource.errors import OutputError, UsageError
from twosource.model import Correction, Dossier
from twosource.render.bundle import AGENT, Beside, bundle, zipped

EXAMPLE = Path(__file__).parent.parent / "examples" / "harbour_fire"


def log(*notes: str) -> bytes:
    """A log of rulings, chained."""
    lines: list[bytes] = []
    for n, note in enumerate(notes, start=1):
        previous = chain.digest(lines[-1]) if lines else ""
        ruling = Correction(ruling="not-report", about="passage", passages=(), note=note)
        entry = chain.Entry(n=n, at="2031-05-12T10:00:00Z", by="mk", previous=previous, correction=ruling)
        lines.append(msgspec.json.encode(entry))
    return b"".join(line + b"\n" for line in lines)


def at_hand() -> Beside:
    raws = {article.raw_sha256: article.text.encode() for article in invented.dossier().articles}
    return Beside(raws=raws, log=log("one", "two", "three"))


FILES = bundle(invented.dossier(), at_hand())


def put(files: dict[str, bytes], folder: Path) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def told(path: Path) -> list[tuple[str, str]]:
    found = bundles.verify(path)
    assert all(problem.stage == "verify" and problem.about and problem.message for problem in found)
    return [(problem.about, problem.message) for problem in found]


def forged(change: Callable[[dict[str, bytes]], None], folder: Path, *, agent: str = AGENT) -> list[tuple[str, str]]:
    """What is told of a bundle that somebody changed who then wrote all its manifests anew."""
    payload = {name.removeprefix(bags.PAYLOAD): raw for name, raw in FILES.items() if name.startswith(bags.PAYLOAD)}
    change(payload)
    return told(put(bags.bag(payload, [("Bag-Software-Agent", agent)]), folder))


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    return put(FILES, tmp_path / "bundle")


# --- what is made ----------------------------------------------------------------------------------------------------


def test_a_bundle_holds_all_that_the_dossier_rests_on(whole: Path) -> None:
    made = invented.dossier()
    assert told(whole) == []
    assert (whole / "data/dossier.json").read_bytes() == codec.encode(made)
    assert (whole / "data/dossier.html").read_text("utf-8") == render.html(made)
    for article in made.articles:
        assert (whole / f"data/texts/{article.id}.txt").read_bytes() == article.text.encode()
        assert (whole / f"data/raw/{article.raw_sha256}.txt").read_bytes() == article.text.encode()
    assert json.loads((whole / "data/annotations.jsonld").read_bytes())["type"] == "AnnotationCollection"
    assert len((whole / "data/log.jsonl").read_bytes().splitlines()) == 3


def test_it_is_a_bag_as_the_rfc_has_it() -> None:
    assert FILES["bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    data = {name: raw for name, raw in FILES.items() if name.startswith("data/")}
    info = dict(line.split(": ", 1) for line in FILES["bag-info.txt"].decode().splitlines())
    assert info["Payload-Oxum"] == f"{sum(map(len, data.values()))}.{len(data)}"
    assert info["Twosource-Raw-Pages"] == info["Twosource-Reports"] == "3"
    assert "Bagging-Date" not in info
    listed = [line.split("  ")[1] for line in FILES["manifest-sha256.txt"].decode().splitlines()]
    assert listed == sorted(data)
    tagged = [line.split("  ")[1] for line in FILES["tagmanifest-sha256.txt"].decode().splitlines()]
    assert tagged == ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs coreutils")
def test_coreutils_alone_can_check_it(whole: Path) -> None:
    for manifest in ("tagmanifest-sha256.txt", "manifest-sha256.txt"):
        assert f"sha256sum --check {manifest}" in FILES["data/README.txt"].decode()
        done = subprocess.run(["sha256sum", "--check", "--quiet", manifest], cwd=whole, check=False)
        assert done.returncode == 0
    (whole / "data/log.jsonl").write_bytes(b"")
    done = subprocess.run(["sha256sum", "--check", "--quiet", manifest], cwd=whole, check=False, capture_output=True)
    assert done.returncode == 1


def test_the_same_input_gives_the_same_bytes() -> None:
    assert bundle(invented.dossier(), at_hand()) == FILES
    assert zipped(FILES) == zipped(FILES)


@given(dossiers())
@settings(max_examples=20, deadline=None)
def test_no_dossier_makes_a_file_outside_of_the_bundle(made: Dossier) -> None:
    hostile = structs.replace(made.articles[0], id="../../up", file="../x.html", raw_sha256="../up")
    files = bundle(structs.replace(made, articles=(hostile,), **EMPTY), Beside(raws={"../up": b"x"}))
    assert all(bags.is_safe(name) for name in files)
    assert not any(name.startswith("data/raw/") for name in files)


EMPTY = dict.fromkeys(
    (
        *("statements", "refusals", "origins", "claims", "conflicts", "copies", "times", "entities", "timeline"),
        "corrections",
    ),
    (),
)


def test_pages_that_are_not_at_hand_or_have_changed_are_left_out(tmp_path: Path) -> None:
    first, second, _ = invented.dossier().articles
    raws = {first.raw_sha256: first.text.encode(), second.raw_sha256: b"something else"}
    files = bundle(invented.dossier(), Beside(raws=raws))
    assert [name for name in files if name.startswith("data/raw/")] == [f"data/raw/{first.raw_sha256}.txt"]
    assert b"Twosource-Raw-Pages: 1\n" in files["bag-info.txt"]
    assert "data/log.jsonl" not in files
    assert told(put(files, tmp_path)) == []


# --- one changed byte ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_changed_byte_in_any_file_is_found(whole: Path, name: str) -> None:
    raw = FILES[name]
    for at in sorted({0, len(raw) // 2, len(raw) - 1}):
        (whole / name).write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        assert told(whole), f"byte {at} of {name}"
    for changed in (raw + b"\n", raw[:-1], b"", raw.replace(b"\n", b"\r\n")):
        (whole / name).write_bytes(changed)
        assert changed == raw or told(whole)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put(FILES, tmp_path_factory.mktemp("shared"))


TAGS = ("tagmanifest-sha256.txt", "manifest-sha256.txt", "bagit.txt", "bag-info.txt")


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_changed_bit_is_found(shared: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(TAGS) | st.sampled_from(sorted(FILES)))
    raw = FILES[name]
    at, bit = data.draw(st.integers(0, len(raw) - 1)), data.draw(st.integers(0, 7))
    (shared / name).write_bytes(raw[:at] + bytes([raw[at] ^ (1 << bit)]) + raw[at + 1 :])
    try:
        assert told(shared)
    finally:
        (shared / name).write_bytes(raw)


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_missing_file_is_found(whole: Path, name: str) -> None:
    (whole / name).unlink()
    assert any(name in {about, about.split(":")[0]} or name in message for about, message in told(whole))


@pytest.mark.parametrize("name", ["extra.txt", "data/extra.txt", "data/texts/a-1.txt", "fetch.txt", "data/caf\u00e9"])
def test_an_added_file_is_found(whole: Path, name: str) -> None:
    (whole / name).write_text("added")
    assert (name, "was added: no manifest lists it") in told(whole)


def test_a_link_is_not_followed(whole: Path, tmp_path: Path) -> None:
    name = next(name for name in FILES if name.startswith("data/raw/"))
    (tmp_path / "elsewhere").write_bytes(FILES[name])
    (whole / name).unlink()
    (whole / name).symlink_to(tmp_path / "elsewhere")
    assert (name, "is a link or no plain file: it is not followed") in told(whole)
    (whole / "data/loop").symlink_to(whole)
    assert ("data/loop", "is a link or no plain file: it is not followed") in told(whole)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_does_not_stop_the_check(whole: Path) -> None:
    os.mkfifo(whole / "data/pipe")
    assert ("data/pipe", "is a link or no plain file: it is not followed") in told(whole)


# --- what manifests written anew do not hide --------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["../outside", "/etc/hostname", "data/../../up", "data\\up", "C:/x", "data/.", "~/x"])
def test_a_path_out_of_the_bundle_is_refused(whole: Path, path: str) -> None:
    (whole / "manifest-sha256.txt").write_bytes(FILES["manifest-sha256.txt"] + f"{'0' * 64}  {path}\n".encode())
    assert any("leads out of the bundle or is not plain" in message for _, message in told(whole))


def test_a_dossier_that_does_not_hold_is_found(tmp_path: Path) -> None:
    def change(payload: dict[str, bytes]) -> None:
        payload["dossier.json"] = payload["dossier.json"].replace(b'"standing": "same-origin"', b'"standing": "single"')

    assert any(about.startswith("data/dossier.json: claims[1]") for about, _ in forged(change, tmp_path))


def test_a_text_that_is_not_the_dossiers_is_found(tmp_path: Path) -> None:
    name = next(name for name in FILES if name.startswith("data/texts/"))

    def change(payload: dict[str, bytes]) -> None:
        payload[name.removeprefix("data/")] += b" "

    ((about, message),) = forged(change, tmp_path)
    assert about == name
    assert message.startswith("is not the text that the dossier has of ")


def test_a_text_that_is_missing_or_too_many_is_found(tmp_path: Path) -> None:
    name = next(name for name in FILES if name.startswith("data/texts/"))

    def change(payload: dict[str, bytes]) -> None:
        payload["texts/a-other.txt"] = payload.pop(name.removeprefix("data/"))

    assert sorted(message.split(" of ")[0] for _, message in forged(change, tmp_path)) == ["is the text", "the text"]


def test_a_page_under_another_name_is_found(tmp_path: Path) -> None:
    one, other, *_ = [name.removeprefix("data/") for name in FILES if name.startswith("data/raw/")]

    def change(payload: dict[str, bytes]) -> None:
        payload[one], payload[other] = payload[other], payload[one]
        payload[f"raw/{bags.digest(b'x')}.txt"] = b"x"

    assert sorted({message for _, message in forged(change, tmp_path)}) == [
        "does not have the SHA-256 that it is named by",
        "is the page of no report",
    ]


@pytest.mark.parametrize("name", ["dossier.html", "annotations.jsonld"])
def test_what_people_read_must_be_what_the_dossier_says(tmp_path: Path, name: str) -> None:
    def change(payload: dict[str, bytes]) -> None:
        payload[name] = payload[name].replace(b"Ada Holm", b"Eva Holm")

    ((about, message),) = forged(change, tmp_path / "same")
    assert about == f"data/{name}"
    assert message.startswith("is not what twosource ")
    # nobody can make again what another version made: this is told, and no fault
    assert not forged(change, tmp_path / "other", agent="twosource 99")
    assert bundles.written_by(tmp_path / "other") == "twosource 99"
    assert bundles.written_by(tmp_path / "same") is None


@pytest.mark.parametrize("name", ["dossier.html", "annotations.jsonld"])
def test_a_bundle_without_it_is_found(tmp_path: Path, name: str) -> None:
    found = forged(lambda payload: payload.pop(name) and None, tmp_path)
    assert found == [(f"data/{name}", "is missing")]


def test_a_page_whose_text_is_not_the_reports_is_found(tmp_path: Path) -> None:
    made = invented.dossier()
    other = b"Something else, which the report was never read from."
    article = structs.replace(made.articles[0], raw_sha256=bags.digest(other))
    made = invented.changed(made, articles=(article, *made.articles[1:]))
    files = bundle(made, Beside(raws={article.raw_sha256: other}))
    ((_, message),) = told(put(files, tmp_path))
    assert message == "is as it was, but the dossier's text of gazette.txt is not its text"


@pytest.mark.parametrize(
    ("change", "about"),
    [
        (lambda raw: raw.replace(b"two", b"2nd"), "log, line 3"),
        (lambda raw: b"".join(raw.splitlines(keepends=True)[1:]), "log, line 1"),
        (lambda raw: b"".join(raw.splitlines(keepends=True)[::-1]), "log, line 1"),
        (lambda raw: raw + b"no ruling\n", "log, line 4"),
        (lambda raw: raw + b"\xff\n", "log, line 4"),
        (lambda raw: raw + b"\n", "log, line 4"),
        (lambda raw: raw + b"[" * 100_000 + b"\n", "log, line 4"),
    ],
)
def test_a_log_that_is_no_chain_is_found(tmp_path: Path, change: Callable[[bytes], bytes], about: str) -> None:
    def forge(payload: dict[str, bytes]) -> None:
        payload["log.jsonl"] = change(payload["log.jsonl"])

    assert f"data/log.jsonl: {about}" in [place for place, _ in forged(forge, tmp_path)]


def test_a_log_that_breaks_off_is_found(tmp_path: Path) -> None:
    def forge(payload: dict[str, bytes]) -> None:
        payload["log.jsonl"] = payload["log.jsonl"][:-1]

    assert [place for place, _ in forged(forge, tmp_path)] == ["data/log.jsonl"]


def test_an_empty_log_holds(tmp_path: Path) -> None:
    assert forged(lambda payload: payload.update({"log.jsonl": b""}), tmp_path) == []


# --- archives --------------------------------------------------------------------------------------------------------


def packed(files: dict[str, bytes], top: str = "bundle/", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(top + name, content)
    return out.getvalue()


def of_archive(raw: bytes, folder: Path) -> list[tuple[str, str]]:
    path = folder / "some.zip"
    path.write_bytes(raw)
    return told(path)


@pytest.mark.parametrize("raw", [zipped(FILES), packed(FILES), packed(FILES, top=""), packed(FILES, top="other/")])
def test_any_archive_of_it_is_checked(tmp_path: Path, raw: bytes) -> None:
    assert of_archive(raw, tmp_path) == []


def test_what_is_wrong_in_a_folder_is_wrong_in_an_archive(tmp_path: Path) -> None:
    changed = FILES | {"data/dossier.html": b"<p>Something else", "data/more": b""}
    del changed["data/README.txt"]
    assert of_archive(packed(changed), tmp_path) == told(put(changed, tmp_path / "bundle"))
    assert len(told(tmp_path / "bundle")) == 3


@pytest.mark.parametrize("name", ["../up", "/etc/passwd", "bundle/../../up", "bundle/data\\up", "elsewhere/x"])
def test_an_entry_outside_of_the_bundle_is_refused(tmp_path: Path, name: str) -> None:
    raw = packed(FILES | {}, top="bundle/")
    out = io.BytesIO(raw)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, b"x")
    ((about, message),) = of_archive(out.getvalue(), tmp_path)
    assert about == name
    assert "out of the bundle" in message or "outside of the bundle" in message
    assert [path.name for path in tmp_path.iterdir()] == ["some.zip"]


def test_an_entry_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO(packed(FILES))
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("bundle/data/README.txt", b"another")
    assert ("bundle/data/README.txt", "is in the archive twice") in of_archive(out.getvalue(), tmp_path)


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO(packed(FILES))
    with zipfile.ZipFile(out, "a") as archive:
        entry = zipfile.ZipInfo("bundle/data/link")
        entry.create_system, entry.external_attr = 3, 0o120777 << 16
        archive.writestr(entry, b"/etc/passwd")
    assert ("bundle/data/link", "is a link or no plain file") in of_archive(out.getvalue(), tmp_path)


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = packed(FILES | {"data/zeros": bytes(1_000_000)})
    monkeypatch.setattr(bundles, "LARGEST_FILE", 500_000)
    assert any("cannot be read (it is larger" in message for _, message in of_archive(bomb, tmp_path))
    monkeypatch.setattr(bundles, "LARGEST", 900_000)
    assert any("is too large" in message for _, message in of_archive(bomb, tmp_path))
    monkeypatch.setattr(bundles, "MOST_FILES", 3)
    assert any("is too large" in message for _, message in of_archive(packed(FILES), tmp_path))
    assert any("more than 3 files" in message for _, message in told(put(FILES, tmp_path / "bundle")))


def test_an_archive_that_lies_about_its_sizes_is_no_bomb(tmp_path: Path) -> None:
    raw = packed({"bagit.txt": bags.DECLARATION, "data/zeros": bytes(1_000_000)})
    at = raw.rindex(b"PK\x01\x02")
    lying = raw[: at + 24] + struct.pack("<L", 10) + raw[at + 28 :]
    assert any("cannot be read" in message for _, message in of_archive(lying, tmp_path))


def test_another_way_of_packing_is_refused(tmp_path: Path) -> None:
    assert all("pack it with deflate" in m for a, m in of_archive(packed(FILES, method=zipfile.ZIP_LZMA), tmp_path)[:5])


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_changed_byte_of_an_archive_is_found_or_changes_no_file(shared: Path, data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from(ARCHIVES)))
    ends = st.integers(max(0, len(raw) - 3000), len(raw) - 1)
    for _ in range(data.draw(st.integers(1, 3))):
        raw[data.draw(st.integers(0, len(raw) - 1) | ends)] = data.draw(st.integers(0, 255))
    path = shared.parent / "changed.zip"
    path.write_bytes(raw)
    try:
        found = told(path)
    except UsageError:
        return  # no archive any more, but a file that is no dossier
    if not found:
        with zipfile.ZipFile(path) as archive:
            names = [entry for entry in archive.namelist() if not entry.endswith("/")]
            top = next(name for name in names if name.endswith("bagit.txt")).removesuffix("bagit.txt")
            assert {name.removeprefix(top): archive.read(name) for name in names} == FILES


ARCHIVES = (zipped(FILES), packed(FILES))


@given(st.binary(max_size=200), st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", b""]))
@settings(deadline=None)
def test_any_bytes_give_an_answer(shared: Path, raw: bytes, start: bytes) -> None:
    path = shared.parent / "any"
    path.write_bytes(start + raw)
    assert told(path)


@given(st.dictionaries(st.sampled_from([*TAGS, "data/dossier.json", "data/log.jsonl"]), st.binary(max_size=80)))
@settings(max_examples=60, deadline=None)
def test_any_files_give_an_answer(tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]) -> None:
    folder = tmp_path_factory.mktemp("any")
    assert told(put(files, folder))
    assert told(put(FILES | files, folder)) or not files or all(FILES[name] == raw for name, raw in files.items())


def test_an_empty_folder_and_one_of_something_else(tmp_path: Path) -> None:
    assert told(tmp_path) == [("bundle", "has no bagit.txt: this is no bundle, or it was changed")]
    (tmp_path / "dossier.json").write_bytes(FILES["data/dossier.json"])
    ((_, message),) = told(tmp_path)
    assert message.endswith("to check the dossier.json in it, name that file")
    with pytest.raises(UsageError, match="cannot be read"):
        bundles.verify(tmp_path / "nothing")
    with pytest.raises(UsageError, match="no folder"):
        bundles.verify(tmp_path, articles=tmp_path / "nothing")


# --- written ---------------------------------------------------------------------------------------------------------


def test_a_bundle_takes_the_place_of_the_one_before_as_a_whole(tmp_path: Path) -> None:
    render.write(invented.dossier(), tmp_path, ["bundle"], Beside(raws=at_hand().raws))
    made = structs.replace(invented.dossier(), articles=invented.dossier().articles[:1], **EMPTY)
    (written,) = render.write(codec.seal(made), tmp_path, ["bundle"])
    assert written == tmp_path / "bundle"
    assert told(written) == []
    assert len(list((written / "data/texts").iterdir())) == 1
    assert not (written / "data/raw").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["bundle"]


def test_a_folder_with_anything_else_is_not_replaced(tmp_path: Path) -> None:
    render.write(invented.dossier(), tmp_path, ["bundle"])
    (tmp_path / "bundle" / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match=r"it holds notes\.txt, which is no part of a bundle; move it away"):
        render.write(invented.dossier(), tmp_path, ["json", "bundle"])
    assert [path.name for path in tmp_path.iterdir()] == ["bundle"]
    assert (tmp_path / "bundle" / "notes.txt").read_text() == "mine"


def test_a_file_in_its_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "bundle").write_text("mine")
    with pytest.raises(OutputError, match="it is no folder"):
        render.write(invented.dossier(), tmp_path, ["bundle"])


def test_a_full_disk_leaves_the_bundle_that_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    render.write(invented.dossier(), tmp_path, ["bundle"])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for call in ("fsync", "rename"):
        with monkeypatch.context() as patched:
            patched.setattr(*((os, "fsync") if call == "fsync" else (Path, "rename")), full)
            with pytest.raises(OutputError, match="No space left"):
                render.write(invented.dossier(), tmp_path, ["bundle"], at_hand())
        assert [path.name for path in tmp_path.iterdir()] == ["bundle"]
        assert told(tmp_path / "bundle") == []


def test_the_archive_is_written_and_holds(tmp_path: Path) -> None:
    written, kept = render.write(invented.dossier(), tmp_path, ["bundle.zip"], at_hand())
    assert (written.name, kept.name) == ("bundle.zip", "log.jsonl")
    assert told(written) == []


@pytest.fixture(scope="module")
def read_from(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    (folder / "a.txt").write_bytes((EXAMPLE / "a1.txt").read_bytes())
    lines = [{"text": (EXAMPLE / name).read_text("utf-8"), "outlet": name} for name in ("a2.txt", "a3.txt")]
    (folder / "more.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return folder


def test_the_pages_of_files_and_lines_are_found_again(read_from: Path, tmp_path: Path) -> None:
    made = desk.dossier(read_from)
    raws = desk.originals(read_from, made)
    assert set(raws) == {article.raw_sha256 for article in made.articles}
    files = bundle(made, Beside(raws=raws))
    assert sorted(name.split(".")[-1] for name in files if "data/raw/" in name) == ["json", "json", "txt"]
    assert told(put(files, tmp_path / "bundle")) == []
    (read_from / "a.txt").write_text("changed")
    assert len(desk.originals(read_from, made)) == 2
