"""The tests of kgquiz, and what is measured of it; numpy computes here as it does in the program."""

import os

from kgquiz.__main__ import ONE_THREAD

os.environ.setdefault(*ONE_THREAD)
