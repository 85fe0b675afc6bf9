"""The web server's entry."""

import atexit
import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pharmacy.settings")

application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  read now, so that nobody waits for it with the first page
gc.collect()
gc.freeze()  # what is loaded for good is not gone through again while somebody waits for a page
gc.set_threshold(1000, 10, 1000)  # and what was kept since only once in a few thousand pages, not every few dozen
atexit.register(gc.unfreeze)  # so that what libraries keep is let go at the end, which they complain about otherwise
