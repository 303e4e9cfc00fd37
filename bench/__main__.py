"""python -m bench: accuracy, confidence, direction, the annotators' agreement, then speed."""

import sys

from bench import accuracy, agreement, confidence, direction, speed

for part in (accuracy, confidence, direction, agreement, speed):
    sys.argv[1:] = []
    part.main()
