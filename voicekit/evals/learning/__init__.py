"""What a team's approved replies show of how it writes: proposals, each with what speaks for it.

It must never judge a reply, nor apply a proposal; personal data is taken out before anything here reads a word.
"""
