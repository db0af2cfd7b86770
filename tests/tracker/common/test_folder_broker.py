"""The folder as broker: messages are whole, spoilt ones are passed over."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from celery import current_app
from kombu import Connection
from kombu.exceptions import ChannelError

from tracker.common.folder_broker import Transport


@pytest.fixture
def queue(tmp_path):
    """A queue in a folder of its own."""
    folder, name = tmp_path / "queue", f"jobs-{uuid4()}"  # what is bound, kombu keeps in memory
    folder.mkdir()
    options = {
        "data_folder_in": str(folder),
        "data_folder_out": str(folder),
        "control_folder": str(tmp_path / "control"),
    }
    with (
        Connection("filesystem://", transport_options=options) as connection,
        connection.SimpleQueue(name) as made,
    ):
        yield made, folder, name


def test_the_product_uses_it():
    with current_app.connection_for_write() as connection:
        assert isinstance(connection.transport, Transport)


def test_messages_come_as_they_were_sent(queue):
    made, folder, _name = queue
    made.put({"one": "một"})
    made.put({"two": 2})
    assert [made.get(block=False).payload for _each in range(2)] == [{"one": "một"}, {"two": 2}]
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("content", ["", '{"body": "cut sh', "no message"])
def test_a_spoilt_message_stops_nobody(queue, content):
    made, folder, name = queue
    (folder / f"{0:020d}_a.{name}.msg").write_text(content)
    made.put({"one": 1})
    with pytest.raises(made.Empty):
        made.get(block=False)
    assert made.get(block=False).payload == {"one": 1}


def test_a_message_has_its_name_only_when_it_is_whole(queue, monkeypatch):
    """Nobody sees the beginning of one; on a full disk nothing of it stays."""
    made, folder, _name = queue
    seen = []

    def half(path: Path, text: str) -> int:
        path.write_bytes(text.encode()[:20])
        seen.extend(one.name for one in folder.glob("*.msg"))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", half)
    with pytest.raises(ChannelError):
        made.put({"one": 1})
    assert seen == []
    assert list(folder.iterdir()) == []
