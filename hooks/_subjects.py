"""What each page of a build is about: for its head, and for the files that list pages."""

from __future__ import annotations

from _build import Build
from yiwen.heads import Subject
from yiwen.subjects import about_document, about_entry, about_plan


def subject_of(build: Build, path: str) -> Subject:
    """What the page made of the source at ``path`` is about; sitemaps list those ``indexed``."""
    if entry := build.library.by_path.get(path):
        return about_entry(entry, build.previews.get(path))
    if plan := build.plans.get(path):
        return about_plan(plan, build.settings, build.documents.get(path))
    return about_document(build.documents[path], build.settings)
