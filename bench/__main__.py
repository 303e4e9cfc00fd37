"""python -m bench: accuracy, then speed."""

import sys

from bench import accuracy, speed

for part in (accuracy, speed):
    sys.argv[1:] = []
    part.main()
