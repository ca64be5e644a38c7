"""Which backups stay."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from desktop_app.processes.keeping import kept

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def day(moment: datetime) -> date:
    return moment.date()


def test_a_year_of_daily_copies_becomes_days_weeks_and_months() -> None:
    copies = [NOW - timedelta(days=n) for n in range(500)]
    stay = [copies[n] for n in sorted(kept(copies, NOW, day))]
    assert stay[:7] == copies[:7]
    assert len({at.isocalendar()[:2] for at in stay}) >= 4
    assert len({(at.year, at.month) for at in stay}) == 12
    assert len(stay) <= 7 + 4 + 12
    # Thinning again, day after day, never takes the months away.
    for n in range(1, 40):
        now = NOW + timedelta(days=n)
        stay = [now, *stay]
        stay = [stay[i] for i in sorted(kept(stay, now, day))]
    assert len({(at.year, at.month) for at in stay}) == 12


def test_all_of_today_and_the_newest_ever_stay() -> None:
    today = [NOW - timedelta(minutes=n) for n in range(30)]
    assert kept(today, NOW, day) == set(range(30))
    assert kept([NOW - timedelta(days=4000)], NOW, day) == {0}
    assert kept([], NOW, day) == set()


def test_a_clock_set_back_takes_nothing() -> None:
    copies = [NOW + timedelta(hours=1), *(NOW - timedelta(days=n) for n in range(100))]
    assert len(kept(copies, NOW, day)) == 101
