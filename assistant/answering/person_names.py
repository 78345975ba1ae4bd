"""People's names, told from those of organisations: "Jan de Vries" is somebody, "Huis van Almere" is not.

A name of two words with capitals may be anything. So only a common first name
with a word or more after it counts, or a very common family name.
"""

from __future__ import annotations

# Without those that are words or shops as well.
_FIRST = """
    aad aart abdel abdul achmed adriaan ahmed aisha alex alexander ali alice alie amina amir amira
    andre andré andries anita anja ankie anna anne annelies annemarie annemiek annie anouk ans anton
    antoon arie arjan arnold astrid barbara bart ben bernard bert bianca bjorn bob bram carin carla
    carolien caroline cees chantal charlotte chris christa christien corrie cor daan daniel daniël
    danielle david debbie dennis diana dick dirk doortje dorien edwin eefje elisabeth elise ellen
    elly elsbeth emma eric erik esther eva evelien fatima fatma femke fleur floris frank franciscus
    frans fred frits gerard gerda gerrit gert gerben gijs greet guus hans hanneke harm harrie harry
    hassan hein heleen helena hendrik henk henny herman hetty hilde hubert ibrahim ilse ineke inge
    ingrid irene iris ivo jaap jacob jacqueline jacques jamal jan jana jane janine janneke jannie
    jantje jasper jeanette jelle jeroen jet jetty jochem joep johan johannes john joke jolanda joop
    joost jop jordy joris jos josé jose joyce judith julia karel karen karin katja kees khadija
    klaas lars laura lauren leen leo leon leonie lia lidia liesbeth lieke lieve linda lisa lizzy
    loes lotte louis louise luc lucas lucia luuk maaike maarten manon marc marcel marco margreet
    maria marian marianne marieke marijke marijn marina mario marion mariska marja marjan marjolein
    markus marleen marloes martijn martin martine mary mathijs matthijs maurits max michael michel
    michiel miep mieke milou mirjam mohamed mohammed monique mustafa nadia nathalie nel nicole nico
    niels nina nynke olaf olga omar onno otto paul paula pauline peter petra piet pieter pim quinten
    rachel rachid ramon rene rené renate rianne richard rik ria rob robert robin roel roelof rolf
    ron ronald roy ruben rudolf ruud sabine samira sander sandra sanne sara sarah saskia silvia
    simon simone sjaak sjoerd sofie sophie stefan stefanie steven suzanne sven sylvia tamara tanja
    teun theo thijs thomas tim tineke tinus tom toon trudy truus twan udo ursula vera victor vincent
    wendy wesley wilhelmina willem willemien wilma wim wouter yasmin yara youssef yusuf yvonne
""".split()
_FAMILY = """
    jansen janssen bakker visser smit meijer meyer mulder bos vos peters hendriks dekker dijkstra
    brouwer dijk vries boer berg bruin jong wit groot leeuw haan ruiter koning kok smits hoekstra
    kuipers prins huisman postma willems veenstra hofman timmermans yilmaz yildiz smith
""".split()
_SMALL = r"(?:(?:de|den|der|van|ter|ten|te|el|al|bin|in|'t|la)\s+)*"
# "Anne Frankschool" is no person, and neither is "Jan in Almere".
_NO_NAME = (
    r"(?!(?:van|de|der|uit|bij|in|en|of)\b|\w*(?:school|huis|college|centrum|straat|plein|bibliotheek)\b)"
)
_LAST = rf"{_NO_NAME}[^\W\d_]+(?:-[^\W\d_]+)?"
PERSON = (
    rf"(?:(?:{'|'.join(_FIRST)})\s+(?:[a-z]\.\s*)?{_SMALL}{_LAST}|(?:[a-z]\.\s*)+{_SMALL}{_LAST}|"
    rf"{_SMALL}(?-i:{'|'.join(name.title() for name in _FAMILY)}))(?![\w-])"
)
