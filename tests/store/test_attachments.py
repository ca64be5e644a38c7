"""Files that belong to records: sealed, checked, kept once."""

from __future__ import annotations

import hashlib

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.records import Attachment, Employer
from desktop_app.store import attachments
from tests import make

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


def test_a_file_is_sealed_on_the_disk_and_comes_back_as_it_was(office: Office) -> None:
    employer = make.employer()
    with office.store.write("Letter received") as session:
        session.add(employer)
        letter = attachments.put(office, PICTURE, "image/png", "Surat masuk", of=employer)
        session.add(letter)
    with office.store.read() as session:
        found = session.get_one(Attachment, letter.id)
        assert (found.of_record, found.of_id) == (Employer.__tablename__, employer.id)
        assert (found.size, found.media_type) == (len(PICTURE), "image/png")
        assert found.sha256 == hashlib.sha256(PICTURE).hexdigest()
        assert attachments.get(office, found) == PICTURE
    (path,) = office.home.attachments.iterdir()
    assert path.read_bytes().startswith(b"age-encryption.org/v1")
    assert PICTURE[:64] not in path.read_bytes()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(data=st.binary(min_size=1, max_size=5000))
def test_whatever_goes_in_comes_out(office: Office, data: bytes) -> None:
    assert attachments.get(office, attachments.put(office, data, "x/y", "Berkas")) == data


def test_the_same_content_is_kept_once(office: Office) -> None:
    first = attachments.put(office, PICTURE, "image/png", "Satu")
    (path,) = office.home.attachments.iterdir()
    written = path.read_bytes()
    second = attachments.put(office, PICTURE, "image/png", "Dua")
    assert first.id != second.id and first.sha256 == second.sha256
    assert [one.read_bytes() for one in office.home.attachments.iterdir()] == [written]


def test_a_file_has_at_least_one_byte_and_at_most_ten_megabytes(office: Office) -> None:
    for data in (b"", bytes(attachments.LARGEST + 1)):
        with pytest.raises(UserError) as raised:
            attachments.put(office, data, "x/y", "Berkas")
        assert raised.value.code == "ATTACHMENT-SIZE"
    assert not office.home.attachments.exists()
    assert attachments.put(office, bytes(attachments.LARGEST), "x/y", "Berkas").size == 10 * 2**20


@pytest.mark.parametrize("place", [0, 40, -1])
def test_a_changed_file_is_never_handed_out(office: Office, place: int) -> None:
    kept = attachments.put(office, PICTURE, "image/png", "Surat masuk")
    (path,) = office.home.attachments.iterdir()
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    with pytest.raises(UserError) as raised:
        attachments.get(office, kept)
    assert raised.value.code == "ATTACHMENT-DAMAGED"


def test_another_file_in_its_place_is_noticed(office: Office) -> None:
    kept = attachments.put(office, PICTURE, "image/png", "Satu")
    (mine,) = office.home.attachments.iterdir()
    attachments.put(office, b"another", "x/y", "Dua")
    (other,) = set(office.home.attachments.iterdir()) - {mine}
    mine.write_bytes(other.read_bytes())
    with pytest.raises(UserError) as raised:
        attachments.get(office, kept)
    assert raised.value.code == "ATTACHMENT-DAMAGED"


def test_a_missing_file_is_said(office: Office) -> None:
    kept = attachments.put(office, PICTURE, "image/png", "Surat masuk")
    (path,) = office.home.attachments.iterdir()
    path.unlink()
    with pytest.raises(UserError) as raised:
        attachments.get(office, kept)
    assert raised.value.code == "ATTACHMENT-MISSING"
    assert "Surat masuk" in str(raised.value)


def test_a_pc_that_becomes_another_node_still_reads_its_files(office: Office) -> None:
    kept = attachments.put(office, PICTURE, "image/png", "Surat masuk")
    was = office.keys.node.id
    office.keys = office.keys.new_node("cloned")
    assert office.keys.node.id != was
    assert attachments.get(office, kept) == PICTURE


def test_a_file_sealed_to_the_node_as_before_stays_readable(office: Office) -> None:
    kept = attachments.put(office, PICTURE, "image/png", "Surat masuk")
    (path,) = office.home.attachments.iterdir()
    node = pyrage.x25519.Recipient.from_str(office.keys.node.recipient)
    path.write_bytes(pyrage.encrypt(PICTURE, [node]))
    assert attachments.get(office, kept) == PICTURE


def test_the_largest_file_is_a_parameter(office: Office) -> None:
    most = attachments.largest(office.store.facts())
    assert most == attachments.LARGEST
    with pytest.raises(UserError) as raised:
        attachments.put(office, bytes(2 * 2**20 + 1), "x/y", "Berkas", most=2 * 2**20)
    assert "2 MB" in str(raised.value)
