"""How many threads answer, and that their answers keep their order."""

from __future__ import annotations

import os
from threading import current_thread, main_thread

import pytest

from twosource.engines import sessions


@pytest.mark.parametrize(
    ("told", "threads"), [("1", 1), ("3", 3), ("", None), ("0", None), ("many", None), ("-1", None)]
)
def test_the_environment_says_how_many_threads_there_are(
    monkeypatch: pytest.MonkeyPatch, told: str, threads: int | None
) -> None:
    monkeypatch.setenv(sessions.THREADS, told)
    assert sessions.processors() == (threads or os.cpu_count())


def test_a_worker_with_one_processor_starts_no_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(sessions.THREADS, "1")
    assert sessions.each(lambda _: current_thread() is main_thread(), [1, 2, 3]) == [True, True, True]
    monkeypatch.setenv(sessions.THREADS, "2")
    assert sessions.each(lambda _: current_thread() is main_thread(), [1, 2, 3]) == [False, False, False]


def test_answers_come_in_the_order_of_what_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(sessions.THREADS, "4")
    assert sessions.each(lambda part: part * part, list(range(50))) == [number * number for number in range(50)]
