"""What is done every night without anybody asking: each duty is a task of the worker, and its beat rings for it."""

from celery.schedules import crontab

NIGHT = crontab(hour="3", minute="15")  # UTC; a night that was missed is made up for at the next start
LATEST_SECONDS = 6 * 60 * 60  # a message that no worker took by then is dropped
DUTIES = ("prescriptions.discard_old_drafts", "staff.forget_ended_sessions", "ledger.verify")
SCHEDULE = {duty: {"task": duty, "schedule": NIGHT, "options": {"expires": LATEST_SECONDS}} for duty in DUTIES}
