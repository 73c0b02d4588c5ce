# Starter file of the house-prices project: fill in the parts that raise NotImplementedError.
"""Predict house prices with scikit-learn.

Install first:  python3 -m pip install scikit-learn pandas
Run with:       python3 house_prices.py

One row is one house that was sold: area (square meters), rooms, age (years), distance (kilometers
to the center), noise (decibels), garden (square meters), condition (1 poor to 5 very good), garage
(0 or 1) and price (euros).
"""

import pandas as pd
from sklearn.dummy import DummyRegressor
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeRegressor

SEED = 1
DEPTHS = [1, 2, 4, 6, 8, 10, 15, None]
HOUSES = "data/houses.csv"
NEW_HOUSES = "data/new_houses.csv"
PREDICTIONS = "predictions.csv"


def load(path=HOUSES):
    """Return (x, y): a DataFrame of the 8 features (no id, no price) and a Series of prices."""
    raise NotImplementedError("load")


def describe(x, y):
    """Print the number of rows, and each column's name, smallest, median and largest value."""
    raise NotImplementedError("describe")


def clean(x, y):
    """Return (x, y) without the rows whose age is above 300 or whose area is below 10."""
    raise NotImplementedError("clean")


def split(x, y, seed=SEED):
    """Return three pairs (x, y): 60% for training, 20% for validation, 20% for the test."""
    raise NotImplementedError("split")


def rmse(model, x, y):
    """Return the root mean squared error of a fitted model on the rows x with prices y."""
    raise NotImplementedError("rmse")


def fit_baseline(x, y):
    """Return a fitted model that always predicts the mean price."""
    raise NotImplementedError("fit_baseline")


def fit_linear(x, y):
    """Return a fitted pipeline of a scaler and a linear regression."""
    raise NotImplementedError("fit_linear")


def coefficients(model, names):
    """Return a list of (name, coefficient), the largest absolute value first."""
    raise NotImplementedError("coefficients")


def fit_tree(x, y, depth):
    """Return a fitted decision tree with the given max_depth (None means no limit)."""
    raise NotImplementedError("fit_tree")


def tree_table(train, valid, depths=DEPTHS):
    """Return a list of (depth, training RMSE, validation RMSE), one for each depth."""
    raise NotImplementedError("tree_table")


def best_depth(table):
    """Return the depth with the smallest validation RMSE of a table made by tree_table."""
    raise NotImplementedError("best_depth")


def choose(models, valid):
    """Return the name of the best model of a dictionary {name: fitted model}."""
    raise NotImplementedError("choose")


def worst(model, x, y, count=5):
    """Return the index labels of the rows with the largest errors, the worst first."""
    raise NotImplementedError("worst")


def write_predictions(model, source=NEW_HOUSES, target=PREDICTIONS):
    """Predict the houses of the file source and write id and price to the file target."""
    raise NotImplementedError("write_predictions")


def main():
    x, y = load()
    describe(x, y)
    train, valid, test = split(*clean(x, y))
    baseline = fit_baseline(*train)
    print(f"baseline: validation RMSE {rmse(baseline, *valid):.0f}")
    # Next: the linear model, the table of tree depths, and at the very end the test part.


if __name__ == "__main__":
    main()
