"""``python -m claimx``: the same as the ``claimx`` command."""

from claimx.cli import main

main()
