"""The steps from an empty database to today's tables; written by hand, each frozen once it was released."""
