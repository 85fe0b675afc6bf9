"""The embedded broker: messages are files in a folder. What stands there half written is passed over.

Losing a message loses nothing, as the relay rings again within a second; losing the worker costs a paper its lease.
"""

from queue import Empty
from typing import Any

from kombu.transport import filesystem


class Channel(filesystem.Channel):  # type: ignore[misc]
    """A folder of messages, read by one process while another writes.

    Kombu names a file before it fills it. On a busy machine the reader comes in between, finds nothing that is JSON,
    and the error would end the whole worker.
    """

    def _get(self, queue: str) -> Any:
        try:
            return super()._get(queue)
        except ValueError as half_written:
            raise Empty from half_written

    def get_table(self, exchange: str) -> list[Any]:
        """Return the queues of an exchange: none while the file that names them is being written."""
        try:
            return list(super().get_table(exchange))
        except ValueError:
            return []


class Transport(filesystem.Transport):  # type: ignore[misc]
    """Kombu's folder of messages with the channel above."""

    Channel = Channel
