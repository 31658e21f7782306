"""How programs ask: what every operation of the API has, and the parts that lists are given in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeVar

from litestar import get, post
from litestar.enums import MediaType
from litestar.openapi import ResponseSpec
from litestar.params import PathParameter, QueryParameter

from twosource.model import Channel, StandingName
from twosource.web.api.records import MOST, Wrong

Item = TypeVar("Item")

Day = Annotated[
    str | None,
    QueryParameter(
        pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
        description="A day, a month or a year: 2025-04-03, 2025-04, 2025.",
    ),
]
First = Annotated[int, QueryParameter(ge=0, le=2**53, description="After how many of them the part begins.")]
Limit = Annotated[int, QueryParameter(ge=1, le=MOST, description="How many are given at most.")]
Least = Annotated[int, QueryParameter(ge=1, le=10**6, description="Only stories of at least so many reports.")]
Number = Annotated[int, QueryParameter(ge=0, le=2**53, description="After the change of this number.")]
Speaker = Annotated[str | None, QueryParameter(description="A part of the name of who said it.")]
Outlet = Annotated[str | None, QueryParameter(description="A part of the name of the outlet.")]
Standing = Annotated[StandingName | None, QueryParameter(description="How claims stand.")]
Through = Annotated[Channel | None, QueryParameter(description="The channel that it was said through.")]
Words = Annotated[str | None, QueryParameter(description='All must occur; "a phrase", begin*, -without.')]
Story = Annotated[str, PathParameter(description="A story, by any id that it ever had.")]
Report = Annotated[str, PathParameter(description="A report, by its id, its address or the name of its file.")]

MEANT: Mapping[int, str] = {
    400: "What is asked for is not as it is described here.",
    401: "The desk needs its token.",
    403: "A page of another site asked for it.",
    404: "There is no such thing, or nothing that can be asked for so.",
    405: "This cannot be asked for so.",
    409: "It does not fit what the case has.",
    413: "It is too much.",
    415: "It is not JSON.",
    500: "An error of the program.",
    503: "The case is busy, or its disk is full.",
}
"""Answers that are no answer."""
TO_DO: Mapping[int, str] = {
    400: "ask as the description says, /api/openapi.json",
    401: "send the token that was printed when the desk was started: Authorization: Bearer TOKEN",
    403: "ask from a program, or from a page of the desk",
    404: "ask a list for what there is: /api/stories, /api/reports, /api/search",
    405: "ask as the description says, /api/openapi.json",
    409: "look at what the case has, and send what fits it",
    413: "send less at once",
    415: "send JSON, and say so in Content-Type",
    500: "report it; TWOSOURCE_DEBUG=1 shows where it is",
    503: "wait a little, and ask again",
}
"""What to do where the error itself does not tell."""
_OF_READING = (400, 401, 404, 500, 503)
_OF_CHANGING = (400, 401, 403, 409, 413, 415, 500, 503)


def _wrong(codes: Sequence[int]) -> dict[int, ResponseSpec]:
    return {
        code: ResponseSpec(Wrong, description=MEANT[code], generate_examples=False, media_type=MediaType.JSON)
        for code in codes
    }


def asks(path: str, name: str, summary: str, **more: Any) -> get:  # noqa: ANN401 - of the framework
    """A handler that tells something. ``name``: what it is called in clients."""
    return get(path, operation_id=name, summary=summary, responses=_wrong(_OF_READING), sync_to_thread=True, **more)


def does(path: str, name: str, summary: str, **more: Any) -> post:  # noqa: ANN401 - of the framework
    """A handler that changes something."""
    return post(path, operation_id=name, summary=summary, responses=_wrong(_OF_CHANGING), sync_to_thread=True, **more)


def part(items: Sequence[Item], first: int, limit: int) -> list[Item]:
    """The part of a list that is asked for."""
    return list(items[first : first + limit])
