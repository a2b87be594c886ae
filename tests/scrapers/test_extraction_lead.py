"""The sentence that says what happened stands above the text and gets lost there: it comes back, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given

from scrapers.extraction.lead import with_lead
from tests.scrapers.extraction_pieces import LATIN, LEAD, PARAGRAPHS, TITLE, blocks_of, html, lines, paragraphs

REST = PARAGRAPHS[1:]
TEXT = paragraphs(*REST)


def led(
    head: str, *, summaries: tuple[str, ...] = (), title: str = TITLE, rest: tuple[str, ...] = REST
) -> tuple[str, ...]:
    """The body of a page with this head, of which the extractor brought the rest."""
    page = f"{head}{paragraphs(*rest)}"
    found = with_lead(rest, title, summaries, blocks_of(page))
    assert found[len(found) - len(rest) :] == rest
    return found[: len(found) - len(rest)]


@pytest.mark.parametrize("text", [LEAD, LATIN])
@pytest.mark.parametrize("name", ["lead", "article-Standfirst", "subtitle", "chapeau", "spot"])
def test_lead_by_its_class_comes_back(text: str, name: str) -> None:
    """Below the title, above the text."""
    assert led(f"<h1>{TITLE}</h1><p class='{name}'>{text}</p>") == (text,)


def test_lead_that_is_the_summary_comes_back() -> None:
    """The page's or the feed's, also without a title on the page and cut short."""
    summary = " ".join(LEAD.split()[:12])
    assert led(f"<h1>{TITLE}</h1><div>{LEAD}</div>", summaries=("قصير", summary)) == (LEAD,)
    assert led(f"<div>{LEAD}</div>", summaries=(summary,)) == (LEAD,)
    assert led(f"<div>{LEAD}</div>", summaries=(LATIN, "قتل 12 مدنياً في دير الزور بقصف على سوق مدينة أخرى")) == ()


@pytest.mark.parametrize("tag", ["p", "h2", "div"])
def test_unnamed_sentence_of_the_same_news_comes_back(tag: str) -> None:
    """Many pages give their lead no name; the words written onto an Arabic one do not hide it."""
    lead = "عاد الهدوء الحذر إلى مدينة هجين بعد القصف على أطرافها بريف دير الزور، والأهالي في انتظار المساعدات."
    body = ("وقالت مصادر محلية في هجين إن أطراف المدينة تعرضت لقصف مدفعي صباحا، وإن المساعدات لم تصل إليها بعد.", *REST)
    site = "اشتركوا في نشرتنا البريدية اليومية لتصلكم أهم القصص والتحليلات كل صباح قبل الجميع وبلا مقابل."
    assert led(f"<h1>{TITLE}</h1><{tag}>{lead}</{tag}>", rest=body) == (lead,)
    assert led(f"<h1>{TITLE}</h1><{tag}>{site}</{tag}>", rest=body) == ()


@pytest.mark.parametrize(
    "head",
    [
        f"<p class='lead'>{LEAD}</p>",
        f"<p class='lead'>{LEAD}</p><h1>{TITLE}</h1>",
        f"<h1>{TITLE}</h1><p>{LEAD}</p>",
        f"<h1>{TITLE}</h1><p class='lead related'>{LEAD}</p>",
        f"<h1>{TITLE}</h1><p class='misled'>{LEAD}</p>",
        f"<h1>{TITLE}</h1><p class='lead'>هدوء في هجين</p>",
        f"<h1>{TITLE}</h1><p class='lead'>{'هجين ' * 121}</p>",
        f"<h1>{TITLE}</h1><p class='lead'><a href='/1'>{LEAD}</a></p>",
        f"<h1>{TITLE}</h1><ul><li class='lead'>{LEAD}</li></ul>",
        f"<h1>{TITLE}</h1><figure><p class='lead'>{LEAD}</p></figure>",
        f"<h1>{TITLE}</h1><p class='lead'>{LEAD[:60]}…</p>",
        f"<h1>{TITLE}</h1><p class='lead'>{REST[0]}</p>",
        f"<h1>{TITLE}</h1><p class='lead'>اقرأ أيضاً: قصف على بلدة الشعفة في ريف دير الزور</p>",
        f"<h1>{TITLE}</h1><p class='lead'>آخر تحديث: الثلاثاء 5 تشرين الثاني 2024 الساعة 10:30 صباحاً</p>",
        f"<h1>{TITLE}</h1><p class='lead'>{LEAD}</p>" + "<p>خبر</p>" * 30,
    ],
    ids=[
        "no title", "above the title", "unnamed", "beside", "part of a name", "short", "long", "linked", "item",
        "caption", "cut", "in the text", "furniture", "stamp", "far",
    ],
)  # fmt: skip
def test_what_is_no_lead_stays_away(head: str) -> None:
    """A teaser of another article names other places."""
    assert led(head) == ()


def test_more_than_a_lead_is_none() -> None:
    """Five such blocks are a list of teasers."""
    blocks = [f"<p class='lead'>{number} {LEAD}</p>" for number in "ابجده"]
    assert len(led(f"<h1>{TITLE}</h1>{''.join(blocks[:4])}")) == 4
    assert led(f"<h1>{TITLE}</h1>{''.join(blocks)}") == ()


def test_lead_that_stands_twice_comes_once() -> None:
    """Pages have it for the narrow screen and for the wide one."""
    assert led(f"<h1>{TITLE}</h1><p class='lead'>{LEAD}</p><div class='lead'>{LEAD}</div>") == (LEAD,)


def test_text_is_found_by_its_first_long_lines() -> None:
    """Short ones stand elsewhere too; where none is found nothing is added."""
    head = f"<h1>{TITLE}</h1><p class='lead'>{LEAD}</p>"
    assert led(head, rest=("عاجل", *REST)) == (LEAD,)
    assert led(head, rest=("عاجل", "ثم", "بعد", "خبر", *REST)) == ()
    assert with_lead(REST, TITLE, (), blocks_of(head)) == REST


@given(lines, html)
def test_lead_adds_only_what_the_page_has(body: list[str], page: str) -> None:
    """The body stays whole below it."""
    blocks = blocks_of(f"<h1>{TITLE}</h1>{page}")
    found = with_lead(body, TITLE, (LEAD,), blocks)
    assert list(found[len(found) - len(body) :]) == body
    assert set(found[: len(found) - len(body)]) <= {block.text for block in blocks.all}
