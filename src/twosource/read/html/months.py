"""Names of months in the languages of Europe's larger newsrooms, with their short forms: ``MONTHS["märz"] == 3``."""

from __future__ import annotations

from collections.abc import Mapping

_NAMES = """\
january jan januar jänner jan enero ene janvier janv gennaio gen janeiro januari stycznia styczeń января янв leden \
ledna ocak січня
february feb februar feber febrero février févr fév febbraio fevereiro fev februari lutego luty февраля фев únor \
února şubat лютого
march mar märz mrz marzo mars março marco maart mrt marca marzec марта мар březen března mart березня
april apr abril abr avril avr aprile kwietnia kwiecień апреля апр duben dubna nisan квітня
may mai mayo maggio mag maio mei maja maj мая květen května mayıs травня
june jun juni junio juin giugno giu junho czerwca czerwiec июня июн červen června haziran червня
july jul juli julio juillet juil luglio lug julho lipca lipiec июля июл červenec července temmuz липня
august aug agosto ago août aout augustus sierpnia sierpień августа авг srpen srpna ağustos серпня augusti
september sep sept septiembre setiembre septembre settembre set setembro września wrzesień сентября сен září eylül \
вересня
october oct oktober okt octubre octobre ottobre ott outubro out października październik октября окт říjen října \
ekim жовтня
november nov noviembre novembre novembro listopada listopad ноября ноя listopadu kasım листопада
december dec dezember dez diciembre dic décembre déc dicembre dezembro grudnia grudzień декабря дек prosinec \
prosince aralık грудня"""
"""A line a month."""
MONTHS: Mapping[str, int] = {name: at for at, names in enumerate(_NAMES.split("\n"), 1) for name in names.split()}
