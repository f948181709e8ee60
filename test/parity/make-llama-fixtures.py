"""Makes test/fixtures/llama with the reference implementations: a Llama in a GGUF file, and what transformers makes of it.

    pip install torch transformers accelerate gguf numpy safetensors tokenizers
    python test/parity/make-llama-fixtures.py

Run in the repository root. The weights are random; each tensor is stored in the next of the number formats that Ordena
reads, by the writer and the quantisers of llama.cpp's `gguf` package, with the rows of queries and keys interleaved as
llama.cpp's converter does. The tokenizer is a small byte-level BPE that cuts text as SmolLM2's does.

Written:
  model.gguf            the model and its tokenizer
  config.json           its configuration as transformers writes it
  logits.safetensors    `logits` [rows, longest row, vocabulary]; what lies beyond a row's length means nothing
  cases.json            token rows, labels, the loss, of each gradient its L2 norm and its product with cos(0), cos(1), …;
                        texts and their token ids
"""

import json
import shutil
from pathlib import Path

import gguf
import numpy as np
import tokenizers
import torch
import transformers
from gguf import GGMLQuantizationType as Type
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM, LlamaConfig

OUT = Path(__file__).resolve().parents[1] / "fixtures" / "llama"
IGNORED = -100
LENGTHS = [12, 7, 10]
PROMPTS = [5, 0, 4]
FORMATS = [Type.Q8_0, Type.Q4_0, Type.Q4_1, Type.F16, Type.BF16, Type.F32]
PARTS = {
    "input_layernorm": "attn_norm",
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "post_attention_layernorm": "ffn_norm",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}
TEXTS = [
    "Necesito 20 cajas de guantes de nitrilo talla M a 8,50 euros la caja.",
    "Buenos días:   envíen 1.250 uds. de jabón «Señorío» antes del 15/03/2026, ¿de acuerdo?",
    "mañana n\u0303 pingüino\n\n\tC/ Mayor 4, 2º B – 28013 Madrid",
    "it's 3½ kg  de café☕ y 日本 <|im_end|>",
]


def train_tokenizer() -> tokenizers.Tokenizer:
    tokenizer = tokenizers.Tokenizer(tokenizers.models.BPE())
    cuts = tokenizers.pre_tokenizers
    tokenizer.pre_tokenizer = cuts.Sequence([cuts.Digits(individual_digits=True), cuts.ByteLevel(add_prefix_space=False)])
    trainer = tokenizers.trainers.BpeTrainer(
        vocab_size=352,
        special_tokens=["<|endoftext|>", "<|im_start|>", "<|im_end|>"],
        initial_alphabet=cuts.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(TEXTS * 2, trainer)
    return tokenizer


def make_config(vocabulary: int) -> LlamaConfig:
    return LlamaConfig(
        vocab_size=vocabulary,
        hidden_size=64,
        intermediate_size=96,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=64,
        rms_norm_eps=1e-5,
        rope_theta=1e5,
        tie_word_embeddings=False,
        eos_token_id=2,
        pad_token_id=0,
        bos_token_id=1,
    )


def gguf_name(name: str) -> str:
    whole = {"model.embed_tokens": "token_embd", "model.norm": "output_norm", "lm_head": "output"}
    stem = name.removesuffix(".weight")
    if stem in whole:
        return f"{whole[stem]}.weight"
    _, _, layer, part = stem.split(".", 3)
    return f"blk.{layer}.{PARTS[part]}.weight"


def interleaved(weights: np.ndarray, heads: int) -> np.ndarray:
    rows, columns = weights.shape
    return weights.reshape(heads, 2, rows // heads // 2, columns).swapaxes(1, 2).reshape(rows, columns)


def write_gguf(config: LlamaConfig, tokenizer: tokenizers.Tokenizer) -> None:
    writer = gguf.GGUFWriter(OUT / "model.gguf", "llama")
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_rope_freq_base(1e5)
    writer.add_rope_dimension_count(config.head_dim)
    writer.add_vocab_size(config.vocab_size)
    model = json.loads(tokenizer.to_str())["model"]
    tokens = sorted(model["vocab"], key=model["vocab"].get)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm")
    # The last rows of the embedding have no token, as in many real models.
    unused = [f"[PAD{i}]" for i in range(len(tokens), config.vocab_size)]
    writer.add_token_list(tokens + unused)
    writer.add_token_types([3] * 3 + [1] * (len(tokens) - 3) + [5] * len(unused))
    writer.add_token_merges([pair if isinstance(pair, str) else " ".join(pair) for pair in model["merges"]])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_pad_token_id(0)
    formats = 0
    for name, parameter in transformers.LlamaForCausalLM(config).named_parameters():
        weights = parameter.detach()
        if weights.dim() == 1:
            values = (1 + 0.3 * torch.randn_like(weights)).numpy()
            writer.add_tensor(gguf_name(name), values)
            continue
        values = ((0.5 if "embed" in name else 0.2) * torch.randn_like(weights)).numpy()
        if "q_proj" in name:
            values = interleaved(values, config.num_attention_heads)
        if "k_proj" in name:
            values = interleaved(values, config.num_key_value_heads)
        kind = FORMATS[formats % len(FORMATS)]
        formats += 1
        writer.add_tensor(gguf_name(name), gguf.quants.quantize(values, kind), raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def padded(rows: list[dict], key: str, filler: int) -> torch.Tensor:
    width = max(len(row["ids"]) for row in rows)
    return torch.tensor([row[key] + [filler] * (width - len(row[key])) for row in rows])


def main() -> None:
    torch.manual_seed(21)
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    tokenizer = train_tokenizer()
    used = tokenizer.get_vocab_size()
    config = make_config((used // 32 + 1) * 32)
    write_gguf(config, tokenizer)
    config.save_pretrained(OUT)
    rows = []
    for length, prompt in zip(LENGTHS, PROMPTS):
        ids = torch.randint(3, used, (length,)).tolist()
        rows.append({"ids": ids, "labels": [IGNORED] * prompt + (ids[1:] + [2])[prompt:]})

    model = AutoModelForCausalLM.from_pretrained(OUT, gguf_file="model.gguf", dtype=torch.float32).double()
    seen = torch.tensor([[1] * len(r["ids"]) + [0] * (max(LENGTHS) - len(r["ids"])) for r in rows])
    logits = model(input_ids=padded(rows, "ids", 0), attention_mask=seen).logits
    labels = padded(rows, "labels", IGNORED).flatten()
    loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), labels, ignore_index=IGNORED)
    loss.backward()
    save_file({"logits": logits.detach().float().contiguous()}, OUT / "logits.safetensors")
    gradients = {}
    for name, parameter in model.named_parameters():
        flat = parameter.grad.flatten()
        wave = torch.cos(torch.arange(flat.numel(), dtype=torch.float64))
        gradients[name] = {"norm": flat.norm().item(), "wave": (flat @ wave).item()}
    cases = {
        "made_with": {m.__name__: m.__version__ for m in (torch, transformers, tokenizers, np)},
        "rows": rows,
        "loss": loss.item(),
        "gradients": gradients,
        "texts": [{"text": t, "ids": tokenizer.encode(t, add_special_tokens=False).ids} for t in TEXTS],
    }
    (OUT / "cases.json").write_text(json.dumps(cases, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
