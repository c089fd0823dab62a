"""Who is struck by somebody and then dies: the agent of the first verb did it."""

from grid import claim, cross

VERBS = ("shot", "stabbed", "beaten", "attacked", "hit", "wounded", "clubbed", "tortured")
AGENTS = (
    ("Chadian soldiers", "Chad"),
    ("Boko Haram fighters", "Boko Haram"),
    ("Israeli troops", "Israel"),
    ("M23 rebels", "M23"),
)
PATIENTS = (("A shepherd", "A"), ("Two nurses", "Two"), ("Three students", "Three"))
DEATHS = ("died", "died of his injuries", "later died", "died in hospital", "died at the scene")


def cells():
    """A passive with its agent, and the death as its conjunct; with a place between, and without."""
    yield from cross("was V-ed by X and died", _died, PATIENTS, VERBS, AGENTS, DEATHS, every=5)


def _died(patient, verb, agent, death):
    words, number = patient
    who, actor = agent
    text = f"{words} {'was' if number == 'A' else 'were'} {verb} by {who} in the market and {death}."
    return text, [claim(number, event="killed", category="civilian", actor=actor)]
