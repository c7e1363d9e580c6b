"""Which texts are mail addresses, web addresses and links, and which only look like them."""

from __future__ import annotations

import pytest

from press.content.limits import is_email, is_website
from press.problems import ContentError
from tests.samples import handout

EMAILS = [
    "front-desk@clinic.example",
    "o'brien+x@mail.example.co.uk",
    "R&D_2@x-y.org",
    "j.smith@example.com",
    "ü@exämple.de",
    "संपर्क@डाटामेल.भारत",
    "a=b@example.museum",
]
NO_EMAILS = [
    "javascript:alert(1)@x.yy",
    "data:x@y.zz",
    "mailto:a@b.com",
    "a@b.com?cc=d@e.com",
    "a?bcc=x@y.com",
    "a%0abcc:x@y.com",
    "a@b.com%0d%0ax",
    "a b@c.com",
    "a@b c.com",
    "a@b.com, c@d.com",
    "a@b@c.com",
    "a@b..com",
    ".a@b.com",
    "a..b@c.com",
    "a@b.com.",
    "a@.com",
    "a@b",
    "@b.com",
    "a@",
    "<a@b.com>",
    "Desk <a@b.com>",
    "a@-b.com",
    "a@b-.com",
    "a@[192.168.1.1]",
    '"a b"@c.com',
    "a\u202eb@c.com",
    "a\u200bb@c.com",
    "a\nb@c.com",
    "a@b.com\x00",
    "a@b.com/../x",
    "file:///etc/x@y.zz",
    "a@b.com;c",
]
WEBSITES = [
    "https://www.example.com",
    "http://example.com:8080/a?b=c#d",
    "HTTPS://Example.com/é",
    "https://exämple.de",
    "https://my_clinic.example.com/a@b",
    "https://example.com./",
    "https://example.com/a(b)",
]
NO_WEBSITES = [
    "javascript://www.example.com/%0aalert(1)",
    "data:text/html,https://www.example.com",
    "file:///etc/passwd",
    "ftp://example.com",
    "//www.example.com",
    "www.example.com",
    "https:www.example.com",
    "https://",
    "https://.",
    "https://a",
    "https://a..com",
    "https://user:word@example.com",
    "https://www.example.com@evil.example",
    "https://www.example.com\\@evil.example",
    "https://example.com:99999",
    "https://example.com:x",
    "https://example.com/a b",
    "https://example.com/\x00",
    "https://example.com/\n",
    "https://example.com/\u202e",
    'https://example.com/"onclick=',
    "https://example.com/<script>",
    "https://exa%6dple.com",
]


@pytest.mark.parametrize("text", EMAILS)
def test_a_mail_address_is_one(text: str) -> None:
    assert is_email(text)


@pytest.mark.parametrize("text", NO_EMAILS)
def test_what_is_more_or_less_than_a_mail_address_is_none(text: str) -> None:
    assert not is_email(text)


@pytest.mark.parametrize("text", WEBSITES)
def test_a_web_address_is_one(text: str) -> None:
    assert is_website(text)


@pytest.mark.parametrize("text", NO_WEBSITES)
def test_what_is_no_web_address_is_none(text: str) -> None:
    assert not is_website(text)


@pytest.mark.parametrize(
    "target",
    [
        "mailto:desk@example.com",
        "mailto:desk@example.com?subject=Your%20visit&body=Name%3A%0D%0ABorn%3A",
        "mailto:a@example.com,b@example.com",
        "mailto:ü@exämple.de",
        "tel:+17575550100",
        "https://www.example.com/a@b",
    ],
)
def test_links_of_the_allowed_kinds_are_taken(target: str) -> None:
    assert handout(f"[Here](<{target}>).")


@pytest.mark.parametrize(
    "target",
    [
        "mailto:desk@example.com%0d%0abcc:x@y.com",
        "mailto:desk@example.com?subject=a%0Abcc:x@example.com",
        "mailto:desk",
        "mailto:a@b@c.com",
        "mailto:javascript:alert(1)",
        "mailto:%20@example.com",
        "https://www.example.com@evil.example/",
        "https://user:word@example.com/",
    ],
)
def test_links_that_hide_something_are_problems(target: str) -> None:
    with pytest.raises(ContentError) as raised:
        handout(f"[Here](<{target}>).")
    (problem,) = raised.value.problems
    assert problem.code == "T04"
    assert "begins with" not in problem.hint
