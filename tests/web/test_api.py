"""The desk for programs: what its description promises, and nothing else."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from litestar.testing import TestClient

from deskpages import read, text
from gathered import EVERY
from twosource import codec
from twosource.case import open_case
from twosource.web.api import records
from twosource.web.app import make
from twosource.web.desk import open_desk
from twosource.web.handing import FORMATS
from twosource.web.settings import Settings

OURS = {"host": "127.0.0.1:8322"}


@pytest.fixture(scope="module")
def aurelia(look: TestClient) -> str:
    """The id of the story of the ferry Aurelia."""
    told = look.get("/api/stories", params={"words": "aurelia", "least": 3}).json()
    assert told["total"] == 1
    return str(told["stories"][0]["id"])


def test_a_story_is_told_in_all_its_parts(look: TestClient, made: Path, aurelia: str) -> None:
    with open_case(made) as case:
        dossier = case.dossier(aurelia)
        assert codec.decode(look.get(f"/api/stories/{aurelia}").content) == dossier
        assert look.get(f"/api/stories/{aurelia}/why").json()["ties"] == case.why(aurelia)
        assert look.get(f"/api/stories/{aurelia}/near").json() == {"total": 0, "first": 0, "near": []}
    claims = look.get(f"/api/stories/{aurelia}/claims").json()
    assert claims["total"] == len(dossier.claims)
    assert [one["number"] for one in claims["claims"]] == list(range(1, len(dossier.claims) + 1))
    shared = look.get(f"/api/stories/{aurelia}/claims", params={"standing": "same-origin"}).json()["claims"]
    assert {one["claim"]["standing"] for one in shared} == {"same-origin"}
    assert all(len(one["reports"]) > 1 and one["since"]["steps"] for one in shared)
    one = look.get(f"/api/claims/{shared[0]['claim']['id']}").json()
    assert (one["story"], one["claim"]) == (aurelia, shared[0]["claim"])
    conflicts = look.get(f"/api/stories/{aurelia}/conflicts").json()
    assert {one["conflict"]["id"] for one in conflicts["conflicts"]} == {one.id for one in dossier.conflicts}
    assert all(len(one["outlets"]) > 1 and one["told"] and one["wording"] for one in conflicts["conflicts"])
    times = look.get(f"/api/stories/{aurelia}/timeline").json()["times"]
    assert {one["when"]: one["told"] for one in times}["2026-02-03"] == "3 February 2026"
    dated = {moment.when: set(moment.claims) for moment in dossier.timeline}
    assert {one["when"]: set(one["claims"]) for one in times if one["when"] in dated} == dated


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ({"speaker": "torsen"}, lambda one: "Torsen" in one["speaker"]),
        ({"outlet": "hestra"}, lambda one: one["outlet"] == "Hestra Radio"),
        ({"channel": "press-conference"}, lambda one: one["channel"] == "press-conference"),
        ({"on_record": "true"}, lambda one: one["on_record"]),
        ({"first_hand": "false"}, lambda one: not one["first_hand"]),
        ({"certainty": "asserted"}, lambda one: one["certainty"] == "asserted"),
    ],
)
def test_the_ledger_of_sources_is_narrowed(
    look: TestClient, aurelia: str, asked: dict[str, str], holds: Callable[[dict[str, Any]], bool]
) -> None:
    every = look.get(f"/api/stories/{aurelia}/statements").json()
    some = look.get(f"/api/stories/{aurelia}/statements", params=asked).json()
    assert some["statements"] == [one for one in every["statements"] if holds(one)]
    assert some["total"] == len(some["statements"]) <= every["total"] == len(every["statements"])


def test_statements_stand_where_they_say(look: TestClient, aurelia: str) -> None:
    articles = {one["id"]: one["text"] for one in look.get(f"/api/stories/{aurelia}").json()["articles"]}
    for one in look.get(f"/api/stories/{aurelia}/statements").json()["statements"]:
        assert one["words"]
        assert all(articles[part["article"]][part["start"] : part["end"]] == part["text"] for part in one["words"])


def test_rules_and_entities_are_those_of_the_pages(look: TestClient, aurelia: str) -> None:
    told = look.get(f"/api/stories/{aurelia}/rules").json()
    page = read(look, f"/stories/{aurelia}/rules")
    assert [one["title"] for one in told["rules"]] == [
        one.split(" breaks")[0].split(" warns")[0]
        for one in (text(section, ".//h2") for section in page.xpath("//section[@class='rule']"))
    ]
    claims = look.get(f"/api/stories/{aurelia}/claims").json()["total"]
    assert all(sum(one["counts"].values()) == claims for one in told["rules"] if one["on"])
    people = look.get(f"/api/stories/{aurelia}/entities", params={"kind": "person"}).json()["entities"]
    (torsen,) = [one for one in people if one["name"] == "Liv Torsen"]
    assert {one["outlet"] for one in torsen["called"]} == {"Sundmark Post", "Hestra Radio"}
    assert {form["text"] for one in torsen["called"] for form in one["forms"]} >= {"Liv Torsen", "Torsen"}


def test_a_dossier_is_handed_on_in_each_format(look: TestClient, aurelia: str) -> None:
    formats = look.get(f"/api/stories/{aurelia}/formats").json()["formats"]
    assert [one["format"] for one in formats] == list(FORMATS)
    for one in formats:
        page = look.get(f"/stories/{aurelia}/as/{one['format']}")
        answer = look.get(one["address"])
        assert answer.content == page.content
        assert answer.headers["content-disposition"] == page.headers["content-disposition"]
    assert look.get(f"/api/stories/{aurelia}/as/exe").json()["to_do"].startswith("choose from html, pdf")


def test_what_the_case_has_is_told(look: TestClient, made: Path) -> None:
    with open_case(made) as case:
        assert look.get("/api/case").json()["counts"] == case.counts()
        changes = look.get("/api/changes").json()
        assert [one["n"] for one in changes["changes"]] == [n for n, _ in case.changes()]
        since = changes["changes"][0]["n"]
        after = look.get("/api/changes", params={"since": since, "limit": 1}).json()
        assert (after["changes"], after["more"]) == ([changes["changes"][1]], True)
        assert look.get("/api/problems").json()["total"] == len(case.problems())
    reports = look.get("/api/reports").json()
    assert reports["total"] == len(EVERY)
    one = look.get(f"/api/reports/{reports['reports'][0]['id']}").json()
    assert one["story"] == reports["reports"][0]["story"]
    assert one["article"]["text"]
    hits = [look.get("/api/search", params={"words": "ferry", "first": n, "limit": 1}).json() for n in (0, 1)]
    assert hits[0]["more"]
    assert hits[0]["hits"] != hits[1]["hits"]
    assert look.get("/api/search", params={"words": "zebra"}).json()["reasons"]
    assert look.get("/api/work").json() == {"total": 0, "first": 0, "work": []}


def test_lists_are_given_in_parts(look: TestClient, aurelia: str) -> None:
    for path, name in (
        ("stories", "stories"),
        ("reports", "reports"),
        (f"stories/{aurelia}/claims", "claims"),
        (f"stories/{aurelia}/statements", "statements"),
        (f"stories/{aurelia}/entities", "entities"),
        (f"stories/{aurelia}/rules", "rules"),
    ):
        whole = look.get(f"/api/{path}").json()
        assert whole["total"] == len(whole[name]) > 2
        parts = [look.get(f"/api/{path}", params={"first": n, "limit": 2}).json()[name] for n in range(0, 100, 2)]
        assert [one for part in parts for one in part] == whole[name]


def test_rulings_are_made_and_taken_back(work: TestClient) -> None:
    story = work.get("/api/stories", params={"words": "aurelia"}).json()["stories"][0]["id"]
    before = work.get(f"/api/stories/{story}").json()
    claim = next(claim for claim in before["claims"] if claim["standing"] != "single")
    one = claim["evidence"][0]
    other = next(item for item in claim["evidence"] if item["article"] != one["article"])
    passages = [{"report": item["article"], "text": item["text"], "start": item["start"]} for item in (one, other)]
    ruling = {"ruling": "not-same", "passages": passages, "by": "Ada Holm"}
    answer = work.post("/api/rulings", json={"rulings": [ruling]})
    assert answer.status_code == 201
    (line,) = answer.json()["lines"]
    assert line["told"].startswith("not one claim")
    assert work.get(f"/api/stories/{story}").json()["claims"] != before["claims"]
    back = work.post("/api/log/undo", json={"lines": [line["entry"]["n"]], "by": "Ada Holm"})
    assert back.status_code == 201
    assert work.get(f"/api/stories/{story}").json()["claims"] == before["claims"]
    log = work.get("/api/log").json()
    assert [(one["entry"]["n"], one["state"]) for one in log["lines"]] == [(1, "taken back by line 2"), (2, "")]
    assert (log["total"], log["tampered"]) == (2, [])


def test_kinds_and_names_are_ruled_on(work: TestClient) -> None:
    story = work.get("/api/stories", params={"words": "aurelia"}).json()["stories"][0]["id"]

    def torsen() -> tuple[str, str, dict[str, Any]]:
        told = work.get(f"/api/stories/{story}/entities").json()["entities"]
        (one,) = [one for one in told if "Torsen" in one["name"]]
        return one["name"], one["kind"], one

    name, kind, entity = torsen()
    assert (name, kind) == ("Liv Torsen", "person")
    form = next(form for called in entity["called"] for form in called["forms"] if form["text"] == "Torsen")
    words = {"report": form["article"], "start": form["start"], "end": form["end"]}
    rulings = [{"ruling": "organisation", "ids": [entity["id"]]}, {"ruling": "name", "passages": [words]}]
    assert work.post("/api/rulings", json={"rulings": rulings}).status_code == 201
    assert torsen()[:2] == ("Torsen", "organisation")


def test_all_that_is_taken_back_at_once_is_or_nothing(work: TestClient) -> None:
    story = work.get("/api/stories", params={"words": "aurelia"}).json()["stories"][0]["id"]
    people = work.get(f"/api/stories/{story}/entities").json()["entities"]
    ruling = {"ruling": "same", "about": "entity", "ids": [one["id"] for one in people[:3]]}
    assert len(work.post("/api/rulings", json={"rulings": [ruling]}).json()["lines"]) == 2
    refused = work.post("/api/log/undo", json={"lines": [1, 2, 7]})
    assert (refused.status_code, work.get("/api/log").json()["total"]) == (409, 2)
    assert len(work.post("/api/log/undo", json={"lines": [1, 2]}).json()["lines"]) == 2


def finished(client: TestClient, answer: httpx.Response) -> list[str]:
    """What came of work, when it is done."""
    assert answer.status_code == 202, answer.text
    for _ in range(200):
        found = client.get(f"/api/work/{answer.json()['id']}").json()
        if found["state"]["done"]:
            assert not found["state"]["error"]
            return [str(line) for line in found["result"]]
        time.sleep(0.05)
    pytest.fail("it never ended")


DAM = {
    "text": "Dam holds after quake\n\nThe dam above Tarnby held, the water board of Tarnby said.",
    "outlet": "Tarnby Post",
}


def test_reports_are_added_and_the_work_can_be_looked_at(work: TestClient) -> None:
    told = finished(work, work.post("/api/reports", json={"reports": [DAM]}))
    assert told[0] == "1 new report"


def test_a_report_that_is_sent_again_under_its_name_is_a_new_version(work: TestClient) -> None:
    first = {**DAM, "file": "dam.txt", "published": "2026-07-05"}
    edited = {**first, "text": DAM["text"].replace("held,", "barely held,")}
    assert finished(work, work.post("/api/reports", json={"reports": [first]}))[0] == "1 new report"
    assert "1 new version" in finished(work, work.post("/api/reports", json={"reports": [edited]}))[1]
    (line,) = work.get("/api/reports", params={"outlet": "tarnby", "alone": True}).json()["reports"]
    assert (line["file"], line["published"]) == ("dam.txt", "2026-07-05")
    versions = work.get(f"/api/reports/{line['id']}/versions").json()["versions"]
    assert versions[0]["changes"] == []
    differs = [part["text"] for change in versions[1]["changes"] for part in change["parts"] if part["differs"]]
    assert [words.strip() for words in differs] == ["barely"]


@pytest.mark.parametrize("name", ["../../x.txt", "articles.json", "a\0b.txt", ".hidden", "x.html"])
def test_names_of_files_lead_nowhere(work: TestClient, name: str) -> None:
    told = finished(work, work.post("/api/reports", json={"reports": [{**DAM, "file": name}, DAM]}))
    assert told[0] in {"1 new report", "2 new reports"}


NOBODY = [{"report": "nobody.txt", "text": "x"}, {"report": "nobody.txt", "text": "y"}]


@pytest.mark.parametrize(
    ("given", "status", "told"),
    [
        ([], 400, ""),
        ([{"ruling": "same", "passages": []}], 409, "needs two"),
        ([{"ruling": "same", "passages": NOBODY[:1]}], 409, "nobody.txt"),
        ([{"ruling": "same", "passages": NOBODY}], 409, "nobody.txt"),
        ([{"ruling": "sane", "passages": NOBODY}], 400, ""),
        ({"ruling": "same", "passages": NOBODY}, 400, ""),
        ([{"ruling": "same", "passages": NOBODY, "at": "today"}], 400, ""),
    ],
)
def test_rulings_that_cannot_be_followed_are_refused(work: TestClient, given: object, status: int, told: str) -> None:
    answer = work.post("/api/rulings", json={"rulings": given})
    assert answer.status_code == status
    wrong = answer.json()
    assert wrong.keys() == {"status", "what", "where", "to_do"}
    assert told in wrong["what"]
    assert wrong["where"]
    assert wrong["to_do"]
    assert work.get("/api/log").json()["total"] == 0


def test_a_form_of_another_site_can_send_nothing(work: TestClient) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        body = b'[{"ruling": "same", "passages": []}]'
        assert work.post("/api/rulings", content=body, headers={"content-type": kind}).status_code == 415


def test_what_is_not_there_is_told(look: TestClient) -> None:
    for path in ("stories/story-0000000000000000", "reports/a-0000000000000000", "work/job-0", "nowhere"):
        answer = look.get(f"/api/{path}")
        assert answer.status_code == 404
        wrong = answer.json()
        assert (wrong["status"], wrong["where"]) == (404, f"GET /api/{path}")
        assert wrong["what"]
        assert wrong["to_do"]


def test_whoever_refuses_tells_it_in_one_shape(made: Path) -> None:
    desk = open_desk(made, Settings(token="a" * 24))
    with TestClient(make(desk), base_url="http://127.0.0.1:8322") as client:
        nobody = client.get("/api/case")
        known = {"authorization": f"Bearer {'a' * 24}"}
        elsewhere = client.get("/api/case", headers={**known, "host": "evil.example"})
        site = client.post("/api/rulings", json={"rulings": []}, headers={**known, "origin": "https://evil.example"})
        form = client.post("/api/rulings", data={"rulings": ""}, headers=known)
        method = client.delete("/api/case", headers={**known, "content-type": "application/json"})
        field = client.get("/api/stories", params={"limit": 0}, headers=known)
        body = client.post("/api/rulings", json={"rulings": [{"ruling": "sane"}]}, headers=known)
        described = client.get("/api/openapi.json", headers=known).json()
    answers = [nobody, elsewhere, site, form, method, field, body]
    assert [one.status_code for one in answers] == [401, 400, 403, 415, 405, 400, 400]
    for one in answers:
        wrong = msgspec.json.decode(one.content, type=records.Wrong)
        assert wrong.status == one.status_code
        assert wrong.what
        assert wrong.where.startswith(f"{one.request.method} /api/")
        assert wrong.to_do
    assert "query limit" in field.json()["where"]
    assert "rulings[0].ruling" in body.json()["where"], body.json()
    assert described["security"] == [{"token": []}]


# --- the description ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def description(look: TestClient) -> dict[str, Any]:
    """The description of the API."""
    told: dict[str, Any] = look.get("/api/openapi.json").json()
    return told


def operations(description: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for path in description["paths"].values() for one in path.values()]


def test_every_operation_is_described(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1")
    every = operations(description)
    names = [one["operationId"] for one in every]
    assert len(set(names)) == len(names) == 26
    tags = {tag["name"] for tag in description["tags"]}
    for one in every:
        assert one["summary"]
        assert one["description"]
        assert set(one["tags"]) <= tags
        codes = {"400", "401", "500", "503", *(("409", "413", "415", "403") if "requestBody" in one else ("404",))}
        assert codes < one["responses"].keys()
        refused = {one["responses"][code]["content"]["application/json"]["schema"]["$ref"] for code in codes}
        assert refused == {"#/components/schemas/Wrong"}
        assert all(parameter["schema"].get("description") for parameter in one["parameters"]), one["operationId"]
        for answer in one["responses"].values():
            for name, link in answer.get("links", {}).items():
                assert (name, link["operationId"] in names) == (link["operationId"], True)


def test_every_field_of_a_record_of_the_api_is_described(description: dict[str, Any]) -> None:
    shapes = description["components"]["schemas"]
    ours = [name for name, one in vars(records).items() if getattr(one, "__module__", "") == records.__name__]
    told = [name for name in ours if name in shapes]
    assert len(told) > 30
    for name in (*told, "Wanted", "Words"):
        assert shapes[name]["description"]
        for field, shape in shapes[name]["properties"].items():
            assert shape.get("description"), (name, field)
    assert shapes["Mark"]["properties"]["start"]["type"] == "integer"
    assert shapes["Rulings"]["additionalProperties"] is False


def test_every_example_is_one() -> None:
    for name, examples in records.EXAMPLES.items():
        for example in examples:
            assert msgspec.to_builtins(msgspec.convert(example, getattr(records, name)))


def test_lists_tell_how_much_there_is(description: dict[str, Any]) -> None:
    shapes = description["components"]["schemas"]
    for one in operations(description):
        taken = {parameter["name"] for parameter in one["parameters"]}
        if "limit" in taken:
            shape = one["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
            assert {"total", "more"} & shapes[shape]["properties"].keys(), one["operationId"]


# --- what schemathesis finds ----------------------------------------------------------------------------------------


@pytest.fixture
def described(made: Path, tmp_path: Path) -> Iterator[Any]:
    """The description of a desk that may be changed; what is asked for is there every other time."""
    place = Path(shutil.copy(made, tmp_path / "case.db"))
    desk = open_desk(place, Settings())
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", make(desk), headers=OURS)
    with open_case(place) as case:
        story = case.stories(least=3)[0].id
        dossier = case.dossier(story)
    known = {"story": story, "report": dossier.articles[0].id, "claim": dossier.claims[0].id, "format": "json"}

    @schema.hook
    def map_path_parameters(_: object, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
        told = path_parameters or {}
        there = len(str(told)) % 2 == 0
        return {name: known.get(name, value) if there else value for name, value in told.items()}

    yield schema
    desk.close()


QUICK = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), database=None)


def test_every_answer_is_as_described(described: Any) -> None:  # noqa: ANN401 - a schema of its library
    statuses: dict[str, set[int]] = {}
    for operation in [found.ok() for found in described.get_all_operations()]:
        name = operation.definition.raw["operationId"]

        @given(case=operation.as_strategy())
        @QUICK
        def answered(case: schemathesis.Case) -> None:
            statuses.setdefault(name, set()).add(case.call_and_validate(headers=OURS).status_code)  # noqa: B023 - called here

        answered()
    assert all(asked & {200, 202, 409} for name, asked in statuses.items() if name != "getWork")


def test_every_answer_that_follows_another_is_as_described(described: Any) -> None:  # noqa: ANN401
    asked: set[tuple[str, int]] = set()

    class Visits(described.as_state_machine()):  # type: ignore[misc]
        def get_call_kwargs(self, case: schemathesis.Case) -> dict[str, Any]:  # noqa: ARG002
            return {"headers": OURS}

        def after_call(self, response: Any, case: schemathesis.Case) -> None:  # noqa: ANN401
            asked.add((case.operation.label, response.status_code))

    Visits.run(settings=settings(QUICK, max_examples=15, stateful_step_count=6))
    assert len({label for label, status in asked if status < 400}) > 5
