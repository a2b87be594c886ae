"""A stream of pages teaches what its sites write around their articles."""

from __future__ import annotations

from typing import Any

from scrapers.commands import extract_line
from scrapers.site_lines.learner import Learner, learning
from tests.scrapers.documents import LEAD, page

BOX = "إيران تنفي مسؤوليتها عن قصف مدينة الموحسن شرق سوريا"


def line(number: int, host: str = "www.enab.example") -> dict[str, Any]:
    """A page with paragraphs of its own and a box that all have."""
    own = tuple(f"{LEAD[:-1]} {'أب' * number} {'جد' * place}." for place in range(1, 5))
    return {"id": number, "url": f"https://{host}/{number}", "html": page(paragraphs=(*own, BOX))}


def test_third_page_of_a_site_is_clean() -> None:
    """The first two teach; until then the furniture stays."""
    answer = learning(extract_line)
    bodies = [answer(line(number))["body"] for number in (1, 2, 3, 4)]
    assert [BOX in body for body in bodies] == [True, True, False, False]
    assert all(body.count("\n") >= 3 for body in bodies)


def test_answer_is_otherwise_the_same() -> None:
    """Scripts rely on its form."""
    plain, learned = extract_line(line(1)), learning(extract_line)(line(1))
    assert plain == learned


def test_sections_of_a_site_teach_one_another() -> None:
    """They have one template."""
    answer = learning(extract_line)
    hosts = ("www.enab.example", "sport.enab.example", "english.enab.example")
    bodies = [answer(line(number, host))["body"] for number, host in enumerate(hosts, 1)]
    assert [BOX in body for body in bodies] == [True, True, False]


def test_sites_do_not_teach_one_another() -> None:
    """A line that two outlets have may be the news of the day."""
    answer = learning(extract_line)
    bodies = [answer(line(number, f"news{number}.example"))["body"] for number in (1, 2, 3)]
    assert all(BOX in body for body in bodies)


def test_page_without_address_belongs_to_no_site() -> None:
    """It neither teaches nor loses anything."""
    learner = Learner()
    assert all(learner.read("", (LEAD, "سطر", BOX)).kept == (LEAD, "سطر", BOX) for _ in range(4))


def test_page_that_is_no_article_teaches_nothing() -> None:
    """Three cookie walls must not make furniture of a sentence that an article may hold."""
    answer = learning(lambda record: {"url": record["url"], "body": "أ\nب\n" + BOX, "page_status": "cookie_wall"})
    found = [answer({"url": f"https://enab.example/{number}"})["body"] for number in range(4)]
    assert set(found) == {"أ\nب\n" + BOX}
