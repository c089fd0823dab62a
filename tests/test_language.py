"""Which texts are taken for English."""

from __future__ import annotations

import pytest

from claimx.language import foreign


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The soldiers who were in the valley said that they had seen nobody, and that the road to the bridge was shut.", None),
        ("Der Bürgermeister sagte, dass die Brücke in der Nacht von Soldaten gesprengt wurde und nicht mehr zu retten ist.", "German"),
        ("El alcalde dijo que los soldados del norte no han llegado por la carretera y que las casas siguen en pie según él.", "Spanish"),
        ("Burmistrz powiedział, że most na rzece został zniszczony przez żołnierzy i że droga nie jest już przejezdna po nocy.", "Polish"),
        ("Мер сказав, що міст через річку зруйновано вночі і що дорога вже не придатна для руху, бо вода стоїть на полях та вулицях", "another script"),
        ("Tanks 120 (+2) APCs 340 (+9) Guns 77 Trucks 800 Drones 415 (+30) Boats 2 Mines 17 Jeeps 9 Vans 12 Planes 6", None),
        ("Kyiv Oblast Khmelnytskyi Kryvyi Rih Zaporizhzhia Sumy Kherson Odesa Lviv", None),
        ("The mayor of Villa de la Sal and the heads of San Juan del Monte, Puerto de las Casas and La Cruz de los Reyes were hurt.", None),
        ("Tanks 120 APCs 340 Guns 77 Trucks 800 Drones 415 Boats 2 Mines 17 Jeeps 9 Vans 12 Planes 6 Rifles 4 Mortars 3 Base Oro de Rey", None),
        ("Le maire a dit non.", None),
        ("", None),
    ],
    ids=["English", "German", "Spanish", "Polish", "Cyrillic", "a list of figures", "names alone", "foreign names in English", "one foreign word in a list", "too short", "empty"],
)  # fmt: skip
def test_case(text, language):
    assert foreign(text) == language
