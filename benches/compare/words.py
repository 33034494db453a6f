"""What the corpus is written with: invented places, bodies, people, works and turns of phrase.

Nothing here names a real person, place or body. Names hold only letters that every generator turns
into the same address.
"""


def _split(text):
    """The entries of a list written with bars between them."""
    return [" ".join(entry.split()) for entry in text.split("|")]


TOPICS = _split("""
Harbour works | Bus lanes | River crossings | Night buses | Tram depots | Street lighting |
Pavements | School roofs | School places | Nurseries | Adult classes | Reading rooms | Clinics |
Ambulance stations | Home visits | Dental care | Rent rules | Empty homes | Heating grants |
Building permits | Allotments | Tree planting | Wetlands | Storm drains | Drinking water |
Recycling yards | Air monitors | Solar roofs | Local grids | Grain stores | Fishing quays |
Market halls | Small loans | Public tenders | Open registers | Council minutes | Local archives |
Sports grounds | Youth centres | Fire cover
""")

PLACES = _split("""
Aldermoor | Brackwater | Callowfen | Dunspray | Elmsreach | Fallowbridge | Gorsehaven | Hollinmere |
Inverloam | Jarrowick | Kestrelby | Larkhollow | Marrowdale | Nettlecombe | Ottersea | Pellbrook |
Quarrenden | Rushmarket | Sallowfield | Thrushton | Umberley | Vellacott | Wexmoor | Yarrowgate |
the upper valley | the eastern wards | the old harbour | the three islands
""")

BODIES = _split("""
the audit chamber | the works department | the harbour board | the water office | the schools council |
the transit authority | the land registry | the housing bureau | the health board | the parks service |
the budget committee | the planning panel | the grid company | the tenants' union | the fire service |
the statistics desk | the ombud's office | the county assembly | the tender office | the archive trust
""")

WORKS = _split("""
the second ferry berth | the covered market | the flood wall | the night service | the teacher pool |
the insulation grant | the walking route | the mobile clinic | the public register | the tram extension |
the new pump house | the school kitchen | the rent index | the tree nursery | the repair fund |
the reading room | the solar field | the permit counter | the storm channel | the training centre |
the sorting hall | the monitoring station | the loan scheme | the youth workshop
""")

SAYS = _split("""
says | confirms | writes | states in its report | told the assembly | notes in its ledger | estimates |
finds | told our reporter | concludes | records | announced
""")

STATES = _split("""
is a season behind the plan | has its money but no contractor | opened in part and without ceremony |
passed the second of four inspections | waits for a signature | is drawn up and not yet tendered |
lost a third of its budget in the revision | reached half of the places promised |
is on the new calendar | was handed to another department | has no date any more |
meets the first of its two conditions | runs on a trial basis | stands in the estimates under another name |
is finished on one bank of the river | was measured again and found shorter than announced
""")

ASIDES = _split("""
although the earlier figure counted sites twice | which the published plan does not mention |
and the next inspection is set for the spring | but the tables behind the figure are not public |
after residents asked for the files | while the builder names a later week |
so the reading of last month stands | and two of the smaller lots are still open |
because the ground had to be surveyed again | as the minutes of the same day show |
despite a letter that said otherwise | and nobody at the counter could name a day
""")

REMARKS = _split("""
We counted {few} of {many} places on the day of our visit. |
Spending so far comes to {few} million out of {many} million set aside. |
The office didn't answer three letters and one call. |
The plan for {year} leaves the line empty. |
People in {place} told us that work stopped before the rains and hasn't begun again. |
The wording "before the season opens" is still on the office's own page. |
An engineer who saw the drawings calls them *sound but early*. |
The tender closed with {few} offers, and all but two were over the limit. |
About {many}% of the work that was listed is done by our count. |
The same sentence was repeated in {place} a week later, word for word. |
The revised calendar moves the last stage to {year}. |
No other line of the estimates for {year} pays for it. |
The two offices give different figures -- {few} and {many} -- and neither explains its own. |
A clerk showed us the register & let us copy the page.
""")

LABELS = _split("""
What we saw: | What is new: | Why we say so: | Their answer: | What we asked: | What comes next: |
What speaks against it: | The money:
""")

DOCUMENTS = _split("""
the inspection report | the minutes | the tender notice | the quarterly table | the written reply |
the drawings | the site diary | the audit letter | the estimates | the register page
""")

SUMMARIES = _split("""
Work goes on, and {work} in {place} {state}. | On paper nothing has moved: {work} {state}. |
{place} has the first part; the rest {state}. | By our count {few} of {many} places are there. |
The office names no day, and {work} {state}. | Two inspections agree that {work} {state}.
""")

PROMISES = _split("""
open {work} in {place} by {year} | pay for {work} in full | finish {work} before the end of {year} |
build {work} on both sides of {place} | hand {work} to the people of {place} |
publish every bill for {work} | double the money for {work} | bring {work} to {place} within the term
""")

STEPS = _split("""
Survey finished | Money voted | Drawings published | Tender opened | Contract signed | Ground broken |
First stage handed over | Inspection passed | Staff hired | Public opening
""")

FIRST_NAMES = _split("""
Ardith | Bram | Corisande | Dov | Eluned | Fenn | Gisela | Halvard | Isaura | Joss | Kerenza | Leoline |
Merrin | Nils | Orla
""")
LAST_NAMES = _split("Ashgrove | Birchwater | Coldharbour | Dray | Everthorn | Fernhill | Greywick | Hartstone")
ROLES = _split("""
Mayor | Head of works | Minister for the coast | Party chair | Harbour commissioner | Schools secretary |
Council leader | Treasurer
""")

DESKS = _split("North desk | South desk | Coast desk | Money desk")

PAPERS = _split("""
Morning | Evening | Harbour | Valley | County | Coastal | Market | River | Northern | Southern | Island |
Upland
""")
TITLES = _split("Herald | Post | Notices | Ledger Desk | Gazette | Bulletin | Journal | Registry | Almanac | Wire")
