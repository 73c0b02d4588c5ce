"""Train networks on drawn digits and on MNIST with PyTorch, save them and use them again:
the reference solution.

Install first:  python3 -m pip install torch torchvision
Train:          python3 mnist.py              (the drawings in data/, seconds)
                python3 mnist.py --data mnist (downloads MNIST first, minutes)
Use:            python3 mnist.py --predict 7
"""

import argparse
import csv

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset, random_split

SEED = 0
BATCH = 64
DRAWINGS = "data/drawings.csv"          # columns id, label, pixels
NEW_DRAWINGS = "data/new_drawings.csv"  # columns id, pixels
NET_FILE = "net.pt"
CONV_FILE = "conv.pt"
PREDICTIONS = "predictions.csv"         # columns id, label
RESULTS = "results.csv"                 # columns data, model, parameters, test_accuracy


def slope(value):
    """Return the derivative of x**2 + 2*x at the given value, computed by autograd."""
    x = torch.tensor(float(value), requires_grad=True)
    y = x ** 2 + 2 * x
    y.backward()
    return x.grad.item()


def to_picture(text):
    """Return a tensor (1, 28, 28) of 0.0 and 1.0 for 100 hexadecimal digits (20 by 20 bits)."""
    bits = bin(int(text, 16))[2:].zfill(400)
    small = torch.tensor([float(bit) for bit in bits]).reshape(1, 20, 20)
    return nn.functional.pad(small, (4, 4, 4, 4))


def read_drawings(path=DRAWINGS):
    """Return a TensorDataset of pictures (n, 1, 28, 28) and whole-number labels (n,)."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    pictures = torch.stack([to_picture(row["pixels"]) for row in rows])
    labels = torch.tensor([int(row["label"]) for row in rows])
    return TensorDataset(pictures, labels)


def read_mnist():
    """Return two datasets of MNIST: 60,000 pictures for training, 10,000 for the test."""
    from torchvision.datasets import MNIST
    from torchvision.transforms import ToTensor
    return (MNIST("mnist-data", train=True, download=True, transform=ToTensor()),
            MNIST("mnist-data", train=False, download=True, transform=ToTensor()))


def cut(dataset, count):
    """Return (rest, part): part has count pictures, drawn with the seed SEED."""
    generator = torch.Generator().manual_seed(SEED)
    return tuple(random_split(dataset, [len(dataset) - count, count], generator=generator))


def make_loaders(train, valid, test):
    """Return three loaders with batches of BATCH; only the first one shuffles."""
    return (DataLoader(train, batch_size=BATCH, shuffle=True),
            DataLoader(valid, batch_size=BATCH),
            DataLoader(test, batch_size=BATCH))


class Net(nn.Module):
    """784 inputs, one hidden layer of 128 units with ReLU, 10 raw scores."""

    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Flatten(),
            nn.Linear(28 * 28, 128), nn.ReLU(),
            nn.Linear(128, 10),
        )

    def forward(self, x):
        return self.layers(x)


class ConvNet(nn.Module):
    """At least two convolutional layers, 10 raw scores."""

    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Flatten(), nn.Linear(32 * 7 * 7, 10),
        )

    def forward(self, x):
        return self.layers(x)


def count_parameters(model):
    """Return how many numbers the model learns."""
    return sum(p.numel() for p in model.parameters() if p.requires_grad)


def train_epoch(model, loader, loss_fn, optimizer, device):
    """Go once through the loader, update the model, and return the mean loss of a picture."""
    model.train()
    total = 0.0
    count = 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        count += len(y)
    return total / count


def evaluate(model, loader, loss_fn, device):
    """Return (mean loss, accuracy) without changing the model."""
    model.eval()
    total = 0.0
    right = 0
    count = 0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            scores = model(x)
            total += loss_fn(scores, y).item() * len(y)
            right += (scores.argmax(dim=1) == y).sum().item()
            count += len(y)
    return total / count, right / count


def fit(model, train_loader, valid_loader, epochs, device):
    """Train the model and print both losses and the validation accuracy after each epoch."""
    model.to(device)
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    for epoch in range(1, epochs + 1):
        loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        valid_loss, accuracy = evaluate(model, valid_loader, loss_fn, device)
        print(f"epoch {epoch}: training loss {loss:.3f}, validation loss {valid_loss:.3f}, "
              f"validation accuracy {accuracy:.3f}")


def save(model, path):
    """Write the model's parameters to a file."""
    torch.save(model.state_dict(), path)


def load(kind, path):
    """Return a model of the class kind with the parameters of the file, ready to predict."""
    model = kind()
    model.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    model.eval()
    return model


def predict(model, picture):
    """Return (digit, probability) for one picture of shape (1, 28, 28)."""
    model.eval()
    with torch.no_grad():
        probabilities = model(picture.unsqueeze(0)).softmax(dim=1)[0]
    digit = probabilities.argmax().item()
    return digit, probabilities[digit].item()


def write_predictions(model, source=NEW_DRAWINGS, target=PREDICTIONS):
    """Predict the drawings of the file source and write id and label to the file target."""
    with open(source, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with open(target, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "label"])
        for row in rows:
            writer.writerow([row["id"], predict(model, to_picture(row["pixels"]))[0]])


def main():
    parser = argparse.ArgumentParser(description="Digit recognition with PyTorch")
    parser.add_argument("--data", choices=["drawings", "mnist"], default="drawings")
    parser.add_argument("--predict", type=int, metavar="INDEX", help="classify one drawing")
    arguments = parser.parse_args()
    torch.manual_seed(SEED)
    if arguments.predict is not None:
        picture, label = read_drawings()[arguments.predict]
        digit, probability = predict(load(Net, NET_FILE), picture)
        print(f"label {label.item()}, predicted {digit}, probability {probability:.3f}")
        return
    if arguments.data == "mnist":
        rest, test = read_mnist()
        train, valid = cut(rest, 5000)
    else:
        rest, test = cut(read_drawings(), 200)
        train, valid = cut(rest, 100)
    loaders = make_loaders(train, valid, test)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    epochs = 5 if arguments.data == "mnist" else 15
    lines = []
    for name, kind, path in (("net", Net, NET_FILE), ("conv", ConvNet, CONV_FILE)):
        model = kind()
        fit(model, loaders[0], loaders[1], epochs, device)
        loss, accuracy = evaluate(model, loaders[2], nn.CrossEntropyLoss(), device)
        print(f"{name}: {count_parameters(model)} parameters, test accuracy {accuracy:.4f}")
        lines.append([arguments.data, name, count_parameters(model), f"{accuracy:.4f}"])
        save(model, path)
    with open(RESULTS, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["data", "model", "parameters", "test_accuracy"], *lines])
    if arguments.data == "drawings":
        write_predictions(load(ConvNet, CONV_FILE))


if __name__ == "__main__":
    main()
