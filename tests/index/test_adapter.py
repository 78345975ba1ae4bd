"""The small change to the packaged model's weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from assistant.index.adapter import FILE, adapt
from assistant.index.packed_file import Packed

UP = np.array([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0]], dtype=np.float16)
DOWN = np.array([[1.0, 2.0], [3.0, 4.0]], dtype=np.float16)


def packed(**tensors: np.ndarray) -> Packed:
    """A packed model with these tensors, each flat."""
    return Packed(2, 1, 1, 2, 9, 9, 1, 1e-12, 0, 1, 2, 3, [], {n: t.ravel() for n, t in tensors.items()})


@pytest.fixture
def change(tmp_path: Path) -> Path:
    """A change of a layer with two inputs and three outputs."""
    path = tmp_path / "change.safetensors"
    save_file({"l0.q.w.up": UP, "l0.q.w.down": DOWN}, path)
    return path


def test_the_product_is_added_to_the_weights(change: Path) -> None:
    model = packed(**{"l0.q.w": np.ones((3, 2), np.float32), "l0.k.w": np.ones((3, 2), np.float32)})
    adapt(model, change)
    assert model.tensors["l0.q.w"].tolist() == [2, 3, 7, 9, 5, 7]
    assert model.tensors["l0.q.w"].dtype == np.float32
    assert model.tensors["l0.k.w"].tolist() == [1] * 6


@pytest.mark.parametrize("other", [{"l0.k.w": np.zeros(6)}, {"l0.q.w": np.zeros(8)}])
def test_another_model_stays_as_it_is(change: Path, other: dict[str, np.ndarray]) -> None:
    model = packed(**other)
    adapt(model, change)
    assert list(model.tensors) == list(other) and not next(iter(model.tensors.values())).any()


def test_a_change_that_half_fits_is_not_half_made(tmp_path: Path) -> None:
    path = tmp_path / "change.safetensors"
    save_file({"a.up": UP, "a.down": DOWN, "b.up": UP, "b.down": DOWN}, path)
    model = packed(a=np.zeros(6), b=np.zeros(7))
    adapt(model, path)
    assert not model.tensors["a"].any() and not model.tensors["b"].any()


def test_the_shipped_change_is_whole() -> None:
    change = load_file(FILE)
    names = {key.rpartition(".")[0] for key in change}
    assert set(change) == {f"{name}.{side}" for name in names for side in ("up", "down")}
    assert all(change[f"{n}.up"].shape[1] == change[f"{n}.down"].shape[0] for n in names)
    assert all(np.isfinite(matrix).all() and matrix.any() for matrix in change.values())
    layers = {name.split(".")[0] for name in names}
    assert len(names) == 6 * len(layers)
