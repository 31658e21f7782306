"""Work that takes longer than an answer may: one thing after the other, with how far each is.

In: something to be done, which tells how far it is and gives the address of what came of it. Out: a :class:`Job` that
a page can look at until it is done. Of what changes the case one thing is done at a time, as only one may write to it;
what only reads goes on beside it, one at a time too.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from msgspec import Struct

from twosource.errors import TwosourceError, UsageError
from twosource.seams import Progress
from twosource.text import make_id

Do = Callable[[Progress], str]
"""What is done: it is given somebody to tell how far it is, and gives the address of the page that shows the result."""

KEPT = 50
"""Jobs that are remembered after they are done."""


class State(Struct, frozen=True, kw_only=True):
    """How far a job is: its name, what it does (``reading``), how many of how many; ``done`` with the address ``to``
    that shows what came of it, or with the ``error`` that stopped it.
    """

    name: str
    step: str = "waiting"
    at: int = 0
    of: int = 0
    done: bool = False
    to: str = ""
    error: str = ""


@dataclass
class Job:
    """A thing to be done; ``back``: the page from which it was asked for, ``result``: what came of it, in lines;
    ``changed``: whether the case is another for it.
    """

    id: str
    name: str
    back: str
    state: State
    result: tuple[str, ...] = ()
    changed: bool = True
    finished: threading.Event = field(default_factory=threading.Event)


class Work:
    """The jobs of a desk."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="twosource-work")
        self._beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="twosource-beside")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._count = 0

    def begin(self, name: str, do: Do, *, back: str = "/", reads: bool = False) -> Job:
        """Have something done, after all that was begun before; what only ``reads`` does not wait for what writes."""
        job = self.job(name, back=back)
        self.start(job, do, reads=reads)
        return job

    def job(self, name: str, *, back: str = "/") -> Job:
        """A job that is not begun: what is done may then write into it, however soon it is done."""
        with self._lock:
            self._count += 1
            job = Job(id=make_id("job", name, self._count), name=name, back=back, state=State(name=name))
            self._jobs[job.id] = job
            for old in [one for one in self._jobs.values() if one.state.done][:-KEPT]:
                del self._jobs[old.id]
        return job

    def start(self, job: Job, do: Do, *, reads: bool = False) -> None:
        """Begin a job."""
        (self._beside if reads else self._pool).submit(self._run, job, do)

    def finished(self, name: str, do: Do, *, back: str = "/", patience: float | None = None) -> Job:
        """Have something done, and wait for it (at most ``patience`` seconds). Raises :class:`UsageError` with what
        stopped it.
        """
        job = self.begin(name, do, back=back)
        job.finished.wait(patience)
        if job.state.error:
            raise UsageError(job.state.error)
        return job

    def get(self, id_: str) -> Job | None:
        """A job by its id; None for one that is forgotten."""
        with self._lock:
            return self._jobs.get(id_)

    def going_on(self) -> list[Job]:
        """The jobs that are not done, in their order."""
        with self._lock:
            return [job for job in self._jobs.values() if not job.state.done]

    def end(self) -> None:
        """Finish what is being done, and begin nothing more."""
        for pool in (self._pool, self._beside):
            pool.shutdown(wait=True, cancel_futures=True)

    @staticmethod
    def _run(job: Job, do: Do) -> None:
        def told(step: str, at: int, of: int) -> None:
            job.state = State(name=job.name, step=step, at=at, of=of)

        try:
            to = do(told)
            job.state = State(name=job.name, step="done", done=True, to=to)
        except TwosourceError as error:
            job.state = State(name=job.name, step="stopped", done=True, error=str(error))
        except Exception as error:  # noqa: BLE001 - a page tells it: nobody else would learn of it
            told_of = f"internal error ({type(error).__name__}: {error}); please report it"
            job.state = State(name=job.name, step="stopped", done=True, error=told_of)
        finally:
            job.finished.set()
