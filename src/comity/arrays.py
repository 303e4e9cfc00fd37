"""Names for the arrays that live between the encoder and the finders: rank and number type."""

import numpy as np
from numpy.typing import NDArray

Ints1d = NDArray[np.int64]
Floats1d = NDArray[np.float32]
Floats2d = NDArray[np.float32]
Floats3d = NDArray[np.float32]
