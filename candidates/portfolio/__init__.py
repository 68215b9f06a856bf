"""Acts of people on their own profile: what it says, its pieces and links, who may see it, and whether it is there."""
