"""Names of people as search and comparison see them; the record keeps them as written."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile("['`´ʻʼʾʿ‘’′]")

_BEFORE = re.compile(
    "bapak|bpk|ibu|sdri?|tn|ny|nn|hj?|kh|prof|dr|drs|dra|drg|drh|ir|rr?|ra|gus|ust"
)
_BEFORE_IF_DOTTED = re.compile("hj?|rr?|ra|nn|tn|ny|gus|ust")
_AFTER = re.compile(
    "se|sh|st|spdi?|ssos|skom|sip|sik|sikom|spsi|skm|skep|sked|ssi|sag|sfil|ss|sn|ssn|sds|spt|sp"
    "|shut|sgz|sfarm|s?tr|strkeb|strkes|sab|sap|sak|sei|sthi|shi|sst|sstp"
    "|mm|mh|mt|mpdi?|msi|msc|mba|ma|mag|mkom|mkes|msos|map|mak|mhum|mpsi|mp"
    "|ba|bsc|beng|phd|amd|amdkeb|amdkep|amk|apt|ners|ns|sp[a-z]{1,2}|ca|cpa|cfa|ak"
)
_AFTER_IF_DOTTED = re.compile(
    "ma|mag|ba|sei|shi|sip|ss|sn|sp[a-z]{0,2}|st|se|ip|ak|ca|map|ns|sap|mak|s?tr|mp"
)


# Most names are plain letters; for them a table does what the loop below does.
_SIGNS = {n: " " for n in range(128) if not chr(n).isalnum()}


def fold(text: str) -> str:
    """`text` as search sees it: small letters, no accents, single spaces.

    Apostrophes vanish (Ma'ruf, Ma’ruf and Maruf are one); other signs become
    spaces. Ways of spelling (Achmad, Ahmad) stay apart.
    """
    plain = _APOSTROPHES.sub("", text).casefold()
    if plain.isascii():
        return " ".join(plain.translate(_SIGNS).split())
    plain = unicodedata.normalize("NFKD", plain)
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(kept.split())


def name_key(name: str) -> str:
    """The name without titles, folded: equal for "Hj. Siti A., S.Pd." and "SITI A".

    Short titles that may be a name (Ma, St) count only with a dot or after a
    comma; a name that is nothing but titles stays whole.
    """
    body, _, after = name.partition(",")
    titles = [_letters(part) for part in re.split(r"[,\s]+", after)]
    if not all(not title or _AFTER.fullmatch(title) for title in titles):
        body = name.replace(",", " ")
    words = body.split()
    while len(words) > 1 and _is_title(words[0], _BEFORE, _BEFORE_IF_DOTTED):
        del words[0]
    while len(words) > 1 and _is_title(words[-1], _AFTER, _AFTER_IF_DOTTED):
        del words[-1]
    return fold(" ".join(words)) or fold(name)


def _letters(word: str) -> str:
    return fold(word).replace(" ", "")


def _is_title(word: str, titles: re.Pattern[str], if_dotted: re.Pattern[str]) -> bool:
    key = _letters(word)
    return bool(titles.fullmatch(key)) and ("." in word or not if_dotted.fullmatch(key))
