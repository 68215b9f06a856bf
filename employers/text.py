import re
import unicodedata

WORD = re.compile(r"[^\W_]+[+#]*")


def words_of(text: str) -> list[str]:
    """Words as they are compared: no case, no accents; c++ and c# stay whole. In order, each once."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return list(dict.fromkeys(WORD.findall(plain)))


def searchable(*texts: str) -> str:
    """A column in which " word" finds every word that starts so."""
    return " ".join(["", *words_of(" ".join(texts)), ""])
