"""The files of any record: chosen, dropped or pasted; shown inside the program."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMimeData, QObject
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QKeySequence,
)

from desktop_app.desk import editing, files
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.lists import Listing
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.records import CATALOGUE, Attachment
from desktop_app.store import attachments
from desktop_app.store.writing import Write
from ui.messages import Offer
from ui.models.draft import Draft
from ui.models.record_table import Column
from ui.pages.page import Page
from ui.pages.record_pane import RecordPane
from ui.paper import PaperDialog, open_path
from ui.why import reason_to_show
from ui.widgets.action_row import Action
from ui.widgets.editor import pressed
from ui.widgets.record_list import Wording

_CHOICES = N_("Files (*.pdf *.png *.jpg *.jpeg *.xlsx *.docx)")


class FilesPane(RecordPane):
    """Files of one record. They lie sealed on the disk, under names that say nothing."""

    record = Attachment
    columns = (
        Column("label", N_("Name"), 18),
        Column("media_type", N_("Kind"), 6, tight=True),
        Column("size", N_("Size"), 6, right=True, tight=True),
        Column("added", N_("Added"), 9, tight=True, sortable=False),
        Column("by", N_("By whom"), 9, sortable=False),
    )
    wording = Wording(
        N_("Search files"),
        empty_heading=N_("No files yet"),
        empty_text=N_("Add a file, drop it here, or paste a picture (Ctrl+V)."),
        hints=N_("Ctrl+N adds · Enter shows · F12 saves a copy · Del takes out of use · Esc back"),
    )
    new_text = N_("Add file …")

    def __init__(self, page: Page, fixed: dict[str, Any]) -> None:
        super().__init__(page, fixed)
        self.setAcceptDrops(True)
        self.list.search.installEventFilter(self)
        self.list.table.installEventFilter(self)

    def listed(self, paths: Sequence[str], wanted: Wanted) -> Listing:
        own = [path for path in paths if path not in ("added", "by")]
        return files.FileListing(
            self.store, Attachment, own, self.office.zone, filter=wanted, searched=self.searched
        )

    def list_actions(self) -> list[Action]:
        return [
            Action("copy", N_("Save a copy …"), self.save_copy, "download", stroke("save_as")),
            Action("show", N_("Show"), self.show_current, "eye"),
        ]

    # --- taking in --------------------------------------------------------------------

    def new(self, **values: Any) -> None:
        chosen = self.shell.dialogs.open_files(_("Add file …"), Path.home(), _(_CHOICES))
        self.take_files(chosen)

    def duplicate(self, draft: Draft) -> None:
        """The same file twice helps nobody."""

    def take_files(self, paths: Sequence[Path]) -> None:
        """Keep files with the record."""
        most = attachments.largest(self.store.facts()) if paths else 0
        self._take(lambda: [(path.name, files.read_file(path, most)) for path in paths], len(paths))

    def _take(self, read: Any, count: int) -> None:
        if not count:
            return
        office, fixed = self.office.office, self.fixed

        def act(session: Write) -> int:
            of = editing.fetch(session, CATALOGUE[fixed["of_record"]], fixed["of_id"])
            taken = [files.take_in(session, office, data, label, of) for label, data in read()]
            return len(taken)

        def said(taken: int) -> str:
            words = translate_n("{n} file kept, sealed.", "{n} files kept, sealed.", taken)
            return words.format(n=taken)

        self.write(files.ADDED, act, said)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = pressed(event)
        if key is None or not key.matches(QKeySequence.StandardKey.Paste):
            return False
        clipboard = QGuiApplication.clipboard()
        return self.take_picture(clipboard.image()) or self.take_mime(clipboard.mimeData())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.take_mime(event.mimeData()):
            event.acceptProposedAction()

    def take_mime(self, brought: QMimeData) -> bool:
        """Keep what was dropped or pasted: files, or a picture; False if it is neither."""
        paths = [Path(url.toLocalFile()) for url in brought.urls() if url.isLocalFile()]
        if paths:
            self.take_files(paths)
            return True
        picture = brought.imageData() if brought.hasImage() else None
        return isinstance(picture, QImage) and self.take_picture(picture)

    def take_picture(self, picture: QImage) -> bool:
        """Keep a picture as PNG; False if there is none."""
        if picture.isNull():
            return False
        data = _png(picture)
        self._take(lambda: [(_("Picture"), data)], 1)
        return True

    # --- looking and handing out --------------------------------------------------------

    def open_row(self, id: str) -> None:
        """Show a file inside the program; that it was looked at is put down."""
        office, reason = self.office.office, reason_to_show(self.shell)
        if reason is None:
            return

        def work() -> tuple[Attachment, bytes | None]:
            with self.store.write(reason or files.SHOWN) as session:
                kept, data = files.shown(session, office, id, reason)
            if kept.media_type not in files.SHOWABLE:
                return kept, None
            from exports.scans import as_pdf

            return kept, as_pdf(data, kept.media_type)

        def done(found: tuple[Attachment, bytes | None]) -> None:
            kept, data = found
            if data is None:
                self.shell.messages.info(
                    _("Files of this kind are not shown here; save a copy to open it (F12).")
                )
                return
            FileDialog(self, kept, data).open()

        self.run(work, done)

    def show_current(self) -> None:
        """Show the file the cursor is on."""
        if (id := self.list.current_id()) is not None:
            self.open_row(id)

    def save_copy(self) -> None:
        """Save a copy of the file the cursor is on, in the kind it has."""
        id = self.list.current_id()
        if id is None:
            return

        def work() -> str:
            with self.store.read() as session:
                return files.ENDINGS.get(session.get_one(Attachment, id).media_type, "")

        self.run(work, partial(self.save, id))

    def save(self, id: str, ending: str) -> None:
        """Ask where to, and write a copy there."""
        office, shell = self.office.office, self.shell
        # The file's own name may tell of people.
        name = f"{_('file')}-{office.code}-{office.today:%Y-%m-%d}.{ending}"
        start = Path(office.settings.export_folder or Path.home() / "Documents")
        kinds = f"{ending.upper()} (*.{ending})"
        path = shell.dialogs.save_file(_("Save a copy …"), start / name, kinds)
        if path is None:
            return

        def work() -> Path:
            from exports.file_copies import save_copy

            return save_copy(office, id, path)

        def done(written: Path) -> None:
            shell.messages.info(
                _("Saved: {name}").format(name=written.name),
                Offer(_("Open"), partial(open_path, written)),
                Offer(_("Open folder"), partial(open_path, written.parent)),
            )

        self.run(work, done)

    def void_ids(self, ids: Sequence[str]) -> None:
        reason = self.shell.dialogs.line(_("Take out of use"), _("Reason")) if ids else None
        if not reason or not reason.strip():
            return

        def said(count: int) -> str:
            words = translate_n("{n} file taken out of use", "{n} files taken out of use", count)
            return words.format(n=count)

        self.write(files.VOIDED, lambda session: files.void(session, ids, reason), said)


class FileDialog(PaperDialog):
    """A file looked at: saved as it was taken in."""

    save_text = N_("&Save a copy …")

    def __init__(self, pane: FilesPane, kept: Attachment, data: bytes) -> None:
        from exports.file_copies import given_of

        super().__init__(pane.shell, kept.label, "", data, given_of(kept))
        self.pane, self.kept = pane, kept

    def save(self) -> None:
        self.pane.save(self.kept.id, files.ENDINGS[self.kept.media_type])
        self.close()


def _png(picture: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return bytes(buffer.data().data())
