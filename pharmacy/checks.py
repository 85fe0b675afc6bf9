"""Checks at start-up that Django does not have: where the files lie."""

from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

MOUNTS = Path("/proc/self/mountinfo")
OVER_THE_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "lustre", "9p", "fuse.sshfs"}


def file_system_of(path: Path, *, mounts: str) -> str:
    """Return the type of the file system that holds `path` ("ext4"), or "" when the table does not say.

    mounts: the text of /proc/self/mountinfo. Source: Linux manual page proc_pid_mountinfo(5).
    """
    best, kind = "", ""
    for line in mounts.splitlines():
        place, _, tail = line.partition(" - ")
        mount_point = place.split()[4].replace("\\040", " ")
        if path.is_relative_to(mount_point) and len(mount_point) >= len(best):
            best, kind = mount_point, tail.split()[0]
    return kind


def trouble_with(folder: Path, *, mounts: str) -> list[CheckMessage]:
    """Return an error when the folder lies on a network file system, whose locks cannot be relied on.

    Source: sqlite.org "How To Corrupt An SQLite Database File", section 2.1.
    """
    kind = file_system_of(folder, mounts=mounts)
    if kind not in OVER_THE_NETWORK:
        return []
    message = f"The database folder {folder} lies on a network file system ({kind}), which can damage it."
    return [Error(message, hint="Set VAR_DIR to a folder on a local disk, or use PostgreSQL.", id="pharmacy.E001")]


@register()
def local_files_check(**_: object) -> list[CheckMessage]:
    """Return an error when SQLite would lie on a network file system. Where the system does not tell, none."""
    if not settings.SQLITE or not MOUNTS.exists():
        return []
    folder = Path(str(settings.DATABASES["default"]["NAME"])).resolve().parent
    return trouble_with(folder, mounts=MOUNTS.read_text())
