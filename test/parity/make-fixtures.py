"""Makes test/fixtures/parity with the reference implementations: PyTorch, transformers and PEFT.

    pip install torch transformers peft numpy safetensors
    python test/parity/make-fixtures.py
    python test/parity/make-fixtures.py --check DIR

The second form writes nothing: it loads the adapter folder DIR, saved by Ordena, with PEFT over the fixtures' model, and
says how far its logits are from the fixtures'. Exit code 1 when it does not load, or they are more than 1e-4 apart.

Run in the repository root; the tests need what it writes, not the packages. A tiny random Qwen3 is computed on in
float64 (transformers' own RMSNorm and rotary tables stay float32) and results are cast to float32.

Written:
  model/, adapter/             a Hugging Face folder and a PEFT folder
  {full,lora}-logits.safetensors     `logits` [rows, longest row, vocabulary]; what lies beyond a row's length means nothing
  {full,lora}-gradients.safetensors  gradient of the loss by each trained tensor, by its name in those folders
  cases.json                   token rows, labels, and by kind of training: the loss and the runs of ten AdamW steps

labels[t] is the token to predict at position t (already shifted), -100 for none. The loss is the mean cross entropy over
the labelled positions of all rows together. AdamW decays every trained tensor, norms included, as torch.optim.AdamW
does by default.
"""

import argparse
import copy
import json
import shutil
import sys
from pathlib import Path

import numpy as np
import peft
import torch
import transformers
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import load_file, save_file
from transformers import Qwen3Config, Qwen3ForCausalLM, get_cosine_schedule_with_warmup

OUT = Path(__file__).resolve().parents[1] / "fixtures" / "parity"
PEFT_PREFIX = "base_model.model."
IGNORED = -100
STEPS = 10
LENGTHS = [12, 7, 10]
PROMPTS = [5, 0, 4]  # positions at the start of each row that have no label

# The second run is made to be sensitive: rates and decay are so large that a mistake in either shows in the losses.
RUNS = [
    {"name": "constant", "rate": 1e-3, "warmup_steps": None, "weight_decay": 0.01, "max_norm": 0.0},
    {"name": "cosine with warm-up, clipped", "rate": 1e-2, "warmup_steps": 2, "weight_decay": 0.5, "max_norm": 1.0},
]


def make_model() -> Qwen3ForCausalLM:
    config = Qwen3Config(
        vocab_size=160,
        hidden_size=64,
        intermediate_size=96,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=16,
        max_position_embeddings=64,
        rms_norm_eps=1e-6,
        rope_theta=1e6,
        tie_word_embeddings=True,
        use_cache=False,
        attention_dropout=0.0,
        eos_token_id=0,
        pad_token_id=1,
        bos_token_id=None,
    )
    config._attn_implementation = "sdpa"
    model = Qwen3ForCausalLM(config).float().eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if parameter.dim() == 1:
                parameter.copy_(1 + 0.3 * torch.randn_like(parameter))
            else:
                parameter.copy_((0.5 if "embed" in name else 0.2) * torch.randn_like(parameter))
    return model


def make_adapted(base: Qwen3ForCausalLM) -> PeftModel:
    base = copy.deepcopy(base)
    base.name_or_path = base.config._name_or_path = "tiny-qwen3"
    settings = LoraConfig(
        r=4,
        lora_alpha=8,
        lora_dropout=0.0,
        target_modules=["q_proj", "k_proj", "v_proj", "o_proj"],
        task_type="CAUSAL_LM",
    )
    adapted = get_peft_model(base, settings)
    with torch.no_grad():
        for name, parameter in adapted.named_parameters():
            if "lora_" in name:
                parameter.copy_((0.2 if "lora_A" in name else 0.1) * torch.randn_like(parameter))
    return adapted.eval()


def make_rows(vocabulary: int) -> list[dict]:
    rows = []
    for length, prompt in zip(LENGTHS, PROMPTS):
        ids = torch.randint(2, vocabulary, (length,)).tolist()
        labels = ids[1:] + [0]
        rows.append({"ids": ids, "labels": [IGNORED] * prompt + labels[prompt:]})
    return rows


def padded(rows: list[dict], key: str, filler: int) -> torch.Tensor:
    width = max(len(row["ids"]) for row in rows)
    return torch.tensor([row[key] + [filler] * (width - len(row[key])) for row in rows])


class Case:
    """A model in float64 and the one batch that everything is computed on."""

    def __init__(self, model: torch.nn.Module, rows: list[dict]):
        self.model = model.double()
        self.ids = padded(rows, "ids", 1)
        self.labels = padded(rows, "labels", IGNORED)
        width = self.ids.shape[1]
        self.seen = torch.tensor([[1] * len(row["ids"]) + [0] * (width - len(row["ids"])) for row in rows])

    def trained(self) -> dict[str, torch.nn.Parameter]:
        return {short_name(n): p for n, p in self.model.named_parameters() if p.requires_grad}

    def logits(self) -> torch.Tensor:
        return self.model(input_ids=self.ids, attention_mask=self.seen).logits

    def loss(self) -> torch.Tensor:
        flat = self.logits().flatten(0, 1)
        return torch.nn.functional.cross_entropy(flat, self.labels.flatten(), ignore_index=IGNORED)

    def ten_steps(self, run: dict) -> dict:
        parameters = self.trained()
        optimizer = torch.optim.AdamW(
            parameters.values(), lr=run["rate"], betas=(0.9, 0.999), eps=1e-8, weight_decay=run["weight_decay"]
        )
        schedule = None
        if run["warmup_steps"] is not None:
            schedule = get_cosine_schedule_with_warmup(optimizer, run["warmup_steps"], STEPS)
        rates, losses, norms = [], [], []
        for _ in range(STEPS):
            optimizer.zero_grad()
            loss = self.loss()
            loss.backward()
            limit = run["max_norm"] or float("inf")
            norms.append(torch.nn.utils.clip_grad_norm_(parameters.values(), limit).item())
            losses.append(loss.item())
            rates.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            if schedule:
                schedule.step()
        with torch.no_grad():
            return {
                **run,
                "rates": rates,
                "losses": losses,
                "gradient_norms": norms,
                "final_loss": self.loss().item(),
                "weight_norms": {name: p.norm().item() for name, p in parameters.items()},
            }


def short_name(name: str) -> str:
    """The name a saved adapter has for a tensor, without PEFT's prefix; other names stay as they are."""
    return name.removeprefix(PEFT_PREFIX).replace(".default.", ".")


def write_case(kind: str, model: torch.nn.Module, rows: list[dict]) -> dict:
    case = Case(copy.deepcopy(model), rows)
    loss = case.loss()
    loss.backward()
    with torch.no_grad():
        save_file({"logits": case.logits().float().contiguous()}, OUT / f"{kind}-logits.safetensors")
    gradients = {name: p.grad.float().contiguous() for name, p in case.trained().items()}
    save_file(gradients, OUT / f"{kind}-gradients.safetensors")
    return {"loss": loss.item(), "runs": [Case(copy.deepcopy(model), rows).ten_steps(run) for run in RUNS]}


def check(folder: str) -> int:
    rows = json.loads((OUT / "cases.json").read_text())["rows"]
    base = Qwen3ForCausalLM.from_pretrained(OUT / "model", dtype=torch.float32)
    keys = PeftModel.from_pretrained(copy.deepcopy(base), folder).load_adapter(folder, adapter_name="again")
    missing = [key for key in keys.missing_keys if "lora_" in key] + list(keys.unexpected_keys)
    if missing:
        print(f"{folder}: tensors missing or not expected: {missing}", file=sys.stderr)
        return 1
    case = Case(PeftModel.from_pretrained(base, folder).eval(), rows)
    with torch.no_grad():
        apart = (case.logits().float() - load_file(OUT / "lora-logits.safetensors")["logits"]).abs()
    worst = apart[case.seen.bool()].max().item()
    print(f"{folder}: logits at most {worst:.1e} from the fixtures'")
    return 0 if worst < 1e-4 else 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", metavar="DIR", help="load an adapter folder with PEFT and compare its logits")
    folder = parser.parse_args().check
    if folder is not None:
        sys.exit(check(folder))
    make()


def make() -> None:
    torch.manual_seed(20)
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    model = make_model()
    adapted = make_adapted(model)
    rows = make_rows(model.config.vocab_size)
    model.save_pretrained(OUT / "model")
    # Without the last argument PEFT asks the hub whether the vocabulary was changed.
    adapted.save_pretrained(OUT / "adapter", save_embedding_layers=False)
    (OUT / "adapter" / "README.md").unlink(missing_ok=True)
    cases = {
        "made_with": {m.__name__: m.__version__ for m in (torch, transformers, peft, np)},
        "rows": rows,
        "full": write_case("full", model, rows),
        "lora": write_case("lora", adapted, rows),
    }
    (OUT / "cases.json").write_text(json.dumps(cases, indent=1) + "\n")


if __name__ == "__main__":
    main()
