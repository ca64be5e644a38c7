"""Texts and looks as the tests of the window have them."""

from tests.ui.conftest import catalogues, dressed

__all__ = ["catalogues", "dressed"]
