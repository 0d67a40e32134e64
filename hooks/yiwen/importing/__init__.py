"""Bring texts from elsewhere into the form of a post: read, clean, report, never lose."""
