"""Incidents: the records of one event, or of one total, as one row in which nobody is counted twice.

    for incident in incidents_of(records):      # records of any documents, in any order of documents
        incident.killed.best, incident.place, incident.claims

``Incident`` is the row's model; docs/formats.md tells how its figures are made.
"""

from claimx.incidents.rows import incidents_of
from claimx.incidents.schema import Figures, Incident, Side

__all__ = ["Figures", "Incident", "Side", "incidents_of"]
