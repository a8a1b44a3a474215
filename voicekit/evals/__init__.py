"""Evaluation: cases with expectations, what a guideline makes of them, and what has been measured of its rules.

It must never be imported by what a reply goes through, and nothing here may be heavy to import.
"""
