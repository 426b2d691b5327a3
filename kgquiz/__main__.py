"""The command `kgquiz`, also as `python -m kgquiz`."""

from __future__ import annotations

import gc
import os
import sys

_MANY = 200_000
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "1")
"""The planner's matrices are small: shared out among threads they take up to eight times as long on a busy machine."""
INTERRUPTED = 130
"""As `ExitCode.INTERRUPTED`, which may not be imported yet."""


def main() -> None:
    """Run it with a collector that looks seldom: what a start imports stays, and a sitting leaves few cycles behind.

    Looking through all of it again and again, and once more at the end, is a sixth of the time of `kgquiz due`.
    """
    gc.set_threshold(_MANY)
    os.environ.setdefault(*ONE_THREAD)
    try:
        from kgquiz.terminal import app  # noqa: PLC0415 - after the collector was told

        app.main()
    except KeyboardInterrupt:  # Ctrl-C while modules are still being imported: there is nothing to say yet
        sys.exit(INTERRUPTED)
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
