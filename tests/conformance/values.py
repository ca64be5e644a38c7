"""Values of any field: any at all within its kind and rules, or the plainest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from desktop_app.fields import Described, describe
from desktop_app.kinds import Choice, Choices, Day, Flag, Moment, Text, Whole
from desktop_app.records import identifiers as known
from desktop_app.records.claim import ClaimState
from desktop_app.records.funding import CostKind
from desktop_app.records.partner import PartnerKind
from desktop_app.records.record import Facts, Record
from desktop_app.records.rules import clock_time, json_text
from tests import make

Ids = Mapping[str, Sequence[str]]
"""The ids there are to refer to, by the name of the record type."""

RULED = {
    known.nik: st.integers(0, 99_999).map(make.nik),
    known.kpj: st.from_regex(r"[0-9]{11}", fullmatch=True),
    known.npp: st.integers(10**7, 10**8 - 1).map(str),
    known.nib: st.from_regex(r"[0-9]{13}", fullmatch=True),
    known.npwp: st.from_regex(r"0[0-9]{15}", fullmatch=True),
    known.nitku: st.from_regex(r"[0-9]{22}", fullmatch=True),
    known.phone: st.from_regex(r"\+628[0-9]{9}", fullmatch=True),
    known.email: st.from_regex(r"[a-z]{1,9}@[a-z]{2,9}\.id", fullmatch=True),
    known.postal_code: st.from_regex(r"[1-9][0-9]{4}", fullmatch=True),
    known.family_card: st.from_regex(r"[0-9]{16}", fullmatch=True),
    known.account: st.from_regex(r"[0-9]{6,20}", fullmatch=True),
    known.npk: st.from_regex(r"[0-9]{6}", fullmatch=True),
    clock_time: st.from_regex(r"[01][0-9]\.[0-5][0-9]", fullmatch=True),
    json_text: st.integers().map(str),
}
"""Fields with rules of their own: what their rules allow."""

_LETTERS = st.characters(
    exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"],
    exclude_characters="\u061c\u200e\u200f"
    + "".join(map(chr, [*range(0x202A, 0x202F)]))
    + "".join(map(chr, range(0x2066, 0x206A))),
)


def _text(kind: Text) -> st.SearchStrategy[str]:
    short = st.text(_LETTERS, min_size=1, max_size=min(kind.length, 30))
    longest = _LETTERS.map(lambda letter: letter * kind.length)
    several = st.tuples(short, short).map("\n".join) if kind.lines else short
    return st.one_of(short, several, longest)


def values(described: Described, ids: Ids) -> st.SearchStrategy[Any]:
    """Any value the field can have, None where it may be empty."""
    if described.target is not None:
        known_ids = list(ids.get(described.target, ()))
        found = st.sampled_from(known_ids) if known_ids else st.none()
    else:
        found = _of_kind(described)
    sound = found.filter(lambda value: not any(p.hard for p in described.problems(value)))
    return sound if described.required else st.one_of(st.none(), sound)


def _codes(kind: Any) -> list[Any]:
    return list(kind.codes)


def _of_kind(described: Described) -> st.SearchStrategy[Any]:
    for rule in described.field.rules:
        if rule in RULED:
            return RULED[rule]
    match described.kind:
        case Text() as kind:
            return _text(kind)
        case Day():
            return st.dates(date(1900, 1, 1), make.DAY)
        case Moment():
            return st.integers(10**12, 4 * 10**12).map(
                lambda ms: (
                    datetime.fromtimestamp(ms // 1000, UTC) + timedelta(milliseconds=ms % 1000)
                )
            )
        case Flag():
            return st.booleans()
        case Whole() as kind:
            return st.integers(kind.least, kind.most)
        case Choice() as kind:
            return st.sampled_from(_codes(kind))
        case Choices() as kind:
            return st.frozensets(st.sampled_from(_codes(kind)), min_size=1)
    raise AssertionError(described)


def records(record: type[Record], ids: Ids, facts: Facts) -> st.SearchStrategy[dict[str, Any]]:
    """Values of a whole record that breaks no rule."""
    fields = {name: values(described, ids) for name, described in describe(record).items()}
    fields |= {n: st.just(v) for n, v in FIXED.get(record.__tablename__, {}).items()}

    def sound(given: dict[str, Any]) -> bool:
        return not any(p.hard for p in record(office="MND", **given).problems(facts))

    return st.fixed_dictionaries(fields).filter(sound)


OTHERS = {"work_transfer": {"taker": "Officer"}}
"""References that must lead to another record than their like: the last there is."""

FIXED: dict[str, dict[str, Any]] = {
    "period_closing": {"since": date(1901, 1, 1), "until": date(1901, 1, 31)},
    "referral": {"agreed": True},
    "partner": {"kind": PartnerKind.CERTIFICATION_BODY},
    "budget_movement": {"amount": 1},
    "claim": {"state": ClaimState.DRAFT},
    "rate": {"cost_kind": CostKind.POCKET_MONEY},
}
"""Values that are no matter of chance: a period closed so would lock other tests' records,
only a certification body assesses, only ceilings go down, only daily costs have a rate, and a
claim is approved by its decision."""

NEEDED = {
    "partner_agreement": {"partner"},
    "claim": {"provider"},
    "vacancy": {"employer"},
}
"""Fields that are optional one by one, of which the record needs some."""


def plain(record: type[Record], ids: Ids) -> dict[str, Any]:
    """The plainest values that make a valid record."""
    needed = NEEDED.get(record.__tablename__, set())
    values = {
        name: _plain(described, ids)
        for name, described in describe(record).items()
        if described.required or name in needed
    }
    for name, target in OTHERS.get(record.__tablename__, {}).items():
        values[name] = ids[target][-1]
    return values | FIXED.get(record.__tablename__, {})


def _plain(described: Described, ids: Ids) -> Any:
    if described.target is not None:
        return ids[described.target][0]
    if known.kpj in described.field.rules:
        return "12345678901"
    if json_text in described.field.rules:
        return "1"
    if known.account in described.field.rules:
        return "1234567890"
    if known.phone in described.field.rules:
        return "+628123456789"
    match described.kind:
        case Text():
            return "A"
        case Day():
            return make.DAY
        case Moment():
            return datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
        case Flag():
            return False
        case Whole() as kind:
            return kind.least
        case Choice() as kind:
            return _codes(kind)[0]
        case Choices() as kind:
            return frozenset(_codes(kind)[:1])
    raise AssertionError(described)
