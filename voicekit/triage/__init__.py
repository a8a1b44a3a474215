"""The customer's side of a thread: what their messages show, and where the brand's policy hands it on to.

It must never judge a draft, nor score what the agent feels.
"""
