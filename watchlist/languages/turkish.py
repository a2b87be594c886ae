"""Turkish: the chain of endings that is written onto a name without an apostrophe (``Türklerin``).

Endings are in normal form, where ı and i, u and ü, ş and s, ç and c, ğ and g are one letter.
"""

from __future__ import annotations

import re

_NUMBER = r"(?:l[ae]r)?"
_MAKER = r"(?:l[iu](?:[kg])?|s[iu]z|c[iu])?"
_OWNER = r"(?:s?[iu]|[iu]?m[iu]z|[iu]?n[iu]z)?"
_CASE = r"(?:n?[iu]n|[yn]?[iu]|[yn]?[ae]|n?[dt][ae]n?|y?l[ae]|c[ae])?"
_RELATION = r"(?:ki(?:l[ae]r)?(?:n?[iu]n|n[iu]|n[ae])?)?"
_COPULA = r"(?:y?[dt][iu]|y?m[iu]s|[dt][iu]r|y?s[ae])?"

ENDINGS = re.compile(_NUMBER + _MAKER + _NUMBER + _OWNER + _CASE + _RELATION + _COPULA)
