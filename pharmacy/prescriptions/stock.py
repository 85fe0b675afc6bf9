"""Which sizes of container the pharmacy keeps, and how many days ahead a batch is to be ready."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from formulations.queries import formulary_list
from formulations.queries.approved import facts_of
from formulations.reference.containers import container_title
from formulations.science.quantities import Quantity
from formulations.science.specification import Container
from pharmacy.ledger.actions import append_event
from pharmacy.prescriptions.entry import BadEntry
from pharmacy.prescriptions.models import ContainerSize
from pharmacy.prescriptions.objections import refuse_role
from pharmacy.staff.clock import now
from pharmacy.staff.models import Pharmacy, Role, User

MAY_CHANGE = (Role.PHARMACIST, Role.FORMULARY_ADMIN)
MOST_LEAD_DAYS = 30


@dataclass(frozen=True)
class Size:
    """One size of a container. used_by: the formulations that come in it, by name."""

    fill: Quantity
    in_stock: bool
    used_by: tuple[str, ...]


@dataclass(frozen=True)
class KeptContainer:
    """One container of the formulary in all its sizes, smallest first."""

    code: str
    name: str
    sizes: tuple[Size, ...]

    @property
    def title(self) -> str:
        """What tells it from others that are called a bottle too: "Amber plastic bottle"."""
        return container_title(self.code)


def kept_containers() -> tuple[KeptContainer, ...]:
    """Return every container that a formulation in use comes in, in order of its code, with what is in stock."""
    gone = {(row.container, str(row.fill)) for row in ContainerSize.objects.filter(in_stock=False)}
    names: dict[str, str] = {}
    used: dict[str, dict[Quantity, list[str]]] = {}
    for product, container in _containers_in_use():
        names.setdefault(container.code, container.name)
        for fill in container.fills:
            used.setdefault(container.code, {}).setdefault(fill, []).append(product)
    return tuple(KeptContainer(code, names[code], _sizes(code, fills=used[code], gone=gone)) for code in sorted(used))


@transaction.atomic
def keep_size(*, container: str, fill: Quantity, in_stock: bool, by: User) -> ContainerSize:
    """Return the size as it is kept from now on. Batches on record keep the sizes that they were filled in.

    Raises BadEntry for a size that no formulation comes in, and for one that would leave a formulation without any;
    NotAllowed for the role.
    """
    refuse_role(by.role, may=MAY_CHANGE, act="say which sizes are in stock")
    _refuse_unknown(container, fill=fill)
    if not in_stock:
        _refuse_the_last(container, fill=fill)
    values = {"in_stock": in_stock, "changed_at": now(), "changed_by": by}
    row, _ = ContainerSize.objects.update_or_create(container=container, fill=fill, defaults=values)
    facts = {"fill": str(fill), "in_stock": in_stock}
    append_event(actor=by.username, verb="container-size.changed", subject=f"container:{container}", facts=facts)
    return row


@transaction.atomic
def set_lead_days(*, days: int, by: User) -> Pharmacy:
    """Return the pharmacy, with batches to be ready so many days before a patient has nothing left.

    Raises BadEntry for days out of bounds, NotAllowed for the role.
    """
    refuse_role(by.role, may=MAY_CHANGE, act="say how many days ahead a batch is to be ready")
    if not 0 <= days <= MOST_LEAD_DAYS:
        raise BadEntry(f"{days} days ahead; write 0 to {MOST_LEAD_DAYS}", field="Days ahead")
    pharmacy = Pharmacy.objects.select_for_update().get()
    before, pharmacy.lead_days = pharmacy.lead_days, days
    pharmacy.save(update_fields=["lead_days"])
    facts = {"days": days, "before": before}
    append_event(actor=by.username, verb="lead-days.changed", subject=f"pharmacy:{pharmacy.pk}", facts=facts)
    return pharmacy


def _containers_in_use() -> Iterable[tuple[str, Container]]:
    for formulation in formulary_list():
        versions = formulation.approved  # type: ignore[attr-defined]
        for pack in facts_of(versions[0]).packs if versions else ():
            yield formulation.name, pack.container


def _sizes(code: str, *, fills: dict[Quantity, list[str]], gone: set[tuple[str, str]]) -> tuple[Size, ...]:
    in_order = sorted(fills, key=lambda fill: fill.value)
    return tuple(Size(fill, (code, str(fill)) not in gone, tuple(dict.fromkeys(fills[fill]))) for fill in in_order)


def _refuse_unknown(container: str, *, fill: Quantity) -> None:
    if not any(one.code == container and fill in one.fills for _, one in _containers_in_use()):
        raise BadEntry(f"no formulation comes in {container!r} of {fill}; choose from the list", field="Size")


def _refuse_the_last(container: str, *, fill: Quantity) -> None:
    gone = {row.fill for row in ContainerSize.objects.filter(container=container, in_stock=False)} | {fill}
    for product, one in _containers_in_use():
        if one.code == container and fill in one.fills and set(one.fills) <= gone:
            message = f"{fill} is the last {one.name} that {product} may be filled in; keep it, or keep another first"
            raise BadEntry(message, field="Size")
