"""Texts and looks as the tests of the window have them, and offices that know each other."""

from tests.offices import template, world
from tests.ui.conftest import catalogues, context, dressed

__all__ = ["catalogues", "context", "dressed", "template", "world"]
