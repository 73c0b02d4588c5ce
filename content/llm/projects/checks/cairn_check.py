"""What checks of all projects share: calls of the learner's code that end in a readable message.

A check never shows a traceback of its own. Whatever goes wrong in the learner's code, from a
missing file to an endless loop, becomes one message that says what was expected, what came and
what the likely mistake is.
"""

import ast
import contextlib
import copy
import importlib
import io
import os
import signal
import subprocess
import sys
import tempfile
import threading
import tokenize
import traceback
import unittest

__unittest = True      # unittest leaves frames of this file out of what it prints

FOLDER = os.path.realpath(os.getcwd())
if FOLDER not in sys.path:          # as when there is a colon in its name
    sys.path.append(FOLDER)
OUTPUT_MOST = 1 << 16       # bytes of a program's output that are looked at; it is stopped then
PRINTED_MOST = 1 << 20      # characters that one call may print
LOOP = "is there a loop whose condition never becomes false?"


class Endless(BaseException):
    """Raised by a timer when a call takes too long; no `except Exception` hides it."""


class Flood(BaseException):
    """Raised when a call prints without end."""


class Printed(io.StringIO):
    """Takes what a call prints, as long as that has an end."""

    def write(self, text):
        if self.tell() + len(text) > PRINTED_MOST:
            raise Flood
        return super().write(text)


@contextlib.contextmanager
def limit(seconds):
    """Raise Endless in the block when it computes longer, and again if that is swallowed.

    The time is that of the processor, so that a busy computer stops nobody; who waits without
    computing gets some times as much.
    """
    def ring(number, frame):
        raise Endless
    timers = ((signal.SIGPROF, signal.ITIMER_PROF, seconds),
              (signal.SIGALRM, signal.ITIMER_REAL, 3 * seconds))
    before = [signal.signal(number, ring) for number, timer, time in timers]
    for number, timer, time in timers:
        signal.setitimer(timer, time, 0.5)
    try:
        yield
    finally:
        for (number, timer, time), handler in zip(timers, before):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)


def place(error):
    """Return ' (file.py, line 12)' for the last line of the learner's code that was running."""
    if isinstance(error, SyntaxError) and error.filename:
        return f" ({os.path.basename(error.filename)}, line {error.lineno})"
    found = ""
    for frame in traceback.extract_tb(error.__traceback__):
        if os.path.realpath(frame.filename).startswith(FOLDER + os.sep):
            found = f" ({os.path.basename(frame.filename)}, line {frame.lineno})"
    return found


def short(value, room=160):
    """Return repr(value), cut when it is long."""
    try:
        text = repr(value)
    except Exception:
        text = f"an object of class {type(value).__name__}"
    return text if len(text) <= room else text[:room] + "..."


def called(name, arguments, options=None):
    """Return a call as text, as in tokenize('2*3')."""
    parts = [short(a, 60) for a in arguments]
    parts += [f"{key}={short(value, 60)}" for key, value in (options or {}).items()]
    return f"{name}({', '.join(parts)})"


def program(arguments, text="", seconds=10, folder="."):
    """Run the learner's Python with these arguments and the text as its input.

    Returns (exit status, output, error output). The status is None when the program did not end
    in time, or printed without end, and was stopped.
    """
    with tempfile.TemporaryFile() as given:
        given.write(text.encode("utf-8"))
        given.seek(0)
        process = subprocess.Popen([sys.executable, "-B", *arguments], cwd=folder, stdin=given,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=dict(os.environ, PYTHONPATH=os.path.abspath(folder)))
        stopped = threading.Event()
        found = {}

        def stop():
            stopped.set()
            process.kill()

        def read(stream, name):
            found[name] = stream.read(OUTPUT_MOST)
            if stream.read(1):
                stop()

        timer = threading.Timer(seconds, stop)
        readers = [threading.Thread(target=read, args=(process.stdout, "output")),
                   threading.Thread(target=read, args=(process.stderr, "errors"))]
        for thread in (timer, *readers):
            thread.start()
        status = process.wait()
        timer.cancel()
        for thread in readers:
            thread.join()
        process.stdout.close()
        process.stderr.close()
    output, errors = (found[name].decode("utf-8", "replace") for name in ("output", "errors"))
    return None if stopped.is_set() else status, output, errors


def import_seconds(source):
    """Return how long an import may compute: what brings in libraries takes its time."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return 3
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "." for node in nodes if isinstance(node, ast.ImportFrom)]
    plain = getattr(sys, "stdlib_module_names", ())
    return 3 if all(name.split(".")[0] in plain for name in names) else 20


def said(error):
    """Return an error of the learner's code as text, with its place and what may be behind it."""
    text = f"{type(error).__name__}: {error}{place(error)}"
    if isinstance(error, PermissionError):
        text += "; under the checks a program writes in its own folder and in temporary ones only"
    return text


def last_line(errors):
    """Return the last line of a program's error output, which names the error."""
    return (errors.strip().splitlines() or ["no message"])[-1]


class Check(unittest.TestCase):
    """A test with calls that fail with a message instead of an error."""

    longMessage = False
    call_seconds = 2        # for a call that says nothing else; arrays and models take longer
    stuck = False

    def module(self, name, seconds=None):
        """Import the learner's module, or fail and say why it cannot be imported.

        After one import that did not end, the other tests are skipped.
        """
        if not os.path.isfile(f"{name}.py"):
            self.fail(f"there is no file {name}.py in the project's folder: create it there, "
                      f"with exactly this name")
        if Check.stuck:
            self.skipTest("an earlier call did not end")
        source = self.module_text(name)
        seconds = import_seconds(source) if seconds is None else seconds
        try:
            with limit(seconds), contextlib.redirect_stdout(Printed()):
                return importlib.import_module(name)
        except (Endless, Flood) as error:
            Check.stuck = True
            wrong = (f"importing {name}.py "
                     + (f"did not end within {seconds} seconds" if isinstance(error, Endless)
                        else "prints without end")
                     + ": code that stands outside functions runs on import; move it into main()")
        except SyntaxError as error:
            wrong = f"{name}.py is not valid Python{place(error)}: {error.msg}"
        except ModuleNotFoundError as error:
            wrong = (f"{name}.py imports {error.name}, which this Python does not have: install it "
                     f"in the project's virtual environment, or correct the name")
        except NotImplementedError:
            wrong = (f"importing {name}.py stopped with NotImplementedError: code that stands "
                     f"outside functions runs on import; move it into main()")
        except EOFError:
            wrong = (f"importing {name}.py asks for input: move that code into main() and call it "
                     f"below  if __name__ == \"__main__\":")
        except SystemExit:
            wrong = (f"importing {name}.py ends the program: keep the line  "
                     f"if __name__ == \"__main__\":  above the call of main()")
        except Exception as error:
            wrong = f"importing {name}.py stopped with {said(error)}"
        self.fail(wrong)

    def module_text(self, name):
        """Return the text of the learner's module, or fail when it is no text."""
        try:
            with tokenize.open(f"{name}.py") as file:
                return file.read()
        except SyntaxError as error:        # the encoding that it names in its first lines
            self.fail(f"{name}.py cannot be read: {error.msg}")
        except UnicodeDecodeError:
            with open(f"{name}.py", encoding="utf-8", errors="replace") as file:
                lines = [number for number, line in enumerate(file, 1) if "\ufffd" in line]
            self.fail(f"{name}.py, line {lines[0] if lines else 1}, is not UTF-8: save the file "
                      f"with this encoding, which Python and all editors of today use")

    def member(self, module, name):
        """Return the function or class of the learner's module, or fail and name it."""
        if not hasattr(module, name):
            self.fail(f"{module.__name__}.py has no {name}: define it with exactly this name, at "
                      f"the left margin, outside other functions")
        return getattr(module, name)

    def run_code(self, text, function, *arguments, seconds=None, expect=None, **options):
        """Call the function and return its result; `text` is how messages name the call.

        With expect=SomeError the call must raise that error, which is returned. After one call
        that did not end, the other tests are skipped: they would only cost time.
        """
        if Check.stuck:
            self.skipTest("an earlier call did not end")
        seconds = self.call_seconds if seconds is None else seconds
        wanted = f"expected {expect.__name__}" if expect is not None else "expected a result"
        try:
            with limit(seconds), contextlib.redirect_stdout(Printed()):
                result = function(*arguments, **options)
            if expect is None:
                return result
            wrong = f"{text} gave {short(result)}: {wanted}"
        except Endless:
            Check.stuck = True
            wrong = f"{text} did not end within {seconds} seconds: {LOOP}"
        except Flood:
            Check.stuck = True
            wrong = f"{text} prints without end: {LOOP}"
        except SystemExit:
            wrong = (f"{text} ends the whole program: return a value or raise an error instead "
                     f"of calling exit")
        except Exception as error:
            if expect is not None and isinstance(error, expect):
                return error
            wrong = f"{text} stopped with {said(error)}; {wanted}"
            if isinstance(error, NotImplementedError):
                wrong = (f"{text} stopped with NotImplementedError ({error}): this part is not "
                         f"written yet")
            elif isinstance(error, EOFError):
                wrong = (f"{text} asks for input: a function takes its values from its arguments, "
                         f"only main() talks to the user")
            elif isinstance(error, RecursionError):
                wrong = (f"{text} calls itself without end{place(error)}: which case should stop "
                         f"it?")
        self.fail(wrong)

    def call(self, module, name, *arguments, **options):
        """Call module.name with copies of the arguments, so that the check's own stay the same."""
        function = self.member(module, name)
        given = {k: v for k, v in options.items() if k not in ("seconds", "expect")}
        text = called(name, arguments, given)
        return self.run_code(text, function, *copy.deepcopy(arguments), **options)

    def same(self, got, expected, text, mistake):
        """Fail unless got equals expected; None gets a hint of its own."""
        if got is None and expected is not None:
            self.fail(f"{text} gave None: expected {short(expected)}; is a `return` missing?")
        try:
            equal = bool(got == expected)
        except Exception:
            equal = False
        if not equal:
            self.fail(f"{text} gave {short(got)}: expected {short(expected)}; {mistake}")

    def number(self, got, text, expected="a number"):
        """Return got as a float, or fail."""
        if got is None:
            self.fail(f"{text} gave None: expected {expected}; is a `return` missing?")
        try:
            value = float(got)
        except Exception:
            value = None
        if value is None or isinstance(got, str):
            self.fail(f"{text} gave {short(got)}: expected {expected}")
        return value

    def near(self, got, expected, text, mistake, tolerance=1e-9):
        """Fail unless got is a number within the tolerance, relative to max(1, |expected|)."""
        value = self.number(got, text, f"{expected:.6g}")
        if not abs(value - expected) <= tolerance * max(1.0, abs(expected)):
            digits = 6 if f"{value:.6g}" != f"{expected:.6g}" else 12
            self.fail(f"{text} gave {value:.{digits}g}: expected {expected:.{digits}g}; {mistake}")
