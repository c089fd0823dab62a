"""Records become JSON Lines, JSON, tables, databases: one writer a format, all with the same three methods."""

from __future__ import annotations
