"""From the cells of a row to words in them that are no name: N/A, SELF, ZZZTEST, (VIP)."""

from __future__ import annotations

import re
from functools import lru_cache

from press.mail.recipients.word_tables import words

_WORD = re.compile(r"[^\W_]+")
_NOT_SAID = re.compile(r"[\W_]*")

# A cell of these words alone has no value.
_NOTHING = words("""
N/A NA NULL NIL UNKNOWN UNK UNKN UNKNWN NONE TBD TBA NAN UNDEFINED UNSPECIFIED UNASSIGNED
UNIDENTIFIED ANONYMOUS NONAME BLANK EMPTY MISSING DESCONOCIDO DESCONOCIDA NINGUNO NINGUNA
FNU LNU NFN NLN NMN NMI NOFIRSTNAME NOLASTNAME XX XXX XXXX XXXXX
""")
_NOTHING_TEXTS = frozenset((
    "N A", "NO NAME", "NO FIRST NAME", "NO LAST NAME", "NO MIDDLE NAME", "NOT AVAILABLE",
    "NOT APPLICABLE", "NOT PROVIDED", "NOT GIVEN", "NOT KNOWN", "NOT ON FILE", "NOT LISTED",
    "NOT SPECIFIED", "NAME UNKNOWN", "UNKNOWN NAME", "FIRST NAME UNKNOWN", "LAST NAME UNKNOWN",
    "TO BE DETERMINED", "FIRST NAME", "LAST NAME", "NOT ENTERED", "NOT STATED", "NO DATA",
))  # fmt: skip
_NEVER_IN_A_NAME = words("FNU LNU UNKNOWN TBD UNK UNKN NFN NLN DESCONOCIDO DESCONOCIDA")
# They are surnames, too: only in capitals where the rest of the name is not.
_SURNAMES = words("NA NULL")

_TEST_WORDS = words("""
TEST TESTS TESTING TESTER TESTPATIENT PATIENT PT DUMMY FAKE DEMO TRAINING PERSON NAME FIRST LAST
MICKEY MOUSE DONALD DUCK ONE TWO THREE FOUR FIVE A B C ADULT CHILD BABY PEDS PEDIATRIC MALE FEMALE
EPIC CERNER ATHENA ADMIN SYSTEM USER SAMPLE EXAMPLE DO NOT USE
""")
_SURE_TEST_WORDS = words("TEST TESTING TESTPATIENT DUMMY FAKE DEMO TRAINING")
_TEST_SHAPE = re.compile(r"Z{2,}.*|X{3,}.*|TEST(?:PATIENT|PT|\d+|ING\d*)|PATIENTTEST")
_NO_NAME_WORDS = words("DUPLICATE INACTIVE MERGED INVALID VOID OBSOLETE DISCHARGED DISMISSED")

_REFERRER_WORDS = words("""
SELF REFERRAL REFERRALS REFERRED REFERRER REFER REFERRING REF UNKNOWN UNK UNSPECIFIED UNASSIGNED
NONE NO NOT NULL NIL NA N A TBD TBA PROVIDER PROVIDERS PROV PHYSICIAN DOCTOR PCP PATIENT PT GENERIC
HISTORICAL OUTSIDE EXTERNAL OTHER DEFAULT ON FILE LISTED GIVEN AVAILABLE APPLICABLE PROVIDED IN THE
SYSTEM FOUND WALK WALKIN FRIEND RELATIVE INTERNET WEBSITE GOOGLE BY TO BE DETERMINED PENDING MISC
DECLINED NAME SOURCE PERSON SAME HIMSELF HERSELF THEMSELVES ANY X XX XXX TEST CONVERSION NONSTAFF
NON STAFF UNLISTED SPECIFIED KNOWN ENTERED ASSIGNED SPOUSE FAMILY MEMBER MYSELF ME BLANK MISSING
AUTO DESCONOCIDO NINGUNO PROPIO MISMO
""")
_EMPTY_REFERRER = words("""
SELF UNKNOWN UNK UNSPECIFIED UNASSIGNED NONE NO NOT NULL NIL NA TBD TBA PROVIDER PROVIDERS
PHYSICIAN DOCTOR PCP PATIENT PT WALK WALKIN FRIEND RELATIVE INTERNET WEBSITE GOOGLE PENDING OTHER
HIMSELF HERSELF THEMSELVES REFERRAL REFERRED DECLINED DETERMINED X XX XXX TEST MISC N MISMO SAME
DESCONOCIDO NINGUNO UNLISTED MYSELF ME SPOUSE BLANK MISSING DEFAULT MEMBER REFERRING
""")

_BRACKETS = re.compile(
    r"\(([^()]*)\)?|\[([^\[\]]*)\]?|\{([^{}]*)\}?|<([^<>]*)>?|[\"“”„]([^\"“”„]+)[\"“”]?"
    r"|(?<!\w)['‘]([^'’‘]+)['’](?!\w)"
)
# Short forms that do not begin as the name does: Bill for William. The others begin alike.
_NICKNAMES = words("""
BILL BILLY BOB BOBBY BUD BUDDY BUTCH CHIP CHUCK DICK DOLLY DREW GINGER HANK HARRY JACK JACKIE JEB
JIM JIMMY KIT KITTY LIBBY LIZ LIZZIE BETH BETSY BETTE BETTY BESS BESSIE ELIZA LISA LIBBIE BUFFY
MAGGIE MEG MEGAN MIDGE PEG PEGGY DAISY GRETA GRETCHEN RITA MAMIE MIMI MOLLY POLLY MAISIE NAN NANCY
NED NELL NELLIE TED TEDDY PAT PATTY PATSY TRICIA TRISH PADDY RICK RICKY RICH ROB ROBBIE SALLY SADIE
SANDY SASHA SKIP SONNY STACY SUE TONY TRIXIE TINA TRUDY WENDY WILL WILLIE XANDER ZACK TERRY TRACY
TOM TOMMY JO JOE JOEY JOHNNY GENE GUS GUY HAL IKE IZZY JAY JON JUNIOR KAT KATE KATHY KAY KIM LARRY
LENA LEW LINDY LOLA LON LOU LULU MANDY MANNY MARGE MARGIE MARTY MEL MICK MICKEY MIKE MIKEY MINDY
MISSY MITZI MO MOE NATE NICK NICKY NIKKI NORA NORM OLLIE OZZIE PENNY PETE PHIL RAY REGGIE RON RONNIE
ROSIE ROXY RUDY RUSTY SAM SAMMY SHELLY SID STAN STEVE STU SUZY TAD TAMMY THEO TIM TIMMY TOBY TRIP
TREY TY VAL VERN VIC VICKY VIN VINNIE WALLY WALT WES WINNIE WOODY ZEKE ANDY ALEX ALLIE AL ABE ARCHIE
ART ARTIE BARB BABS BART BEA BECKY BEN BENNY BERNIE BERT BILLIE BOBBIE BRAD BRIDIE CASSIE CATHY
CHARLIE CHET CHRIS CHRISSY CINDY CLEM CONNIE CORKY DAN DANNY DAVE DAVEY DEB DEBBIE DEE DENNY DON
DONNIE DOT DOTTIE DOUG ED EDDIE ELLIE EMMY ERNIE FLO FRAN FRANK FRANKIE FRANNIE FRED FREDDY GABE
GAIL GERRY JERRY GREG HATTIE HETTY JAKE JAMIE JAN JANIE JEFF JENNY JESS JILL JOSH JUDY JULIE KEN
KENNY LEN LENNY LEO LES LILY LORI LOTTIE LUKE MABEL MADDIE MATT MAX MINNIE CARLITOS CHELO CHENTE
CHEPE CHUY CONCHA CUCA CHARO CHAVA CHITO CHUCHO COQUI FITO GOYO KIKE LALO LICHA LOLITA LUCHO LUPE
LUPITA MARUCHA MEMO MILO NACHO NANDO NENA NENE PACO PANCHO PEPA PEPE PILI QUIQUE TAVO TETE TITA
TITO TOÑO TONO TRINI YOLI BETO BETI NINO POLO RAFA SUSI VICKI WILLY BUBBA CISSY SISSY MIMI NANA ACE
RED SLIM DUKE TEX DOC CURLY SHORTY
""")


def says_nothing(text: str) -> bool:
    """Return True for N/A, UNKNOWN and the like, and for a text without a letter or digit."""
    return bool(_NOT_SAID.fullmatch(text)) or _says_nothing(text)


@lru_cache(maxsize=2048)
def _says_nothing(text: str) -> bool:
    upper = text.upper().strip()
    found = _WORD.findall(upper)
    joined = " ".join(found)
    return upper in _NOTHING or joined in _NOTHING_TEXTS or all(word in _NOTHING for word in found)


def name_says_nothing(column: str, text: str, other: str = "") -> bool:
    """Return True if a name, or an essential part of it, is a placeholder.

    ``other`` is the other one of the first and the last name, or empty.
    """
    typed = _WORD.findall(text)
    upper = [word.upper() for word in typed]
    if not typed:
        return False  # a name without a letter is a problem of its own
    if not _NEVER_IN_A_NAME.isdisjoint(upper):
        return True
    if column != "name":
        if upper[0] in _SURNAMES and len(upper) == 1:
            return _is_placeholder_surname(column, typed[0], other)
        return says_nothing(text)
    if says_nothing(text):
        return not (len(typed) == 1 and typed[0] in ("Na", "Null"))
    if "," in text:
        last, _, first = text.partition(",")
        return name_says_nothing("last_name", last, first) or name_says_nothing(
            "first_name", first, last
        )
    return len(upper) > 1 and (
        text.upper().startswith("N/A ") or {upper[0], upper[-1]} <= _NOTHING | {"A"}
    )


def _is_placeholder_surname(column: str, word: str, other: str) -> bool:
    if not word.isupper() and not word.islower():
        return says_nothing(other) if other.strip() else False
    if word.upper() == "NULL" or column != "last_name":
        return True
    return not other.strip() or says_nothing(other) or not other.isupper()


def is_test_patient(text: str) -> bool:
    """Return True for ZZZTEST, TEST PATIENT and the like; ``text`` is a whole name."""
    upper = [word.upper() for word in _WORD.findall(text)]
    if any(_TEST_SHAPE.fullmatch(word) for word in upper):
        return True
    if "MOUSE" in upper and not {"MICKEY", "MINNIE"}.isdisjoint(upper):
        return True
    return not _SURE_TEST_WORDS.isdisjoint(upper) and (
        upper[0] in ("TEST", "TESTING", "DUMMY") or all(word in _TEST_WORDS for word in upper)
        or upper[-1] in ("TEST", "TESTING", "DUMMY", "TESTPATIENT")
    )  # fmt: skip


def has_no_name_words(text: str) -> bool:
    """Return True for words and signs that are no part of any name, such as ``*`` or INACTIVE."""
    return "*" in text or not _NO_NAME_WORDS.isdisjoint(
        word.upper() for word in _WORD.findall(text)
    )


def without_nicknames(text: str) -> str | None:
    """Return a name without known nicknames in brackets or quotes; None if it has others there."""
    outside = " ".join(_BRACKETS.sub(" ", text).split())
    given = [word.upper() for word in _WORD.findall(outside)]
    for match in _BRACKETS.finditer(text):
        content = next((group for group in match.groups() if group is not None), "")
        if not _is_nickname(content.strip(), given):
            return None
    return outside.replace(" ,", ",") if outside != " ".join(text.split()) else text


def _is_nickname(text: str, names: list[str]) -> bool:
    """Return True for a common nickname, and for a short form that begins as a name does."""
    upper = text.upper()
    if upper in _NICKNAMES or upper in names:
        return True
    if not re.fullmatch(r"[^\W\d_]{2,}", upper):
        return False
    return any(name[:3] == upper[:3] and len(name) > 2 and len(upper) > 2 for name in names)


def referrer_says_nothing(text: str) -> bool:
    """Return True for SELF, UNKNOWN PROVIDER and the like: no person or practice referred."""
    if says_nothing(text):
        return True
    upper = _WORD.findall(text.upper())
    return all(word in _REFERRER_WORDS for word in upper) and not _EMPTY_REFERRER.isdisjoint(upper)
