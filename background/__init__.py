"""Work that the clock starts, work that may wait, and mail. Imports none of our apps.

`from background import outbox, schedule, work`
"""
