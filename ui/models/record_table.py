"""A table of records that holds how many there are, and only the rows looked at.

Sorting, filtering and paging are the source's matter (SQL); the model asks for
pages when a view paints them and forgets the ones long not seen. 100,000 rows
cost as much as 100.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from desktop_app.i18n import translate as _

T = TypeVar("T")

Index = QModelIndex | QPersistentModelIndex
Row = Mapping[str, Any]

_ROOT = QModelIndex()

PAGE = 100
PAGES_KEPT = 20

STATE_ROLE = int(Qt.ItemDataRole.UserRole)
"""Role under which a cell of a state column gives its colour's role."""


class Source(Protocol):
    """What a list shows: a question to the store with its filter and search text."""

    def count(self) -> int:
        """How many records fit."""
        ...

    def ids(self, sort: str, descending: bool, offset: int, limit: int) -> Sequence[str]:
        """Their ids from `offset` on, in the order of the column `sort`."""
        ...

    def rows(self, ids: Sequence[str]) -> Sequence[Row]:
        """What the columns show of these records, in the order of `ids`.

        Texts as people read them; ``id`` may be left out. A value that is
        missing is an empty text.
        """
        ...


@dataclass(frozen=True)
class Column:
    """One column of a list, readable aloud."""

    name: str
    title: str
    """English source."""
    width: float = 10
    """In em."""
    right: bool = False
    """Figures: to the right, in head and cells."""
    state: Callable[[Row], str] | None = None
    """For a badge: the colour's role (``good``, ``warning``, ``bad``, ``info``, ``muted``)."""
    sortable: bool = True
    tight: bool = False
    """Identifiers and dates: as wide as figures and states are, however narrow the list."""

    @property
    def whole(self) -> bool:
        """Whether it is never narrower than `width`: a sum cut short is another sum."""
        return self.tight or self.right or self.state is not None

    @property
    def figures(self) -> bool:
        """Whether its figures should stand beneath each other."""
        return self.right or (self.tight and self.state is None)


class Runner(Protocol):
    """Has work done somewhere and its result handed back in the window's thread."""

    def __call__(self, work: Callable[[], T], done: Callable[[T], None]) -> None: ...


def directly(work: Callable[[], T], done: Callable[[T], None]) -> None:
    """A runner that does the work here and now."""
    done(work())


@dataclass
class _Page:
    ids: Sequence[str]
    rows: Sequence[Row]


class RecordTable(QAbstractTableModel):
    """The model of a list of records.

    `loaded` tells that the count (and first page) is there.
    """

    loaded = Signal()

    def __init__(
        self, columns: Sequence[Column], run: Runner = directly, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.sort_name, self.descending = self.columns[0].name, False
        self._run = run
        self._source: Source | None = None
        self._count = 0
        self._pages: OrderedDict[int, _Page] = OrderedDict()
        self._asked: OrderedDict[int, None] = OrderedDict()
        self._load = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fetch)

    # --- filling -----------------------------------------------------------------

    def show(self, source: Source) -> None:
        """Show what `source` holds; the old rows stay until the new ones are there."""
        self._source = source
        self.reload()

    def reload(self) -> None:
        """Ask the source anew: its records changed, or the order did."""
        source = self._source
        if source is None:
            return
        self._load += 1
        load, sort, descending = self._load, self.sort_name, self.descending

        def work() -> tuple[int, _Page]:
            ids = source.ids(sort, descending, 0, PAGE)
            return source.count(), _Page(ids, source.rows(ids))

        def done(result: tuple[int, _Page]) -> None:
            if load != self._load:
                return
            self.beginResetModel()
            self._count = result[0]
            self._pages = OrderedDict({0: result[1]})
            self._asked.clear()
            self.endResetModel()
            self.loaded.emit()

        self._run(work, done)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns) and self.columns[column].sortable:
            self.sort_name = self.columns[column].name
            self.descending = order == Qt.SortOrder.DescendingOrder
            self.reload()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Have other columns; the rows come anew with the next `show`."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._count = 0
        self._pages.clear()
        if self.sort_name not in [column.name for column in self.columns]:
            self.sort_name, self.descending = self.columns[0].name, False
        self.endResetModel()

    def _page(self, number: int) -> _Page | None:
        page = self._pages.get(number)
        if page is not None:
            self._pages.move_to_end(number)
        elif number not in self._asked:
            self._asked[number] = None
            self._soon.start()
        return page

    def _fetch(self) -> None:
        """Get the pages asked for last; those only scrolled past are let go."""
        while len(self._asked) > 4:
            self._asked.popitem(last=False)
        for number in list(self._asked):
            self._get(number)

    def _get(self, number: int) -> None:
        source = self._source
        if source is None:
            return
        load, sort, descending = self._load, self.sort_name, self.descending

        def work() -> _Page:
            ids = source.ids(sort, descending, number * PAGE, PAGE)
            return _Page(ids, source.rows(ids))

        def done(page: _Page) -> None:
            if load != self._load:
                return
            self._asked.pop(number, None)
            self._pages[number] = page
            while len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
            last = min(self._count, (number + 1) * PAGE) - 1
            self.dataChanged.emit(
                self.index(number * PAGE, 0), self.index(last, len(self.columns) - 1)
            )

        self._run(work, done)

    # --- asking ------------------------------------------------------------------

    def id_at(self, row: int) -> str | None:
        """The id of the record in a row, once its page is there."""
        page = self._page(row // PAGE) if 0 <= row < self._count else None
        return page.ids[row % PAGE] if page and row % PAGE < len(page.ids) else None

    def row_at(self, row: int) -> Row | None:
        """What is shown in a row, once its page is there."""
        page = self._page(row // PAGE) if 0 <= row < self._count else None
        return page.rows[row % PAGE] if page and row % PAGE < len(page.rows) else None

    def row_of(self, id: str) -> int | None:
        """The row of a record among the pages that are there."""
        for number, page in self._pages.items():
            if id in page.ids:
                return number * PAGE + list(page.ids).index(id)
        return None

    def ids_of(self, rows: Sequence[int]) -> list[str]:
        """The ids of rows; asks the source for those not there, in one piece each page."""
        found = []
        for number in sorted({row // PAGE for row in rows}):
            ids: Sequence[str] = ()
            if number in self._pages:
                ids = self._pages[number].ids
            elif self._source:
                ids = self._source.ids(self.sort_name, self.descending, number * PAGE, PAGE)
            wanted = sorted(row % PAGE for row in rows if row // PAGE == number)
            found += [ids[i] for i in wanted if i < len(ids)]
        return found

    # --- what Qt asks ------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            STATE_ROLE,
        ):
            return None
        row = self.row_at(index.row())
        if role == STATE_ROLE:
            return column.state(row) if column.state and row else None
        return str(row.get(column.name) or "") if row else ""

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(self.columns[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        return None


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
