# Starter file of the basic-statistics project: fill in the parts that raise NotImplementedError.
"""Print basic statistics of one column of a CSV file.

Usage:  python3 stats.py FILE COLUMN
For example:  python3 stats.py data/study.csv minutes
"""

import sys


def read_column(path, column):
    """Return (values, empty): the numbers in a column as floats, and how many cells were empty.

    The file has a header line. Raises ValueError if the column does not exist or if a cell is
    not a number; the message says which one.
    """
    raise NotImplementedError("read_column")


def mean(values):
    """Return the arithmetic mean. Raises ValueError for an empty list."""
    raise NotImplementedError("mean")


def median(values):
    """Return the median without changing the list. Raises ValueError for an empty list."""
    raise NotImplementedError("median")


def variance(values, sample=False):
    """Return the population variance, or the sample variance if sample is true.

    Raises ValueError when there are too few values: none, or a sample of one.
    """
    raise NotImplementedError("variance")


def deviation(values, sample=False):
    """Return the standard deviation that belongs to variance(values, sample)."""
    raise NotImplementedError("deviation")


def histogram(values, bins=10):
    """Return a list of (lower edge, count), one for each of `bins` boxes of equal width.

    When all values are equal there is one box only.
    """
    raise NotImplementedError("histogram")


def report(values, empty):
    """Print all statistics, one to a line as `name: value`, and the histogram."""
    raise NotImplementedError("report")


def main(arguments):
    """Read the column named on the command line and print the report."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    path, column = arguments
    values, empty = read_column(path, column)
    report(values, empty)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
