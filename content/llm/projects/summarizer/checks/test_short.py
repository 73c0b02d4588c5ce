"""Are the articles summarized, each in the same way every time?"""

import unittest

from tables import TableCheck, shipped, words


class Short(TableCheck):
    def test_1_length(self):
        """check_length refuses what is too long and names both lengths"""
        texts = self.module("texts")
        for length in (0, 899, 900):
            self.call(texts, "check_length", length, 900)
        error = self.call(texts, "check_length", 1300, 900, expect=ValueError)
        for number in ("1300", "900"):
            if number not in str(error).replace(",", ""):
                self.fail(f"check_length(1300, 900) raised ValueError({str(error)!r}): expected a "
                          f"message with both numbers, {number} is missing")

    def test_2_articles(self):
        """predictions.csv has a short summary of each article"""
        rows = self.table("predictions.csv", ["id", "summary", "again"],
                          "python3 summarize.py --articles writes it")
        found = {row["id"]: row["summary"] for row in rows}
        for article in shipped("test.csv"):
            if not found.get(article["id"], "").strip():
                self.fail(f"predictions.csv has no summary of {article['id']}: expected one for "
                          "each row of data/test.csv")
            size, whole = len(words(found[article["id"]])), len(words(article["text"]))
            if not 10 <= size <= 0.75 * whole:
                self.fail(f"the summary of {article['id']} has {size} words, the article {whole}: "
                          "expected at least 10 words and at most three quarters of the article")

    def test_3_again(self):
        """the same text gives the same summary"""
        for row in self.table("predictions.csv", ["id", "summary", "again"],
                              "python3 summarize.py --articles writes it"):
            if row["summary"] != row["again"]:
                self.fail(f"predictions.csv has two different summaries of {row['id']}: expected "
                          "the same; call generate with do_sample=False and put the model into "
                          "evaluation mode")


if __name__ == "__main__":
    unittest.main()
