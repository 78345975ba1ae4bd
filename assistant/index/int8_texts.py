"""Ordinary sentences of the field, on which the eight-bit model is tuned and then checked.

What one half teaches, the other half checks. They stand in for documents and
questions as they come: running text, sums, tables, lists, other languages and
the leavings of a bad scan.
"""

SENTENCES = (
    "Het Taalhuis helpt inwoners die beter willen leren lezen, schrijven of rekenen.",
    "De gemeente verleent voor 2026 een subsidie van € 184.500 aan de openbare bibliotheek.",
    "Wie komt er in aanmerking voor een gratis bibliotheekpas?",
    "5.6 Media 137.817 -859.042 -721.225",
    "In 2024 volgden 312 volwassenen een cursus, tegen 268 het jaar ervoor: een groei van 16 procent.",
    "De raad besluit het beleidsplan laaggeletterdheid 2025-2028 vast te stellen.",
    "How many people with low literacy live in our region, and who teaches them?",
    "Vrijwilligers krijgen een training van drie dagdelen en daarna elk kwartaal een bijeenkomst.",
    "Artikel 4, tweede lid: het college kan voorwaarden verbinden aan de verlening van de subsidie.",
    "Openingstijden: maandag gesloten, dinsdag tot en met vrijdag 10.00-17.30 uur, zaterdag 10.00-16.00 uur.",
    "Basisvaardigheden zijn taal, rekenen en digitale vaardigheden.",
    "De wethouder onderwijs is verantwoordelijk voor volwasseneneducatie en de inzet van WEB-middelen.",
    "wat kost een cursus klik en tik",
    "Uit het onderzoek blijkt dat mannen ouder dan 55 jaar het moeilijkst te bereiken zijn.",
    "Het regioplan is opgesteld door de contactgemeente, samen met elf gemeenten in de arbeidsmarktregio.",
    "Ja.",
    "De rioolheffing stijgt met 4,2 procent en de afvalstoffenheffing blijft gelijk.",
    "Doel | Resultaat eind 2027 | Wie | Middelen || Meer deelnemers | 450 per jaar | bibliotheek | € 62.000",
    "Ouders met jonge kinderen worden uitgenodigd voor de VoorleesExpress via het consultatiebureau.",
    "The library offers free computers, printing, and a weekly drop-in session for digital questions.",
    "Bijlage 3 Overzicht van de taakvelden en de lasten per programma, bedragen x € 1.000",
    "Laaggeletterden vinden vaker geen werk, leven minder gezond en hebben meer kans op schulden.",
    "Wanneer moet de gemeente de verantwoording over de specifieke uitkering indienen?",
    "De GGD meldt dat 14% van de ouderen formulieren van de overheid niet zelf kan invullen.",
    "Inburgeraars sluiten na afloop van hun traject aan bij een taalgroep in de wijk.",
    "Besluitenlijst van de vergadering van burgemeester en wethouders van 12 november 2025.",
    "Deelnemers oefenen aan de hand van brieven van de belastingdienst, de zorgverzekeraar en de school.",
    "Neem contact op met de taalcoördinator via taalhuis@voorbeeld.nl of bel 0900-1234.",
    "De werkgever betaalt de helft van de cursus; de andere helft komt uit het sectorfonds.",
    "V0or wie: inw0ners v4n 18 jaar en 0uder d1e moeite hebben rnet lezen en schrijven",
    "Samenwerking met het welzijnswerk, het UWV, de woningcorporatie en de huisarts is vastgelegd.",
    "Waar vind ik cijfers over laaggeletterdheid in mijn gemeente?",
    "Het certificaat is vier jaar geldig; daarna volgt een nieuwe audit op locatie.",
    "Der Kurs ist kostenlos und findet jeden Mittwoch in der Stadtbibliothek statt.",
    "Per inwoner is € 12,35 beschikbaar, waarvan € 3,10 voor educatie en € 1,85 voor digitale inclusie.",
    "De evaluatie gebeurt twee keer: halverwege de looptijd en drie maanden na afloop.",
    "In de bibliotheek staat een Informatiepunt Digitale Overheid, waar iedereen vragen kan stellen.",
    "wie ondertekent het convenant namens de kernpartners?",
    "Het saldo van baten en lasten voor programma 4 Onderwijs bedraagt -1.324.012 in de begroting 2026.",
    "Kinderen die thuis geen Nederlands spreken, krijgen extra tijd en aandacht op de voorschool.",
    "Het rijk stelt tot en met 2029 jaarlijks 5,4 miljoen euro beschikbaar voor Tel mee met Taal.",
    "1. Inleiding 2. Aanleiding 3. Doelgroep 4. Aanpak 5. Organisatie 6. Financiën 7. Planning",
    "De subsidieaanvraag moet uiterlijk op 1 oktober binnen zijn, met een begroting en een activiteitenplan.",
    "What does the agreement say about volunteers who teach Dutch at home?",
    "Sinds de fusie werkt de bibliotheek voor drie gemeenten met één directeur en één jaarplan.",
    "Het percentage NT1'ers onder de deelnemers bleef steken op 21, terwijl 40 was afgesproken.",
    "Een taalmaatje komt een keer per week anderhalf uur langs, meestal een jaar lang.",
    "Honden moeten in het park aan de lijn, behalve in het losloopgebied.",
)
# A passage is some eight sentences; one for every third sentence is enough.
TOGETHER, EVERY = 8, 3


def tuning_texts() -> list[str]:
    """Texts as long as passages, to see how far the model's inner values reach."""
    return _texts(SENTENCES[::2])


def checking_texts() -> list[str]:
    """Other texts, short and long, to compare two models on."""
    return _texts(SENTENCES[1::2])


def _texts(sentences: tuple[str, ...]) -> list[str]:
    """Each sentence by itself, and some as the first of a passage."""
    following = sentences + sentences
    return [*sentences, *(" ".join(following[n : n + TOGETHER]) for n in range(0, len(sentences), EVERY))]
