import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.fetch import urls
from twosource.fetch.lists import Wrong, address
from twosource.model import Problem

LIST = """\ufeff# ferries
https://quay.example/one

https://QUAY.example:443/one#more
  http://gazette.example/a b?q=ü   # the first report
https://gazette.example/#/two
gazette.example/three
https://jo:secret@quay.example/four
"""
LOGIN = "holds a user name or a password; take it out, and save pages behind a login by hand"


def test_a_list_one_a_line() -> None:
    found = urls(LIST, "list.txt")
    assert [line for line in found if isinstance(line, str)] == [
        "https://quay.example/one",
        "http://gazette.example/a%20b?q=%C3%BC",
        "https://gazette.example/",
    ]
    assert [line.about for line in found if isinstance(line, Problem)] == ["list.txt:7", "list.txt:8"]
    assert [line.message for line in found if isinstance(line, Problem)] == [
        "gazette.example/three is no web address; write it as https://host/path: left out",
        f"https://...@quay.example/four {LOGIN}: left out",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "file:///etc/passwd",
        "ftp://quay.example/",
        "javascript:alert(1)",
        "//quay.example/",
        "http://",
        "http:///path",
        "http://quay example/",
        "http://quay.example:0/",
        "http://quay.example:99999/",
        "http://quay.example:x/",
        "http://quay%2eexample/",
        "http://a\\@quay.example/",
        "http://jo@quay.example/",
        "http://[::1/",
        "http://-.example/",
        "https://quay.example/\n",
        "https://quay.example/" + "a" * 5000,
    ],
)
def test_what_is_no_address(words: str) -> None:
    with pytest.raises(Wrong):
        address(words)


@pytest.mark.parametrize(
    ("words", "one_form"),
    [
        ("HTTP://Quay.Example", "http://quay.example/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("http://quay.example:8080/a/../b", "http://quay.example:8080/b"),
        ("https://[2600::1]/x", "https://[2600::1]/x"),
    ],
)
def test_addresses_have_one_form(words: str, one_form: str) -> None:
    assert str(address(words)) == one_form
    assert str(address(one_form)) == one_form


@settings(deadline=None)
@given(st.text())
def test_any_text_is_a_list(text: str) -> None:
    for line in urls(text, "list.txt"):
        assert isinstance(line, Problem) or str(address(line)) == line


@settings(deadline=None)
@given(st.text(alphabet="htps:/@[]?#%.\\aü1 \t", max_size=30))
def test_any_words_are_an_address_or_wrong(words: str) -> None:
    try:
        found = address(words)
    except Wrong:
        return
    assert (bool(found.host), found.scheme in {"http", "https"}) == (True, True)
