#!/usr/bin/env python3
"""Lays the figures of one system beside another's. TAP.

figures.py HERE THERE LIST: each has a line a case; what differs is written to LIST. A figure may differ in its last
places, where the systems' mathematical libraries round otherwise, and in nothing else.
"""
import math
import pathlib
import sys

MOST = 4  # units of the last place


def read(path):
    """Rows of a case and its figures; a case may come again."""
    rows = [line.split(': ', 1) for line in pathlib.Path(path).read_text().splitlines()]
    return [(name, [float(word) for word in words.split()]) for name, words in rows]


def distance(a, b):
    """In units of the last place; 0: the same."""
    if a == b or (math.isnan(a) and math.isnan(b)):
        return 0
    if math.isnan(a) or math.isnan(b):
        return math.inf
    return abs(a - b) / math.ulp(max(abs(a), abs(b)))


def main():
    here, there = read(sys.argv[1]), read(sys.argv[2])
    same = [(name, len(row)) for name, row in here] == [(name, len(row)) for name, row in there]
    pairs = [(name, a, b) for (name, ours), (_, theirs) in zip(here, there) for a, b in zip(ours, theirs)]
    differing = [(name, a, b, distance(a, b)) for name, a, b in pairs if distance(a, b) > 0]
    with open(sys.argv[3], 'w') as out:
        out.writelines(f'{name}: {a!r} here, {b!r} there, {d:g} units of the last place\n' for name, a, b, d in differing)
    worst = max((d for *_, d in differing), default=0)
    print(f"{'ok' if same and len(pairs) > 1000 else 'not ok'} 1 the same {len(pairs)} figures are computed")
    print(f"{'ok' if worst <= MOST else 'not ok'} 2 {len(differing)} of them differ, by at most {worst:g} units of the last place")
    print('1..2')


if __name__ == '__main__':
    main()
