"""The small words by which the reader of sources finds where a name, a noun phrase or a clause begins and ends."""

from __future__ import annotations

# Each cue may read its whole sentence: a "sentence" with more cues is a broken page, and reading on would cost its square.
MOST_CUES = 40

PRONOUNS = frozenset(
    (
        "he she it they we i you who which that this these those both one others another some many most several none "
        "nobody all there what everyone her him them"
    ).split()
)
# Of these only the personal ones can be resolved; the rest name nobody ("most say"), and "we" is whoever speaks anyway.
PERSONAL = frozenset({"he", "she", "it", "they", "her", "him", "them", "who", "both", "this"})
ARTICLES = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "another", "one"}
)
OPENERS = frozenset(
    (
        "meanwhile however and but or while whereas although though earlier later separately also then so as yet still "
        "now today yesterday overall additionally moreover furthermore afterwards initially previously nevertheless "
        "elsewhere again indeed thus therefore finally subsequently instead recently just only even because since that "
        "if when where once until after before meantime briefly similarly conversely consequently"
    ).split()
)
# A count of sources names none of them ("two US officials"), unless it is vague ("several sources").
COUNTS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen"})
# Quantifiers that own no document: "other estimates", "most reports" are nobody's.
NOBODY = frozenset(
    (
        "best other some most many various independent official recent earlier initial first early conflicting "
        "unconfirmed latest several new preliminary available these those all previous later similar numerous multiple "
        "further more modern current the rough conservative"
    ).split()
)
# Verbs of keeping count, by entry: their subject may be where it happened.
RECORDING = frozenset({"record", "record-irregular"})
# Words between a subject and its verb that belong to neither.
FILLERS = frozenset(
    (
        "has have had is was were are be been will would also later earlier meanwhile further then separately "
        "previously initially now recently since already repeatedly officially publicly today yesterday again first "
        "once often still subsequently just only did do does not to going reportedly himself herself itself themselves "
        "therefore however additionally immediately quickly finally may might could can should must never even alone "
        "always correctly falsely independently both all tearfully jointly tonight n't ultimately personally currently "
        "consistently"
    ).split()
)
MONTHS = frozenset(
    (
        "january february march april may june july august september october november december jan. feb. mar. apr. jun. "
        "jul. aug. sept. sep. oct. nov. dec."
    ).split()
)
DAYS = frozenset(
    (
        "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight morning afternoon evening "
        "night week month year weekend earlier later early late last next day noon midnight"
    ).split()
)
PREPOSITIONS = frozenset(
    (
        "of for in at from on with to by near inside against across into about during after before since over under "
        "between among through around outside amid as than within without along despite following until per"
    ).split()
)
# A noun phrase goes on through these to the right of its head ("the head of the hospital in Homs", "director for Sudan").
POSTMODIFIERS = frozenset({"of", "for", "in", "at", "from", "on", "with", "near", "inside", "to"})
# Of these some tell where.
PLACED = frozenset({"in", "at", "near", "inside", "from"})
# What its maker did with a document: "footage broadcast by the channel".
ISSUED = frozenset(
    (
        "broadcast aired released published issued shared posted compiled prepared circulated carried filmed collected "
        "gathered distributed provided supplied prepared drawn maintained kept submitted presented sent produced "
        "recorded documented verified reported counted tallied tracked"
    ).split()
)
VERBAL = frozenset(
    (
        "is are was were be been has have had will would can could may might did does do killed died wounded injured "
        "destroyed said told hit left lost came went took made shot fired attacked struck captured remained should must "
        "kill kills die dies fell began started dead wounding killing injuring leaving"
    ).split()
)
QUOTES = frozenset("\"“”„«»'‘’`") | {"''", "``"}
# Of these an apostrophe may as well belong to a word.
MARKS = QUOTES - {"'", "\u2019"}
STOPS = frozenset({",", ";", ":", "(", ")", "[", "]", "|", ".", "?", "!", "--", "—", "–", ">", "*", "/"}) | QUOTES
# Small words and marks within a person's name ("Ahmed bin Ali", "S. al-Tunisi").
NAME_PARTICLES = frozenset("al - el de da del bin ibn van von der ' la abu ul ud . ould dos du di".split())
