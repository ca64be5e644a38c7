"""The versions of indicators under Settings, kept at headquarters by keys."""

from __future__ import annotations

from datetime import date, timedelta

from pytestqt.qtbot import QtBot

from desktop_app.office import Office
from desktop_app.records import IndicatorDefinition
from desktop_app.records.funding import Measured
from tests.ui.pages import CTRL, Desk, Key, Open
from ui.pages.settings import SettingsPage
from ui.pages.settings_indicators import IndicatorPane


def test_a_version_is_ended_and_the_next_one_begun(headquarters: Office, qtbot: QtBot) -> None:
    d = Desk(headquarters, qtbot)
    today = headquarters.today
    try:
        d.come("settings", part="indicators")
        page = d.window.page
        assert isinstance(page, SettingsPage)
        pane = page._made["indicators"]
        assert isinstance(pane, IndicatorPane)
        pane.open_id("IND-01:1")
        d.settle()
        view = pane.view
        assert view is not None and view.opened.finalised, "it has been in force"
        assert "bekerja 6 bulan setelah pelatihan" in view.opened.note
        d.answers.lines = ["31/12/2026"]
        d.press(Key.Key_F7)
        assert d.saved(IndicatorDefinition, id="IND-01:1")[0].valid_to == date(2026, 12, 31)
        d.press(Key.Key_D, CTRL)
        view = pane.view
        assert view is not None and view.form.rows["version"].editor.value() is None
        view.form.fill({"version": 2, "target": 6000, "valid_from": date(2027, 1, 1)})
        d.press(Key.Key_S, CTRL)
        (made,) = d.saved(IndicatorDefinition, version=2)
        assert (made.code, made.target, made.measured) == ("IND-01", 6000, Measured.AT_END)
        assert made.outcomes == "PREVIOUS_EMPLOYER,NEW_EMPLOYER", "as the first"
        d.answers.lines = [str(today - timedelta(days=1))]
        pane.open_id("IND-01:1")
        d.settle()
        d.press(Key.Key_F7)
        assert d.saved(IndicatorDefinition, id="IND-01:1")[0].valid_to == date(2026, 12, 31)
    finally:
        d.close()


def test_a_branch_reads_them(desk: Open) -> None:
    d = desk()
    d.come("settings", part="indicators")
    page = d.window.page
    assert isinstance(page, SettingsPage)
    pane = page._made["indicators"]
    assert isinstance(pane, IndicatorPane)
    assert pane.list.model.rowCount() == 9 and pane.new_text == ""
    pane.open_id("IND-01:1")
    d.settle()
    view = pane.view
    assert view is not None and view.opened.locked
    assert "end" not in [act.name for act in view.acts]
