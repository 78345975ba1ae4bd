"""What the packaged model learned about this field: a small change to its weights, shipped beside the code.

The change is a LoRA (Hu et al., 2021): for each linear layer the product of two
narrow matrices, added to the weights before anything is built from them.
`python -m assistant.evaluation.adapting` learns it from questions with the
passages that answer them.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from assistant.index.packed_file import Packed

FILE = Path(__file__).with_name("adapter.safetensors")
# Raised when the shipped file changes, so that models and indexes made before are made anew.
EDITION = 1


def adapt(packed: Packed, file: Path = FILE) -> None:
    """Add the change to the tensors of `packed`, in place.

    It belongs to one model: a model with other layers stays as it is. Each
    tensor `name` has `name.up`, shape (out, rank), and `name.down`, shape
    (rank, in), scale included.
    """
    from safetensors.numpy import load_file

    change = load_file(file)
    names = {key.removesuffix(".up") for key in change if key.endswith(".up")}
    sizes = {name: change[f"{name}.up"].shape[0] * change[f"{name}.down"].shape[1] for name in names}
    if any(name not in packed.tensors or packed.tensors[name].size != size for name, size in sizes.items()):
        return
    for name in names:
        up, down = change[f"{name}.up"].astype(np.float32), change[f"{name}.down"].astype(np.float32)
        values = packed.tensors[name]
        packed.tensors[name] = values + (up @ down).astype(values.dtype).reshape(values.shape)
