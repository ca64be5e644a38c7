"""What is counted of classes on paper: outcomes by the rules of the day."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.results import Outcome, outcomes
from desktop_app.records import Parameter, TrainingClass
from desktop_app.records.record import Facts


def rules_on(session: Session, day: date) -> Facts:
    """The parameters in force on a day, for reports and papers, which have only a session."""
    found = {
        row.key: json.loads(row.value)
        for row in session.execute(
            select(Parameter.key, Parameter.value)
            .where(Parameter.valid_from <= day, Parameter.voided_at.is_(None))
            .order_by(Parameter.valid_from)
        )
    }
    parameter: Callable[[str], Any] = found.get
    return Facts(day, parameter)


def trained(session: Session, one: TrainingClass, today: date) -> list[Outcome]:
    """The people who were trained in a class."""
    return outcomes(session, one.id, rules_on(session, today))
