"""Whether two accounts agree in what can be compared word by word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.agreement import agree


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ferry had 40 people on board.", "The ferry had 52 people on board."),
        ("It cost two million crowns.", "It cost two billion crowns."),
        ("It cost $4 million.", "It cost €4 million."),
        ("The ship sailed on Monday.", "The ship sailed on Tuesday."),
        ("They met in May of 2031.", "They met in August of 2031."),
        ("They met in Tarn Head.", "They met in Vardholm."),
        ("The council approved the bridge.", "The council rejected the bridge."),
        ("The mayor knew of the leak.", "The mayor did not know of the leak."),
        ("The port will close.", "The port may close."),
        ("In court Holm sued Reck.", "In court Reck sued Holm."),
        ("Five of 30 sheds burned.", "Seven of 30 sheds burned."),
        ("It drifted 40 miles.", "It drifted 40 kilometres."),
        ("A light over northern Tarn Head.", "A light over southern Tarn Head."),
        ("Ada Holm was named by Jon Reck in May.", "Jon Reck was named by Ada Holm in May."),
        ("The list includes doctors.", "The list excludes doctors."),
        ("The ferry ran aground at 7:40 a.m.", "The ferry ran aground at 7.40pm."),
        ("The ferry ran aground at 7.40.", "The ferry ran aground at ten to eight in the evening."),
        ("The case went to Judge Holm.", "The case went to Judge Reck."),
    ],
)
def test_what_speaks_against_one_thing(one: str, other: str) -> None:
    assert not agree(one, other)
    assert not agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ferry had 40 people on board.", "There were forty aboard the ferry."),
        ("The ferry ran aground.", "The ferry ran aground on Monday with 40 on board."),
        ("The mayor, Ada Holm, opened the quay.", "Holm opened the quay."),
        ("In court Holm sued Reck.", "In court Reck was sued by Holm."),
        ("The fire had jumped to a barge.", "The barge had caught fire already."),
        ("On Monday Holm met Captain Jon Reck.", "Minister Ada Holm met Jon Reck on Monday."),
        ("The fine was 1,688 crowns.", "The fine was about 1,680 crowns."),
        ("A light over northern Tarn Head.", "A light seen in Tarn Head and southern Vardholm."),
        ("Norland signed.", "It was the Norlanders who signed, as the Vardians did."),
        ("The ferry Osprey ran aground off Tarn Head.", "Off Tarn Head the ferry Osprey ran aground."),
        ("Flight no. 446 left at noon.", "Flight 446 left at noon."),
        ("In the U.S. they sold well.", "They sold well in the United States."),
        ("At 7.40 the ferry ran aground.", "The ferry, at 14 knots, ran aground at 7:40 p.m."),
        ("It sank at 7:00 p.m.", "It sank at about seven o'clock."),
        ("The ferry ran aground at 19:40.", "It was twenty to eight when the ferry ran aground."),
    ],
)
def test_what_only_one_of_them_tells_is_no_disagreement(one: str, other: str) -> None:
    assert agree(one, other)
    assert agree(other, one)


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_everything_agrees_with_itself_and_order_does_not_matter(one: str, other: str) -> None:
    assert agree(one, one)
    assert agree(one, other) == agree(other, one)
