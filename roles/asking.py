"""Of whom does a sentence speak? Skills are asked of the person sought, not had by the company or its product.

A sentence asks ("you have", "experience with", "Manage our …"), speaks of others ("We are a platform that …",
"To apply, send …", "Private health insurance"), or does not say ("Python, SQL").
"""

import re
from dataclasses import dataclass
from enum import Enum

from roles.words import stem_of


class Asks(Enum):
    YES = "yes"
    UNSAID = "unsaid"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int
    asks: Asks


def pattern(words: str) -> re.Pattern:
    return re.compile(words, re.IGNORECASE | re.VERBOSE)


# A sentence ends with its line, too; "e.g." does not end one.
SENTENCE = re.compile(
    r"(?:[^.!?\n•▪●]|\.(?=\S)|(?<=\be\.g)\.|(?<=\bi\.e)\.|(?<=\betc)\.(?=\s+[a-z(])|(?<=\bincl)\.)+"
)
# What the person sought brings or will do.
DEMAND = pattern(
    r"""\b(?: (?<!user\ )(?<!customer\ )(?<!developer\ )(?:experienced?|background) | knowledge(?:able)?
    | able\ to | ability | abilities | capab(?:le|ility) | skill(?:s|ed)? | proficien\w+
    | familiar(?:ity)? | fluen\w+ | expertise | understanding | competen\w+ | track\ record
    | qualifications? | responsib\w+ | must | should | requirements?(?:\ for)? | essential | desirable
    | desired | preferred | preferabl[ey] | an?
    (?:\ (?:huge|big|strong|added|definite|nice))?\ (?:plus|asset|advantage|must|bonus) | advantageous
    | passion(?:ate)? | important | crucial
    | vital | keen | talented | mastery | command\ of | aptitude | hands-on | comfortable | proven
    | savvy | enthusiastic | excellent\ (?!opportunit|benefit|career) | interest(?:ed)?\ in
    | willing(?:ness)? | eager
    | (?:ideal|successful|right|qualified|strong)\ (?:candidate|applicant|person)
    | (?:candidates?|applicants?|person)\ (?:should|must|with|who|will|has|have) | (?:role|position|job
    |post|work)\ (?:involves?|includes?|requires?|will|is\ responsible) | you(?:['’](?:ll|re|ve|d)
    |\ (?:will|would|can|could|are|have|know|need|love|enjoy|like|work|use|bring|understand|want
    |possess|thrive|speak|write|get)) | (?:looking|searching)\ (?:for|to\ hire) | seek(?:s|ing)?
    | hir(?:es|ing) | in\ need\ of | needs?\ (?:a|an|help|someone|somebody|to\ be) | needed | help\ us
    | I(?:['’]d|\ would)?\ (?:need|want|like|am\ looking) )\b"""
)
# Of these words some are said of companies and products, too: "excellent", "responsible". These are not.
CLEAR_DEMAND = pattern(
    r"""\b(?: should | must | needs?\ (?:to\ be|a|an) | needed | required
    | (?<!user\ )(?<!customer\ )experienced?\ (?:in|with|as|of) | your\ experience | knowledge | skills
    | ability | proficien\w+ | familiarity | fluen\w+ | looking | seek(?:s|ing)? | hiring
    | (?:is|are)\ (?:an?\ (?:\w+\ )?(?:plus|must|advantage|asset|bonus) | desirable | desired
    | preferred | essential | important) | preferably | important\ to | we(?:['’]d|\ would)\ like
    | I\ (?:need|want) | you(?:['’](?:ll|re|ve)|\ (?:will|have|are|must|should|know|need|can|get|love
    |like|enjoy)) | (?:ideal|successful)\ (?:candidate|applicant) )\b"""
)
# "We are looking for …" asks, "We are a team that …" does not, nor does "On top of that we run …".
WE = pattern(r"^\W*(?:we|our\ (?:team|company|mission|client|customers?|product|platform)s?)\b")
WE_ASK = pattern(
    r"""\b(?: looking | seek\w* | hiring | recruiting | search\w*\ for | need | want | require | expect
    | would\ (?:like|love) | wish | hope | imagine | use | work\ (?:with|in) | essential
    | you\ (?:will|are|have|should|must|can|need) | you['’](?:ll|re|ve) )\b"""
)
HAS_WE = re.compile(r"\bwe\b", re.IGNORECASE)
# The company's side: steps of applying, benefits, equal opportunity, what the reader will get and has to send.
ITS_SIDE = pattern(
    r"""^\W*(?: to\ apply | please
    | apply\ (?:now|here|today|online|by|via|through|for|directly|before|if|to\ the) | send | submit
    | attach | include | applications? | applicants?\ (?:must|are|will) | note | interviews?
    | all\ (?:interested|qualified) | for\ (?:more|further) | questions | contact\ us | visit | read
    | check\ out | learn\ more | find\ out | click | follow\ us | how\ to | why | interested
    | if\ you(?:['’](?:re|d)|\ (?:are|would))\ (?:interested|like|love) | feel\ free | don['’]t
    | join\ us ) \b | \b(?: equal\ opportunity | regardless\ of | without\ regard | affirmative\ action
    | discriminat\w+ | cover\ letter
    | we(?:['’]ll|\ will)?\ (?:offer|provide|give|invite|contact|help|pay|sponsor) | insurance
    | pension | salar(?:y|ies) | vacation | paid\ (?:time|leave|holidays?) | stipend | allowances?
    | perks | career\ (?:path|development|growth|progression) | (?:training|learning|conference
    |education|equipment|books?)\ (?:and\ \w+\ )?(?:budget|allowance) | (?:training|learning|development
    |mentoring|growth)\ (?:opportunit(?:y|ies)|program(?:me)?s?) | flexible\ (?:hours|working|schedule)
    | work[\s-]from[\s-]home | remote-first | your\ (?:application|cv|resume|résumé)
    | (?:team|company|work|workplace|working)\ (?:culture|atmosphere) )\b"""
)
ITS_SIDE_YET_ASKS = pattern(
    r"\b(?:experience|knowledge|ability|skills|responsible|responsibilities|you\ will|you['’]ll|proficien\w+)\b"
)
YOU_GET = pattern(
    r"""^\W*(?:as\ always,?\ )?(?: you(?:['’]ll|\ will)?\ (?:also\ )?(?: get | receive
    | be\ (?:offered|provided|given|evaluated) | benefit\ from | earn | enjoy\ (?:an?|our|the) )
    | your\ (?:users?|customers?|application|file|cv|letter|salary)
    | th(?:e|is)\ (?:file|application|letter) | once\ (?:you|your|applications?) | grow\ your )\b"""
)
# "Lumo is a tool that …": what it is, does or did, said of anything but the person or the post.
OF_WHAT = pattern(
    r"""^\W*+(?!you|your)(?P<who>(?:[^\s,;:]+,?\s+){1,7}?) (?: is | are | was | were | has | have | had
    | provides? | offers? | allows? | lets? | helps | enables? | uses | supports | runs | consists
    | aims | believes? | serves | operates | develops | delivers | works | builds | makes | brings
    | connects | protects | invites | collects? | represents? | specializ?es | became | grew | started
    | launched | can | will | may | focuses | decides? | comes | gives | goes | continues | remains
    | plans\ to | do | does | did | seem | need | covers? | revolves ) \b"""
)
HAS_BEEN_BUILT = pattern(r"\b(?:has|have)\ been\ (?:built|written|developed|made|created)\b")
PERSON = pattern(
    r"""\b(?: you | your | candidates? | applicants? | person | someone | role | roles | position | post
    | job | vacancy | work | tasks? | responsibilities | skills? | outcomes? | deliverables? | stack
    | languages? | technologies | tools | fluency | fellows? | supervisor | lead | leader | director
    | manager | coordinator | specialist | designer | developer | engineer | analyst | editor | writer
    | officer | assistant | producer | consultant | scientist | architect | strategist | head | intern
    | contributor | master | mentor | trainer | representative | associate | advisor | recruiter | pm
    | activities | client\ is\ looking | they | he | she | he/she | templates? | site | website | logo
    | design )\b"""
)
# A sentence that begins so is about something known already.
THE_THING = pattern(
    r"^\W*(?:this | these | those | our | their | its | many | most | today | currently | since | once)\b"
)
STARTS = """
achieve act adapt address administer advise analyse analyze anticipate arrange articulate assess assign
assist attend attract author automate balance brief bring build capture champion check coach collaborate
collect communicate compile complete compose conduct configure construct consult contribute control
convert coordinate craft create cultivate curate debug define delegate deliver demonstrate deploy design
determine develop direct discover distribute document draft drive edit educate empathise encourage enforce
engage enhance ensure escalate establish evaluate examine execute expand explore facilitate film follow
forecast forge formulate foster gather generate grow guide handle head help hire host identify implement
improve increase influence inform initiate innovate inspect inspire install integrate interact interface
interpret interview investigate keep launch lead leverage liaise listen localise maintain make manage map
measure meet mentor mitigate moderate monitor motivate negotiate nurture obtain onboard operate optimise
orchestrate organise oversee own participate partner perform persuade photograph pitch plan post prepare
present prioritise proactively procure produce promote proofread propose protect prototype provide publish
pursue qualify recommend reconcile record recruit reduce refine report represent research resolve respond
retain review revise run scale schedule scope secure select sell serve set shape share shoot solicit solve
source speak spearhead spot stay steer storyboard streamline strengthen study suggest summarise supervise
support sustain synthesise tailor take teach test track train transform translate troubleshoot understand
update uphold use utilise validate verify work write
"""
ACTS = frozenset(map(stem_of, STARTS.split()))
# "Manage …", "Managing …", "Manages …", also after a heading: "Key objective 3: Manage …".
FIRST_WORDS = re.compile(r"(?:^|[:–—]\s)\W*(?:\w+ly\s+|to\s+)?([A-Za-z]+)")
# Headings: below the first nothing is asked, below the second also words alone are.
LONGEST_HEADING = 60
OFFERS = pattern(
    r"""^\W*(?: (?:what\ )?we\ offer | (?:our\ |your\ |key\ |employee\ )?(?:benefits|perks)
    | why\ (?:join|work|us\b|you) | about\ (?:us|the\ company|our) | who\ we\ are
    | our\ (?:company|story|mission|values|culture|team) | company\ (?:description|overview|profile)
    | how\ to\ apply | (?:the\ )?(?:application|hiring|interview|recruitment)\ process | to\ apply
    | compensation | salary | equal\ opportunity | what['’]s\ in\ it\ for\ you
    | what\ you(?:['’]ll|\ will)?\ get | location | working\ hours ) \b"""
)
REQUIRES = pattern(
    r"""^\W*(?:\w+\W+){0,3}?(?: requirements? | qualifications? | responsibilit(?:y|ies) | duties | tasks
    | skills? | experience | profile | what\ you(?:['’]ll|\ will)?\ (?:do|be\ doing|bring|need|have)
    | who\ you\ are | the\ role | job\ description | must[\s-]haves? | nice\ to\ haves? | preferred
    | your\ (?:role|job|mission) | looking\ for ) \b"""
)
LIST_SIGNS = re.compile(r"[,;/|]")
FEWEST_ITEMS, LONGEST_ITEM = 3, 3


def sentences_of(text: str) -> list[Sentence]:
    """The sentences with what each asks, also by the heading that it stands below."""
    sentences, below = [], Asks.UNSAID
    for found in SENTENCE.finditer(text):
        heading = len(found[0]) <= LONGEST_HEADING and text[found.end() : found.end() + 1] in ("", "\n")
        if heading and OFFERS.match(found[0]):
            below = Asks.NO
        elif heading and (REQUIRES.match(found[0]) or found[0].rstrip().endswith(":")):
            below = Asks.YES if REQUIRES.match(found[0]) else Asks.UNSAID
        asked = asks(found[0])
        sentences.append(
            Sentence(*found.span(), below if below is Asks.NO or asked is Asks.UNSAID else asked)
        )
    return sentences


def asks(sentence: str) -> Asks:
    if says_what_it_has(sentence):
        return Asks.NO
    if DEMAND.search(sentence) or begins_with_an_act(sentence) or is_a_list(sentence):
        return Asks.YES
    return Asks.NO if THE_THING.match(sentence) and not PERSON.search(sentence) else Asks.UNSAID


def says_what_it_has(sentence: str) -> bool:
    """Whether it speaks of the company, its product, what it gives or how to apply."""
    if YOU_GET.match(sentence):
        return True
    if WE.match(sentence):
        return not WE_ASK.search(sentence)
    if ITS_SIDE.search(sentence):
        return not ITS_SIDE_YET_ASKS.search(sentence)
    if CLEAR_DEMAND.search(sentence):
        return False
    if begins_with_an_act(sentence):
        return False
    if HAS_WE.search(sentence):
        return not WE_ASK.search(sentence)
    if HAS_BEEN_BUILT.search(sentence):
        return True
    found = OF_WHAT.match(sentence)
    return bool(found) and not PERSON.search(found["who"])


def begins_with_an_act(sentence: str) -> bool:
    first = (word.lower() for word in FIRST_WORDS.findall(sentence[:150]))
    return any(stem_of(word) in ACTS and not word.endswith(("ation", "ment")) for word in first)


def is_a_list(sentence: str) -> bool:
    """As in: Python, R, SAS, SQL."""
    items = LIST_SIGNS.split(sentence)
    return len(items) >= FEWEST_ITEMS and all(len(item.split()) <= LONGEST_ITEM for item in items)
