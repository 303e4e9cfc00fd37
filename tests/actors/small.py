"""Small actor tables for tests: real names, invented Avaria, few rows."""

# ruff: noqa: E501

from __future__ import annotations

from pathlib import Path

from comity.actors import Registry, Tables
from comity.actors.rows import SCHEMAS

ROWS = {
    "states.csv": """id,iso3,iso2,name,official_name,kind,since,until,demonyms,capital,seats,aliases,former_names,region,lat,lon,source
state/AVA,AVA,AV,Avaria,Republic of Avaria,state,1990-01-01,,Avarian|Avarians,Port Ava,,,Ava Coast,,1.5,-2.25,t
state/BOR,BOR,BO,Borland,Kingdom of Borland,state,,,Borlander|Borlandish,Bor City,,The Bor Isles,,,,,t
state/CIV,CIV,CI,Côte d'Ivoire,,state,,,Ivorian|Ivorians,Yamoussoukro,Abidjan,Ivory Coast,,,,,t
state/KOR,KOR,KR,South Korea,Republic of Korea,state,,,South Korean|Korean,Seoul,,ROK,,,,,t
state/PRK,PRK,KP,North Korea,,state,,,North Korean|Korean,Pyongyang,,,,,,,t
state/RUS,RUS,RU,Russia,Russian Federation,state,1991-12-25,,Russian|Russians,Moscow,Kremlin,,,,,,t
state/SUN,SUN,SU,Soviet Union,,former,1922-12-30,1991-12-25,Soviet,Moscow,Kremlin,USSR,,,,,t
state/USA,USA,US,United States,United States of America,state,,,American|Americans,"Washington, D.C.",Washington|White House,US|U.S.|USA,,,,,t
""",
    "organisations.csv": """id,acronym,code,name,kind,seat,seat_country,since,until,parent,country,source
org/CL,CL,CL,Coast League,regional,Port Ava,AVA,2001-05-05,,,,t
org/CL-SEC,,CL,Coast League Secretariat,regional,Port Ava,AVA,,,org/CL,,t
org/G7,G7,G7,Group of Seven,bloc,,,,,,,t
org/NATO,NATO,NATO,North Atlantic Treaty Organization,alliance,,,,,,,t
org/OSCE,OSCE,OSCE,Organization for Security and Co-operation in Europe,regional,,,,,,,t
org/UN,UN,UN,United Nations,universal,,USA,1945-10-24,,,,t
org/UNESCO,UNESCO,UNESCO,"United Nations Educational, Scientific and Cultural Organization",specialised-agency,,,,,org/UN,,t
org/WHO,WHO,WHO,World Health Organization,specialised-agency,,,,,org/UN,,t
""",
    "memberships.csv": """member,organisation,status,since,until,source
state/AVA,org/CL,member,2001-05-05,,t
state/BOR,org/CL,member,2001-05-05,2010,t
state/BOR,org/CL,observer,2010,,t
state/RUS,org/CL,partner,2005-06,2015-06-30,t
""",
    "offices.csv": """id,title,of,role,sector,aliases,source
office/AVA/foreign-minister,Foreign Minister,state/AVA,foreign_minister,foreign affairs,Minister of Foreign Affairs,t
office/AVA/president,President,state/AVA,head_of_state,government,,t
office/BOR/foreign-minister,Foreign Secretary,state/BOR,foreign_minister,foreign affairs,,t
office/BOR/half,Prime,state/BOR,half,,,t
office/BOR/king,King,state/BOR,head_of_state,royal,,t
office/CL/secretary-general,Secretary-General,org/CL,head,government,,t
office/CL/spokesperson,Spokesperson,org/CL,spokesperson,government,,t
office/KOR/president,President,state/KOR,head_of_state,government,,t
office/RUS/president,President,state/RUS,head_of_state,government,,t
office/UN/humanitarian,Emergency Relief Coordinator,org/UN,humanitarian,humanitarian,,t
office/UN/secretary-general,Secretary-General,org/UN,head,government,,t
""",
    "people.csv": """id,name,family,aliases,country,source
person/ana-vey,Ana Vey,Vey,,AVA,t
person/antony-blinken,Antony Blinken,Blinken,Tony Blinken,USA,t
person/bo-may,Bo May,May,,BOR,t
person/bo-vey,Bo Vey,Vey,,AVA,t
person/hafez-al-assad,Hafez al-Assad,al-Assad,,,t
person/kim-bo-dan,Kim Bo Dan,Kim,,KOR,t
person/otto-borland,Otto Borland,Borland,,,t
person/tuna-erdogan,Tuna Erdoğan,Erdoğan,,,t
person/ursa-von-der-mark,Ursa von der Mark,Mark,,BOR,t
person/vladimir-norov,Vladimir Norov,Norov,,,t
""",
    "officeholders.csv": """office,person,since,until,source
office/AVA/foreign-minister,person/bo-vey,2019,2020-06-30,t
office/AVA/president,person/ana-vey,2010-05-01,2014-05-01,t
office/AVA/president,person/bo-vey,2014-05-01,2018,t
office/BOR/king,person/bo-may,2000,,t
office/CL/secretary-general,person/ursa-von-der-mark,2015-02,,t
office/CL/spokesperson,person/ana-vey,2016,,t
office/CL/spokesperson,person/antony-blinken,2016,,t
""",
    "names.csv": """name,actor,kind,since,until,source
Ava,state/AVA,alias,2000,2005,t
Avarian Coast Guard,state/AVA,agency,,,t
Bor House,state/BOR,metonym,,,t
al-Shar,org/CL,alias,,,t
the Pact,org/CL,alias,,,t
the world body,org/UN,alias,,,t
""",
    "titles.csv": """title,roles,alone,source
Chief,head,no,t
Foreign Minister,foreign_minister,yes,t
King,monarch,yes,t
President,head_of_state|head,yes,t
Secretary-General,head,yes,t
Spokesperson,spokesperson,no,t
""",
    "stops.csv": """name,use,why
Mark,family,a word
May,family,a word
Mr,address,an address
Prime,name,half a title
Sea of Avaria,place,a sea
Secretary,address,a title
WHO,headline,a word
""",
}


def write_tables(folder: Path, **changed: str) -> Path:
    """The small tables in a folder; keywords (states="…") take the place of a table's rows, the header stays."""
    folder.mkdir(exist_ok=True)
    for schema in SCHEMAS:
        text = ROWS[schema.file]
        rows = changed.get(schema.file.removesuffix(".csv"))
        if rows is not None:
            text = text.split("\n", 1)[0] + "\n" + rows
        (folder / schema.file).write_text(text, encoding="utf-8")
    return folder


def open_registry(folder: Path, **changed: str) -> Registry:
    return Registry(Tables(shipped=write_tables(folder, **changed)))
