"""The desk for programs: what its description promises, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from litestar.testing import TestClient

from twosource import codec
from twosource.case import open_case
from twosource.web.app import make
from twosource.web.desk import open_desk
from twosource.web.settings import Settings

OURS = {"host": "127.0.0.1:8322"}


def test_what_pages_show_is_there_for_programs(look: TestClient, made: Path) -> None:
    with open_case(made) as case:
        (story,) = case.stories(least=3, words="aurelia")
        told = look.get("/api/stories", params={"words": "aurelia", "least": 3}).json()
        assert [one["id"] for one in told["stories"]] == [story.id]
        assert codec.decode(look.get(f"/api/stories/{story.id}").content) == case.dossier(story.id)
        article = case.dossier(story.id).articles[0]
        assert look.get(f"/api/reports/{article.id}").json()["text"] == article.text
        assert len(look.get(f"/api/reports/{article.id}/versions").json()) == 1
        assert look.get(f"/api/stories/{story.id}/why").json() == case.why(story.id)
        assert look.get("/api/case").json()["counts"] == case.counts()
        assert len(look.get("/api/changes").json()) == len(case.changes())
        assert look.get("/api/search", params={"words": "steering"}).json()


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
    (entry,) = answer.json()
    assert work.get(f"/api/stories/{story}").json()["claims"] != before["claims"]
    assert work.post(f"/api/log/{entry['n']}/undo").status_code == 201
    assert work.get(f"/api/stories/{story}").json()["claims"] == before["claims"]
    assert [line["n"] for line in work.get("/api/log").json()] == [1, 2]


def test_reports_are_added_and_the_work_can_be_looked_at(work: TestClient) -> None:
    report = {
        "text": "Dam holds after storm\n\nThe dam above Velden held, the water board said.",
        "outlet": "Karo Times",
    }
    answer = work.post("/api/reports", json={"reports": [report]})
    assert answer.status_code == 202
    state: dict[str, Any] = {}
    while not state.get("done"):
        found = work.get(f"/api/work/{answer.json()['id']}").json()
        state = found["state"]
    assert found["result"][0] == "1 new report"


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
    assert told in answer.json()["message"]
    assert work.get("/api/log").json() == []


def test_a_form_of_another_site_can_send_nothing(work: TestClient) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        body = b'[{"ruling": "same", "passages": []}]'
        assert work.post("/api/rulings", content=body, headers={"content-type": kind}).status_code == 415


def test_what_is_not_there_is_told(look: TestClient) -> None:
    for path in ("stories/story-0000000000000000", "reports/a-0000000000000000", "work/job-0", "nowhere"):
        answer = look.get(f"/api/{path}")
        assert answer.status_code == 404
        assert answer.json()["message"]


# --- what schemathesis finds ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def described(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The description of a desk that may be changed."""
    desk = open_desk(Path(shutil.copy(made, tmp_path_factory.mktemp("described") / "case.db")), Settings())
    yield schemathesis.openapi.from_asgi("/api/openapi.json", make(desk), headers=OURS)
    desk.close()


def test_every_answer_is_as_described(described: Any) -> None:  # noqa: ANN401 - a schema of its library
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) == 13
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        def answered(case: schemathesis.Case) -> None:
            case.call_and_validate(headers=OURS)

        answered()


def test_it_is_described(look: TestClient) -> None:
    described = look.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert {"/api/stories", "/api/rulings", "/api/reports"} <= described["paths"].keys()
    assert described["components"]["schemas"]["Mark"]["properties"]["start"]["type"] == "integer"
