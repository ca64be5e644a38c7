"""Lists of employers, programmes and providers in the books."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from desktop_app.desk.importing import Imported, import_list
from desktop_app.errors import UserError
from desktop_app.importing.list_kinds import LISTS
from desktop_app.importing.sorting import Status
from desktop_app.office import Office
from desktop_app.records import Employer, Region, TrainingProgramme, TrainingProvider
from desktop_app.records.employer import Mode, ProviderType, Purpose
from desktop_app.records.record import Record
from tests import make

EMPLOYERS = (
    "DAFTAR PERUSAHAAN BINAAN\n\n"
    "No;NPP;Nama Perusahaan;Nama PIC;Jabatan;Telp Kantor;Alamat;Kab/Kota;Kode KBLI;NPWP\n"
    "1;JJ 123456;PT Maju Jaya;Rina;Direktur;0431 123456;Jl. Sam 1;Kota Manado;C;\n"
    "2;;CV Sinar;Budi;HRD;0812-3456-7890;;Kota Antah;Industri pengolahan;\n"
    "3;JJ 123456;PT. MAJU JAYA (Persero);;;;;;;\n"
    "4;12;PT Pendek;;;;;;;\n"
    "Total;;3;;;;;;;\n"
    ";Mengetahui,;;;;;;;;\n"
)


def count(office: Office, record: type[Record]) -> int:
    with office.store.read() as session:
        return session.scalar(select(func.count()).select_from(record)) or 0


def read(office: Office, kind: str, text: str, *, dry_run: bool = False) -> Imported:
    return import_list(office.store, text, kind=LISTS[kind], dry_run=dry_run)


def codes(done: Imported) -> list[set[str]]:
    return [{found.code for found in item.findings} for item in done.items]


def test_employers_are_recorded_with_sector_and_region(office: Office) -> None:
    with office.store.write("a list of regions", audience="here") as session:
        session.add(Region(id="71.71", name="Kota Manado", level=2, province="71"))
    done = read(office, "employers", EMPLOYERS)
    statuses = [item.status for item in done.items]
    assert statuses == [Status.READY, Status.READY, Status.EXISTS, Status.WRONG]
    with office.store.read() as session:
        first, second = (session.get_one(Employer, id) for id in done.workers)
    assert (first.npp, first.name, first.contact) == ("JJ123456", "PT Maju Jaya", "Rina")
    assert (first.contact_position, first.phone) == ("Direktur", "+62431123456")
    assert (first.region, str(first.sector)[-2:]) == ("71.71", ":C")
    assert (second.phone, second.region, second.sector) == ("+6281234567890", None, first.sector)
    assert codes(done)[1] == {"UNKNOWN"}  # The region, which stays empty.
    again = read(office, "employers", EMPLOYERS)
    assert (again.counts.exists, again.counts.ready, again.workers) == (3, 0, ())
    assert count(office, Employer) == 2


def test_an_employer_under_another_name_or_number_needs_a_look(office: Office) -> None:
    with office.store.write("known before") as session:
        session.add(make.employer(1, name="PT Lama", npp="JA123456"))
    text = "Nama Perusahaan\tNPP\tTelepon\nPT Baru\tJA123456\t0431123456\nPT Lama\tJB123456\t\n"
    done = read(office, "employers", text)
    assert [item.status for item in done.items] == [Status.WRONG, Status.CHECK]
    assert codes(done) == [{"OTHER_NAME", "NPP_LETTERS"}, {"LIKE", "NPP_LETTERS"}]
    assert done.workers == ()


PROGRAMMES = (
    "Kode,Nama Program,JP,Durasi (hari),Biaya,Tujuan,Metode,Kehadiran Minimal\n"
    'P-01,Operator forklif,80,10 hari,"Rp 3.500.000",Alih keterampilan,tatap muka,80%\n'
    "P-02,Barista,,5,,,daring,\n"
    "P-01,Menjahit,40,5,,,,\n"
    "P-03,Tanpa hari,40,,,,,\n"
    "P-04,Kata,40,lima,,,,\n"
)


def test_programmes_by_code(office: Office) -> None:
    done = read(office, "programmes", PROGRAMMES)
    assert [item.status.value for item in done.items] == [
        "ready",
        "ready",
        *["wrong"] * 3,
    ]
    assert [next(iter(c), "") for c in codes(done)[2:]] == ["DOUBLE", "REQUIRED", "VALUE"]
    with office.store.read() as session:
        first, second = (session.get_one(TrainingProgramme, id) for id in done.workers)
    assert (first.code, first.days, first.lesson_hours, first.fee) == ("P-01", 10, 80, 3_500_000)
    assert (first.purpose, first.mode) == (Purpose.RESKILLING, Mode.ONSITE)
    assert (first.pass_attendance, first.local) == (8000, True)
    assert (second.purpose, second.mode) == (Purpose.RESKILLING, Mode.ONLINE)


def test_providers_are_what_their_name_says(office: Office) -> None:
    text = (
        "Nama Lembaga|Alamat|Izin Operasional|Izin Berlaku Sampai\n"
        "LPK Bina Karya|Jl. A|503/1|31/12/2027\n"
        "BPVP Ternate|Jl. B||\n"
        "Rumah Belajar|Jl. C||32/13/2027\n"
        "Sanggar Jahit|Jl. D||\n"
    )
    done = read(office, "providers", text)
    with office.store.read() as session:
        made = [session.get_one(TrainingProvider, id) for id in done.workers]
    assert [one.type for one in made] == [
        ProviderType.PRIVATE,
        ProviderType.BLK_UPTP,
        ProviderType.OTHER,
    ]
    assert str(made[0].licence_until) == "2027-12-31"
    assert done.items[2].status is Status.WRONG
    assert read(office, "providers", text).counts.exists == 3


@pytest.mark.parametrize("kind", ["employers", "programmes", "providers"])
def test_no_list_is_said_and_a_dry_run_writes_nothing(office: Office, kind: str) -> None:
    with pytest.raises(UserError) as caught:
        read(office, kind, "Resep\tBahan\nRica\tCabai\n")
    assert caught.value.code == "NO-LIST"
    text = {"employers": EMPLOYERS, "programmes": PROGRAMMES}.get(
        kind, "Nama LPK\tTelepon\nLPK Satu\t0431123456\n"
    )
    assert read(office, kind, text, dry_run=True).workers
    assert count(office, LISTS[kind].record) == 0
