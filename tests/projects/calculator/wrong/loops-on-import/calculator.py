"""A loop outside functions, which runs on import."""

while True:
    pass
