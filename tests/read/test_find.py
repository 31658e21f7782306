import json
import os
import pickle
from pathlib import Path

import pytest

from twosource import read
from twosource.errors import UsageError
from twosource.model import Article
from twosource.read import folders

TEXT = "Harbour wall gives way\n\nThe harbour wall of Orsk gave way on Monday, the mayor said.\n"


def put(folder: Path, name: str, text: str = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(found: read.Found) -> list[str]:
    return [page.file for page in found.pages]


def told(found: read.Found) -> list[str]:
    return [f"{problem.about}: {problem.message}" for problem in found.problems]


def test_a_folder_is_walked_and_names_are_relative_to_it(tmp_path: Path) -> None:
    put(tmp_path, "b.txt")
    put(tmp_path, "deep/er/a.md")
    put(tmp_path, "a.html")
    assert names(read.discover([tmp_path])) == ["a.html", "b.txt", "deep/er/a.md"]
    assert [page.kind for page in read.discover([tmp_path]).pages] == ["html", "text", "markdown"]


def test_hidden_files_and_what_browsers_and_systems_leave_are_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "a.html")
    for name in (".hidden.txt", ".git/a.txt", "a_files/advert.html", "__MACOSX/a.txt", "Thumbs.db"):
        put(tmp_path, name)
    found = read.discover([tmp_path])
    assert (names(found), found.problems) == (["a.html"], ())


def test_a_folder_named_files_without_its_page_is_read(tmp_path: Path) -> None:
    put(tmp_path, "b_files/c.txt")
    assert names(read.discover([tmp_path])) == ["b_files/c.txt"]


def test_own_output_is_passed_over_but_a_report_of_that_name_is_not(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    put(tmp_path, "dossier/dossier.json", '{"format": "twosource/dossier/1"}')
    put(tmp_path, "dossier/dossier.html", "<html><!-- made by twosource --></html>")
    put(tmp_path, "dossier.md", "# A dossier on the mayor\n\nThe mayor kept a dossier.")
    found = read.discover([tmp_path])
    assert (names(found), found.problems) == (["a.txt", "dossier.md"], ())


def test_few_unknown_files_are_told_one_by_one_and_many_summed(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    put(tmp_path, "scan.pdf")
    assert told(read.discover([tmp_path])) == [
        f"scan.pdf: is of a type that is not read: left out; read are {folders.READABLE}"
    ]
    for number in range(30):
        put(tmp_path, f"p{number}.jpg")
    (problem,) = read.discover([tmp_path]).problems
    assert problem.about == tmp_path.name
    assert "31 files" in problem.message
    assert "30 .jpg, 1 .pdf" in problem.message


def test_a_readme_is_no_report_unless_named(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    readme = put(tmp_path, "README.md")
    found = read.discover([tmp_path])
    assert (names(found), found.problems) == (["a.txt"], ())
    assert names(read.discover([readme])) == ["README.md"]


def test_notes_beside_a_story_folder_are_no_reports_unless_named(tmp_path: Path) -> None:
    put(tmp_path, "fire/a1.txt")
    story(tmp_path / "fire", {"id": "a1", "file": "a1.txt"})
    notes = put(tmp_path, "fire.expected.md")
    put(tmp_path, "fire.txt")
    put(tmp_path, "flood.expected.md")
    put(tmp_path, "README.md")
    found = read.discover([tmp_path])
    assert names(found) == ["fire.txt", "fire/a1.txt", "flood.expected.md"]
    assert found.problems == ()
    assert names(read.discover([notes])) == ["fire.expected.md"]


def test_a_named_file_of_any_type_is_tried_as_text(tmp_path: Path) -> None:
    page = read.discover([put(tmp_path, "report")]).pages[0]
    assert (page.file, page.kind) == ("report", "text")


def test_names_do_not_depend_on_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "reports/a.txt")
    absolute = read.discover([tmp_path / "reports"])
    monkeypatch.chdir(tmp_path)
    assert read.discover(["reports"]) == absolute
    monkeypatch.chdir(tmp_path / "reports")
    assert read.discover(["."]) == absolute


def test_a_file_reached_twice_is_read_once_for_any_order_of_paths(tmp_path: Path) -> None:
    put(tmp_path, "in/a.txt")
    put(tmp_path, "b.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "b.txt")
    paths = [tmp_path, tmp_path / "in", tmp_path / "in" / "a.txt"]
    found = read.discover(paths)
    assert names(found) == ["b.txt", "in/a.txt"]
    assert read.discover(paths[::-1]) == found


def test_equal_names_are_told_apart_by_as_much_path_as_needed(tmp_path: Path) -> None:
    one, two = put(tmp_path, "x/one/a.txt"), put(tmp_path, "y/one/a.txt")
    other = put(tmp_path, "two/b.txt")
    found = read.discover([one.parent, two.parent, other])
    assert names(found) == ["b.txt", "x/one/a.txt", "y/one/a.txt"]


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        read.discover([tmp_path / "nothing"])


def test_an_empty_folder_and_one_without_reports(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no report found"):
        read.discover([tmp_path])
    put(tmp_path, "scan.pdf")
    with pytest.raises(UsageError, match=r"scan\.pdf: is of a type"):
        read.discover([tmp_path])
    with pytest.raises(UsageError, match="no path"):
        read.discover([])


@pytest.mark.parametrize("date", ["soon", "2025-02-30", "03/04/2025", ""])
def test_a_wrong_date_is_wrong_use(tmp_path: Path, date: str) -> None:
    put(tmp_path, "a.txt")
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        read.discover([tmp_path], published=date)


def test_too_many_reports_are_no_event(tmp_path: Path) -> None:
    for number in range(12):
        put(tmp_path, f"{number}.txt")
    with pytest.raises(UsageError, match="12 reports found, more than 10: brief compares the reports of one event"):
        read.discover([tmp_path], max_reports=10)


def test_too_many_lines_are_counted(tmp_path: Path) -> None:
    put(tmp_path, "all.jsonl", json.dumps({"text": "Words."}) + "\n" + '{"text": "x y"}\n' * 700)
    with pytest.raises(UsageError, match="701 reports found"):
        read.discover([tmp_path])


def test_pages_are_picklable_and_hold_no_content(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", TEXT * 1000)
    (page,) = read.discover([tmp_path]).pages
    assert pickle.loads(pickle.dumps(page)) == page  # noqa: S301 - made one line above
    assert len(pickle.dumps(page)) < 2000


def story(folder: Path, *entries: dict[str, object]) -> Path:
    put(folder, "articles.json", json.dumps(list(entries)))
    return folder


def test_a_story_folder_gives_what_it_says(tmp_path: Path) -> None:
    put(tmp_path, "a1.txt")
    put(tmp_path, "gold.json", "{}")
    story(
        tmp_path,
        {"id": "a1", "file": "a1.txt", "outlet": "The Orsk Post", "published": "2025-04-03T18:00:00", "title": ""},
    )
    found = read.discover([tmp_path])
    (page,) = found.pages
    assert found.problems == ()
    assert page.file == "a1.txt"
    assert page.stated == read.Hints(outlet="The Orsk Post", published="2025-04-03T18:00:00")


def test_a_story_folder_inside_a_folder_keeps_its_name(tmp_path: Path) -> None:
    put(tmp_path, "flood/a1.txt")
    story(tmp_path / "flood", {"file": "a1.txt", "outlet": "The Orsk Post"})
    assert names(read.discover([tmp_path])) == ["flood/a1.txt"]
    assert names(read.discover([tmp_path / "flood"])) == ["a1.txt"]
    assert names(read.discover([tmp_path / "flood" / "articles.json"])) == ["a1.txt"]


def test_a_single_file_of_a_story_folder_keeps_what_is_said_of_it(tmp_path: Path) -> None:
    put(tmp_path, "a1.txt")
    story(tmp_path, {"file": "a1.txt", "outlet": "The Orsk Post"})
    assert read.discover([tmp_path / "a1.txt"]).pages[0].stated.outlet == "The Orsk Post"


def test_what_is_listed_and_what_is_there_differ(tmp_path: Path) -> None:
    put(tmp_path, "a1.txt")
    put(tmp_path, "a9.txt")
    story(
        tmp_path,
        {"file": "a1.txt", "published": "one day"},
        {"file": "a2.txt"},
        {"outlet": "no file"},
        {"file": "../a1.txt"},
    )
    found = read.discover([tmp_path])
    assert names(found) == ["a1.txt"]
    assert told(found) == [
        "a9.txt: is not listed in articles.json: left out; list it there to have it read",
        (
            "articles.json, entry 1: the date of publication 'one day' is no date or is ambiguous: it is left unknown; "
            "write it as YYYY-MM-DD"
        ),
        "articles.json, entry 2: 'a2.txt' is listed but is not there: left out; add the file or take it off the list",
        'articles.json, entry 3: names no file: left out; give it a "file"',
        "articles.json, entry 4: '../a1.txt' lies outside the folder: left out; move it inside",
    ]


@pytest.mark.parametrize("content", ["{", '{"a": 1}', "", "[" * 5000])
def test_a_broken_list_is_told_and_the_texts_are_read(tmp_path: Path, content: str) -> None:
    put(tmp_path, "a1.txt")
    put(tmp_path, "articles.json", content)
    found = read.discover([tmp_path])
    assert names(found) == ["a1.txt"]
    assert [problem.about for problem in found.problems] == ["articles.json"]


def test_a_file_name_that_is_no_unicode_is_shown_all_the_same(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(path)).write_text(TEXT, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    for named in (tmp_path, Path(os.fsdecode(path))):
        (page,) = read.discover([named]).pages
        assert page.file == "caf\ufffd.txt"
        assert isinstance(read.page(page), Article)


def test_a_folder_that_may_not_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.txt")
    put(tmp_path, "closed/b.txt")
    scan = os.scandir

    def guarded(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", guarded)
    found = read.discover([tmp_path])
    assert names(found) == ["a.txt"]
    assert told(found) == [
        "closed: the folder cannot be opened (Permission denied): left out; ask for the right to read it"
    ]
