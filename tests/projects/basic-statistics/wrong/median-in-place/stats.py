"""Print basic statistics of one column of a CSV file: the reference solution.

Usage:  python3 stats.py FILE COLUMN
"""

import csv
import math
import sys


def read_column(path, column):
    values = []
    empty = 0
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        if column not in (reader.fieldnames or []):
            raise ValueError(f"no column {column!r} in {path}")
        for row in reader:
            cell = (row[column] or "").strip()
            if not cell:
                empty += 1
                continue
            try:
                values.append(float(cell))
            except ValueError:
                raise ValueError(f"column {column!r}, line {reader.line_num}: {cell!r} is not a "
                                 f"number") from None
    return values, empty


def mean(values):
    if not values:
        raise ValueError("no values")
    return sum(values) / len(values)


def median(values):
    if not values:
        raise ValueError("no values")
    values.sort()
    ordered = values
    middle = len(ordered) // 2
    if len(ordered) % 2 == 1:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def variance(values, sample=False):
    divisor = len(values) - 1 if sample else len(values)
    if divisor < 1:
        raise ValueError("too few values")
    center = mean(values)
    return sum((x - center) ** 2 for x in values) / divisor


def deviation(values, sample=False):
    return math.sqrt(variance(values, sample))


def histogram(values, bins=10):
    low, high = min(values), max(values)
    width = (high - low) / bins
    if width == 0:
        return [(low, len(values))]
    counts = [0] * bins
    for x in values:
        index = min(int((x - low) / width), bins - 1)
        counts[index] += 1
    return [(low + i * width, count) for i, count in enumerate(counts)]


def report(values, empty):
    print(f"count: {len(values)}")
    print(f"left out: {empty}")
    print(f"mean: {mean(values):.3f}")
    print(f"median: {median(values):.3f}")
    print(f"population variance: {variance(values):.3f}")
    print(f"sample variance: {variance(values, sample=True):.3f}")
    print(f"population deviation: {deviation(values):.3f}")
    print(f"sample deviation: {deviation(values, sample=True):.3f}")
    boxes = histogram(values)
    most = max(count for _, count in boxes)
    for low, count in boxes:
        print(f"{low:10.2f} | {'#' * round(40 * count / most)} {count}")


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    path, column = arguments
    values, empty = read_column(path, column)
    report(values, empty)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
