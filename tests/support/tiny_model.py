"""A real engine for the tests: llama.cpp's own server (`xllamacpp`) on loopback, with a model of random weights.

It answers any schema with nonsense that fits it. Must never load a model that someone trained, nor leave loopback.

    with TinyEngine(tmp_path) as url: ...      # url is what llm_base_url takes

Run as a program (`python tiny_model.py MODEL`) it is that server: prints its address, serves until its input ends.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

WORDS = "the you your we our order please sorry thank for to and is are will can not help refund parcel today team"
SIGNS = " abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,!?'\"{}[]:-_"
WIDTH, LAYERS, HEADS, INNER, CONTEXT = 64, 2, 4, 128, 4096
NEVER = -40.0
BIAS = {'"': 1.0, "]": -3.0, "{": 1.0}
"""What the output adds for a sign, whatever came before: strings end after some words, and a list has items."""


def write_model(path: Path, seed: int = 7) -> None:
    """A Llama of two layers and about 0.5 MB. The same seed gives the same weights."""
    import gguf
    import numpy as np

    draw = np.random.default_rng(seed)

    def weights(*shape: int, scale: float = 0.05) -> np.ndarray:
        return (draw.standard_normal(shape) * scale).astype(np.float32)

    kinds = gguf.TokenType
    tokens = [("<unk>", kinds.UNKNOWN), ("<s>", kinds.CONTROL), ("</s>", kinds.CONTROL)]
    tokens += [(f"<0x{byte:02X}>", kinds.BYTE) for byte in range(256)]
    tokens += [
        (text.replace(" ", "▁"), kinds.NORMAL) for text in (*SIGNS, *(f" {word}" for word in WORDS.split()))
    ]
    size = len(tokens)

    # The first number of every state is a constant that no layer changes: what stands there in the output is a bias.
    embedding, output = weights(size, WIDTH, scale=1), weights(size, WIDTH, scale=0.5)
    embedding[:, 0], output[:, 0] = 4, 0
    for place, (text, kind) in enumerate(tokens):
        if kind in (kinds.BYTE, kinds.UNKNOWN) or text == "<s>":
            output[place, 0] = NEVER
        else:
            output[place, 0] = BIAS.get(text, 0)

    file = gguf.GGUFWriter(path, "llama")
    _describe(file, tokens)
    file.add_tensor("token_embd.weight", embedding)
    file.add_tensor("output_norm.weight", np.ones(WIDTH, np.float32))
    file.add_tensor("output.weight", output)
    for layer in range(LAYERS):
        name = f"blk.{layer}."
        back, down = weights(WIDTH, WIDTH), weights(WIDTH, INNER)
        back[0, :] = down[0, :] = 0
        for norm in ("attn_norm", "ffn_norm"):
            file.add_tensor(f"{name}{norm}.weight", np.ones(WIDTH, np.float32))
        for part in ("attn_q", "attn_k", "attn_v"):
            file.add_tensor(f"{name}{part}.weight", weights(WIDTH, WIDTH))
        file.add_tensor(f"{name}attn_output.weight", back)
        for part in ("ffn_gate", "ffn_up"):
            file.add_tensor(f"{name}{part}.weight", weights(INNER, WIDTH))
        file.add_tensor(f"{name}ffn_down.weight", down)
    file.write_header_to_file()
    file.write_kv_data_to_file()
    file.write_tensors_to_file()
    file.close()


def _describe(file: Any, tokens: list[tuple[str, Any]]) -> None:
    """What the weights are, and the vocabulary."""
    import gguf

    file.add_name("voicekit-tests-random")
    file.add_file_type(gguf.LlamaFileType.ALL_F32)
    file.add_context_length(CONTEXT)
    file.add_embedding_length(WIDTH)
    file.add_block_count(LAYERS)
    file.add_feed_forward_length(INNER)
    file.add_head_count(HEADS)
    file.add_head_count_kv(HEADS)
    file.add_rope_dimension_count(WIDTH // HEADS)
    file.add_layer_norm_rms_eps(1e-5)
    file.add_vocab_size(len(tokens))
    file.add_tokenizer_model("llama")
    file.add_token_list([text.encode() for text, _ in tokens])
    file.add_token_types([kind for _, kind in tokens])
    file.add_token_scores(
        [0.0 if kind != gguf.TokenType.NORMAL else -float(place) for place, (_, kind) in enumerate(tokens)]
    )
    file.add_unk_token_id(0)
    file.add_bos_token_id(1)
    file.add_eos_token_id(2)
    file.add_add_bos_token(True)
    file.add_chat_template(
        "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}assistant:"
    )


class TinyEngine:
    """The engine in a process of its own. Skips the test, loudly, where there is no xllamacpp for this Python."""

    def __init__(self, folder: Path, seed: int = 7) -> None:
        self._model = folder / f"tiny-{seed}.gguf"
        self._seed = seed

    def __enter__(self) -> str:
        for name in ("xllamacpp", "gguf"):
            pytest.importorskip(name, reason=f"NO '{name}' FOR THIS PYTHON: THE REAL ENGINE WAS NOT ASKED")
        write_model(self._model, self._seed)
        self._process = subprocess.Popen(
            [sys.executable, __file__, str(self._model)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith("http://127.0.0.1:"):
                return f"{line.strip()}/v1"
        raise RuntimeError(f"the engine ended as it started (exit code {self._process.wait()})")

    def __exit__(self, *_: object) -> None:
        with self._process as process:
            process.terminate()


def serve(model: str) -> None:
    import xllamacpp

    settings = xllamacpp.CommonParams()
    settings.model.path = model
    settings.hostnames = ["127.0.0.1"]
    settings.port = 0
    settings.n_ctx = CONTEXT
    settings.n_parallel = 1
    settings.cpuparams.n_threads = 1
    settings.warmup = False
    engine = xllamacpp.Server(settings)
    print(engine.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    serve(sys.argv[1])
