"""Papers that were asked for and are not made yet."""

import pytest

from pharmacy.documents.actions import request_documents
from pharmacy.documents.models import Document
from tests.world import World, checked


@pytest.fixture
def asked(world: World) -> list[Document]:
    return request_documents(batch=checked(world), by=world.tom)
