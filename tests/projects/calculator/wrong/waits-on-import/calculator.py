"""Waits outside functions."""

import time

time.sleep(1000)
