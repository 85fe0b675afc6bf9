"""What is looked at before the program starts, and what its logs never show."""

import logging
import sys
from pathlib import Path

import pytest
from django.db import IntegrityError, OperationalError

from pharmacy.checks import file_system_of, local_files_check, trouble_with
from pharmacy.log_format import WithoutValues

MOUNTS = """22 28 0:20 / /proc rw - proc proc rw
28 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 28 0:42 / /srv/share rw,relatime shared:2 - nfs4 server:/share rw
41 40 8:2 / /srv/share/local rw - xfs /dev/sdb1 rw
42 28 0:43 / /mnt/my\\040disk rw - cifs //server/disk rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/anna/secundum/var", "ext4"),
        ("/srv/share/var", "nfs4"),
        ("/srv/share", "nfs4"),
        ("/srv/shared", "ext4"),
        ("/srv/share/local/var", "xfs"),
        ("/mnt/my disk/var", "cifs"),
    ],
)
def test_a_folder_lies_on_the_file_system_mounted_nearest(folder: str, kind: str) -> None:
    assert file_system_of(Path(folder), mounts=MOUNTS) == kind


@pytest.mark.parametrize(("folder", "problems"), [("/srv/share/var", ["pharmacy.E001"]), ("/home/anna/var", [])])
def test_a_database_file_on_a_network_disk_is_refused(folder: str, problems: list[str]) -> None:
    assert [problem.id for problem in trouble_with(Path(folder), mounts=MOUNTS)] == problems


def test_this_machine_keeps_its_database_on_a_local_disk() -> None:
    assert local_files_check() == []


def logged(problem: Exception) -> str:
    """What the log says of this failure."""
    try:
        raise problem
    except type(problem):
        record = logging.LogRecord("pharmacy", logging.ERROR, "", 0, "It failed", (), sys.exc_info())
    return WithoutValues("%(levelname)s %(message)s").format(record)


def test_a_log_says_where_it_failed_but_not_with_what_value() -> None:
    text = logged(ValueError("patient Ada Lindqvist"))
    assert text.startswith("ERROR It failed\nValueError (message withheld)\n")
    assert "test_start_checks.py" in text
    assert "Ada" not in text


def test_a_row_that_a_database_refuses_is_not_shown() -> None:
    assert "Ada" not in logged(IntegrityError("Key (family_name)=(Ada) already exists."))


def test_a_log_says_what_is_wrong_with_the_installation() -> None:
    assert "OperationalError no such table: staff_pharmacy" in logged(OperationalError("no such table: staff_pharmacy"))
