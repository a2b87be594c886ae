"""What Arabic newsrooms write onto names and how they spell them, and the words that only look like it."""

from __future__ import annotations

import pytest

from tests.watchlist.world import surfaces, watching

FOUND = [
    ("بغداد", "أعلنت وبغداد", "بغداد"),
    ("بيروت", "وصل وببيروت", "بيروت"),
    ("لبنان", "وللبنان رأي", "لبنان"),
    ("الفلوجة", "دخلوا للفلوجة", "لفلوجة"),
    ("وزارة الداخلية", "لوزارة الداخلية", "وزارة الداخلية"),
    ("واشنطن", "وواشنطن ترفض", "واشنطن"),
    ("بيان", "قرية وبيان", "بيان"),
    ("تل أبيب", "في القدس وتل ابيب", "تل ابيب"),
    ("تل أبيض", "بتل أبيض", "تل أبيض"),
    ("سي إن إن", "لسي إن إن", "سي إن إن"),
    ("أ ف ب", "وأ.ف.ب", "أ.ف.ب"),
    ("عبد الله أوجلان", "قال عبدالله أوجلان", "عبدالله أوجلان"),
    ("عبدالله أوجلان", "قال عبد الله أوجلان", "عبد الله أوجلان"),
    ("كتائب عز الدين القسام", "كتائب عزالدين القسام", "كتائب عزالدين القسام"),
    ("أبو محمد الجولاني", "لأبي محمد الجولاني", "أبي محمد الجولاني"),
    ("أبو ظبي", "في أبوظبي", "أبوظبي"),
    ("بن لادن", "قال ابن لادن", "ابن لادن"),
    ("وزارة الشؤون الاجتماعية", "وزارة الشئون الاجتماعية", "وزارة الشئون الاجتماعية"),
]

LEFT_ALONE = [
    ("تل", "وتل كبير"),
    ("قم", "وقم بذلك"),
    ("بير", "وكبير القوم"),
    ("ليون", "بليون دولار"),
    ("آي", "أي شيء"),
    ("العراق", "قال العراقيون والعراقي"),
    ("بغداد", "بغدادي وبغداديون"),
    ("حماس", "شعب متحمس وحماسه"),
    ("لبنان", "لبناني ولبنانية"),
    ("عبد الله أوجلان", "قال عبد، الله أوجلان"),
]


@pytest.mark.parametrize(("name", "text", "surface"), FOUND)
def test_written_name_is_found(name: str, text: str, surface: str) -> None:
    """A mention that is missed is an alert that never comes."""
    assert surfaces(watching(name), text) == [surface]


@pytest.mark.parametrize(("name", "text"), LEFT_ALONE)
def test_near_miss_is_left_alone(name: str, text: str) -> None:
    """People of a place, a longer word and a verb are no mention of it."""
    assert surfaces(watching(name), text) == []
