"""The embedded broker passes over what stands in its folder half written, and goes on."""

from collections.abc import Iterator
from pathlib import Path
from queue import Empty

import pytest
from django.conf import settings
from kombu import Connection

from pharmacy.embedded_broker import Channel

QUEUE = "celery"


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Channel]:
    (tmp_path / "messages").mkdir()
    folders = {"data_folder_in": tmp_path / "messages", "data_folder_out": tmp_path / "messages"}
    options = {name: str(folder) for name, folder in folders.items()} | {"control_folder": str(tmp_path / "control")}
    transport = "pharmacy.embedded_broker:Transport"
    with Connection("filesystem://", transport=transport, transport_options=options) as connection:
        yield connection.channel()


@pytest.mark.parametrize("half", [b"", b'{"body": "W1td', b"\xff\xfe"])
def test_a_message_half_written_is_passed_over_and_the_next_one_is_read(
    broker: Channel, tmp_path: Path, half: bytes
) -> None:
    (tmp_path / "messages" / f"0_first.{QUEUE}.msg").write_bytes(half)
    broker._put(QUEUE, {"body": "bell"})
    with pytest.raises(Empty):
        broker._get(QUEUE)
    assert broker._get(QUEUE) == {"body": "bell"}


def test_a_table_of_queues_half_written_names_no_queue_and_a_whole_one_names_its_own(
    broker: Channel, tmp_path: Path
) -> None:
    (tmp_path / "control").mkdir()
    (tmp_path / "control" / "bells.exchange").write_bytes(b"")
    assert broker.get_table("bells") == []
    (tmp_path / "control" / "bells.exchange").unlink()
    broker._queue_bind("bells", QUEUE, "", QUEUE)
    assert [one.queue for one in broker.get_table("bells")] == [QUEUE]


@pytest.mark.skipif(settings.CELERY_BROKER_URL != "filesystem://", reason="this run has a broker of its own")
def test_without_a_broker_of_its_own_the_program_uses_the_embedded_one() -> None:
    from pharmacy.celery import app

    assert issubclass(app.connection_for_read().transport.Channel, Channel)
