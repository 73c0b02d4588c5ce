"""Makes the drawings of this project again: python3 make.py (standard library only).

Each digit is drawn with a pen of some width along a few points; the points are moved, turned,
slanted and stretched by chance. drawings.csv has labels; new_drawings.csv has none, they are in
../labels/new_drawings.csv for the check. A drawing is black and white, 20 by 20 pixels: 400 bits,
written as 100 hexadecimal digits.
"""

import csv
import math
import os
import random

HERE = os.path.dirname(os.path.abspath(__file__))
KNOWN, NEW, SIZE = 1000, 250, 20


def arc(x, y, rx, ry, start, end, steps=10):
    """Return points of an ellipse around (x, y); 0 degrees is right, 90 is down."""
    turns = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(x + rx * math.cos(t), y + ry * math.sin(t)) for t in turns]


SHAPES = {      # for each digit some ways to write it; each a list of strokes from 0 to 1
    0: [[arc(0.5, 0.5, 0.3, 0.45, -90, 270)], [arc(0.5, 0.5, 0.36, 0.42, -60, 290)]],
    1: [[[(0.5, 0.05), (0.5, 0.95)]], [[(0.28, 0.3), (0.55, 0.05), (0.55, 0.95)]],
        [[(0.3, 0.28), (0.52, 0.05), (0.52, 0.95)], [(0.3, 0.95), (0.75, 0.95)]]],
    2: [[arc(0.5, 0.3, 0.28, 0.25, -170, 40) + [(0.25, 0.93), (0.8, 0.93)]],
        [arc(0.48, 0.28, 0.26, 0.22, -160, 60) + [(0.2, 0.9), (0.5, 0.82), (0.8, 0.92)]]],
    3: [[arc(0.45, 0.28, 0.28, 0.22, -150, 90) + arc(0.45, 0.72, 0.32, 0.23, -90, 150)],
        [[(0.22, 0.07), (0.75, 0.07), (0.45, 0.42)] + arc(0.45, 0.69, 0.3, 0.26, -90, 150)]],
    4: [[[(0.6, 0.95), (0.6, 0.05), (0.18, 0.65), (0.85, 0.65)]],
        [[(0.28, 0.08), (0.22, 0.55), (0.78, 0.55)], [(0.7, 0.1), (0.64, 0.95)]]],
    5: [[[(0.75, 0.07), (0.3, 0.07), (0.27, 0.45)] + arc(0.47, 0.68, 0.3, 0.26, -110, 150)],
        [[(0.3, 0.08), (0.28, 0.46)] + arc(0.46, 0.69, 0.3, 0.25, -120, 140),
         [(0.3, 0.08), (0.78, 0.1)]]],
    6: [[[(0.68, 0.06), (0.38, 0.35)] + arc(0.5, 0.69, 0.27, 0.25, -160, 200)],
        [[(0.5, 0.04), (0.28, 0.45)] + arc(0.5, 0.7, 0.25, 0.24, 180, -180)]],
    7: [[[(0.2, 0.08), (0.8, 0.08), (0.42, 0.95)]],
        [[(0.2, 0.1), (0.78, 0.08), (0.45, 0.95)], [(0.32, 0.5), (0.75, 0.5)]]],
    8: [[arc(0.5, 0.28, 0.22, 0.21, 90, 450) + arc(0.5, 0.72, 0.28, 0.23, -90, 270)],
        [[(0.7, 0.1)] + arc(0.48, 0.27, 0.22, 0.18, -40, -200) +
         arc(0.5, 0.73, 0.25, 0.22, -60, 230) + [(0.72, 0.15)]]],
    9: [[arc(0.47, 0.3, 0.25, 0.24, 0, -360) + [(0.72, 0.3), (0.66, 0.95)]],
        [arc(0.48, 0.3, 0.26, 0.23, -10, -370) + [(0.73, 0.5)] +
         arc(0.47, 0.7, 0.26, 0.24, 0, 130)]],
}


def distance(x, y, a, b):
    """Return how far (x, y) is from the line between the points a and b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0 if length == 0 else min(max(((x - a[0]) * dx + (y - a[1]) * dy) / length, 0), 1)
    return math.hypot(x - a[0] - t * dx, y - a[1] - t * dy)


def strokes_of(rng, digit, wild):
    """Return the strokes of one drawing, in units of the picture's size."""
    turn, slant = rng.uniform(-0.3, 0.3) * wild, rng.uniform(-0.3, 0.3) * wild
    wide, high = rng.uniform(0.62, 0.95), rng.uniform(0.7, 0.95)
    right, down = rng.uniform(-0.07, 0.07) * wild, rng.uniform(-0.05, 0.05) * wild
    result = []
    for stroke in rng.choice(SHAPES[digit]):
        points = []
        shake = [rng.uniform(-0.07, 0.07) * wild for _ in range(4)]
        for i, (x, y) in enumerate(stroke):
            part = i / max(len(stroke) - 1, 1)
            x += shake[0] * (1 - part) + shake[1] * part - 0.5
            y += shake[2] * (1 - part) + shake[3] * part - 0.5
            x, y = (x - slant * y) * wide, y * high
            x, y = (x * math.cos(turn) - y * math.sin(turn),
                    x * math.sin(turn) + y * math.cos(turn))
            points.append((x + 0.5 + right, y + 0.5 + down))
        result.append(points)
    return result


def draw(rng, digit, size=SIZE, wild=1.0):
    """Return size * size values, 0 for paper and 1 for ink, row by row."""
    strokes = strokes_of(rng, digit, wild)
    pen = rng.uniform(0.045, 0.095)
    pixels = []
    for row in range(size):
        for column in range(size):
            x, y = (column + 0.5) / size, (row + 0.5) / size
            near = min(distance(x, y, a, b) for s in strokes for a, b in zip(s, s[1:]))
            pixels.append(int(near + rng.uniform(-0.012, 0.012) < pen))
    return pixels


def text_of(pixels):
    """Return the bits as hexadecimal digits, four to a digit."""
    number = int("".join(str(bit) for bit in pixels), 2)
    return f"{number:0{len(pixels) // 4}x}"


def write(path, header, rows):
    with open(os.path.join(HERE, path), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main():
    rng = random.Random(28)
    rows = []
    for number in range(1, KNOWN + NEW + 1):
        digit = rng.randrange(10)
        rows.append([number, digit, text_of(draw(rng, digit, wild=0.9))])
    write("drawings.csv", ["id", "label", "pixels"], rows[:KNOWN])
    write("new_drawings.csv", ["id", "pixels"], [[n, p] for n, _, p in rows[KNOWN:]])
    write("../labels/new_drawings.csv", ["id", "label"], [[n, d] for n, d, _ in rows[KNOWN:]])


if __name__ == "__main__":
    main()
