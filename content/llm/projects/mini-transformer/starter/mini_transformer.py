# Starter file of the mini-transformer project: the model. Fill in what raises NotImplementedError.
"""A small encoder-decoder transformer, written with linear layers and matrix products only.

Shapes: B batch, S source length, T target length, D model size, H heads, V vocabulary.
Masks are boolean and True where attention is allowed.
"""

from torch import nn

PAD, BOS, EOS, UNK = 0, 1, 2, 3


def attention(q, k, v, mask=None):
    """Return (output, weights) of scaled dot-product attention.

    q has shape (B, H, T, d); k and v have shape (B, H, S, d).
    """
    raise NotImplementedError("attention")


def causal_mask(length):
    """Return a (length, length) mask in which position i may look at positions 0..i."""
    raise NotImplementedError("causal_mask")


def padding_mask(ids):
    """Return a (B, 1, 1, S) mask that is False where ids is PAD."""
    raise NotImplementedError("padding_mask")


def positional_encoding(length, dim):
    """Return a (length, dim) tensor of sines (even columns) and cosines (odd columns)."""
    raise NotImplementedError("positional_encoding")


class MultiHeadAttention(nn.Module):
    """Attention in several heads; keeps the weights of the last call in last_weights."""

    def __init__(self, dim, heads):
        super().__init__()
        if dim % heads != 0:
            raise ValueError(f"{dim} dimensions cannot be cut into {heads} heads")
        self.heads = heads
        self.last_weights = None
        raise NotImplementedError("MultiHeadAttention.__init__")

    def forward(self, x, memory, mask=None):
        """Queries come from x (B, T, D), keys and values from memory (B, S, D)."""
        raise NotImplementedError("MultiHeadAttention.forward")


class EncoderLayer(nn.Module):
    """Self-attention and a feed-forward part, each with normalization and a shortcut."""

    def __init__(self, dim, heads, dropout):
        super().__init__()
        raise NotImplementedError("EncoderLayer.__init__")

    def forward(self, x, padding):
        raise NotImplementedError("EncoderLayer.forward")


class DecoderLayer(nn.Module):
    """Causal self-attention, cross-attention to the encoder, and a feed-forward part."""

    def __init__(self, dim, heads, dropout):
        super().__init__()
        raise NotImplementedError("DecoderLayer.__init__")

    def forward(self, x, memory, causal, padding):
        raise NotImplementedError("DecoderLayer.forward")


class Transformer(nn.Module):
    """Embeddings, positions, a stack of encoder layers and a stack of decoder layers."""

    def __init__(self, source_size, target_size, dim=128, heads=4, layers=2, dropout=0.1,
                 max_length=64):
        super().__init__()
        raise NotImplementedError("Transformer.__init__")

    def encode(self, source):
        """Return the encoder's output (B, S, D) for source ids (B, S)."""
        raise NotImplementedError("Transformer.encode")

    def decode(self, target, memory, padding):
        """Return scores (B, T, V) for target ids (B, T)."""
        raise NotImplementedError("Transformer.decode")

    def forward(self, source, target):
        """Return scores (B, T, V); the score at position t is for the token after t."""
        return self.decode(target, self.encode(source), padding_mask(source))
