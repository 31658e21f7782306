from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from making import article, entity, headed, reading, said, span
from twosource.compare import origins
from twosource.model import Article, Copy, Entity, Origin, Reading, Statement


def traced(
    *pairs: tuple[Article, Reading], entities: tuple[Entity, ...] = (), copies: tuple[Copy, ...] = ()
) -> origins.Traced:
    return origins.trace([a for a, _ in pairs], [r for _, r in pairs], entities, copies)


def told(name: str, text: str, *statements: tuple[str, str | None], **more: object) -> tuple[Article, Reading]:
    """A report with statements given as (content, source)."""
    a = article(name, text)
    return a, reading(a, *(said(a, content, source, **more) for content, source in statements))  # type: ignore[arg-type]


def only(made: origins.Traced) -> Origin:
    """The origin of the only statement."""
    (statement,) = made.statements
    return of(made, statement)


def of(made: origins.Traced, statement: Statement) -> Origin:
    (found,) = [origin for origin in made.origins if origin.id == statement.origin]
    return found


def test_one_person_in_two_reports_is_one_origin_under_the_fullest_name() -> None:
    a = told("a", "The dam holds, Mira Tolland said.", ("The dam holds", "Mira Tolland"))
    b = told("b", "“It holds,” Ms. Tolland said.", ("It holds", "Ms. Tolland"))
    mira = entity("Mira Tolland", "person", (a[0], "Mira Tolland"), (b[0], "Ms. Tolland"))
    made = traced(a, b, entities=(mira,))
    first, second = made.statements
    assert first.origin == second.origin
    assert first.speaker == second.speaker == mira.id
    assert (of(made, first).name, of(made, first).kind, of(made, first).entity) == ("Mira Tolland", "person", mira.id)


def test_the_person_is_meant_not_what_describes_her() -> None:
    for source in (
        "Corvo Steel's chief engineer Mira Tolland",
        "Mira Tolland, chief engineer of Corvo Steel",
        "Corvo Steel engineer Mira Tolland, who built it",
    ):
        a = told("a", f"The dam holds, said {source}.", ("The dam holds", source))
        corvo = entity("Corvo Steel", "organisation", (a[0], "Corvo Steel"))
        mira = entity("Mira Tolland", "person", (a[0], "Mira Tolland"))
        assert only(traced(a, entities=(corvo, mira))).name == "Mira Tolland", source


def test_who_speaks_unnamed_for_a_body_is_that_body() -> None:
    for source in ("a spokesman for Corvo Steel", "a Corvo Steel spokeswoman", "Corvo Steel officials"):
        a = told("a", f"The dam holds, said {source}.", ("The dam holds", source))
        made = only(traced(a, entities=(entity("Corvo Steel", "organisation", (a[0], "Corvo Steel")),)))
        assert (made.name, made.kind) == ("Corvo Steel", "organisation"), source


def test_no_source_is_unknown_and_stays_so() -> None:
    a = told("a", "The dam reportedly holds.", ("holds", None))
    assert only(traced(a)).kind == "unknown"
    b = told("a", "Media reports say the dam holds.", ("the dam holds", "Media reports"))
    assert only(traced(b)).kind == "unknown"


def test_somebody_who_is_not_resolved_is_not_known() -> None:
    a = told("a", "The dam holds, he said.", ("The dam holds", "he"))
    assert only(traced(a)).kind == "unknown"
    b = told("a", "The dam holds, a neighbour said.", ("The dam holds", "a neighbour"))
    assert (only(traced(b)).kind, only(traced(b)).name) == ("unknown", "neighbour")


def test_he_goes_on_with_who_spoke_just_before() -> None:
    text = "The dam holds, Anders Quill said. Nobody was hurt, he said."
    a = told("a", text, ("The dam holds", "Anders Quill"), ("Nobody was hurt", "he"))
    anders = entity("Anders Quill", "person", (a[0], "Anders Quill"))
    assert {s.speaker for s in traced(a, entities=(anders,)).statements} == {anders.id}


def test_he_is_left_open_when_somebody_else_was_named_or_she_spoke() -> None:
    text = "The dam holds, Anders Quill said. Then Jon Barrow came. Nobody was hurt, he said."
    a = told("a", text, ("The dam holds", "Anders Quill"), ("Nobody was hurt", "he"))
    people = (
        entity("Anders Quill", "person", (a[0], "Anders Quill")),
        entity("Jon Barrow", "person", (a[0], "Jon Barrow")),
    )
    assert [s.speaker for s in traced(a, entities=people).statements] == [people[0].id, None]
    text = "The dam holds, Mary Quill said. Nobody was hurt, he said."
    b = told("b", text, ("The dam holds", "Mary Quill"), ("Nobody was hurt", "he"))
    mary = entity("Mary Quill", "person", (b[0], "Mary Quill"))
    assert [s.speaker for s in traced(b, entities=(mary,)).statements] == [mary.id, None]


def test_documents_and_other_outlets_are_origins() -> None:
    a = told("a", "The dam is weak, the court filing says.", ("The dam is weak", "the court filing"))
    assert (only(traced(a)).name, only(traced(a)).kind) == ("court filing", "document")
    b = told("a", "The dam is weak, the Quay Times reported.", ("The dam is weak", "the Quay Times"))
    assert (only(traced(b)).name, only(traced(b)).kind) == ("Quay Times", "outlet")


def test_the_paper_is_the_outlet_named_before() -> None:
    text = "The dam is weak, the Quay Times reported. It may fail, the paper said."
    a = told("a", text, ("The dam is weak", "the Quay Times"), ("It may fail", "the paper"))
    assert len({s.origin for s in traced(a).statements}) == 1


def test_a_statement_speaks_for_who_made_it() -> None:
    text = "The dam holds, Corvo Steel said. Nobody was hurt, the statement said."
    a = told("a", text, ("The dam holds", "Corvo Steel"), ("Nobody was hurt", "the statement"))
    corvo = entity("Corvo Steel", "organisation", (a[0], "Corvo Steel"))
    assert len({s.origin for s in traced(a, entities=(corvo,)).statements}) == 1


def test_it_is_not_the_last_speaker_where_another_body_is_named_since() -> None:
    text = "The quay is shut, the Orsk Guard said. {} whose land it says is taken burned it."

    def speaker(between: str, *more: str) -> str:
        a = told("a", text.format(between), ("The quay is shut", "the Orsk Guard"), ("is taken", "it"))
        bodies = [entity(name, "organisation", (a[0], name)) for name in ("Orsk Guard", *more)]
        made = traced(a, entities=tuple(bodies))
        return of(made, made.statements[-1]).name

    assert speaker("Fishermen") == "Orsk Guard"
    assert speaker("The Lume Army", "Lume Army") == "unknown"


def test_a_statement_is_not_hers_who_wrote_a_post_since() -> None:
    text = (
        "The dam holds, Corvo Steel said in a statement. It leaks, Mira Tolland tweeted. Nobody was hurt, the {} said."
    )

    def speaker(release: str) -> str:
        a = article("a", text.format(release))
        ways = (("The dam holds", "Corvo Steel", "press-release"), ("It leaks", "Mira Tolland", "social-post"))
        by = [said(a, content, source, channel=way) for content, source, way in ways]
        last = said(a, "Nobody was hurt", f"the {release}")
        corvo = entity("Corvo Steel", "organisation", (a, "Corvo Steel"))
        made = traced(
            (a, reading(a, *by, last)), entities=(corvo, entity("Mira Tolland", "person", (a, "Mira Tolland")))
        )
        (found,) = (s for s in made.statements if s.id == last.id)
        return of(made, found).name

    assert speaker("statement") == "Corvo Steel"
    assert speaker("post") == "Mira Tolland"


def test_unnamed_people_are_one_if_worded_alike_or_relayed_by_one_outlet() -> None:
    a = told("a", "It leaks, two dam officials said.", ("It leaks", "two dam officials"), anonymous=True)
    b = told("b", "It drips, two dam officials said.", ("It drips", "two dam officials"), anonymous=True)
    c = told("c", "It pours, dam engineers said.", ("It pours", "dam engineers"), anonymous=True)
    made = traced(a, b, c)
    first, second, third = (s.origin for s in made.statements)
    assert first == second != third
    assert {o.kind for o in made.origins} == {"anonymous", "outlet"}
    d = told("d", "It leaks, officials told it.", ("It leaks", "officials"), anonymous=True, relayed_by=("The Bell",))
    e = told(
        "e",
        "It drips, senior officials told it.",
        ("It drips", "senior officials"),
        anonymous=True,
        relayed_by=("the bell",),
    )
    assert len({s.origin for s in traced(d, e).statements}) == 1


def test_the_officials_are_those_named_before() -> None:
    text = "It leaks, two officials familiar with the dam said. It drips, the officials added."
    a = told(
        "a", text, ("It leaks", "two officials familiar with the dam"), ("It drips", "the officials"), anonymous=True
    )
    made = traced(a)
    assert len({s.origin for s in made.statements}) == 1
    assert of(made, made.statements[0]).name == "two officials familiar with the dam"


def test_one_of_them_is_of_the_group_before() -> None:
    text = "It leaks, two dam officials said. It drips, one of them said. It pours, one of the officials said."
    said_so = (("It leaks", "two dam officials"), ("It drips", "one of them"), ("It pours", "one of the officials"))
    made = traced(told("a", text, *said_so, anonymous=True))
    assert len({s.origin for s in made.statements}) == 1


def test_a_report_speaks_with_the_voice_of_its_outlet_or_agency() -> None:
    plain, wired, copied = article("a", "x"), article("b", "y", credit="AP"), article("c", "y")
    shared = Copy(articles=("b", "c"), extent="full", wire="AP")
    made = traced(*((a, reading(a)) for a in (plain, wired, copied)), copies=(shared,))
    names = {o.id: o.name for o in made.origins}
    assert {a: names[o] for a, o in made.voice.items()} == {
        "a": "The A Post",
        "b": "Associated Press (AP)",
        "c": "Associated Press (AP)",
    }


def test_outlets_that_are_not_known_have_no_voice_that_counts() -> None:
    made = traced(*((a, reading(a)) for a in (article("a", "x", None), article("b", "y", None))))
    assert {o.kind for o in made.origins} == {"unknown"}


words = st.sampled_from(
    [
        "Mira Tolland",
        "he",
        "the paper",
        "officials",
        "the report",
        "the Quay Times",
        "a spokesman for Corvo Steel",
        "it",
    ]
)


@given(st.lists(st.lists(st.tuples(words, st.booleans()), max_size=4), max_size=4), st.randoms(use_true_random=False))
def test_another_report_never_splits_an_origin_and_order_does_not_matter(told_by, dice) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    pairs, places = [], {"Mira Tolland": [], "Corvo Steel": []}
    for i, lines in enumerate(told_by):
        text = " ".join(f"Line {n} of it, {who} said." for n, (who, _) in enumerate(lines))
        a = article(f"a{i}", text)
        pairs.append((a, reading(a, *(said(a, f"Line {n} of it", w, anonymous=u) for n, (w, u) in enumerate(lines)))))
        for name, found in places.items():
            if name in text:
                found.append((a, name))
    entities = (
        entity("Mira Tolland", "person", *places["Mira Tolland"]),
        entity("Corvo Steel", "organisation", *places["Corvo Steel"]),
    )
    whole, fewer = traced(*pairs, entities=entities), traced(*pairs[:-1], entities=entities)
    of_statement = {s.id: s.origin for s in whole.statements}
    for a in fewer.statements:
        assert all(of_statement[a.id] == of_statement[b.id] for b in fewer.statements if a.origin == b.origin)
    dice.shuffle(pairs)
    again = traced(*pairs, entities=entities)
    assert again.origins == whole.origins
    assert {s.id: s.origin for s in again.statements} == of_statement


@given(st.text(max_size=80))
def test_any_source_words_give_an_origin(words: str) -> None:
    a = article("a", f"It holds, {words}")
    statement = said(a, "It holds", words or None)
    made = traced((a, reading(a, statement)))
    assert only(made).name


def test_a_house_that_a_report_calls_a_station_is_an_outlet() -> None:
    for name, text in (
        ("Quay One", "The dam holds, the broadcaster Quay One reported."),
        ("Quay One", "The dam holds, said Quay One, a local television station."),
        ("WQXX", "The dam holds, WQXX reported."),
        ("QuayTV", "The dam holds, QuayTV reported."),
    ):
        a = told("a", text, ("The dam holds", name))
        made = only(traced(a, entities=(entity(name, "organisation", (a[0], name)),)))
        assert made.kind == "outlet", text
    a = told("a", "The dam holds, said Quay One, which built it.", ("The dam holds", "Quay One"))
    assert only(traced(a, entities=(entity("Quay One", "organisation", (a[0], "Quay One")),))).kind == "organisation"


def test_what_is_told_inside_a_remark_is_relayed_by_who_tells_it() -> None:
    text = "Mayor Mira Tolland said the engineers had told her it leaks."
    a = told("a", text, ("the engineers had told her it leaks", "Mayor Mira Tolland"), ("it leaks", "the engineers"))
    mira = entity("Mira Tolland", "person", (a[0], "Mira Tolland"))
    outer, inner = traced(a, entities=(mira,)).statements
    assert (outer.relayed_by, inner.relayed_by) == ((), ("Mira Tolland",))


def test_who_is_not_known_relays_nothing_and_nobody_relays_himself() -> None:
    text = "It said the engineers had told it that it leaks."
    a = told("a", text, ("the engineers had told it that it leaks", "It"), ("it leaks", "the engineers"))
    assert [s.relayed_by for s in traced(a).statements] == [(), ()]
    text = "Mira Tolland said Tolland had told them it leaks."
    b = told("b", text, ("Tolland had told them it leaks", "Mira Tolland"), ("it leaks", "Tolland"))
    mira = entity("Mira Tolland", "person", (b[0], "Mira Tolland"), (b[0], "Tolland"))
    assert [s.relayed_by for s in traced(b, entities=(mira,)).statements] == [(), ()]


def test_the_report_is_the_outlets_whose_channel_it_came_by() -> None:
    a = told(
        "a",
        "It leaks, the report said.",
        ("It leaks", "the report"),
        channel="other-outlet",
        channel_name="The Quay Times",
    )
    assert (only(traced(a)).name, only(traced(a)).kind) == ("The Quay Times", "outlet")
    b = told("b", "It leaks, the report said.", ("It leaks", "the report"), channel="document")
    assert only(traced(b)).kind == "document"


def test_some_are_nobody_who_was_named() -> None:
    text = "It holds, Mira Tolland said. It leaks, some say."
    a = told("a", text, ("It leaks", "some"), anonymous=True)
    mira = entity("Mira Tolland", "person", (a[0], "Mira Tolland"))
    assert (only(traced(a, entities=(mira,))).kind, only(traced(a, entities=(mira,))).name) == (
        "anonymous",
        "some (unnamed)",
    )


def test_who_is_what_stands_before_it() -> None:
    text = "It holds, Mira Tolland told Corvo Steel, which confirmed it was built in 1990."
    a = told("a", text, ("It holds", "Mira Tolland"), ("it was built in 1990", "which"))
    people = (
        entity("Mira Tolland", "person", (a[0], "Mira Tolland")),
        entity("Corvo Steel", "organisation", (a[0], "Corvo Steel")),
    )
    assert [s.speaker for s in traced(a, entities=people).statements] == [people[0].id, people[1].id]


def test_a_person_named_behind_a_place_or_a_description_is_meant() -> None:
    for source in ("Osterlin, North Shore, Judge Mira Tolland", "The engineer, Mira Tolland"):
        a = told("a", f"It holds, said {source}.", ("It holds", source))
        others = (
            entity("Osterlin", "place", (a[0], "Osterlin")),
            entity("the engineer", "person", (a[0], "The engineer")),
        )
        mira = entity("Mira Tolland", "person", (a[0], "Mira Tolland"))
        known = (*(e for e in others if e.mentions), mira)
        assert only(traced(a, entities=known)).name == "Mira Tolland", source


def test_what_is_left_of_an_office_or_a_handle_is_no_name() -> None:
    a = told("a", "It holds, Secretary of State Mira Tolland said.", ("It holds", "Secretary of State Mira Tolland"))
    mira = entity("State Mira Tolland", "person", (a[0], "Secretary of State Mira Tolland"))
    assert only(traced(a, entities=(mira,))).name == "Mira Tolland"
    b = told("b", "It holds, Mira Tolland (@mtoll) said.", ("It holds", "Mira Tolland (@mtoll)"))
    handle = entity("@mtoll", "person", (b[0], "@mtoll"), (b[0], "Mira Tolland"))
    assert only(traced(b, entities=(handle,))).name == "Mira Tolland"


def test_one_official_is_not_the_officials() -> None:
    text = "It leaks, an official who asked not to be named said. It pours, officials said."
    a = told(
        "a",
        text,
        ("It leaks", "an official who asked not to be named"),
        ("It pours", "officials"),
        anonymous=True,
    )
    assert len({s.origin for s in traced(a).statements}) == 2


def test_a_pronoun_is_as_anonymous_as_who_is_meant() -> None:
    a = article("a", "It holds, Mira Tolland said. It was built in 1990, she said.")
    named, she = said(a, "It holds", "Mira Tolland"), said(a, "It was built in 1990", "she", anonymous=True)
    mira = entity("Mira Tolland", "person", (a, "Mira Tolland"))
    assert [s.anonymous for s in traced((a, reading(a, named, she)), entities=(mira,)).statements] == [False, False]


def test_a_statement_names_its_issuer() -> None:
    a = told("a", "It holds, a police statement said.", ("It holds", "a police statement"))
    assert (only(traced(a)).name, only(traced(a)).kind) == ("police", "organisation")


def test_several_are_no_outlet() -> None:
    for pronoun, kind in {"They": "unknown", "It": "outlet"}.items():
        text = f"The Daily Lantern reported a leak. {pronoun} might suggest the dam holds."
        made = traced(told("a", text, ("a leak", "The Daily Lantern"), ("the dam holds", pronoun)))
        assert [of(made, s).kind for s in made.statements] == ["outlet", kind]


def test_where_somebody_is_issues_no_statement() -> None:
    a = told(
        "a",
        "The dam holds, said a statement from a miller in Corvo.",
        ("The dam holds", "a statement from a miller in Corvo"),
    )
    assert only(traced(a, entities=(entity("Corvo", "place", (a[0], "Corvo")),))).name != "Corvo"
    b = told("b", "The dam holds, said a statement from Corvo.", ("The dam holds", "a statement from Corvo"))
    assert only(traced(b, entities=(entity("Corvo", "place", (b[0], "Corvo")),))).name == "Corvo"


def test_the_court_may_be_another_one_told_of_since() -> None:
    for between, name in (("", "Norland Court of Appeal"), (" A lower court had ruled before.", "court")):
        a = told(
            "a",
            f"The Norland Court of Appeal sat on Monday.{between} The law is void, the court said.",
            ("The law is void", "the court"),
        )
        court = entity(
            "Norland Court of Appeal", "organisation", (a[0], "Norland Court of Appeal"), (a[0], "the court")
        )
        assert only(traced(a, entities=(court,))).name.removeprefix("the ") == name


def test_to_whom_a_letter_went_did_not_write_it() -> None:
    for source, kind in (("the letter to Corvo Steel", "unknown"), ("the letter from Corvo Steel", "organisation")):
        a = told("a", f"The dam holds, said {source}.", ("The dam holds", source))
        corvo = entity("Corvo Steel", "organisation", (a[0], "Corvo Steel"))
        assert only(traced(a, entities=(corvo,))).kind == kind, source
    a = told("a", "The dam holds, according to Corvo Steel's letter.", ("The dam holds", "Corvo Steel's letter"))
    assert (
        only(traced(a, entities=(entity("Corvo Steel", "organisation", (a[0], "Corvo Steel")),))).name == "Corvo Steel"
    )


def test_a_letter_on_somebody_is_not_his_who_spoke_before() -> None:
    for content, kind in (("Tolland’s sums are wrong", "unknown"), ("The sums are right", "person")):
        a = told(
            "a",
            f"It holds, Mira Tolland said. {content}, the letter said.",
            ("It holds", "Mira Tolland"),
            (content, "the letter"),
        )
        made = traced(a, entities=(entity("Mira Tolland", "person", (a[0], "Mira Tolland")),))
        assert of(made, made.statements[1]).kind == kind, content


def test_who_got_hold_of_a_letter_did_not_write_it() -> None:
    a = told(
        "a",
        "The dam holds, said a letter obtained by Corvo Radio.",
        ("The dam holds", "a letter obtained by Corvo Radio"),
    )
    assert (
        only(traced(a, entities=(entity("Corvo Radio", "organisation", (a[0], "Corvo Radio")),))).name != "Corvo Radio"
    )


def test_who_writes_is_not_the_outlet_that_was_named_last() -> None:
    text = "The Daily Lantern reported a leak. I hope the dam holds."
    made = traced(told("a", text, ("a leak", "The Daily Lantern"), ("the dam holds", "I")))
    assert [of(made, s).kind for s in made.statements] == ["outlet", "unknown"]


def test_he_in_somebodys_quoted_words_is_somebody_else() -> None:
    text = 'Mira Tolland added: "Quill is wild. He says it leaks."'
    a = told("a", text, ('"Quill is wild. He says it leaks."', "Mira Tolland"), ("it leaks", "He"))
    mira = entity("Mira Tolland", "person", (a[0], "Mira Tolland"), (a[0], "He"))
    outer, inner = traced(a, entities=(mira,)).statements
    assert (outer.speaker, inner.speaker) == (mira.id, None)


def test_who_may_follow_a_dash() -> None:
    text = "It holds, Mira Tolland said. It pleased Corvo Steel — which said it leaks."
    a = told("a", text, ("It holds", "Mira Tolland"), ("it leaks", "which"))
    corvo = entity("Corvo Steel", "organisation", (a[0], "Corvo Steel"))
    assert [s.speaker for s in traced(a, entities=(corvo,)).statements] == [None, corvo.id]


def test_who_behind_somebody_unknown_is_not_the_last_speaker() -> None:
    text = "It holds, Mira Tolland said. Pilots were glad, some of them, who said it leaks."
    a = told("a", text, ("It holds", "Mira Tolland"), ("it leaks", "who"))
    mira = entity("Mira Tolland", "person", (a[0], "Mira Tolland"))
    assert [s.speaker for s in traced(a, entities=(mira,)).statements] == [mira.id, None]


def test_the_members_party_means_the_member_named_before() -> None:
    text = "Senator Mira Tolland was upset. It leaks, the Ohio Democrat said."
    a = told("a", text, ("It leaks", "the Ohio Democrat"))
    mira = entity("Mira Tolland", "person", (a[0], "Senator Mira Tolland"))
    assert only(traced(a, entities=(mira,))).name == "Mira Tolland"
    assert only(traced(a)).kind == "unknown"


def test_the_members_party_means_the_politician_among_those_named_before() -> None:
    text = "Senator Mira Tolland praised Jon Barrow. It leaks, the Ohio Democrat said."
    a = told("a", text, ("It leaks", "the Ohio Democrat"))
    people = [entity(name, "person", (a[0], name)) for name in ("Mira Tolland", "Jon Barrow")]
    assert only(traced(a, entities=tuple(people))).name == "Mira Tolland"
    b = told("b", text.replace("Senator ", ""), ("It leaks", "the Ohio Democrat"))
    people = [entity(name, "person", (b[0], name)) for name in ("Mira Tolland", "Jon Barrow")]
    assert only(traced(b, entities=tuple(people))).kind == "unknown"


def test_he_between_a_subject_and_its_verb_is_somebody_else() -> None:
    for gap, kind in ((", he said, knew", "unknown"), (", he said that he knew", "person")):
        a = article("a", f"Jon Barrow{gap} that it leaks.")
        one = structs.replace(said(a, "that it leaks", "he"), cue=span(a.text, "said"))
        jon = entity("Jon Barrow", "person", (a, "Jon Barrow"), (a, "he"))
        assert only(traced((a, reading(a, one)), entities=(jon,))).kind == kind


def test_who_somebody_was_is_not_the_body_he_served_in() -> None:
    a = told("a", "It leaks, the former Quay Guard said.", ("It leaks", "the former Quay Guard"))
    guard = entity("Quay Guard", "organisation", (a[0], "Quay Guard"))
    assert (only(traced(a, entities=(guard,))).name, only(traced(a)).kind) == ("former Quay Guard", "unknown")


def test_those_who_do_something_are_called_so() -> None:
    a = told("a", "It leaks, those defending Dam Law say.", ("It leaks", "those defending Dam Law"), anonymous=True)
    law = entity("Dam Law", "organisation", (a[0], "Dam Law"))
    assert (only(traced(a, entities=(law,))).name, only(traced(a)).kind) == ("those defending Dam Law", "anonymous")


def test_a_body_is_named_behind_what_it_is() -> None:
    source = "the largest guild, the Quay Workers' Guild"
    a = told("a", f"It leaks, said {source}.", ("It leaks", source))
    guild = entity("Quay Workers' Guild", "organisation", (a[0], "Quay Workers' Guild"))
    assert only(traced(a, entities=(guild,))).name == "Quay Workers' Guild"


def test_a_post_is_not_the_last_speakers_if_somebody_was_named_since() -> None:
    text = "It holds, Mira Tolland said. Then came a message from Jon Barrow. It leaks, the tweet said."
    a = told("a", text, ("It holds", "Mira Tolland"), ("It leaks", "the tweet"))
    people = [entity(name, "person", (a[0], name)) for name in ("Mira Tolland", "Jon Barrow")]
    assert [s.speaker for s in traced(a, entities=tuple(people)).statements] == [people[0].id, None]


def test_an_outlet_whose_name_looks_like_nothing_is_known() -> None:
    a = told("a", "It leaks, The Hill reported.", ("It leaks", "The Hill"))
    assert only(traced(a, entities=(entity("Hill", "person", (a[0], "Hill")),))).kind == "outlet"
    b = told("b", "It leaks, Bloomberg said.", ("It leaks", "Bloomberg"))
    mike = entity("Ida Bloomberg", "person", (b[0], "Bloomberg"))
    assert only(traced(b, entities=(mike,))).kind == "person"


def test_whom_an_outlet_did_not_name_are_those_who_told_it() -> None:
    a = told("a", "It leaks, two dam officials told the Quay Times.", ("It leaks", "two dam officials"))
    a = (
        a[0],
        structs.replace(a[1], statements=(structs.replace(a[1].statements[0], anonymous=True, channel="interview"),)),
    )
    a = (structs.replace(a[0], outlet="Quay Times"), a[1])
    text = "It leaks, the Quay Times reported, citing two officials it did not name."
    b = told("b", text, ("It leaks", "two officials it did not name"), anonymous=True, relayed_by=("Quay Times",))
    assert len({s.origin for s in traced(a, b).statements}) == 1


def test_words_that_an_outlet_hands_on_are_the_issuers() -> None:
    text = (
        "The Harbour Front issued a statement on Monday saying it sank the barge. "
        "The Quay News Agency published the statement: “{}” The mayor denied it."
    ).format("Our swimmers took the barge from the enemies of the delta.")
    remarks = (("it sank the barge", "The Harbour Front"), ("Our swimmers took the barge", "The Quay News Agency"))
    a = article("a", text)
    first = said(a, *remarks[0], channel="press-release")
    second = structs.replace(said(a, *remarks[1]), manner="direct")
    made = traced((a, reading(a, first, second)), entities=(_front(a),))
    front_origin, handed = made.statements
    assert handed.origin == front_origin.origin
    assert (handed.channel, handed.relayed_by) == ("press-release", ("Quay News Agency",))

    for other in ("published a comment", "published the statement of its own editor"):  # not what the Front issued
        b = article("b", text.replace("published the statement", other))
        alone = structs.replace(said(b, *remarks[1]), manner="direct")
        made = traced((b, reading(b, said(b, *remarks[0]), alone)), entities=(_front(b),))
        assert made.statements[0].origin != made.statements[1].origin, other


def _front(a: Article) -> Entity:
    return entity("Harbour Front", "organisation", (a, "Harbour Front"))


def test_a_headline_that_names_its_source_is_not_the_outlets_voice() -> None:
    for headline, source in (
        ("Gunmen storm harbour hotel: officials", "two harbour officials"),
        ("Harbour hotel is closed, police say", "the police"),
        ("Police: harbour hotel is closed", "the police"),
        ("Report: harbour hotel to be sold", "The Quay Herald"),
    ):
        a = headed("a", headline, f"The gate was shut at nine, {source} said.")
        r = reading(a, said(a, "The gate was shut at nine", source))
        made = traced((a, r))
        (statement,) = made.statements
        voices = origins.Voices([a], (), made)
        assert voices.of(a, span(a.text, headline)) == statement.origin, headline
        assert voices.of(a, span(a.text, "The gate was shut")) == made.voice["a"]


def test_a_headline_whose_source_says_nothing_in_the_report_stays_the_outlets() -> None:
    for headline in ("Harbour hotel is closed: officials", "What now: the harbour", "Bell: no comment, mayor asks"):
        a = headed("a", headline, "The gate was shut at nine, Ann Tolland said.")
        made = traced((a, reading(a, said(a, "The gate was shut at nine", "Ann Tolland"))))
        assert origins.Voices([a], (), made).of(a, span(a.text, headline)) == made.voice["a"], headline
