"""A brand that does not exist yet: the answers it is made of, and the files they become.

It must never write a file, nor put anything into a brand that nobody answered or a shipped brand does not say.
"""
