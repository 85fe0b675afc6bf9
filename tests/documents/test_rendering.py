"""The typesetting process: nothing is fetched, nothing runs away, and it is the one that knows WeasyPrint."""

import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from celery.signals import worker_process_init

from pharmacy.documents import tasks as _tasks  # noqa: F401  hears the signal
from pharmacy.documents.rendering import Sheet, TypesetFailed, TypesetTooCostly, typeset, workshop

PAGE = "<!doctype html><html lang=en><head><title>T</title></head><body><h1>One</h1>{}</body></html>"
CSS = "@page { size: 70mm 35mm; margin: 2mm } body { margin: 0; font: 9pt 'Atkinson Hyperlegible' }"
CANARY = "canary-7f3k9x"


def page(body: str) -> Sheet:
    return Sheet(PAGE.format(body), CSS)


@pytest.mark.parametrize(
    "body",
    [
        "<img src='{url}' alt=x>",
        "<object data='{url}'></object>",
        "<link rel=attachment href='{url}'>",
        "<link rel=stylesheet href='{url}'>",
        "<style>@import '{url}';</style>",
        "<style>@font-face {{ font-family: F; src: url('{url}') }} p {{ font-family: F }}</style><p>x",
        "<p style=\"background: url('{url}')\">x",
        "<svg width=10 height=10><image href='{url}' width=10 height=10 /></svg>",
        "<img alt=x src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='{url}'/></svg>\">",
    ],
)
def test_no_paper_reads_a_file(body: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(CANARY)
    try:
        result = typeset(page(body.format(url=secret.as_uri())))
    except TypesetFailed as refused:
        assert CANARY not in str(refused)
    else:
        assert CANARY.encode() not in result.pdf


def test_no_paper_opens_a_connection() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.5)
        port = listener.getsockname()[1]
        with pytest.raises(TypesetFailed, match="made of nothing but what stands in it"):
            typeset(page(f"<img src='http://127.0.0.1:{port}/x.png' alt=x>"))
        with pytest.raises(TimeoutError):
            listener.accept()


def test_data_that_stands_in_the_paper_is_drawn() -> None:
    dot = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><path d='M0 0h1v1z'/></svg>"
    assert typeset(page(f'<img alt="dot" src="{dot}">')).pdf.startswith(b"%PDF")


def test_a_paper_nested_too_deep_is_stopped() -> None:
    with pytest.raises(TypesetTooCostly, match="nested too deep"):
        typeset(page("<div>" * 400))


def in_the_process(code: str) -> "subprocess.CompletedProcess[str]":
    start = "from pharmacy.documents.rendering.limits import allow_next_paper, shut_in; import resource; "
    command = [sys.executable, "-c", start + code]
    return subprocess.run(command, cwd=workshop.PROJECT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("act", "error"),
    [
        ("bytearray(600 * 1024 * 1024)", "MemoryError"),
        ("__import__('socket').create_connection(('127.0.0.1', 9))", "NotInThisProcess"),
        ("__import__('socket').getaddrinfo('example.org', 80)", "NotInThisProcess"),
        ("open('/tmp/canary', 'w')", "NotInThisProcess"),
        ("__import__('subprocess').run(['true'])", "NotInThisProcess"),
    ],
)
def test_the_process_has_no_memory_to_waste_no_network_and_nothing_to_write(act: str, error: str) -> None:
    ended = in_the_process(f"shut_in(); {act}")
    assert ended.returncode == 1
    assert error in ended.stderr.splitlines()[-1]


def test_processor_time_is_given_paper_by_paper() -> None:
    ended = in_the_process("allow_next_paper(); print(resource.getrlimit(resource.RLIMIT_CPU)[0])")
    assert 10 <= int(ended.stdout) <= 12


def test_a_paper_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "WALL_SECONDS", 1)
    monkeypatch.setattr(workshop, "START_SECONDS", 1)
    with pytest.raises(TypesetTooCostly, match="stopped"):
        typeset(page("<table><tr><td colspan=100000>x</table>"))
    monkeypatch.undo()
    assert typeset(page("<p>after")).pages == 1


def test_a_paper_that_is_too_long_never_reaches_the_process() -> None:
    with pytest.raises(TypesetTooCostly, match="400000 is the most"):
        typeset(page("x" * 400_001))


def test_a_killed_process_is_told_apart_and_replaced() -> None:
    typeset(page("<p>before"))
    workshop._workshop.child.process.kill()
    workshop._workshop.child.process.wait()
    with pytest.raises(workshop.TypesetCrashed):
        typeset(page("<p>during"))
    assert typeset(page("<p>after")).pages == 1


def test_threads_take_turns() -> None:
    found: list[str] = []

    def work(name: str) -> None:
        result = typeset(page(f"<p>{name}"))
        found.append(next(run.text for run in result.runs if run.text == name))

    threads = [threading.Thread(target=work, args=(f"paper {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [f"paper {n}" for n in range(4)]


def test_text_past_the_margin_is_seen() -> None:
    layout = typeset(page(f"<p data-element=name>{'W' * 80}"))
    assert [(edge.element, edge.side) for edge in layout.edges] == [("name", "right")]


def test_text_on_a_second_page_is_seen_on_a_one_page_sheet() -> None:
    sheet = page("<p data-element=more>word<br>" + "word<br>" * 12)
    layout = typeset(Sheet(sheet.html, CSS, one_page=True))
    assert layout.pdf == b""
    assert {edge.side for edge in layout.edges} == {"bottom"}


def test_weasyprint_is_imported_in_one_place() -> None:
    rendering = Path(workshop.__file__).parent
    users = [
        path
        for path in (rendering.parents[1]).rglob("*.py")
        if "import weasyprint" in path.read_text("utf-8") or "from weasyprint" in path.read_text("utf-8")
    ]
    assert {path.parent for path in users} == {rendering}


@pytest.mark.parametrize(("width", "runs_in"), [("20mm", True), ("40mm", False)])
def test_text_that_runs_into_other_text_is_found(width: str, runs_in: bool) -> None:
    css = f"@page {{ size: A4 }} table {{ table-layout: fixed; width: 60mm }} td {{ width: {width} }}"
    row = "<table><tr><td>22\u00a0November\u00a02026</td><td>7</td></tr></table>"
    layout = typeset(Sheet(f'<html lang="en"><title>t</title><body>{row}', css))
    assert ("text" in {edge.side for edge in layout.edges}) == runs_in


def test_a_worker_has_its_typesetting_process_before_the_first_paper_comes() -> None:
    workshop._workshop.close()
    worker_process_init.send(sender=None)
    ready = workshop._workshop.child
    assert ready is not None
    assert typeset(page("<p>Take 2 capsules.</p>")).fits
    assert workshop._workshop.child is ready
