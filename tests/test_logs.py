"""Logs and crash reports hold nobody's data."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app import VERSION, logs

AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("NIK 7171010101859901.", "NIK ****************."),
        ("3578-0816-0290-9901", "*" * 19),
        ("telp 0812 3456 789 rumah", "telp ************* rumah"),
        ("batch 1234567 seq 12", "batch 1234567 seq 12"),
        ("tanpa angka", "tanpa angka"),
    ],
)
def test_numbers_of_people_are_masked(text: str, said: str) -> None:
    assert logs.masked(text) == said


def test_the_log_is_masked_and_turned_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "SIZE", 2000)
    handler = logs.start(tmp_path / "logs")
    log = logging.getLogger("desktop_app.test")
    try:
        for n in range(200):
            log.info("worker %s step %s", 7171010101859901, n)
        try:
            raise ValueError("Budi 7171010101859901")
        except ValueError:
            log.exception("failed")
    finally:
        logs.stop(handler)
    files = sorted((tmp_path / "logs").iterdir())
    assert len(files) == logs.KEPT + 1
    text = "".join(path.read_text("utf-8") for path in files)
    assert "7171" not in text and "Budi" not in text
    assert "builtins.ValueError" in text and "test_logs" in text
    assert all(path.stat().st_size <= 2000 for path in files)


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file in the way", "utf-8")
    handler = logs.start(tmp_path / "logs")
    try:
        logging.getLogger("desktop_app.test").info("hello")
    finally:
        logs.stop(handler)


def fail(name: str) -> None:
    try:
        raise KeyError(name)
    except KeyError as error:
        raise RuntimeError(f"cannot find {name}") from error


def test_a_crash_report_tells_type_and_place_only(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError) as caught:
        fail("Siti Aminah")
    path = logs.crash_report(tmp_path / "logs", caught.value, AT)
    text = path.read_text("utf-8")
    assert VERSION in text
    assert "builtins.RuntimeError" in text and "from builtins.KeyError" in text
    assert f"{__name__}:" in text and " fail" in text
    assert "Siti" not in text and str(Path(__file__).parent) not in text


def test_a_rest_of_an_error_that_goes_in_circles_ends(tmp_path: Path) -> None:
    one, other = ValueError(), KeyError()
    one.__cause__, other.__cause__ = other, one
    text = logs.crash_report(tmp_path, one, AT).read_text("utf-8")
    assert text.count("ValueError") == 1
