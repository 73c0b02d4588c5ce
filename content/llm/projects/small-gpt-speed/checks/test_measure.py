"""Does measure leave out the warm-up, wait for the device and return the median?"""

import unittest

from cairn_check import Check


class World:
    """A clock that only moves when work is waited for, or when it is called."""

    def __init__(self, durations, asynchronous=False):
        self.now, self.pending, self.calls = 100.0, 0.0, 0
        self.durations, self.asynchronous = durations, asynchronous

    def work(self):
        spent = self.durations[min(self.calls, len(self.durations) - 1)]
        self.calls += 1
        if self.asynchronous:
            self.pending += spent
        else:
            self.now += spent

    def wait(self):
        self.now += self.pending
        self.pending = 0.0

    def clock(self):
        return self.now


class Measure(Check):
    def measured(self, world, **options):
        function = self.member(self.module("measures"), "measure")
        shown = "".join(f", {key}={value}" for key, value in options.items())
        text = f"measure(function{shown}, clock=...)"
        return text, self.run_code(text, function, world.work, clock=world.clock, **options)

    def test_1_calls(self):
        """the function is called once for each warm-up and each run"""
        for runs, warmup in ((5, 1), (7, 2)):
            world = World([1.0])
            text, _ = self.measured(world, runs=runs, warmup=warmup)
            self.same(world.calls, runs + warmup, f"the number of calls of the function in {text}",
                      f"{warmup} to warm up and {runs} to measure")

    def test_2_warmup(self):
        """the slow first calls do not count"""
        text, got = self.measured(World([50.0] * 6 + [2.0]), runs=5, warmup=6)
        self.near(got, 2.0, f"{text}, whose first 6 calls take 50 s and all others 2 s,",
                  "call the function `warmup` times before you start to keep times", 1e-6)

    def test_3_median(self):
        """the result is the median, which one slow run does not move"""
        text, got = self.measured(World([9.0, 3.0, 1.0, 30.0, 2.0, 4.0]), runs=5, warmup=1)
        mistake = "sort the times and take the one in the middle"
        self.near(got, 3.0, f"{text} for times of 3, 1, 30, 2 and 4 s", mistake, 1e-6)
        text, got = self.measured(World([9.0, 3.0, 1.0, 30.0, 2.0, 4.0, 8.0]), runs=6, warmup=1)
        mistake = "with an even number of times take the mean of the two in the middle"
        self.near(got, 3.5, f"{text} for times of 3, 1, 30, 2, 4 and 8 s", mistake, 1e-6)

    def test_4_wait(self):
        """the clock is read only after the device has finished"""
        world = World([50.0, 2.0], asynchronous=True)
        function = self.member(self.module("measures"), "measure")
        text = "measure(function, runs=5, warmup=1, wait=wait, clock=...)"
        got = self.run_code(text, function, world.work, runs=5, warmup=1, wait=world.wait,
                            clock=world.clock)
        self.near(got, 2.0, f"{text} on a device that works on its own, 50 s and then 2 s a call,",
                  "call wait() before each of the two readings of the clock: otherwise the clock "
                  "stops before the work is done, or the warm-up is counted too", 1e-6)

    def test_5_few(self):
        """fewer than five runs are refused"""
        world = World([1.0])
        function = self.member(self.module("measures"), "measure")
        self.run_code("measure(function, runs=4)", function, world.work, runs=4, clock=world.clock,
                      expect=ValueError)


if __name__ == "__main__":
    unittest.main()
