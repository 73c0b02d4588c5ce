"""Predict house prices with scikit-learn: the reference solution.

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
    frame = pd.read_csv(path)
    return frame.drop(columns=["id", "price"]), frame["price"]


def describe(x, y):
    """Print the number of rows, and each column's name, smallest, median and largest value."""
    print(f"{len(x)} rows, {x.shape[1]} features")
    for name, column in [*x.items(), ("price", y)]:
        print(f"{name:10} {column.min():10g} {column.median():10g} {column.max():10g}")


def clean(x, y):
    """Return (x, y) without the rows whose age is above 300 or whose area is below 10."""
    right = (x["age"] <= 300) & (x["area"] >= 10)
    return x[right], y[right]


def split(x, y, seed=SEED):
    """Return three pairs (x, y): 60% for training, 20% for validation, 20% for the test."""
    rest_x, test_x, rest_y, test_y = train_test_split(x, y, test_size=0.2, random_state=seed)
    train_x, valid_x, train_y, valid_y = train_test_split(
        rest_x, rest_y, test_size=0.25, random_state=seed)
    return (train_x, train_y), (valid_x, valid_y), (test_x, test_y)


def rmse(model, x, y):
    """Return the root mean squared error of a fitted model on the rows x with prices y."""
    return mean_squared_error(y, model.predict(x)) ** 0.5


def fit_baseline(x, y):
    """Return a fitted model that always predicts the mean price."""
    return DummyRegressor(strategy="mean").fit(x, y)


def fit_linear(x, y):
    """Return a fitted pipeline of a scaler and a linear regression."""
    return make_pipeline(StandardScaler(), LinearRegression()).fit(x, y)


def coefficients(model, names):
    """Return a list of (name, coefficient), the largest absolute value first."""
    pairs = zip(names, model[-1].coef_)
    return sorted(pairs, key=lambda pair: abs(pair[1]), reverse=True)


def fit_tree(x, y, depth):
    """Return a fitted decision tree with the given max_depth (None means no limit)."""
    return DecisionTreeRegressor(max_depth=depth, random_state=SEED).fit(x, y)


def tree_table(train, valid, depths=DEPTHS):
    """Return a list of (depth, training RMSE, validation RMSE), one for each depth."""
    table = []
    for depth in depths:
        tree = fit_tree(*train, depth)
        table.append((depth, rmse(tree, *train), rmse(tree, *valid)))
    return table


def best_depth(table):
    """Return the depth with the smallest validation RMSE of a table made by tree_table."""
    return min(table, key=lambda row: row[1])[0]


def choose(models, valid):
    """Return the name of the best model of a dictionary {name: fitted model}."""
    return min(models, key=lambda name: rmse(models[name], *valid))


def worst(model, x, y, count=5):
    """Return the index labels of the rows with the largest errors, the worst first."""
    errors = (y - model.predict(x)).abs()
    return list(errors.nlargest(count).index)


def write_predictions(model, source=NEW_HOUSES, target=PREDICTIONS):
    """Predict the houses of the file source and write id and price to the file target."""
    frame = pd.read_csv(source)
    prices = model.predict(frame.drop(columns="id")).round()
    pd.DataFrame({"id": frame["id"], "price": prices}).to_csv(target, index=False)


def main():
    x, y = load()
    describe(x, y)
    train, valid, test = split(*clean(x, y))
    baseline = fit_baseline(*train)
    print(f"baseline: validation RMSE {rmse(baseline, *valid):.0f}")
    linear = fit_linear(*train)
    print(f"linear: validation RMSE {rmse(linear, *valid):.0f}")
    for name, value in coefficients(linear, list(x.columns)):
        print(f"  {name:10} {value:8.0f}")
    table = tree_table(train, valid)
    for depth, train_error, valid_error in table:
        print(f"  depth {str(depth):>4}: training {train_error:6.0f}, validation {valid_error:6.0f}")
    depth = best_depth(table)
    tree = fit_tree(*train, depth)
    print(f"best depth: {depth}")
    name = choose({"linear": linear, "tree": tree}, valid)
    print(f"chosen by validation RMSE: {name}")

    both_x, both_y = pd.concat([train[0], valid[0]]), pd.concat([train[1], valid[1]])
    model = fit_linear(both_x, both_y) if name == "linear" else fit_tree(both_x, both_y, depth)
    print(f"test RMSE: {rmse(model, *test):.0f}")
    rows = worst(model, *test)
    print(test[0].loc[rows].assign(price=test[1], predicted=model.predict(test[0].loc[rows])))
    write_predictions(model)


if __name__ == "__main__":
    main()
