from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gathered import EVERY, FERRY, jsonl
from postgres import Places
from twosource import bundles, codec, verification
from twosource.case import Case, Wanted, open_case
from twosource.errors import UsageError
from twosource.model import Correction, Dossier


def story(case: Case, words: str) -> str:
    (line,) = case.stories(least=2, words=words)
    return line.id


def shown(dossier: Dossier) -> set[str | None]:
    return {article.title for article in dossier.articles}


def test_reports_of_one_event_are_one_story_and_look_alikes_are_not(case: Case) -> None:
    assert sorted(line.reports for line in case.stories()) == [2, 3, 3]
    assert shown(case.dossier(story(case, "Aurelia"))) == {report["title"] for report in FERRY}


def test_a_story_is_compared_and_its_dossier_verifies(case: Case) -> None:
    made = case.dossier(story(case, "Aurelia"))
    assert verification.check(codec.encode(made)) == ()
    assert any(len({item.article for item in claim.evidence}) > 1 for claim in made.claims)


def test_what_is_known_already_costs_nothing(case: Case, tmp_path: Path) -> None:
    again = case.add(jsonl(tmp_path, "reports.jsonl", EVERY))
    assert (again.pages, again.known, again.read, again.regrouped, again.compared) == (0, len(EVERY), 0, 0, 0)
    assert case.refresh() == case.refresh().__class__()


def test_only_stories_that_changed_are_compared_again(case: Case, tmp_path: Path) -> None:
    late = EVERY[0] | {
        "outlet": "Skerry News",
        "url": "https://skerry.example/1",
        "text": FERRY[0]["text"].replace("Nobody was hurt", "No one came to harm"),
    }
    done = case.add(jsonl(tmp_path, "late.jsonl", [late]))
    assert (done.pages, done.read, done.compared) == (1, 1, 1)
    assert len(case.dossier(story(case, "Aurelia")).articles) == 4
    told = [change.kind for _, change in case.changes()]
    assert told.count("new-story") == 3
    assert told.count("new-report") == 1


def test_an_edited_report_is_a_version_of_it_and_is_told(case: Case, tmp_path: Path) -> None:
    before = case.dossier(story(case, "Aurelia"))
    edited = EVERY[2] | {"text": EVERY[2]["text"].replace("152 passengers", "140 passengers")}
    case.add(jsonl(tmp_path, "edited.jsonl", [edited]))
    after = case.dossier(story(case, "Aurelia"))
    assert len(after.articles) == len(before.articles)
    assert not any("152" in article.text for article in after.articles)
    (change,) = [change for _, change in case.changes() if change.kind == "edited"]
    assert change.about
    old, new = case.versions(change.about)
    assert "152" in old.text
    assert "140" in new.text
    assert case.search("152") == []


def test_one_text_with_two_dates_has_the_same_one_in_whatever_order(tmp_path: Path, place: Places) -> None:
    found = []
    for dates in (("2026-02-04", "2026-02-20"), ("2026-02-20", "2026-02-04")):
        with open_case(place()) as case:
            for date in dates:
                case.add(jsonl(tmp_path, "one.jsonl", [EVERY[2] | {"published": date}]))
            (line,) = case.stories()
            found.append((line.first, codec.encode(case.dossier(line.id))))
    assert found[0] == found[1]


def test_an_edited_report_is_told_once(case: Case, tmp_path: Path) -> None:
    before = len(case.changes())
    edited = EVERY[2] | {"text": EVERY[2]["text"].replace("152 passengers", "140 passengers")}
    case.add(jsonl(tmp_path, "edited.jsonl", [edited]))
    told = [change.kind for _, change in case.changes(since=before)]
    assert told.count("edited") == 1
    assert "new-report" not in told


def test_the_later_of_undated_versions_is_the_one_that_came_later(tmp_path: Path, place: Places) -> None:
    texts = [f"The ferry of Sundmark stays in port for {days} days, the coast guard said.\n" for days in "2345"]
    told = {"outlet": "Sundmark Post", "url": "https://sundmark-post.example/port"}
    with open_case(place()) as case:
        case.add(jsonl(tmp_path, "one.jsonl", [told | {"text": text} for text in texts]))
        assert case.article(told["url"]).text == texts[-1]
        assert [article.text for article in case.versions(told["url"])] == texts


TOLD = (
    "Ferry stays in port\n\n"
    "The ferry of Sundmark stays in port for two days, the coast guard said on Tuesday.\n\n"
    "Commander Liv Torsen blamed ice on the moorings. Nordkyst Lines promised travellers their money back.\n"
)
"""A report that says no address."""


def test_a_file_that_is_edited_is_a_version_of_what_it_was(tmp_path: Path, place: Places) -> None:
    folder, file = tmp_path / "incoming", tmp_path / "incoming" / "port.txt"
    folder.mkdir()
    with open_case(place()) as case:
        texts = [TOLD, TOLD.replace("two days", "four days"), TOLD]
        for text in texts:
            file.write_text(text, "utf-8")
            case.add(folder)
            assert case.article("port.txt").text == text
            assert case.counts()["reports"] == 1
        assert [change.kind for _, change in case.changes()].count("edited") == 2
        file.write_text(str(EVERY[3]["text"]), "utf-8")
        case.add([file])
        assert case.counts()["reports"] == 2, "another report under the name of an old one"


def test_files_of_one_name_in_two_folders_are_two_reports(tmp_path: Path, place: Places) -> None:
    for name, days in (("one", "two days"), ("other", "four days")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "port.txt").write_text(TOLD.replace("two days", days), "utf-8")
    with open_case(place()) as case:
        case.add([tmp_path / "one"])
        case.add([tmp_path / "other"])
        assert case.counts()["reports"] == 2


def test_the_title_of_a_story_is_a_headline_of_what_all_are_about(tmp_path: Path, place: Places) -> None:
    comment = {
        "outlet": "Hestra Radio",
        "url": "https://hestra.example/comment",
        "published": "2026-02-03",
        "title": "A captain's long goodbye, and other tales my grandmother never tired of",
        "text": "A captain's long goodbye, and other tales my grandmother never tired of\n\n"
        + str(FERRY[1]["text"]).split("\n\n", 1)[1],
    }
    with open_case(place()) as case:
        case.add(jsonl(tmp_path, "reports.jsonl", [comment, *EVERY[:3]]))
        (line,) = case.stories()
        assert line.reports == 4
        assert line.title in {report["title"] for report in FERRY}
        assert case.dossier(line.id).articles[0].title == comment["title"]


def test_a_story_that_shrinks_to_one_report_has_no_shared_claims_left(case: Case) -> None:
    ferry = story(case, "borealis")
    one, other = (case.passage(str(EVERY[n]["url"]), str(EVERY[n]["title"]), start=0) for n in (3, 4))
    assert case.search("pier", kind="claim")
    (entry,) = case.correct([Correction(ruling="not-same", about="story", passages=(one, other))])
    assert case.search("pier", kind="claim") == []
    assert all(line.standings == {} for line in case.stories() if line.reports == 1)
    case.undo(entry.n)
    assert case.story(ferry) == ferry
    assert case.search("pier", kind="claim")


def test_claims_of_stories_that_became_one_lead_to_those_that_took_them_up(case: Case) -> None:
    ids = [story(case, "Aurelia"), story(case, "knocking")]
    claims = [[c.id for c in case.dossier(id_).claims if len({e.article for e in c.evidence}) > 1] for id_ in ids]
    case.correct(case.drafted([Wanted(ruling="same", about="story", ids=tuple(ids))]))
    today = {claim.id for claim in case.dossier(ids[0]).claims}
    assert all(case.claim(id_) in today for shared in claims for id_ in shared)


def test_who_spoke_is_found_by_the_full_name_after_the_same_reports_came_again(case: Case, tmp_path: Path) -> None:
    before = {hit.ref: hit.speaker for hit in case.search(kind="statement", limit=500, since="2020-01-01")}
    assert "Liv Torsen" in before.values()
    again = jsonl(tmp_path, "again.jsonl", [report | {"byline": "Ada Lund"} for report in EVERY])
    case.add(again)
    after = {hit.ref: hit.speaker for hit in case.search(kind="statement", limit=500, since="2020-01-01")}
    assert after == before


def test_a_page_that_is_no_report_is_a_problem_and_is_kept(case: Case, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("\n", "utf-8")
    done = case.add(tmp_path / "empty.txt")
    assert ["is empty" in problem.message for problem in done.problems] == [True]
    assert case.problems() == done.problems
    assert case.counts()["unreadable pages"] == 1


@pytest.mark.parametrize(
    ("words", "filters", "kinds"),
    [
        ("knocking", {}, {"article", "statement", "claim"}),
        ("knock", {"kind": "statement", "speaker": "saal"}, {"statement"}),
        ('"ran aground"', {"outlet": "Ledger"}, {"article", "statement"}),
        ("knocking -rescue*", {}, set()),
        ("borea*", {"since": "2026-03-01", "kind": "article"}, {"article"}),
        ("borea*", {"until": "2026-03-01"}, set()),
        ("", {"speaker": "Torsen"}, {"statement"}),
        ("aurelia AND ( NEAR", {}, set()),
        ("inquiry", {"standing": "not-established"}, {"claim"}),
    ],
)
def test_search(case: Case, words: str, filters: dict[str, str], kinds: set[str]) -> None:
    assert {hit.kind for hit in case.search(words, **filters)} == kinds


def test_search_shows_the_words_and_where_they_stand(case: Case) -> None:
    hit = case.search("cracks", kind="statement")[0]
    assert "[cracks]" in hit.snippet
    assert hit.article
    article = case.article(hit.article)
    assert "cracks" in article.text[hit.start : hit.end]
    assert hit.story == story(case, "knocking")


def test_search_for_nothing_is_wrong_use(case: Case) -> None:
    with pytest.raises(UsageError, match="nothing to search for"):
        case.search("()")
    with pytest.raises(UsageError, match="no filter"):
        case.search("ferry", weather="fine")


def test_ids_that_never_were_are_wrong_use(case: Case) -> None:
    for ask in (case.dossier, case.story, case.claim, case.article):
        with pytest.raises(UsageError):
            ask("story-nothing")


def test_a_case_is_a_file_to_hand_on(case: Case, made: Path, tmp_path: Path) -> None:
    copy = shutil.copy(made, tmp_path / "handed.db")
    with open_case(copy) as handed:
        assert handed.stories() == case.stories()
        assert codec.encode(handed.dossier(story(handed, "Aurelia"))) == codec.encode(
            case.dossier(story(case, "Aurelia"))
        )


def test_export_writes_the_dossier_and_the_log(case: Case, tmp_path: Path) -> None:
    case.correct([_apart(case)])
    written = case.export(story(case, "Aurelia"), tmp_path / "out")
    assert sorted(path.name for path in written) == ["dossier.html", "dossier.json", "log.jsonl"]
    assert verification.verify(tmp_path / "out" / "dossier.json") == ()
    assert "not-same" in (tmp_path / "out" / "log.jsonl").read_text("utf-8")


def _apart(case: Case) -> Correction:
    """A ruling that two passages of a shared claim are not the same."""
    made = case.dossier(story(case, "Aurelia"))
    claim = next(c for c in made.claims if len({item.article for item in c.evidence}) > 1)
    first = claim.evidence[0]
    other = next(item for item in claim.evidence if item.article != first.article)
    pair = (case.passage(first.article, first.text), case.passage(other.article, other.text))
    return Correction(ruling="not-same", passages=tuple(sorted(pair)), by="mk")


def test_a_bundle_holds_the_pages_as_they_were_added_and_the_chained_log(case: Case, tmp_path: Path) -> None:
    found = story(case, "Aurelia")
    (tmp_path / "late.txt").write_text("The ferry Aurelia ran aground.\n\n" + FERRY[0]["text"], "utf-8")
    case.add(tmp_path / "late.txt", published="2026-02-03", outlet="Skerry News")
    case.correct([_apart(case)])
    *_, folder, log = case.export(found, tmp_path / "out", formats=["bundle", "bundle.zip"])
    assert bundles.verify(tmp_path / "out" / "bundle") == bundles.verify(tmp_path / "out" / "bundle.zip") == ()
    data = tmp_path / "out" / "bundle" / "data"
    assert (data / "log.jsonl").read_bytes() == (tmp_path / "out" / "log.jsonl").read_bytes()
    assert len((data / "log.jsonl").read_text("utf-8").splitlines()) == 1
    made = codec.decode((data / "dossier.json").read_bytes())
    late = next(article for article in made.articles if article.file == "late.txt")
    assert [page.read_bytes() for page in (data / "raw").iterdir()] == [(tmp_path / "late.txt").read_bytes()]
    assert (data / "raw" / f"{late.raw_sha256}.txt").exists()
    assert {folder.name, log.name} == {"bundle.zip", "log.jsonl"}


def test_a_file_that_cannot_be_read_is_told_each_time_one_comes(tmp_path: Path, place: Places) -> None:
    """Two files of one name, in two folders, with one thing wrong: the second is no less wrong than the first."""
    with open_case(place()) as case:
        for day in ("monday", "tuesday"):
            (tmp_path / day).mkdir()
            (tmp_path / day / "report.txt").write_bytes(b"")
            done = case.add(tmp_path / day)
            assert [(problem.about, done.known) for problem in done.problems] == [("report.txt", 0)]
