"""Files between a branch and headquarters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _

if TYPE_CHECKING:
    from desktop_app.sync.inbox import Result
    from desktop_app.sync.inspect import Inspection


def declare(commands: Commands) -> None:
    """``batch make``, ``read`` and ``inspect``."""
    group = commands.group("batch", N_("files between a branch and headquarters"))
    make = group.command("make", N_("seal what is new into a file for headquarters"), _make)
    make.add_argument("--out", type=Path, required=True, metavar="FOLDER", help=_("where to"))
    read = group.command("read", N_("read files that came in"), _read)
    read.add_argument("files", type=Path, nargs="+", metavar="FILE")
    read.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    inspect = group.command("inspect", N_("look at a file without reading it in"), _inspect)
    inspect.add_argument("file", type=Path, metavar="FILE")


def declare_hq(commands: Commands) -> None:
    """``hq collect`` and ``hq publish``."""
    collect = commands.command("collect", N_("read all files of a folder"), _collect)
    collect.add_argument("folder", type=Path, metavar="FOLDER")
    collect.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    publish = commands.command("publish", N_("write the files for the branches"), _publish)
    publish.add_argument("--out", type=Path, required=True, metavar="FOLDER", help=_("where to"))


def _make(given: Given) -> Answer:
    from desktop_app.sync.outbox import make

    with given.office() as office:
        made = make(office, given.out, given.progress)
    return Answer(
        {
            "file": str(made.path),
            "batch_no": made.batch_no,
            "first_seq": made.first_seq,
            "last_seq": made.last_seq,
            "counts": made.counts,
            "totals": _plain(made.totals),
            "fingerprint": made.fingerprint,
            "unsent": made.unsent,
        },
        [
            _("File number {number} with {n} changes written: {path}").format(
                number=made.batch_no, n=sum(made.counts.values()), path=made.path
            ),
            _("Fingerprint to read aloud: {fingerprint}").format(fingerprint=made.fingerprint),
            *([_("More is waiting; make another file.")] if made.unsent else []),
        ],
    )


def _plain(struct: Any) -> Any:
    import msgspec

    return msgspec.to_builtins(struct)


def _expanded(files: Sequence[Path]) -> Iterator[Path]:
    """Windows leaves ``*.vkb`` to the program."""
    for file in files:
        if any(sign in file.name for sign in "*?") and not file.exists():
            yield from sorted(file.parent.glob(file.name))
        else:
            yield file


def _read(given: Given) -> Answer:
    from desktop_app.sync.inbox import read

    files = list(_expanded(given.files))
    with given.office() as office:
        return _results(read(office, files, given.progress, given.dry_run), given.dry_run)


def _collect(given: Given) -> Answer:
    from desktop_app.hq.collect import collect

    with given.office() as office:
        results = collect(office, given.folder, given.dry_run, given.progress)
        return _results(results, given.dry_run)


def _results(results: Sequence[Result], dry_run: bool) -> Answer:
    from desktop_app.sync.inbox import State

    counts = {state.value: sum(one.state is state for one in results) for state in State}
    lines = [_told(one) for one in results]
    if dry_run:
        lines.append(_("Dry run: nothing was written."))
    refused = next((one for one in results if one.state is State.REFUSED), None)
    return Answer(
        {
            "dry_run": dry_run,
            "counts": counts,
            "files": [_result(one) for one in results],
            "code": refused.code if refused else None,
            "error": refused.message if refused else None,
        },
        lines or [_("There are no files to read.")],
        ok=refused is None,
    )


def _told(one: Result) -> str:
    """What became of a file, as a line for people."""
    from desktop_app.sync.inbox import State

    line = f"{one.path.name}: {_(one.state.label)}"
    if one.state is State.APPLIED:
        line += " – " + _("{new} new, {changed} changed, {held} set aside").format(
            new=sum(one.created.values()), changed=sum(one.changed.values()), held=len(one.held)
        )
    return line + f" ({one.code}) {one.message}" * bool(one.code)


def _result(one: Result) -> dict[str, object]:
    return {
        "file": str(one.path),
        "state": one.state.value,
        "code": one.code or None,
        "error": one.message or None,
        "office": one.office,
        "node": one.node,
        "batch_no": one.batch_no,
        "created": one.created,
        "changed": one.changed,
        "held": len(one.held),
        "missing": list(one.missing),
        "totals": _plain(one.totals),
        "totals_matched": one.totals_matched,
    }


def _inspect(given: Given) -> Answer:
    from desktop_app.paths import Home
    from desktop_app.sync.inspect import inspect

    if not Home(given.home).exists:
        return _inspected(inspect(given.file))
    with given.office() as office:
        return _inspected(inspect(given.file, office))


def _inspected(found: Inspection) -> Answer:
    checks = [
        {
            "what": _(check.what),
            "finding": check.finding.value,
            "code": check.error.code if check.error else None,
            "error": str(check.error) if check.error else None,
        }
        for check in found.checks
    ]
    lines = [f"{found.path.name}: {found.kind}"]
    for check, told in zip(found.checks, checks, strict=True):
        why = f" ({told['code']}) {told['error']}" if check.error else ""
        lines.append(f"{told['what']}: {_(check.finding.label)}{why}")
    return Answer(
        {
            "file": str(found.path),
            "kind": found.kind,
            "size": found.size,
            "code": found.code or None,
            "header": _plain(found.header) if found.header else None,
            "totals": _plain(found.manifest.totals) if found.manifest else None,
            "paper": asdict(found.paper) if found.paper else None,
            "checks": checks,
        },
        lines,
        ok=found.sound,
    )


def _publish(given: Given) -> Answer:
    from desktop_app.hq.publish import publish

    with given.office() as office:
        published = publish(office, given.out, given.progress)
    return Answer(
        {
            "files": [
                {
                    "file": str(one.path),
                    "office": one.office or None,
                    "node": one.node,
                    "batch_no": one.batch_no,
                    "new": one.new,
                }
                for one in published
            ]
        },
        [_("Written: {path}").format(path=one.path) for one in published],
    )
