"""Scripted people at their screens: what they press, what they were told, and whether the rows agree with it."""

import random
import re
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

PRODUCTS = (
    {"formulation": "naltrexone-capsule", "strength": "1.5 mg", "step-1-dose": "3", "step-1-unit": "mg", "days": "30"},
    {"formulation": "naltrexone-oral-liquid", "step-1-dose": "3", "step-1-unit": "mg", "days": "28"},
    {"formulation": "naltrexone-cream", "step-1-dose": "4.5", "step-1-unit": "mg", "days": "28"},
)
COMMON = {"step": "1", "step-1-times_a_day": "1", "step-1-when": "bedtime", "past": "1", "prescriber": "Dr Mira Kovac"}
NAMES = ("Ada", "Omar", "Mary", "Max", "Maria", "Jonas", "Lena", "Søren")
FIELD = re.compile(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"')
PRESCRIPTION = re.compile(r"/prescriptions/([0-9a-f-]{36})/")
FINDING = re.compile(r"findings/(\d+)/settle/")
LOT = re.compile(r"/batches/(\d{6}-\d+)/check/")
IDLE_SECONDS = 1
REASON = "Discussed with the prescriber."


@dataclass
class Told:
    """What people were told: acts answered with success, by kind and prescription; answers by status; seconds."""

    done: list[tuple[str, str, str]] = field(default_factory=list)
    answers: list[tuple[str, int, float]] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    seconds: float = 0.0


class Person:
    """One person with a browser of their own."""

    def __init__(self, name: str, *, address: str, told: Told) -> None:
        self.name, self.told = name, told
        self.host = urlsplit(address).netloc
        self.line = HTTPConnection(self.host, timeout=120)
        self.cookies: dict[str, str] = {}
        self.chance = random.Random(name)
        self.patients = 0
        self.answered_at = 0.0

    def ask(
        self, path: str, *, data: dict[str, Any] | None = None, kind: str = "", htmx: bool = False
    ) -> tuple[int, str, str]:
        """Return status, text and where the answer leads. data: what is posted."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Host": self.host}
        body = None
        if data is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://{self.host}{path}"}
            body = urlencode({"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **data}, doseq=True)
        if htmx:
            headers["HX-Request"] = "true"
        started = time.perf_counter()
        if started - self.answered_at > IDLE_SECONDS:
            self.line.close()  # the server hangs up on a silent line; a browser then dials again by itself
        self.line.request("GET" if data is None else "POST", path, body=body, headers=headers)
        answer = self.line.getresponse()
        text = answer.read().decode(errors="replace")
        self.answered_at = time.perf_counter()
        self.told.answers.append((kind or path.split("?", maxsplit=1)[0], answer.status, time.perf_counter() - started))
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        return answer.status, text, answer.headers.get("Location", "")

    def sign_in(self, password: str) -> None:
        self.ask("/staff/login/", kind="sign in")
        data = {"username": self.name, "password": password}
        status, _, _ = self.ask("/staff/login/", data=data, kind="sign in")
        if status != 302:
            self.told.broken.append(f"{self.name} could not sign in: {status}")

    def enter(self) -> None:
        """Type a prescription with its plan, then enter it."""
        _, page, _ = self.ask("/prescriptions/new/", kind="entry page")
        hidden = {name: value for name, value in FIELD.findall(page) if name != "csrfmiddlewaretoken"}
        order = hidden | COMMON | self.chance.choice(PRODUCTS) | self._patient()
        self.ask("/prescriptions/new/", data=order | {"do": "plan"}, kind="live plan", htmx=True)
        status, page, location = self.ask("/prescriptions/new/", data=order | {"do": "enter"}, kind="enter")
        found = PRESCRIPTION.search(location)
        if status == 302 and found:
            self.told.done.append(("prescription.entered", found[1], self.name))
            self.ask(location, kind="prescription")
        else:
            self.told.broken.append(f"{self.name} could not enter: {status} {_complaint(page)}")

    def _patient(self) -> dict[str, str]:
        given = self.chance.choice(NAMES)
        if self.chance.random() < 0.3:  # a patient whom many enter at once
            return {"given_name": given, "family_name": "Shared", "birth_date": "1980-02-14"}
        self.patients += 1
        return {"given_name": given, "family_name": f"{self.name.title()} {self.patients}", "birth_date": "1970-04-03"}

    def _some(self, state: str) -> str:
        """Return the id of a prescription of a work list, or nothing."""
        _, page, _ = self.ask(f"/work/?state={state}", kind="work list")
        found = sorted(set(PRESCRIPTION.findall(page)))
        return self.chance.choice(found) if found else ""

    def _act(self, verb: str, *, key: str, path: str, data: dict[str, str]) -> None:
        status, _, location = self.ask(path, data=data, kind=verb)
        if status == 302 and not _is_refused(self, location, key=key):
            self.told.done.append((verb, key, self.name))

    def screen(self) -> None:
        """Screen what waits for it."""
        if key := self._some("screen"):
            self._act("prescription.screened", key=key, path=f"/prescriptions/{key}/screen/", data={})

    def settle(self) -> None:
        """Answer the first finding of a prescription that has one."""
        if not (key := self._some("settle")):
            return
        _, page, _ = self.ask(f"/prescriptions/{key}/", kind="prescription")
        if found := FINDING.search(page):
            data = {f"settle-{found[1]}-reason": REASON}
            self._act(
                "finding.settled",
                key=f"{key} {found[1]}",
                path=f"/prescriptions/{key}/findings/{found[1]}/settle/",
                data=data,
            )

    def take(self) -> None:
        """Take something up, and mostly hand it back."""
        if not (key := self._some("")):
            return
        self._act("prescription.taken-up", key=key, path=f"/prescriptions/{key}/take/", data={"back": "/work/"})
        if self.chance.random() < 0.7:
            self._act(
                "prescription.handed-back", key=key, path=f"/prescriptions/{key}/hand-back/", data={"back": "/work/"}
            )

    def make(self) -> None:
        """Make the batch of something that is ready to be made."""
        if not (key := self._some("make")):
            return
        _, page, _ = self.ask(f"/batches/of/{key}/", kind="bench")
        found = re.search(r'name="made_on" value="([\d-]+)"', page)
        data = {"made_on": found[1] if found else ""}
        self._act("batch.planned", key=key, path=f"/batches/of/{key}/make/", data=data)

    def check(self) -> None:
        """Check a batch that somebody else made."""
        if not (key := self._some("check")):
            return
        _, page, _ = self.ask(f"/batches/of/{key}/", kind="bench")
        if found := LOT.search(page):
            self._act("batch.checked", key=key, path=f"/batches/{found[1]}/check/", data={})

    def look(self) -> None:
        """Read Today and search for somebody."""
        self.ask("/", kind="today")
        text = self.chance.choice(("ma", "shared", "3.4.1970", "ada shared", str(self.chance.randrange(1, 50))))
        self.ask("/find/", data={"text": text}, kind="search")


def _is_refused(person: Person, location: str, *, key: str) -> bool:
    """Whether the page that an act leads to says that it was refused."""
    if not location:
        return True
    _, page, _ = person.ask(location, kind="after an act")
    return 'class="message message-problem"' in page.partition('class="page-head"')[0]


def _complaint(page: str) -> str:
    found = re.findall(r'class="(?:invalid-feedback|message message-problem)[^>]*>(.*?)</', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", one).strip() for one in found)[:200]


def work_at_once(address: str, *, names: list[str], password: str, seconds: int) -> Told:
    """Let these people work for so many seconds; return what they were told."""
    told = Told()
    people = [Person(name, address=address, told=told) for name in names]
    ready = threading.Barrier(len(people) + 1)
    threads = [threading.Thread(target=_shift, args=(one, ready, password, seconds)) for one in people]
    for thread in threads:
        thread.start()
    ready.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.join()
    told.seconds = time.perf_counter() - started
    return told


def _shift(person: Person, ready: threading.Barrier, password: str, seconds: int) -> None:  # noqa: PLR0917  Thread calls it
    try:
        person.sign_in(password)
    finally:
        ready.wait()
    acts: list[Callable[[], None]] = [
        person.enter, person.screen, person.settle, person.take, person.make, person.check, person.look,
    ]  # fmt: skip
    weights, end = (3, 3, 1, 2, 2, 2, 2), time.monotonic() + seconds
    while time.monotonic() < end:
        act = person.chance.choices(acts, weights)[0]
        try:
            act()
        except OSError as error:
            person.told.broken.append(f"{person.name} {act.__name__}: {type(error).__name__} {error}")
            person.line.close()


def figures(told: Told) -> str:
    """Return throughput, the 95th percentile of each kind of question, and what was done."""
    kinds: dict[str, list[float]] = {}
    for kind, _, taken in told.answers:
        kinds.setdefault(kind, []).append(taken * 1000)
    lines = [f"{len(told.answers)} answers in {told.seconds:.0f} s, {len(told.answers) / told.seconds:.0f} a second"]
    for kind, times in sorted(kinds.items()):
        ordered = sorted(times)
        p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
        lines.append(f"  {kind:26} {len(times):>6}  median {statistics.median(times):>7.0f} ms  p95 {p95:>7.0f} ms")
    lines.append(f"statuses: {dict(sorted(Counter(status for _, status, _ in told.answers).items()))}")
    lines.append(f"done: {dict(Counter(verb for verb, _, _ in told.done))}")
    return "\n".join(lines)


def differences(told: Told) -> list[str]:
    """Return what is wrong: answers of 500 and more, acts that are not on record as often as people were told so."""
    from pharmacy.compounding.models import Batch
    from pharmacy.ledger.models import Event
    from pharmacy.ledger.verification import verify_ledger
    from pharmacy.prescriptions.models import Patient, Prescription

    faults = list(told.broken)
    faults += [f"{kind} answered {status}" for kind, status, _ in told.answers if status >= 500]
    numbers = dict(Prescription.objects.values_list("public_id", "number"))
    by_id = {str(key): f"prescription:{number}" for key, number in numbers.items()}
    events = Counter(Event.objects.values_list("verb", "subject", "actor"))
    for (verb, key, who), times in Counter(told.done).items():
        recorded = events[verb, by_id.get(key.split()[0], ""), who]
        if recorded < times or (verb in ONCE and recorded != times):
            faults.append(f"{verb} by {who}: told {times} times, on record {recorded} times")
    faults += _twice("number", Prescription.objects.values_list("number", flat=True))
    faults += _twice("lot", Batch.objects.values_list("lot", flat=True))
    shared = Patient.objects.filter(family_name="Shared").values_list("given_name", flat=True)
    faults += _twice("patient", shared)
    if Prescription.objects.count() != Event.objects.filter(verb="prescription.entered").count():
        faults.append("prescriptions and their events differ in number")
    verified = verify_ledger()
    return [*faults, *([f"ledger: {verified.fault}"] if verified.fault else [])]


ONCE = ("prescription.entered", "batch.planned", "batch.checked")


def _twice(what: str, values: Any) -> list[str]:
    return [f"{what} {value} was given {times} times" for value, times in Counter(values).items() if times > 1]
