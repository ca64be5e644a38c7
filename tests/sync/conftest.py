"""The offices that the tests of this folder send files between."""

from tests.offices import any_world, offices, template, world

__all__ = ["any_world", "offices", "template", "world"]
