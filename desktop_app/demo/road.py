"""The sample's road to its own headquarters: registered, sent, read, answered."""

from __future__ import annotations

from pathlib import Path

from desktop_app.hq.collect import collect
from desktop_app.hq.publish import Published, publish
from desktop_app.office import Office
from desktop_app.progress import Progress, silent
from desktop_app.sync import enrolment, inbox, outbox
from desktop_app.sync.inbox import Result, State
from desktop_app.sync.outbox import Made


def register(branch: Office, headquarters: Office, folder: Path) -> list[Path]:
    """Make the branch known to headquarters by the three files, left in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    invitation = enrolment.invite(headquarters, branch.code, branch.name, folder)
    request = enrolment.request(branch, invitation, folder)
    certificate = enrolment.certify(headquarters, request, folder)
    enrolment.install(branch, certificate)
    return [invitation, request, certificate]


def bring_down(headquarters: Office, branch: Office, folder: Path) -> list[Published]:
    """Headquarters writes what is new for the branch, and the branch reads it."""
    folder.mkdir(parents=True, exist_ok=True)
    published = publish(headquarters, folder)
    _expect(inbox.read(branch, [one.path for one in published]))
    return published


def send_up(
    branch: Office, headquarters: Office, folder: Path, progress: Progress = silent
) -> list[Made]:
    """The branch sends all it has, and headquarters reads it."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [outbox.make(branch, folder, progress)]
    while made[-1].unsent:
        made.append(outbox.make(branch, folder, progress))
    _expect(collect(headquarters, folder, progress=progress))
    return made


def _expect(results: list[Result]) -> None:
    """Between two offices made a moment ago nothing may be held or refused."""
    for result in results:
        if result.error is not None:
            raise result.error
        if result.held or result.state not in (State.APPLIED, State.ALREADY):
            raise RuntimeError(f"{result.path.name}: {result.state}, {len(result.held)} held")
