"""The documents that the journey hands out."""

from __future__ import annotations

from pathlib import Path

from desktop_app.demo.telling import Teller
from desktop_app.files import safe_name, write_atomically
from desktop_app.i18n import language, translate
from desktop_app.office import Office
from desktop_app.store.sight import Read
from exports.documents import DOCUMENTS
from exports.office_paper import office_paper

OF_CASE = ("commitment",)
"""Documents of its case that are signed by hand."""


def document(
    office: Office, session: Read, name: str, key: str, folder: Path, teller: Teller
) -> None:
    """One document about the record that people call `key`."""
    paper = DOCUMENTS[name]
    pdf = paper.build(office_paper(office, session), session, paper.record_id(session, key))
    name = safe_name(f"{_in_indonesian(paper.title)} {key}", paper.name)
    teller.made(write_atomically(folder / f"{name}.pdf", pdf))


def _in_indonesian(title: str) -> str:
    with language("id"):
        return translate(title)
