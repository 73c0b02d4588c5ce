"""Does the page escape texts, refuse what is too long and survive failures?"""

import unittest

from tables import TableCheck


class Page(TableCheck):
    def test_1_render(self):
        """the result has sentences, marks, support and a warning"""
        page = self.module("page")
        got = self.call(page, "render", [("It cost 7 crowns.", {"7"}, ["It cost 6 crowns."])],
                        "model-x")
        if not isinstance(got, str):
            self.fail(f"render gave {got!r}: expected HTML as a text")
        for part, mistake in [("It cost ", "the sentence of the summary"),
                              ("It cost 6 crowns.", "the supporting sentence"),
                              ("<mark>7</mark>", "a fact that is missing in the source, marked"),
                              ("model-x", "the name of the model"),
                              ("mistake", "a word such as `mistakes`: the page says that it can "
                               "contain some")]:
            if part not in got:
                self.fail(f"render gave {got!r}: expected {part!r} in it, {mistake}")

    def test_2_escaped(self):
        """text is shown as text"""
        got = self.call(self.module("page"), "render",
                        [("<b>bold</b> & more", {"<i>"}, ["<script>x</script>"])], "<u>")
        for tag in ("<b>", "<i>", "<script>", "<u>"):
            if tag in got:
                self.fail(f"render shows {tag} from a text as a tag: expected "
                          f"&lt;{tag[1:-1]}&gt;; pass every text through html.escape")

    def respond(self, text, work, expected, mistake):
        got = self.call(self.module("page"), "respond", text, work, 100)
        shown = f"respond({text[:12]!r} ({len(text)} characters), work, 100)"
        if not isinstance(got, tuple) or len(got) != 2 or not isinstance(got[1], str):
            self.fail(f"{shown} gave {got!r}: expected a status and a text")
        self.same(got[0], expected, f"the status of {shown}", mistake)
        return got[1]

    def test_3_refused(self):
        """empty and overlong texts are refused with a message"""
        def work(text):
            raise AssertionError("work must not be called")
        for text, status, mistake in (("", 400, "an empty text is refused"),
                                      (" \n", 400, "a text of blanks is empty: strip it first"),
                                      ("x" * 101, 413, "a text above the limit is refused")):
            message = self.respond(text, work, status, mistake)
            if not message.strip():
                self.fail(f"respond({text[:12]!r}) gave no message with its status {status}: "
                          "expected one that says what to do")
        if "100" not in self.respond("x" * 101, work, 413, "a text above the limit is refused"):
            self.fail("the message for a text that is too long does not name the limit: expected "
                      "100 in it")

    def test_4_answered(self):
        """a good text is answered, and a failure does not end the program"""
        got = self.respond("a text", lambda text: f"<p>{text.upper()}</p>", 200, "a good text")
        if "<p>A TEXT</p>" not in got:
            self.fail(f"respond gave {got!r}: expected what work(text) returned")

        def broken(text):
            raise RuntimeError("secret path")
        got = self.respond("a text", broken, 500, "catch the exceptions of work, so that one "
                           "failing request leaves the program running")
        if "secret path" in got or not got.strip():
            self.fail("respond shows the message of an exception, or nothing: expected a sentence "
                      "for the user")


if __name__ == "__main__":
    unittest.main()
