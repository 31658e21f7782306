"""Who does the work makes no difference, and no bad item costs another: in processes and in a real Ray cluster."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import clusters
import crewed
from twosource import codec, crew, desk
from twosource.case import open_case
from twosource.crew import cluster
from twosource.errors import UsageError, WorkerError
from twosource.seams import EngineName, Map, Workers

EXAMPLE = Path(__file__).parents[2] / "examples" / "harbour_fire"
LIMIT = 2.0


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with clusters.two_workers() as told:
        yield told


@pytest.fixture(params=["processes", "ray"])
def each(request: pytest.FixtureRequest, address: str) -> Iterator[Map]:
    assert address
    with crew.mapper(Workers(engine=request.param, jobs=2, limit=LIMIT)) as made:
        yield made


def test_results_come_in_the_order_of_the_items(each: Map) -> None:
    assert list(each(crewed.doubled, range(103))) == [n * 2 for n in range(103)]
    assert list(each(crewed.doubled, [])) == []


def test_items_are_taken_as_they_are_needed(each: Map) -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100_000):
            taken.append(number)
            yield number

    results = each(crewed.doubled, items())
    assert [next(results) for _ in range(3)] == [0, 2, 4]
    assert len(taken) < 200


@pytest.mark.parametrize(
    ("work", "why"),
    [
        (crewed.killing, "13: it ended the worker process three times, at last with nothing else at work"),
        (crewed.hanging, "13: it takes longer than 2 seconds"),
    ],
)
def test_an_item_that_ends_its_worker_or_never_ends_costs_itself(each: Map, work: crewed.Work, why: str) -> None:
    done = list(each(work, range(40), instead=crewed.instead))
    assert [one for one in done if isinstance(one, str)] == [why]
    assert [one for one in done if isinstance(one, int)] == [n * 2 for n in range(40) if n != 13]


def test_a_worker_that_is_killed_costs_nothing(each: Map, tmp_path: Path) -> None:
    mark = tmp_path / "killed"
    assert list(each(crewed.killed_once, [(n, str(mark)) for n in range(40)])) == [n * 2 for n in range(40)]
    assert mark.exists()


def test_without_anything_to_stand_for_it_an_item_that_ends_its_worker_ends_the_run(each: Map) -> None:
    with pytest.raises(WorkerError, match="--jobs 1"):
        list(each(crewed.killing, range(20)))


def test_what_a_function_raises_is_raised_in_its_place(each: Map) -> None:
    done = []
    with pytest.raises(ZeroDivisionError):
        done.extend(each(crewed.failing, range(100)))  # what came before it was handed on
    with pytest.raises(MemoryError):
        list(each(crewed.eating, range(100)))
    assert list(each(crewed.doubled, range(9))) == [n * 2 for n in range(9)]


def test_a_map_that_is_left_does_not_disturb_the_next(each: Map) -> None:
    for _ in range(3):
        left = each(crewed.doubled, range(1000))
        assert next(left) == 0
        del left
    assert list(each(crewed.doubled, range(50))) == [n * 2 for n in range(50)]


ENGINES: tuple[EngineName, ...] = ("serial", "processes", "ray")


def test_a_dossier_is_the_same_whoever_reads(address: str) -> None:
    assert address
    jobs = [Workers(engine=engine, jobs=None if engine == "serial" else 2) for engine in ENGINES]
    one, two, three = (codec.encode(desk.dossier(EXAMPLE, jobs=who)) for who in jobs)
    assert one == two == three


def test_a_case_is_the_same_whoever_reads(address: str, tmp_path: Path) -> None:
    assert address
    made = []
    for engine in ENGINES:
        with open_case(tmp_path / f"{engine}.db") as case:
            done = case.using(jobs=Workers(engine=engine, jobs=None if engine == "serial" else 2)).add(EXAMPLE)
            made.append((done, [codec.encode(case.dossier(line.id)) for line in case.stories()]))
    assert made[0] == made[1] == made[2]
    assert made[0][1]


def test_a_worker_that_is_made_of_something_else_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert address
    own = cluster.identity()
    monkeypatch.setattr(cluster, "identity", lambda: own | {"twosource": "twosource 9.9"})
    with (
        pytest.raises(
            UsageError, match=r"twosource is 'twosource 0\.1\..* there and 'twosource 9\.9' here.*Install the same"
        ),
        crew.mapper(Workers(engine="ray", jobs=1)) as each,
    ):
        list(each(crewed.doubled, range(3)))
