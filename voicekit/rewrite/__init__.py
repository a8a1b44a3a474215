"""Rewrites of a draft: a model or the brand's own phrasings suggest, deterministic code decides what may be shown.

Must never send a text that was not redacted, nor show one that the guard has not passed.
"""
