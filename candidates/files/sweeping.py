"""Files on disk that no row names: somebody died between writing a file and saving its row, or after forgetting the row
and before deleting the file."""

from datetime import datetime
from itertools import chain

from django.core.files.storage import default_storage

from candidates.files.keeping import FOLDER
from candidates.models import Application, Piece


def sweep(before: datetime) -> int:
    """Answers how many files went. Files are listed before rows are read: a row that is saved meanwhile names a file
    that is younger than `before`."""
    lost = {file.partition(".")[0]: file for file in old_files(before)}
    pieces = Piece.objects.exclude(file="").values_list("file", flat=True)
    for name in chain(Application.objects.file_names(), pieces.iterator()):
        lost.pop(name, None)
    for file in lost.values():
        default_storage.delete(f"{FOLDER}/{file}")
    return len(lost)


def old_files(before: datetime) -> list[str]:
    try:
        _, files = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return []
    return [file for file in files if is_older(file, before)]


def is_older(file: str, before: datetime) -> bool:
    try:
        return default_storage.get_modified_time(f"{FOLDER}/{file}") < before
    except FileNotFoundError:  # thrown away meanwhile
        return False
