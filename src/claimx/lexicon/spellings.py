"""Other spellings of a name: transliterations, apostrophes that a scraper lost, "-Led" of a title."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

# Arabic words of names of armed groups, each in the spellings that the press has for it.
_FAMILIES = tuple(
    tuple(family.split())
    for family in (
        "Jaysh Jaish Jeish Jaesh",
        "Kataib Kata'ib Kataeb Ketaib Kata'eb",
        "Jabhat Jabhet Jabha",
        "Faylaq Failaq Faylak",
        "Hezbollah Hizbollah Hizbullah Hezbullah Hizballah",
        "Harakat Harakah Haraket Harkat",
        "Hayat Hay'at Haiat Hay'et",
        "Jama'at Jamaat Jama'a Jamaa Jama'atu",
        "Liwa Liwaa Lewa",
        "Fatah Fateh Fath",
        "Nusra Nosra Nusrah",
        "Nusrat Nasr Nasrat",
        "Ansar Anssar",
        "Tawhid Tawheed Tauhid",
        "Muslimin Muslimeen",
        "Muhammad Mohammed Mohammad Muhammed",
        "al- Al- el- El- ash- as-",
        "Rahman Rehman",
        "Shabaab Shabab",
        "Mujahideen Mujahedeen Mujahidin Mujahedin",
        "Taliban Taleban",
    )
)
# Words that are given names too: alone they have one spelling ("Al-Fatih Karim" is no Fatah).
_GIVEN = frozenset({"Fatah", "Nasr", "Muhammad", "Rahman", "Nusrat"})
# A name has so many spellings at most: of long names the rarest are left out.
_MOST = 40


def spellings(name: str) -> Iterator[str]:
    """Other ways to write the name, without the name itself.

    >>> sorted(spellings("People's Army"))
    ['Peoples Army']
    >>> "Jaish al-Fateh" in set(spellings("Jaysh al-Fatah"))
    True
    """
    seen = {name}
    for written in islice(_transliterated(name), _MOST):
        for spelling in (written, written.replace("'s", "s"), written.replace("-led", "-Led")):
            if spelling not in seen:
                seen.add(spelling)
                yield spelling


def _transliterated(name: str) -> Iterator[str]:
    choices: list[tuple[str, ...]] = []
    if name in _GIVEN:
        return iter((name,))
    for word in name.split():
        article, hyphen, rest = word.partition("-")
        articles = _family(article + hyphen) if hyphen else ("",)
        # The spelling of the word varies first, that of its article last: the limit cuts off the rarest.
        choices.append(tuple(a + r for a in articles for r in _family(rest if hyphen else word)))
    return (" ".join(words) for words in product(*choices))


def _family(word: str) -> tuple[str, ...]:
    """The word and its other spellings, the word first."""
    return next(
        ((word, *(other for other in family if other != word)) for family in _FAMILIES if word in family), (word,)
    )


def bare_possessive(name: str) -> str | None:
    """The possessive without its apostrophe, as scraped text has it ("Syrias army"); None for a name that ends in s or no letter.

    >>> bare_possessive("Syria"), bare_possessive("Hamas"), bare_possessive("PKK")
    ('Syrias', None, None)
    """
    return name + "s" if name[-1:].islower() and name[-1] != "s" else None
