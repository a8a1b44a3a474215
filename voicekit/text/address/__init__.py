"""One module per language: which words show how the customer is addressed.

They see what is written; which form is wanted is said elsewhere.
"""
