"""Connected parts of a relation (union-find)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """Connected parts; which member stands for a part is nobody's business."""

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._parent: dict[T, T] = {item: item for item in items}
        self._size: dict[T, int] = {}

    def find(self, item: T) -> T:
        """The member that stands for the item's part."""
        root = item
        while (above := self._parent.setdefault(root, root)) != root:
            root = above
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def join(self, one: T, other: T) -> None:
        """Make the parts of two items one."""
        one, other = self.find(one), self.find(other)
        if one == other:
            return
        if self._size.get(one, 1) < self._size.get(other, 1):
            one, other = other, one
        self._parent[other] = one
        self._size[one] = self._size.get(one, 1) + self._size.pop(other, 1)


class PartedGroups(Groups[T]):
    """Connected parts, some of which must not become one; `join` is asked for nothing that `apart` forbids."""

    def __init__(self, items: Iterable[T] = ()) -> None:
        super().__init__(items)
        self._others: dict[T, set[T]] = {}  # by what stands for a part: members of those that it must stay apart from

    def keep_apart(self, one: T, other: T) -> None:
        """From now on the parts of two items, which are two, must stay so."""
        self._others.setdefault(self.find(one), set()).add(other)
        self._others.setdefault(self.find(other), set()).add(one)

    def apart(self, one: T, other: T) -> bool:
        """Whether the parts of two items must stay two."""
        part = self.find(other)
        return any(self.find(item) == part for item in self._others.get(self.find(one), ()))

    def join(self, one: T, other: T) -> None:
        """Make the parts of two items one."""
        others = self._others.pop(self.find(one), set()) | self._others.pop(self.find(other), set())
        super().join(one, other)
        if others:
            self._others[self.find(one)] = others
