"""Files of candidates: looked at before they are kept, kept under names of our own, and given out by views that ask who
wants them. Nothing here is ever served as a page."""
