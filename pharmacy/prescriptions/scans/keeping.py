"""A scan of the paper prescription is attached to an entry, taken off again, and looked up by those who may see it."""

from hashlib import sha256

from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet

from pharmacy.ledger.actions import append_event
from pharmacy.prescriptions.models import Attachment, EntryDraft, ScanPage
from pharmacy.prescriptions.objections import refuse_role
from pharmacy.prescriptions.scans.kinds import BadScan, kind_of
from pharmacy.prescriptions.scans.redraw import pictures_of
from pharmacy.staff.clock import now
from pharmacy.staff.models import Role, User

MOST_SCANS = 4


def attach_scan(*, draft: EntryDraft, content: bytes, by: User) -> Attachment:
    """Return a scan, attached to an entry that is being written, with its pages as this program drew them.

    The same file twice is one scan. Raises BadScan for what is refused; NotAllowed for the role.
    """
    refuse_role(by.role, may=(Role.PHARMACIST, Role.TECHNICIAN), act="attach a scan")
    digest = sha256(content).hexdigest()
    same = draft.attachments.filter(sha256=digest).first()
    if same is not None:
        return same
    if draft.attachments.count() >= MOST_SCANS:
        raise BadScan(f"there are {MOST_SCANS} scans already; take one off first")
    kind = kind_of(content)
    pictures = pictures_of(content, kind=kind)  # takes a while, so before anything is locked
    with transaction.atomic():
        scan = Attachment.objects.create(
            draft=draft,
            media_type=kind,
            content=content,
            size=len(content),
            sha256=digest,
            pages=len(pictures),
            added_at=now(),
            added_by=by,
        )
        ScanPage.objects.bulk_create(
            ScanPage(attachment=scan, number=number, width=one.width, height=one.height, picture=one.jpeg)
            for number, one in enumerate(pictures, start=1)
        )
        _note(scan, verb="scan.attached", by=by)
    return scan


@transaction.atomic
def take_off_scan(*, scan: Attachment, by: User) -> None:
    """Take a scan off an entry that is being written; what came in with a prescription stays with it."""
    held = Attachment.objects.select_for_update().get(pk=scan.pk, draft__saved_by=by)
    _note(held, verb="scan.taken-off", by=by)
    held.delete()


def scans_to_show(scans: QuerySet[Attachment]) -> QuerySet[Attachment]:
    """Return scans with the sizes of their pages, and without the heavy bytes."""
    pages = ScanPage.objects.defer("picture")
    return scans.defer("content").prefetch_related(Prefetch("pictures", queryset=pages))


def scans_open_to(user: User) -> QuerySet[Attachment]:
    """Return the scans that a person may see: those of prescriptions, and of entries that they write themselves."""
    return Attachment.objects.filter(Q(prescription__isnull=False) | Q(draft__saved_by=user))


def _note(scan: Attachment, *, verb: str, by: User) -> None:
    facts = {"kind": scan.media_type, "size": scan.size, "sha256": scan.sha256, "pages": scan.pages}
    draft = scan.draft
    if draft is None:
        raise TypeError(scan)
    append_event(actor=by.username, verb=verb, subject=f"draft:{draft.public_id}", facts=facts)
