"""A local page to read articles, to correct their claims and to keep the corrections as gold.

    with opened(Path("review")) as store:
        app = make_app(Desk(store, extractor), token=token, origin="http://127.0.0.1:8421")

``app`` is an ASGI application. It listens to nobody by itself; ``claimx serve`` binds it to the loopback.
"""

from __future__ import annotations

from claimx.serve.app import make_app
from claimx.serve.desk import Desk
from claimx.serve.store import Store, opened

__all__ = ["Desk", "Store", "make_app", "opened"]
