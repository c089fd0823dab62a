"""Imported by the server process from which workers are forked: loads lexicon and model before the first fork."""

from __future__ import annotations

import gc
import os
from contextlib import suppress
from pathlib import Path

from claimx.engines.local import loaded
from claimx.engines.server import SETUP
from claimx.errors import ClaimxError
from claimx.process import settle

# What is loaded here stays: no garbage is looked for in it, neither now nor, since they would only copy its memory page by
# page, by the workers.
gc.disable()
settle()
_model, _, _lexicon = os.environ.get(SETUP, "\n").partition("\n")
# What is wrong with either is told by the worker, which meets it again.
with suppress(ClaimxError):
    loaded(_model or None, Path(_lexicon) if _lexicon else None).parser  # noqa: B018 - loads the model
gc.freeze()
gc.enable()
