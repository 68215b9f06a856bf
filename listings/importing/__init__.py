"""Adverts from files: read rows, understand each, save them as listings. docs/importing.md has the mapping."""
