"""The days of the sample: what happened on which of them, done as of that day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone

Act = Callable[[], object]

WITA = timezone(timedelta(hours=8))
"""The zone of the sample's branch."""


class Clock:
    """A clock that can be stopped; it shows the real time until then, and never later."""

    def __init__(self, real: Callable[[], datetime]) -> None:
        self.real = real
        self._stopped: datetime | None = None

    def __call__(self) -> datetime:
        return self._stopped or self.real()

    def stop(self, day: date, hour: int) -> None:
        """Show `hour` o'clock of a day, if that has been."""
        moment = datetime.combine(day, time(hour), tzinfo=WITA)
        self._stopped = min(moment, self.real())

    def go(self) -> None:
        """Show the real time again."""
        self._stopped = None


class Diary:
    """Acts, each of a day and an hour; read from the first to the last with the clock on it.

    So the journal tells of the sample what it would tell of a real office.
    """

    def __init__(self, clock: Clock, workday: Callable[[date], date]) -> None:
        self.clock = clock
        self.workday = workday
        """The day itself, or the last working day before it."""
        self._acts: list[tuple[date, int, int, Act]] = []

    def on(self, day: date, act: Act, hour: int = 9) -> None:
        """Have `act` done on a day, or on the last working day before it.

        Acts of one hour are done in the order in which they were told.
        """
        self._acts.append((self.workday(day), hour, len(self._acts), act))

    def play(self) -> None:
        """Do everything, in the order of the days; the clock goes on afterwards."""
        for day, hour, _number, act in sorted(self._acts, key=lambda one: one[:3]):
            self.clock.stop(day, hour)
            act()
        self._acts.clear()
        self.clock.go()
