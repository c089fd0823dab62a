"""Which claims of a document tell of one incident: ``link_incidents`` in ``linker``."""
