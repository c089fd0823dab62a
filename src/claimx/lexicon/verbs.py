"""Plain verbs that several stages ask about by their form alone, each family in one place.

Which words attribute, with what frame and how sure, is told by ``attributions.toml``; these few are the ones that do so
anywhere, so that a speaker is known right before or behind them without reading the sentence.
"""

from __future__ import annotations

# Dictionary form, then third person, past and participle in -ing.
_SAYING = (
    ("say", "says", "said", "saying"),
    ("tell", "tells", "told", "telling"),
    ("add", "adds", "added", "adding"),
    ("state", "states", "stated", "stating"),
    ("claim", "claims", "claimed", "claiming"),
    ("report", "reports", "reported", "reporting"),
    ("announce", "announces", "announced", "announcing"),
    ("confirm", "confirms", "confirmed", "confirming"),
    ("declare", "declares", "declared", "declaring"),
    ("assert", "asserts", "asserted", "asserting"),
    ("insist", "insists", "insisted", "insisting"),
    ("maintain", "maintains", "maintained", "maintaining"),
    ("write", "writes", "wrote", "writing"),
)
SAYING_LEMMAS = frozenset(forms[0] for forms in _SAYING)
"""Verbs of saying in dictionary form: say, report."""
SAYS = frozenset(form for forms in _SAYING for form in forms[1:3])
"""Their finite forms with a speaker of the third person: says, said."""
SAYING = frozenset(forms[3] for forms in _SAYING)
"""Their participles: saying, reporting."""

CITING = frozenset({"citing", "cites", "cited", "quoting", "quotes", "quoted"})
"""Verbs whose object is the speaker: "Reuters, quoting a doctor"."""

# As above; the past participle where it is a form of its own.
_LIFTING = (
    ("bring", "brings", "brought", "bringing"),
    ("take", "takes", "took", "taken", "taking"),
    ("raise", "raises", "raised", "raising"),
    ("push", "pushes", "pushed", "pushing"),
    ("lift", "lifts", "lifted", "lifting"),
    ("drive", "drives", "drove", "driven", "driving"),
    ("send", "sends", "sent", "sending"),
)
LIFTING_LEMMAS = frozenset(forms[0] for forms in _LIFTING)
"""Verbs that lift a toll to a number ("bringing the toll to 12"), in dictionary form."""
LIFTING = frozenset(form for forms in _LIFTING for form in forms)
"""The same in all their forms."""

ASSAULT_LEMMAS = frozenset(
    "attack assail assault storm raid strike bomb bombard shell pound hammer strafe rocket blitz ambush besiege ram torpedo invade "
    "overrun infiltrate burst rampage".split()
)
"""Verbs of attacking, in dictionary form."""

SUFFERED_LEMMAS = frozenset(
    "die perish succumb drown crash fall be sink founder capsize collapse disappear vanish explode detonate burn crumble "
    "starve suffocate derail overturn plunge".split()
)
"""Verbs whose subject suffers what they tell where they have no object, in dictionary form."""
