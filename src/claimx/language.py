"""Whether a text is English, by its function words alone.

Function words (articles, prepositions, pronouns) are a third of any prose and hardly shared between languages, so a
few of each tell languages apart. Lists and tables have few of them: where no other language's words stand, nothing is
said.
"""

from __future__ import annotations

import re
from collections import Counter

_ENGLISH = frozenset(
    "the of and to in that was for on with were by from at is as it has have had he they said who which their be been "
    "this after its but not an are or more than his her".split()
)
# The commonest function words of languages in Latin letters that English lacks.
_OTHERS = {
    "Czech": "se že na je jsou byl byla bylo které který jako podle také ale při".split(),
    "Dutch": "de het een van en dat niet zijn werd werden voor met door ook bij naar aan uit".split(),
    "French": "le la les des du une et est dans qui que par pour sur ont été aux avec selon plus ce cette".split(),
    "German": "der die das und den dem des ein eine nicht mit von wurde wurden auf für ist sich auch bei nach".split(),
    "Hungarian": "az egy és hogy nem volt voltak szerint meg csak már után".split(),
    "Indonesian or Malay": "yang dan di dari untuk dengan pada tidak ini itu oleh dalam akan telah".split(),
    "Italian": "il lo gli della delle dei una che di per con nel sono stati è anche dal alla".split(),
    "Polish": "się na nie że jest są był była było przez oraz jako po przy według który które".split(),
    "Portuguese": "os as da do dos das uma que em para com foram não pelo pela mais segundo no na".split(),
    "Romanian": "și de la în care pe din cu au fost pentru este că mai sunt după".split(),
    "Spanish": "el la los las del una que en por para con fueron según más se al como su un".split(),
    "Swahili": "na ya wa kwa ni katika za la watu hiyo kuwa huo".split(),
    "Swedish, Danish or Norwegian": "och att det som är på av har den til og ikke med blev ett en för".split(),
    "Turkish": "ve bir bu da için ile olarak olan sonra kadar göre ise çok daha".split(),
    "Vietnamese": "của và là các đã có trong được cho người không với tại".split(),
}
# Which languages each word belongs to.
_OF = {word: [name for name, words in _OTHERS.items() if word in words] for words in _OTHERS.values() for word in words}
_WORD = re.compile(r"[^\W\d_]+")
# A text is judged by its beginning, and not at all where that is only a few words.
_LOOKED_AT, _FEW = 4_000, 15
# At least one word in so many has to be another language's before a text is taken for it.
_SHARE = 0.1


def foreign(text: str) -> str | None:
    """The language of a text that is not English ("French", "another script"); None for English and where nothing tells."""
    words = [word.lower() for word in _WORD.findall(text[:_LOOKED_AT])]
    if len(words) < _FEW:
        return None
    if sum(not _is_latin(word) for word in words) * 2 > len(words):
        return "another script"
    english = sum(word in _ENGLISH for word in words)
    others = Counter(name for word in words for name in _OF.get(word, ()))
    if not others:
        return None
    name, most = max(others.items(), key=lambda one: (one[1], one[0]))
    return name if most > english and most >= _SHARE * len(words) else None


def _is_latin(word: str) -> bool:
    # Latin letters with all their accents end before Greek begins; Vietnamese has a block of its own.
    return word[0] < "\u0370" or "\u1e00" <= word[0] <= "\u1eff"
