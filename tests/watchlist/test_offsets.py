"""Whatever the text, each mention slices it to its surface form."""

from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.watchlist.world import watching
from watchlist.mentions import Text

if TYPE_CHECKING:
    from watchlist.watchlist import Watchlist

NAMES = ["دير الزور", "قسد", "إب", "Hajin", "Türkiye", 'צה"ל', "Край", "التحالف الدولي", "a", "1", "می\u200cخواهم"]
WATCHLIST: Watchlist = watching(*NAMES)

_PIECES = st.one_of(
    st.sampled_from(
        [
            *NAMES,
            "و",
            "لل",
            "ل",
            "بال",
            "“",
            "”",
            "ـ",
            "\u064e",
            "\u200f",
            "\u200c",
            "\u0301",
            "👩‍👩‍👧",
            " ",
            "\n",
            "'s",
        ]
    ),
    st.text(max_size=4),
)
TEXTS = st.lists(_PIECES, max_size=30).map("".join)


@given(st.one_of(st.text(), TEXTS), TEXTS)
def test_mentions_slice_to_surface(title: str, text: str) -> None:
    """Alerts mark the words by these offsets, emoji and lone marks included."""
    fields = {"title": title, "text": text}
    for mention in WATCHLIST.match(Text(title, text)):
        assert mention.start < mention.end
        assert fields[mention.field][mention.start : mention.end] == mention.surface


@given(TEXTS)
def test_every_name_is_found_again(text: str) -> None:
    """A name as it is listed, set apart by commas, is found in any surroundings."""
    for name in NAMES:
        found = WATCHLIST.match(Text("", f"{text}، {name}، "))
        assert any(mention.end == len(text) + 2 + len(name) and mention.name == name for mention in found)


def test_lone_surrogates_pass_through() -> None:
    """JSON can carry half a character; it must not end the matcher."""
    (mention,) = WATCHLIST.match(Text("", "\ud83d قسد \udc69"))
    assert mention.start == 2


def test_evaluation_crosses_a_process_border() -> None:
    """The matcher lives in another process."""
    evaluation = WATCHLIST.evaluate(Text("قسد", "في دير الزور", "ar"))
    assert pickle.loads(pickle.dumps(evaluation)) == evaluation  # noqa: S301 - our own bytes
    assert json.dumps([mention.surface for mention in evaluation.mentions])
