# Starter file of the house-prices project: fill in the parts that raise NotImplementedError.
"""Predict California house values with scikit-learn.

Install first:  python3 -m pip install scikit-learn pandas
Run with:       python3 house_prices.py
"""

from sklearn.datasets import fetch_california_housing
from sklearn.dummy import DummyRegressor
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeRegressor

SEED = 1
DEPTHS = [1, 2, 4, 6, 8, 10, 15, None]


def load():
    """Return (x, y): a DataFrame of 8 features and a Series of targets."""
    data = fetch_california_housing(as_frame=True)
    return data.data, data.target


def describe(x, y):
    """Print the number of rows and the smallest, median and largest value of each column."""
    raise NotImplementedError("describe")


def split(x, y):
    """Return three pairs (x, y): 60 % for training, 20 % for validation, 20 % for the test."""
    raise NotImplementedError("split")


def rmse(model, x, y):
    """Return the root mean squared error of a fitted model on the rows x with targets y."""
    raise NotImplementedError("rmse")


def fit_baseline(x, y):
    """Return a fitted model that always predicts the mean target."""
    raise NotImplementedError("fit_baseline")


def fit_linear(x, y):
    """Return a fitted pipeline of a scaler and a linear regression."""
    raise NotImplementedError("fit_linear")


def fit_tree(x, y, depth):
    """Return a fitted decision tree with the given max_depth (None means no limit)."""
    raise NotImplementedError("fit_tree")


def main():
    x, y = load()
    describe(x, y)
    train, valid, test = split(x, y)
    baseline = fit_baseline(*train)
    print(f"baseline: validation RMSE {rmse(baseline, *valid):.3f}")
    # Next: the linear model, the table of tree depths, and at the very end the test part.


if __name__ == "__main__":
    main()
