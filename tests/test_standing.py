from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from making import article, entity, evidence, linked, origin, said
from twosource import standing
from twosource.model import (
    Article,
    Conflict,
    Copy,
    Entity,
    Evidence,
    Origin,
    OriginKind,
    Passage,
    Span,
    Statement,
    Value,
)


class Story:
    """A story put together line by line: each line is one report's evidence for one claim."""

    def __init__(self) -> None:
        self.articles: dict[str, Article] = {}
        self.statements: list[Statement] = []
        self.origins: dict[str, Origin] = {}
        self.evidence: list[Evidence] = []
        self.copies: list[Copy] = []
        self.entities: list[Entity] = []

    def report(self, name: str, text: str, outlet: str | None = "", **more: object) -> Article:
        self.articles[name] = article(name, text, outlet, **more)
        if outlet is not None:
            voice = self.articles[name].outlet or ""
            self.origins.setdefault(voice, origin(voice, "outlet"))
        return self.articles[name]

    def voiced(self, name: str, words: str) -> None:
        """The report states it in its own voice."""
        self.evidence.append(evidence(self.articles[name], words, self.articles[name].outlet or "no outlet"))
        self.origins.setdefault("no outlet", origin("no outlet", "unknown"))

    def told(self, name: str, words: str, who: str, kind: OriginKind = "person", **more: object) -> None:
        """The report gives it to somebody, who is named in the text unless unknown."""
        self.origins.setdefault(who, origin(who, kind, f"e-{who}"))
        statement = said(self.articles[name], words, None, origin=who, **more)  # type: ignore[arg-type]
        statement = structs.replace(statement, id=f"{statement.id}:{who}:{len(self.statements)}")
        self.statements.append(statement)
        self.evidence.append(evidence(self.articles[name], words, who, statement=statement))

    def judged(self, *conflicts: Conflict) -> standing.Judged:
        return standing.judge(self.evidence, self.basis(), links=linked(self.evidence), conflicts=conflicts)

    def basis(self) -> standing.Basis:
        return standing.basis(
            articles=self.articles.values(),
            statements=self.statements,
            origins=self.origins.values(),
            copies=self.copies,
            entities=self.entities,
        )


def two_speakers() -> Story:
    story = Story()
    story.report("a", "The barn roof fell in, Mira Tolland said.")
    story.report("b", "Anders Quill, a sailor, said that he saw the barn roof collapse.")
    story.told("a", "The barn roof fell in", "Mira Tolland")
    story.told("b", "the barn roof collapse", "Anders Quill")
    return story


def test_one_report_is_single_and_names_its_origin() -> None:
    story = Story()
    story.report("a", "The roof fell in, Mira Tolland wrote on Telegram.", "Quay News")
    story.told("a", "The roof fell in", "Mira Tolland", channel="social-post", channel_name="Telegram")
    judged = story.judged()
    assert judged.standing == "single"
    assert judged.why == "1 report by Quay News; origin: Mira Tolland (Telegram)."


def test_two_first_hand_sources_in_two_outlets_corroborate() -> None:
    judged = two_speakers().judged()
    assert judged.standing == "corroborated"
    assert judged.why == ("2 independent origins: Anders Quill, in The B Post; Mira Tolland, in The A Post.")


def test_a_reason_names_the_reports_that_show_it_and_no_others() -> None:
    story = two_speakers()
    story.report("c", "The roof of the mill is to be inspected, Mira Tolland said.")
    story.told("c", "The roof of the mill is to be inspected", "Mira Tolland")
    sure = linked(story.evidence[:2])
    near = [link for link in linked(story.evidence, 1.0) if link.second == 2]  # at the edge of the claim
    judged = standing.judge(story.evidence, story.basis(), links=[*sure, *near])
    assert judged.why == "2 independent origins: Anders Quill, in The B Post; Mira Tolland, in The A Post."


def test_what_is_told_weeks_later_confirms_nothing() -> None:
    def told_on(day: str) -> standing.StandingName:
        story = two_speakers()
        for name, published in (("a", "2026-03-01"), ("b", day)):
            story.articles[name] = structs.replace(story.articles[name], published=published)
        return story.judged().standing

    assert told_on("2026-03-06") == "corroborated"
    assert told_on("2026-03-26") == "not-established"


def test_what_two_said_together_is_no_second_source_for_one_of_them() -> None:
    def said_by(source: str) -> standing.StandingName:
        story = two_speakers()
        story.articles["b"] = article("b", f"{source} said that they saw the barn roof collapse.")
        first, second = story.statements
        words = story.articles["b"].text
        at = words.index("the barn roof")
        content = (Span(at, at + len("the barn roof collapse")),)
        story.statements = [first, structs.replace(second, source=Span(0, len(source)), content=content)]
        last = story.evidence[-1]
        story.evidence[-1] = structs.replace(last, start=at, end=at + len("the barn roof collapse"))
        return story.judged().standing

    assert said_by("Anders Quill") == "corroborated"
    assert said_by("Both Mira Tolland and Anders Quill") == "not-established"


def test_authorities_may_be_those_whom_another_report_names() -> None:
    def said_by(source: str) -> standing.StandingName:
        story = two_speakers()
        story.articles["b"] = article("b", f"{source} said that they saw the barn roof collapse.")
        words, last, first = story.articles["b"].text, story.evidence[-1], story.statements[0]
        at = words.index("the barn roof")
        content = (Span(at, at + len("the barn roof collapse")),)
        story.statements = [
            first,
            structs.replace(story.statements[1], source=Span(0, len(source)), content=content),
        ]
        story.evidence[-1] = structs.replace(last, start=at, end=at + len("the barn roof collapse"))
        return story.judged().standing

    assert said_by("Harbour officials of Anders Quill's") == "corroborated"
    assert said_by("Local authorities") == "not-established"


def test_outlets_of_one_owner_confirm_nothing_to_each_other() -> None:
    story = two_speakers()
    for name in "ab":
        story.articles[name] = structs.replace(story.articles[name], owner="Gull Group")
    judged = story.judged()
    assert judged.standing == "not-established"
    assert judged.why == (
        "The A Post has it from Mira Tolland; The B Post has it from Anders Quill: not shown to be independent "
        "(2 owned by Gull Group)."
    )
    story.articles["b"] = structs.replace(story.articles["b"], owner="Tern Press")
    assert story.judged().standing == "corroborated"


def test_what_a_sister_paper_relays_is_heard_once() -> None:
    def relayed() -> Story:
        story = two_speakers()
        story.report("c", "Nothing of the roof.", "Dock Post")
        story.statements[0] = structs.replace(story.statements[0], relayed_by=("Dock Post",))
        return story

    assert relayed().judged().standing == "corroborated"
    sisters = relayed()
    for name in "bc":
        sisters.articles[name] = structs.replace(sisters.articles[name], owner="Gull Group")
    assert sisters.judged().standing == "not-established"


def test_one_speaker_in_all_reports_is_one_origin() -> None:
    story = Story()
    for name in "abc":
        story.report(name, "The roof fell in, Mira Tolland wrote.")
        story.told(name, "The roof fell in", "Mira Tolland", channel_name="Telegram")
    judged = story.judged()
    assert judged.standing == "same-origin"
    assert judged.why == "3 reports by 3 outlets, all from one origin: Mira Tolland (Telegram)."


def test_outlets_in_their_own_voice_establish_nothing() -> None:
    story = Story()
    for name in "ab":
        story.report(name, "The roof fell in.")
        story.voiced(name, "The roof fell in")
    judged = story.judged()
    assert judged.standing == "not-established"
    assert judged.why == (
        "The A Post and The B Post state it in their own voice: the reports do not tell where they have it from."
    )


def test_an_own_voice_beside_a_speaker_confirms_nothing() -> None:
    story = Story()
    story.report("a", "The roof fell in, Mira Tolland said.")
    story.report("b", "The roof fell in.")
    story.told("a", "The roof fell in", "Mira Tolland")
    story.voiced("b", "The roof fell in")
    judged = story.judged()
    assert judged.standing == "not-established"
    assert judged.why == (
        "The A Post has it from Mira Tolland; The B Post states it in its own voice: not shown to be independent."
    )


def test_two_reports_under_one_agency_are_its_voice() -> None:
    story = Story()
    story.report("a", "The roof fell in.")
    story.report("b", "A roof has fallen in.")
    story.origins["AP"] = origin("AP", "outlet")
    story.evidence = [
        evidence(story.articles["a"], "The roof fell in", "AP"),
        evidence(story.articles["b"], "A roof has fallen in", "AP"),
    ]
    assert story.judged().standing == "same-origin"


def test_another_outlets_report_is_a_source_beside_a_person() -> None:
    story = Story()
    story.report("a", "Mira Tolland said she met the ministers.")
    story.report("b", "Tolland wrote on it. The Norland Wire reported that Tolland had met ministers the day before.")
    story.told("a", "she met the ministers", "Mira Tolland")
    story.told("b", "Tolland had met ministers the day before", "The Norland Wire", "outlet")
    assert story.judged().standing == "corroborated"
    story.told("b", "Tolland wrote", "Mira Tolland")
    assert story.judged().standing == "corroborated"


def test_another_outlets_report_is_none_beside_that_outlets_own() -> None:
    story = Story()
    story.report("a", "Mira Tolland said she met the ministers.", "Norland Wire")
    story.report("b", "The Norland Wire reported that Tolland had met ministers the day before.")
    story.told("a", "she met the ministers", "Mira Tolland")
    story.told("b", "Tolland had met ministers the day before", "The Norland Wire", "outlet")
    assert story.judged().standing != "corroborated"


def test_two_reports_relayed_by_one_outlet_are_not_two() -> None:
    story = Story()
    story.report("a", "The roof fell in, Mira Tolland told the Wire.")
    story.report("b", "The roof collapsed, Anders Quill told the Wire.")
    story.told("a", "The roof fell in", "Mira Tolland", relayed_by=("The Wire",))
    story.told("b", "The roof collapsed", "Anders Quill", relayed_by=("the Wire",))
    assert story.judged().standing == "same-origin"


def test_a_spokesman_and_his_company_are_one_side() -> None:
    story = Story()
    a = story.report("a", "The plant was shut, Corvo Steel said.")
    b = story.report("b", "No one works there now, said Anders Quill, a spokesman for Corvo Steel.")
    story.entities = [
        entity("Corvo Steel", "organisation", (a, "Corvo Steel"), (b, "Corvo Steel")),
        entity("Anders Quill", "person", (b, "Anders Quill")),
    ]
    story.told("a", "The plant was shut", "Corvo Steel", "organisation")
    story.told("b", "No one works there now", "Anders Quill")
    judged = story.judged()
    assert judged.standing == "same-origin"
    assert judged.why == "2 reports by 2 outlets, all from one side: Anders Quill and Corvo Steel."


def test_two_people_of_one_house_are_not_independent() -> None:
    story = Story()
    a = story.report("a", "The plant was shut, said Mira Tolland, head of Corvo Steel.")
    b = story.report("b", "No one works there now, said Anders Quill, a spokesman for Corvo Steel.")
    story.entities = [
        entity("Corvo Steel", "organisation", (a, "Corvo Steel"), (b, "Corvo Steel")),
        entity("Mira Tolland", "person", (a, "Mira Tolland")),
        entity("Anders Quill", "person", (b, "Anders Quill")),
    ]
    story.told("a", "The plant was shut", "Mira Tolland")
    story.told("b", "No one works there now", "Anders Quill")
    assert story.judged().standing != "corroborated"


def test_two_who_met_are_no_house() -> None:
    def beside(words: str) -> str:
        story = Story()
        a = story.report("a", "The barn roof fell in, Mira Tolland said.")
        b = story.report("b", f"The barn roof came down. {words} Anders Quill said so.")
        story.entities = [
            entity("Mira Tolland", "person", (a, "Mira Tolland"), (b, "Mira Tolland")),
            entity("Anders Quill", "person", (b, "Anders Quill")),
        ]
        story.told("a", "The barn roof fell in", "Mira Tolland")
        story.told("b", "The barn roof came down", "Anders Quill")
        for known in story.entities:
            story.origins[known.name] = structs.replace(story.origins[known.name], entity=known.id)
        return story.judged().standing

    assert beside("Mira Tolland and harbour chief") == "corroborated"
    assert beside("Mira Tolland's harbour chief") == "same-origin"
    assert beside("Mira Tolland, special assistant to the quiet") == "same-origin"


def test_offices_of_one_government_are_not_independent_and_those_of_two_are() -> None:
    def of(one: str, other: str) -> str:
        story = Story()
        story.report("a", f"The border stays shut, {one} said.")
        story.report("b", f"The border was shut, {other} said.")
        story.told("a", "The border stays shut", one, "organisation")
        story.told("b", "The border was shut", other, "organisation")
        return story.judged().standing

    assert of("the Interior Ministry", "the State Secretary") != "corroborated"
    assert of("the Norwegian Interior Ministry", "the Swedish Foreign Ministry") == "corroborated"


def test_governments_are_one_side_only_where_they_are_known_to_be_one() -> None:
    def of(*names: str) -> str:
        story = Story()
        for name, who in zip("abc", names, strict=False):
            text = story.report(name, f"The border stays shut, {who} said.")
            story.told(name, "The border stays shut", who, "organisation")
            story.entities.append(entity(who, "organisation", (text, who)))
            story.origins[who] = structs.replace(story.origins[who], entity=story.entities[-1].id)
        story.evidence = story.evidence[:2]
        return story.judged().standing

    assert of("the Interior Ministry", "the State Secretary") == "same-origin"
    assert of("the Norwegian army", "the Norwegian Foreign Ministry") == "same-origin"
    several = of("the State Secretary", "the Norwegian Foreign Ministry", "the Swedish Foreign Ministry")
    assert several == "not-established"
    assert of("the Chinese Foreign Ministry", "the South’s foreign ministry") == "not-established"
    assert of("the South Korean Foreign Ministry", "the South’s foreign ministry") == "same-origin"


def test_a_long_contradiction_is_clipped_and_counted() -> None:
    story = two_speakers()
    values = tuple(
        Value(article=name, start=4, end=8, text=f"{n} " + "very long words " * 20, value=str(n))
        for name in "ab"
        for n in range(4)
    )
    conflict = Conflict(id="k", claim="c", slot="count", kind="contradiction", values=values)
    why = story.judged(conflict).why
    assert why.endswith("; 4 more.")
    assert len(why) < 500


def test_one_remark_given_to_two_people_is_not_two_sources() -> None:
    story = Story()
    story.report("a", "“We have never seen a flood like this one,” Mira Tolland said.")
    story.report("b", "“We have never seen a flood like this one,” Anders Quill said.")
    story.told("a", "We have never seen a flood like this one", "Mira Tolland")
    story.told("b", "We have never seen a flood like this one", "Anders Quill")
    assert story.judged().standing == "not-established"


def test_who_quotes_the_other_is_not_independent() -> None:
    story = Story()
    story.report("a", "The roof fell in, Mira Tolland said.")
    story.report("b", "Tolland told him of the collapse, Anders Quill said.")
    story.told("a", "The roof fell in", "Mira Tolland")
    story.told("b", "Tolland told him of the collapse", "Anders Quill")
    assert story.judged().standing == "not-established"


def test_hedged_and_denied_words_confirm_nothing() -> None:
    for certainty in ("hedged", "denied"):
        story = Story()
        story.report("a", "The roof fell in, Mira Tolland said.")
        story.report("b", "Anders Quill spoke of a collapse.")
        story.told("a", "The roof fell in", "Mira Tolland")
        story.told("b", "a collapse", "Anders Quill", certainty=certainty)
        assert story.judged().standing == "not-established"


def test_questions_conditions_and_judgements_are_no_accounts() -> None:
    for words in (
        "Did the barn roof fall?",
        "The barn roof will fall if it rains",
        "The barn roof rightly fell",
        "Condolences to all on whom the barn roof fell",
        "The mayor is called on to say why the barn roof fell",
        "In general the barn roof fell in May",
    ):
        story = two_speakers()
        story.report("c", f"{words} Jon Barrow said.")
        del story.evidence[1]
        story.told("c", words, "Jon Barrow")
        assert story.judged().standing == "not-established", words
    story = two_speakers()
    story.report("c", "Jon Barrow threatened to pull the barn roof down.")
    del story.evidence[1]
    story.told("c", "to pull the barn roof down", "Jon Barrow")
    assert story.judged().standing == "not-established"
    story = two_speakers()
    story.report("c", "The barn roof fell in May, Jon Barrow said.")
    del story.evidence[1]
    story.told("c", "The barn roof fell in May", "Jon Barrow")
    assert story.judged().standing == "corroborated"


def test_unnamed_officials_confirm_nothing_and_witnesses_do() -> None:
    def with_second(words: str) -> str:
        story = Story()
        story.report("a", "The barn roof fell in, Mira Tolland said.")
        story.report("b", "The barn roof came down, they said.")
        story.told("a", "The barn roof fell in", "Mira Tolland")
        story.told("b", "The barn roof came down", words, "anonymous", anonymous=True)
        return story.judged().standing

    assert with_second("two officials") == "not-established"
    assert with_second("two eyewitnesses") == "corroborated"


def test_anonymous_sources_alone_confirm_nothing() -> None:
    story = Story()
    story.report("a", "The roof fell in, witnesses said.")
    story.report("b", "It came down at once, residents said.")
    story.told("a", "The roof fell in", "witnesses", "anonymous", anonymous=True)
    story.told("b", "It came down at once", "residents", "anonymous", anonymous=True)
    assert story.judged().standing == "not-established"


def test_a_body_without_a_name_may_be_any_named_one() -> None:
    story = Story()
    story.report("a", "The plant was shut, Corvo Steel said.")
    story.report("b", "No one works there now, the company said.")
    story.told("a", "The plant was shut", "Corvo Steel", "organisation")
    story.told("b", "No one works there now", "the company", "organisation")
    assert story.judged().standing == "not-established"


def test_a_capital_letter_a_surname_and_a_handle_are_no_names() -> None:
    def beside(kind: OriginKind, second: str) -> str:
        story = two_speakers()
        story.report("c", "The barn roof came down at once.")
        del story.evidence[1]
        story.told("c", "The barn roof came down", second, kind)
        return story.judged().standing

    assert beside("organisation", "Authorities") == "not-established"
    assert beside("person", "Quill") == "not-established"
    assert beside("person", "@quill_on_quay") == "not-established"
    assert beside("person", "Anders Quill") == "corroborated"
    assert beside("organisation", "Corvo") == "corroborated"
    assert beside("organisation", "Both companies") == "not-established"


def test_unknown_outlets_and_sources_confirm_nothing() -> None:
    story = two_speakers()
    story.articles["b"] = structs.replace(story.articles["b"], outlet=None)
    assert story.judged().standing == "not-established"
    story = two_speakers()
    story.origins["Anders Quill"] = origin("Anders Quill", "unknown")
    assert story.judged().standing == "not-established"


def test_one_outlet_is_not_two() -> None:
    story = two_speakers()
    story.articles["b"] = structs.replace(story.articles["b"], outlet="the a post")
    assert story.judged().standing == "not-established"


def test_copies_are_one_text() -> None:
    story = Story()
    for name in "ab":
        story.report(name, "The roof fell in.")
        story.voiced(name, "The roof fell in")
    shared = tuple(Passage(article=name, start=0, end=16, text="The roof fell in") for name in "ab")
    story.copies = [Copy(articles=("a", "b"), extent="partial", wire="AP", shared=shared)]
    judged = story.judged()
    assert judged.standing == "same-origin"
    assert judged.why == "2 reports by 2 outlets, all copies of one AP report."
    assert judged.grounds == shared


def test_a_partial_copy_says_nothing_about_what_is_not_shared() -> None:
    story = Story()
    for name in "ab":
        story.report(name, "The roof fell in. Nobody came.")
        story.voiced(name, "Nobody came")
    shared = tuple(Passage(article=name, start=0, end=16, text="The roof fell in") for name in "ab")
    story.copies = [Copy(articles=("a", "b"), extent="partial", wire="AP", shared=shared)]
    assert story.judged().standing == "not-established"


def contradiction(story: Story, kind: str = "contradiction") -> Conflict:
    values = tuple(
        Value(article=name, start=4, end=8, text=story.articles[name].text[4:8], value=name) for name in sorted("ab")
    )
    return Conflict(id="k", claim="c", slot="count", kind=kind, values=values)  # type: ignore[arg-type]


def test_only_a_contradiction_makes_a_conflict() -> None:
    story = two_speakers()
    judged = story.judged(contradiction(story))
    assert judged.standing == "conflict"
    assert "The A Post" in judged.why
    assert [passage.article for passage in judged.grounds] == ["a", "b"]
    assert story.judged(contradiction(story, "rounding")).standing == "corroborated"


def test_counting_outlets_knows_one_name_in_two_dresses() -> None:
    given_names = ["The Quay News", "quay news", "www.quaynews.com", None, "Bell", ""]
    articles = [article(f"a{i}", "", outlet) for i, outlet in enumerate(given_names) if outlet != ""]
    assert len(standing.outlets(articles)) == 2


def test_another_fact_or_another_number_confirms_nothing() -> None:
    def beside(words: str) -> str:
        story = two_speakers()
        story.report("c", f"{words}, Jon Barrow said.")
        del story.evidence[1]
        story.told("c", words, "Jon Barrow")
        return story.judged().standing

    assert beside("The barn roof fell at noon") == "corroborated"
    assert beside("A roof of the school of this town needed paint for years and years") == "not-established"
    story = Story()
    story.report("a", "The mast flew 700 metres, Mira Tolland said.")
    story.report("b", "The mast flew 120 metres, Anders Quill said.")
    story.told("a", "The mast flew 700 metres", "Mira Tolland")
    story.told("b", "The mast flew 120 metres", "Anders Quill")
    assert story.judged().standing == "not-established"


def test_accounts_that_disagree_in_one_thing_confirm_nothing() -> None:
    def beside(words: str) -> str:
        story = Story()
        story.report("a", "The barn roof fell in on Monday before dark, Mira Tolland said.")
        story.report("b", f"{words}, Anders Quill, a sailor, said.")
        story.told("a", "The barn roof fell in on Monday before dark", "Mira Tolland")
        story.told("b", words, "Anders Quill")
        return story.judged().standing

    assert beside("on Monday the whole barn roof fell") == "corroborated"
    assert beside("on Sunday the whole barn roof fell") == "not-established"
    assert beside("on Monday the barn roof did not fall") == "not-established"
    assert beside("after dark the whole barn roof fell") == "not-established"


def test_a_conflict_between_two_passages_in_whichever_claim_keeps_them_from_confirming_one_another() -> None:
    story = two_speakers()
    values = tuple(
        Value(article=e.article, start=e.start, end=e.end, text=e.text, value=e.article) for e in story.evidence
    )
    elsewhere = Conflict(id="k", claim="another claim", slot="count", kind="scope", values=values)
    judged = standing.judge(
        story.evidence, structs.replace(story.basis(), conflicts=(elsewhere,)), links=linked(story.evidence)
    )
    assert judged.standing == "not-established"


def test_passages_that_are_hardly_alike_confirm_nothing() -> None:
    story = two_speakers()
    unsure = [structs.replace(link, odds=1.0) for link in linked(story.evidence)]
    assert standing.judge(story.evidence, story.basis(), links=unsure).standing == "not-established"


def test_who_stands_at_the_edge_of_a_claim_confirms_nothing() -> None:
    story = two_speakers()
    for name in "cde":
        story.report(name, "The barn roof fell in the storm.")
        story.voiced(name, "The barn roof fell in the storm")
    near = [link for link in linked(story.evidence) if link.first == 0 or link.second == 1]
    assert standing.judge(story.evidence, story.basis(), links=near).standing != "corroborated"
    assert story.judged().standing == "corroborated"


def test_an_office_is_no_second_person_and_no_bar_to_a_body() -> None:
    story = two_speakers()
    story.report("c", "The barn roof came down, the mayor said.")
    del story.evidence[1]
    story.told("c", "The barn roof came down", "The mayor")
    assert story.judged().standing == "not-established"


def test_what_police_found_is_theirs_whoever_tells_it() -> None:
    def beside(words: str) -> str:
        story = Story()
        story.report("a", "Two rifles lay in the van, Quay Town police said.")
        story.report("b", f"{words}, Mira Tolland said.")
        story.told("a", "Two rifles lay in the van", "Quay Town police", "organisation")
        story.told("b", words, "Mira Tolland")
        return story.judged().standing

    assert beside("Police found two rifles in the van") == "not-established"
    assert beside("She saw two rifles lie in the van before the police came") == "corroborated"


def test_what_people_are_advised_or_promised_is_no_account() -> None:
    def with_cue(cue: str) -> str:
        story = two_speakers()
        third = story.report("c", f"Jon Barrow {cue} that the barn roof fell in.")
        del story.evidence[1]
        story.told("c", "the barn roof fell in", "Jon Barrow")
        at = third.text.index(cue)
        story.statements[-1] = structs.replace(story.statements[-1], cue=Span(at, at + len(cue)))
        return story.judged().standing

    assert with_cue("said") == "corroborated"
    assert with_cue("promised") == "not-established"
    assert with_cue("argued") == "not-established"


def test_a_passage_that_holds_nothing_of_what_is_said_confirms_nothing() -> None:
    story = two_speakers()
    last, said_ = story.evidence[-1], story.statements[-1]
    story.evidence[-1] = structs.replace(last, start=0, end=len("Anders Quill"), text="Anders Quill")
    assert said_.content[0].start > len("Anders Quill")
    assert story.judged().standing == "not-established"


def test_words_that_are_headed_by_a_name_are_his() -> None:
    def told(words: str) -> str:
        story = two_speakers()
        del story.evidence[1]
        story.report("c", f"{words} (Jon Barrow)")
        story.told("c", words, "Jon Barrow")
        return story.judged().standing

    assert told("The barn roof fell in at noon") == "corroborated"
    assert told("Mira Tolland on the radio: “The barn roof fell in at noon”") == "not-established"


def test_a_prosecutor_may_be_of_anybodys_team_and_an_official_is_of_his_government() -> None:
    def two(first: str, described: str, second: str, kind: OriginKind = "organisation") -> str:
        story = Story()
        a = story.report("a", f"The barn roof fell in, {described} {first} said.")
        b = story.report("b", f"The barn roof came down, {second} said.")
        story.entities = [entity(first, "person", (a, first)), entity(second, "organisation", (b, second))]
        story.told("a", "The barn roof fell in", first)
        story.told("b", "The barn roof came down", second, kind)
        for known in story.entities:
            story.origins[known.name] = structs.replace(story.origins[known.name], entity=known.id)
        return story.judged().standing

    assert two("Anders Quill", "neighbour", "Tolland’s team") == "corroborated"
    assert two("Anders Quill", "prosecutor", "Tolland’s team") == "not-established"
    assert two("Anders Quill", "neighbour", "the Norwegian government") == "corroborated"
    assert two("Anders Quill", "Norwegian official", "the Norwegian government") == "same-origin"
    assert two("Anders Quill", "Acting Police Chief", "the police") == "same-origin"
    assert two("Anders Quill", "Acting Fire Chief", "the police") == "corroborated"


def test_a_mouthpiece_named_after_him_is_his() -> None:
    def called(words: str) -> str:
        story = Story()
        a = story.report("a", "The barn roof fell in, Mira Tolland said.")
        b = story.report("b", f"Mira Tolland stayed at home. The barn roof came down, {words} Anders Quill said.")
        story.entities = [
            entity("Mira Tolland", "person", (a, "Mira Tolland"), (b, "Mira Tolland")),
            entity("Anders Quill", "person", (b, "Anders Quill")),
        ]
        story.told("a", "The barn roof fell in", "Mira Tolland")
        story.told("b", "The barn roof came down", "Anders Quill")
        for who in ("Mira Tolland", "Anders Quill"):
            known = next(e for e in story.entities if e.name == who)
            story.origins[who] = structs.replace(story.origins[who], entity=known.id)
        return story.judged().standing

    assert called("her representative") == "same-origin"
    assert called("her neighbour") == "corroborated"


def test_two_to_whom_the_same_words_are_given_anywhere_are_not_two() -> None:
    story = two_speakers()
    for name, who in (("c", "Mira Tolland"), ("d", "Anders Quill")):
        story.report(name, "“Nobody was told of the cracks in the beams,” the statement said.")
        story.told(name, "Nobody was told of the cracks in the beams", who)
        del story.evidence[-1]
    assert story.judged().standing == "not-established"


def test_many_names_in_a_reason_are_counted() -> None:
    story = Story()
    for name in "abcdef":
        story.report(name, "The roof fell in.", f"www.{name}-post.example")
        story.voiced(name, "The roof fell in")
    assert story.judged().why == (
        "a-post.example, b-post.example, c-post.example and 3 more state it in their own voice: "
        "the reports do not tell where they have it from."
    )


def test_a_name_that_ends_in_a_full_stop_ends_the_reason() -> None:
    story = Story()
    story.report("a", "The plant was shut, Corvo Steel Inc. said.", "Quay News")
    story.told("a", "The plant was shut", "Corvo Steel Inc.", "organisation")
    assert story.judged().why == "1 report by Quay News; origin: Corvo Steel Inc."


def test_outlets_with_one_source_share_a_phrase() -> None:
    story = Story()
    for name, who in (("a", "Mira Tolland"), ("b", "Mira Tolland"), ("c", "Anders Quill")):
        story.report(name, f"The roof fell in, {who} said.")
        story.told(name, "The roof fell in", who, certainty="hedged")
    assert story.judged().why == (
        "The A Post and The B Post have it from Mira Tolland; The C Post has it from Anders Quill: "
        "not shown to be independent."
    )


# --- laws ----------------------------------------------------------------------------------------------------------

NAMES = ("Mira Tolland", "Anders Quill", "Corvo Steel", "two officials", "the video", "The Norland Wire", "unknown")
KINDS: dict[str, OriginKind] = {
    "Mira Tolland": "person",
    "Anders Quill": "person",
    "Corvo Steel": "organisation",
    "two officials": "anonymous",
    "the video": "document",
    "The Norland Wire": "outlet",
    "unknown": "unknown",
}
lines = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from([*NAMES, "voice"]), st.sampled_from(["asserted", "hedged"])),
    min_size=1,
    max_size=6,
)
outlets_of = st.fixed_dictionaries({name: st.sampled_from(["Bell", "Quay", "Wire", None]) for name in "abcd"})
WORDS = {"a": "one roof fell in", "b": "a gable came down", "c": "walls gave way", "d": "tiles slid off"}


def story_of(told: list[tuple[str, str, str]], outlets: dict[str, str | None]) -> Story:
    story = Story()
    for name in "abcd":
        story.report(name, WORDS[name], outlets[name])
    for name, who, certainty in told:
        if who == "voice":
            story.voiced(name, WORDS[name])
        else:
            story.told(name, WORDS[name], who, KINDS[who], certainty=certainty)
    return story


@given(lines, outlets_of, st.randoms(use_true_random=False))
def test_the_order_of_evidence_does_not_matter(told, outlets, dice) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    story = story_of(told, outlets)
    before = story.judged()
    for listed in (story.evidence, story.statements):
        dice.shuffle(listed)
    assert story.judged() == before


@given(lines, outlets_of, st.sampled_from("abcd"))
def test_a_copy_never_corroborates(told, outlets, copied) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    story = story_of(told, outlets)
    before = story.judged().standing
    copy = structs.replace(story.articles[copied], id="z", outlet="Echo")
    story.articles["z"] = copy
    again = [item for item in story.evidence if item.article == copied]
    story.evidence += [structs.replace(item, article="z") for item in again]
    shared = tuple(Passage(article=name, start=0, end=len(copy.text), text=copy.text) for name in (copied, "z"))
    story.copies = [Copy(articles=(copied, "z"), extent="full", wire=None, shared=shared)]
    after = story.judged().standing
    assert after != "corroborated" or before == "corroborated"
    assert again == [] or after != "single"


@given(lines, outlets_of)
def test_what_is_unknown_never_corroborates(told, outlets) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    story = story_of(told, dict.fromkeys(outlets))
    assert story.judged().standing != "corroborated"
    story = story_of([(name, "unknown", certainty) for name, _, certainty in told], outlets)
    assert story.judged().standing in {"single", "not-established"}


@given(lines, outlets_of)
def test_own_voices_alone_never_corroborate(told, outlets) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    story = story_of([(name, "voice", certainty) for name, _, certainty in told], outlets)
    assert story.judged().standing in {"single", "same-origin", "not-established"}


@given(lines, outlets_of)
def test_a_standing_has_a_reason_and_true_grounds(told, outlets) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    story = story_of(told, outlets)
    judged = story.judged()
    assert judged.why.endswith(".")
    assert judged.why[0].isupper() or judged.why[0].isdigit()
    for passage in judged.grounds:
        assert story.articles[passage.article].text[passage.start : passage.end] == passage.text
    origins = standing.independent_origins(story.evidence, story.basis(), links=linked(story.evidence))
    assert (judged.standing == "corroborated") == (len(origins) > 1)


def heard(story: Story) -> list[str]:
    return sorted(item.article for item in standing.heard(story.evidence, story.basis()))


def test_two_outlets_that_heard_two_people_heard_two() -> None:
    assert heard(two_speakers()) == ["a", "b"]


def test_a_company_and_its_spokesman_are_one_hearing() -> None:
    story = Story()
    a = story.report("a", "The barn roof fell in, Tolland Barns said.")
    b = story.report("b", "Tolland Barns spokesman Anders Quill said the roof had come down on Friday.")
    story.told("a", "The barn roof fell in", "Tolland Barns", "organisation")
    story.told("b", "the roof had come down", "Anders Quill")
    assert heard(story) == ["a", "b"]
    story.entities.append(entity("Tolland Barns", "organisation", (a, "Tolland Barns"), (b, "Tolland Barns")))
    story.entities.append(entity("Anders Quill", "person", (b, "Anders Quill")))
    assert len(heard(story)) == 1


def test_unnamed_people_heard_by_two_outlets_are_heard_apart_and_not_independent() -> None:
    story = Story()
    story.report("a", "The barn roof fell in, a neighbour said.")
    story.report("b", "One official said that the roof of the barn had come down.")
    story.told("a", "The barn roof fell in", "a farm hand", "anonymous", anonymous=True)
    story.told("b", "the roof of the barn had come down", "one official", "anonymous", anonymous=True)
    assert heard(story) == ["a", "b"]
    assert story.judged().standing != "corroborated"
    assert standing.independent_origins(story.evidence, story.basis(), links=linked(story.evidence)) == ()


def test_what_was_told_to_the_reports_own_outlet_is_first_hand() -> None:
    for outlet, found in (("The Bell", ["a"]), ("The Herald", []), (None, [])):
        story = Story()
        story.report("a", "The barn roof fell in, one official told the Bell.", outlet)
        story.told("a", "The barn roof fell in", "one official", "anonymous", relayed_by=("The Bell",))
        assert heard(story) == found


def test_what_is_relayed_hedged_or_from_nobody_is_not_heard_first_hand() -> None:
    story = Story()
    for name, more in (("a", {"relayed_by": ("Lodestar",)}), ("b", {"certainty": "hedged"}), ("c", {})):
        story.report(name, f"In {name} the barn roof fell in, it was said.")
        story.told(name, "the barn roof fell in", name, "unknown" if name == "c" else "anonymous", **more)
    assert heard(story) == []
