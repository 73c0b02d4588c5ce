"""A small encoder-decoder transformer, written with linear layers and matrix products only:
the reference solution.

Shapes: B batch, S source length, T target length, D model size, H heads, V vocabulary.
Masks are boolean and True where attention is allowed.
"""

import math

import torch
from torch import nn

PAD, BOS, EOS, UNK = 0, 1, 2, 3


def attention(q, k, v, mask=None):
    """Return (output, weights) of scaled dot-product attention.

    q has shape (B, H, T, d); k and v have shape (B, H, S, d).
    """
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.size(-1))
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = scores.softmax(dim=-1)
    return weights @ v, weights


def causal_mask(length):
    """Return a (length, length) mask in which position i may look at positions 0..i."""
    return torch.tril(torch.ones(length, length, dtype=torch.bool))


def padding_mask(ids):
    """Return a (B, 1, 1, S) mask that is False where ids is PAD."""
    return (ids != PAD)[:, None, None, :]


def positional_encoding(length, dim):
    """Return a (length, dim) tensor of sines (even columns) and cosines (odd columns)."""
    position = torch.arange(length).float()[:, None]
    angle = position / 10000 ** (torch.arange(0, dim, 2).float() / dim)
    table = torch.zeros(length, dim)
    table[:, 0::2] = torch.sin(angle)
    table[:, 1::2] = torch.cos(angle)
    return table


class MultiHeadAttention(nn.Module):
    """Attention in several heads; keeps the weights of the last call in last_weights."""

    def __init__(self, dim, heads):
        super().__init__()
        if dim % heads != 0:
            raise ValueError(f"{dim} dimensions cannot be cut into {heads} heads")
        self.heads = heads
        self.last_weights = None
        self.query = nn.Linear(dim, dim)
        self.key = nn.Linear(dim, dim)
        self.value = nn.Linear(dim, dim)
        self.out = nn.Linear(dim, dim)

    def split(self, x):
        b, t, d = x.shape
        return x.view(b, t, self.heads, d // self.heads).transpose(1, 2)

    def forward(self, x, memory, mask=None):
        """Queries come from x (B, T, D), keys and values from memory (B, S, D)."""
        q, k, v = self.query(x), self.key(memory), self.value(memory)
        output, weights = attention(self.split(q), self.split(k), self.split(v), mask)
        self.last_weights = weights.detach()
        return self.out(output.transpose(1, 2).reshape(x.shape))


def feed_forward(dim):
    """Return the part of a layer that works on each position alone."""
    return nn.Sequential(nn.Linear(dim, 4 * dim), nn.ReLU(), nn.Linear(4 * dim, dim))


class EncoderLayer(nn.Module):
    """Self-attention and a feed-forward part, each with normalization and a shortcut."""

    def __init__(self, dim, heads, dropout):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.self_attention = MultiHeadAttention(dim, heads)
        self.feed_forward = feed_forward(dim)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, padding):
        y = self.norm1(x)
        x = x + self.dropout(self.self_attention(y, y, padding))
        return x + self.dropout(self.feed_forward(self.norm2(x)))


class DecoderLayer(nn.Module):
    """Causal self-attention, cross-attention to the encoder, and a feed-forward part."""

    def __init__(self, dim, heads, dropout):
        super().__init__()
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(dim) for _ in range(3))
        self.self_attention = MultiHeadAttention(dim, heads)
        self.cross_attention = MultiHeadAttention(dim, heads)
        self.feed_forward = feed_forward(dim)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, memory, causal, padding):
        y = self.norm1(x)
        x = x + self.dropout(self.self_attention(y, y, causal))
        x = x + self.dropout(self.cross_attention(self.norm2(x), memory, padding))
        return x + self.dropout(self.feed_forward(self.norm3(x)))


class Transformer(nn.Module):
    """Embeddings, positions, a stack of encoder layers and a stack of decoder layers."""

    def __init__(self, source_size, target_size, dim=128, heads=4, layers=2, dropout=0.1,
                 max_length=64):
        super().__init__()
        self.max_length = max_length
        self.source_embedding = nn.Embedding(source_size, dim)
        self.target_embedding = nn.Embedding(target_size, dim)
        self.register_buffer("positions", positional_encoding(max_length, dim))
        self.encoder = nn.ModuleList(EncoderLayer(dim, heads, dropout) for _ in range(layers))
        self.decoder = nn.ModuleList(DecoderLayer(dim, heads, dropout) for _ in range(layers))
        self.encoder_norm, self.decoder_norm = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.scores = nn.Linear(dim, target_size)
        self.dropout = nn.Dropout(dropout)

    def embed(self, embedding, ids):
        x = embedding(ids) + self.positions[:ids.size(1)]
        return self.dropout(x)

    def encode(self, source):
        """Return the encoder's output (B, S, D) for source ids (B, S)."""
        x, padding = self.embed(self.source_embedding, source), padding_mask(source)
        for layer in self.encoder:
            x = layer(x, padding)
        return self.encoder_norm(x)

    def decode(self, target, memory, padding):
        """Return scores (B, T, V) for target ids (B, T)."""
        x = self.embed(self.target_embedding, target)
        causal = causal_mask(target.size(1)).to(target.device)
        for layer in self.decoder:
            x = layer(x, memory, causal, padding)
        return self.scores(self.decoder_norm(x))

    def forward(self, source, target):
        """Return scores (B, T, V); the score at position t is for the token after t."""
        return self.decode(target, self.encode(source), padding_mask(source))
