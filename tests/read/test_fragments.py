import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.read import fragments


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>The wall\n gave <b>way</b>.</p><p>Nobody was&nbsp;hurt.</p>", "The wall gave way.\n\nNobody was hurt."),
        ("One.<br>Two.<br/><br>Three.", "One.\nTwo.\n\nThree."),
        ("<ul><li>a</li><li>b</li></ul>c", "a\n\nb\n\nc"),
        ("Before<figure><img><figcaption>A wall.</figcaption></figure>after", "Before\n\nafter"),
        ("a<script>alert('x')</script>b<style>p{}</style>", "a\n\nb"),
        ("<table><tr><td>1</td></tr></table>Text", "Text"),
        ("<p>unclosed <p>second <em>third", "unclosed\n\nsecond third"),
        ("Plain &amp; short,\n\n\nof  two\nparagraphs", "Plain & short,\n\nof two\nparagraphs"),
        ("if a < b then <b>c</b>", "if a < b then c"),
        ("a < b", "a < b"),
        ("<!-- hidden --><p>shown</p>", "shown"),
        ("<p>\x00 \ud800 x</p>", "? x"),
        ("", ""),
        ("<p></p>", ""),
    ],
)
def test_text_of_a_fragment(fragment: str, text: str) -> None:
    assert fragments.text(fragment) == text


def test_deep_and_broken_markup_costs_no_time_and_no_stack() -> None:
    fragments.text("<div>" * 200_000 + "deep")
    fragments.text("<p " * 200_000)
    fragments.text("<!--" * 200_000)


@settings(deadline=None)
@given(st.text(alphabet="<>/abp&;#!- \n\x00\ud800é", max_size=60))
def test_any_words_have_a_text_without_superfluous_space(words: str) -> None:
    text = fragments.text(words)
    assert text == text.strip("\n")
    assert "\n\n\n" not in text
