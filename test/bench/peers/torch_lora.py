"""LoRA in transformers + PEFT, for the LoRA pairs of `npm run bench:training`. Prints one line of JSON.

Needs: pip install torch transformers peft. Every token of random rows has a label; the weights are random, their shapes
real. AdamW is the variant that is faster for few parameters (foreach); attention is sdpa.
"""

import argparse
import json
import resource
import time

import torch
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForCausalLM, LlamaConfig, Qwen3Config

CONFIGS = {"qwen3": Qwen3Config, "llama": LlamaConfig}
TYPES = {"f32": torch.float32, "bf16": torch.bfloat16}


def build(job: dict, dtype: torch.dtype, checkpointing: bool):
    torch.manual_seed(1)
    settings = {**job["shape"], "use_cache": False, "attention_dropout": 0.0}
    for key in ("dtype", "torch_dtype"):
        settings.pop(key, None)
    config = CONFIGS[job["model_type"]](**settings)
    config._attn_implementation = "sdpa"
    torch.set_default_dtype(dtype)
    model = AutoModelForCausalLM.from_config(config, dtype=dtype)
    torch.set_default_dtype(torch.float32)
    lora = LoraConfig(
        r=16, lora_alpha=32, lora_dropout=0.0, target_modules=["q_proj", "k_proj", "v_proj", "o_proj"]
    )
    model = get_peft_model(model, lora).train()
    if checkpointing:
        model.enable_input_require_grads()
        model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
    return model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--job", type=json.loads, required=True, help="model_type, shape, batch, length, threads")
    parser.add_argument("--dtype", choices=list(TYPES), default="f32")
    parser.add_argument("--checkpointing", action="store_true")
    parser.add_argument("--warmup", type=int, default=1)
    parser.add_argument("--steps", type=int, default=2)
    args = parser.parse_args()
    job = args.job
    torch.set_num_threads(job["threads"])
    model = build(job, TYPES[args.dtype], args.checkpointing)
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=1e-4, weight_decay=0.01, foreach=True)
    vocabulary = job["shape"]["vocab_size"]

    def step() -> float:
        ids = torch.randint(0, vocabulary, [job["batch"], job["length"]])
        labels = torch.randint(0, vocabulary, [job["batch"], job["length"]])
        optimizer.zero_grad(set_to_none=True)
        logits = model(input_ids=ids).logits
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), labels.flatten())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        return loss.item()

    for _ in range(args.warmup):
        step()
    start = time.perf_counter()
    for _ in range(args.steps):
        loss = step()
    tokens = args.steps * job["batch"] * job["length"]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"rate": tokens / (time.perf_counter() - start), "peakMiB": peak, "loss": loss}))


if __name__ == "__main__":
    main()
