"""Runs of the command wait for each other on SQLite."""

import threading

import pytest
from django.db import connection

from pharmacy.exchange.turn import my_turn


@pytest.mark.skipif(connection.vendor != "sqlite", reason="other databases queue their writers themselves")
def test_a_second_run_starts_when_the_first_has_ended(tmp_path):
    order: list[str] = []

    def second() -> None:
        with my_turn(tmp_path):
            order.append("second")

    with my_turn(tmp_path):
        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join(timeout=0.3)
        order.append("first")
    waiting.join(timeout=5)
    assert order == ["first", "second"]
