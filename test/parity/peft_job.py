"""LoRA by transformers and PEFT on a job that both sides run, for test/parity/lora-curve.ts and peft.spec.ts.

    pip install torch transformers peft safetensors
    python test/parity/peft_job.py train JOB            # initial/, trained/, losses.json, trained-logits.safetensors
    python test/parity/peft_job.py logits JOB ADAPTER OUT   # logits of the probe under any adapter folder
    python test/parity/peft_job.py fixtures             # test/fixtures/peft anew, but for what Ordena adds to it

JOB is a folder with job.json: model (a folder), batches (a list of rows for each optimizer step; a row has ids and labels,
labels[t] being the token to predict at t, -100 for none), probe (rows of equal length), rank, alpha, targets, rate,
weight_decay, max_norm, seed, threads. The loss is the mean cross entropy over a step's labelled tokens, before the step.
Everything is float32, dropout 0. `fixtures` computes on the tiny model of test/fixtures/parity; then
`node test/dist/parity/lora-curve.js --job test/fixtures/peft/NAME` adds what Ordena trained and PEFT's logits of it.
"""

import json
import shutil
import sys
from pathlib import Path

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "test" / "fixtures" / "peft"
IGNORED = -100
ATTENTION = ["q_proj", "k_proj", "v_proj", "o_proj"]
LINEAR = [*ATTENTION, "gate_proj", "up_proj", "down_proj"]
# What PEFT can make and plain LoRA is not: the configurations that Ordena must refuse.
VARIANTS = {
    "rslora": {"use_rslora": True},
    "dora": {"use_dora": True},
    "rank-pattern": {"rank_pattern": {"q_proj": 2}},
    "alpha-pattern": {"alpha_pattern": {"v_proj": 64}},
    "bias": {"bias": "lora_only"},
    "modules-to-save": {"modules_to_save": ["lm_head"]},
    "pissa": {"init_lora_weights": "pissa"},
    "regular-expression": {"target_modules": r".*\.(q|v)_proj"},
}


def read_job(folder: Path) -> dict:
    job = json.loads((folder / "job.json").read_text())
    torch.manual_seed(job["seed"])
    torch.set_num_threads(job["threads"])
    return job


def load_base(job: dict) -> torch.nn.Module:
    return AutoModelForCausalLM.from_pretrained(ROOT / job["model"], dtype=torch.float32)


def lora_config(job: dict, **more: object) -> LoraConfig:
    settings = {
        "r": job["rank"],
        "lora_alpha": job["alpha"],
        "lora_dropout": 0.0,
        "target_modules": job["targets"],
        "task_type": "CAUSAL_LM",
    }
    return LoraConfig(**{**settings, **more})


def save_adapter(model: PeftModel, job: dict, folder: Path) -> None:
    # PEFT would write where the base lies on this machine.
    model.peft_config["default"].base_model_name_or_path = job["model"]
    model.save_pretrained(folder, save_embedding_layers=False)
    (folder / "README.md").unlink(missing_ok=True)


def padded(rows: list[dict], key: str, filler: int) -> torch.Tensor:
    width = max(len(row["ids"]) for row in rows)
    return torch.tensor([row[key] + [filler] * (width - len(row[key])) for row in rows])


def loss_of(model: torch.nn.Module, rows: list[dict]) -> torch.Tensor:
    seen = padded([{**row, "seen": [1] * len(row["ids"])} for row in rows], "seen", 0)
    logits = model(input_ids=padded(rows, "ids", 0), attention_mask=seen, use_cache=False).logits
    labels = padded(rows, "labels", IGNORED)
    return torch.nn.functional.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=IGNORED)


def write_logits(model: torch.nn.Module, job: dict, out: Path) -> None:
    with torch.no_grad():
        logits = model(input_ids=padded(job["probe"], "ids", 0), use_cache=False).logits
    save_file({"logits": logits.contiguous()}, out)


def train(folder: Path) -> None:
    job = read_job(folder)
    model = get_peft_model(load_base(job), lora_config(job)).train()
    save_adapter(model, job, folder / "initial")
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=job["rate"], weight_decay=job["weight_decay"])
    losses = []
    for rows in job["batches"]:
        optimizer.zero_grad()
        loss = loss_of(model, rows)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, job["max_norm"])
        optimizer.step()
        losses.append(loss.item())
    save_adapter(model, job, folder / "trained")
    (folder / "losses.json").write_text(json.dumps(losses) + "\n")
    write_logits(model.eval(), job, folder / "trained-logits.safetensors")


def logits(folder: Path, adapter: Path, out: Path) -> None:
    job = read_job(folder)
    base = load_base(job)
    model = PeftModel.from_pretrained(base, adapter)
    keys = model.load_adapter(adapter, adapter_name="again")
    missing = [key for key in keys.missing_keys if "lora_" in key] + list(keys.unexpected_keys)
    if missing:
        sys.exit(f"{adapter}: tensors missing or not expected: {missing}")
    model.set_adapter("default")
    write_logits(model.eval(), job, out)


def fixtures() -> None:
    shutil.rmtree(FIXTURES, ignore_errors=True)
    model = "test/fixtures/parity/model"
    vocabulary = json.loads((ROOT / model / "config.json").read_text())["vocab_size"]
    for name, targets in {"attention": ATTENTION, "all-linear": LINEAR}.items():
        folder = FIXTURES / name
        folder.mkdir(parents=True)
        torch.manual_seed(7)
        batches = [random_rows(vocabulary, [14, 9, 12]) for _ in range(8)]
        job = {
            "model": model,
            "rank": 16,
            "alpha": 32,
            "targets": targets,
            "rate": 5e-3,
            "weight_decay": 0.01,
            "max_norm": 1.0,
            "seed": 7,
            "threads": 1,
            "probe": random_rows(vocabulary, [12, 12]),
            # A few batches again and again, so that there is something to learn.
            "batches": [batches[step % len(batches)] for step in range(50)],
        }
        (folder / "job.json").write_text(json.dumps(job) + "\n")
        train(folder)
    job = read_job(FIXTURES / "attention")
    for name, settings in VARIANTS.items():
        model = get_peft_model(load_base(job), lora_config(job, **settings))
        save_adapter(model, job, FIXTURES / "variants" / name)
        (FIXTURES / "variants" / name / "adapter_model.safetensors").unlink()


def random_rows(vocabulary: int, lengths: list[int]) -> list[dict]:
    rows = []
    for length in lengths:
        ids = torch.randint(2, vocabulary, (length,)).tolist()
        rows.append({"ids": ids, "labels": [IGNORED] * 3 + ids[4:] + [0]})
    return rows


if __name__ == "__main__":
    command, *paths = sys.argv[1:]
    {"train": train, "logits": logits, "fixtures": fixtures}[command](*[Path(path) for path in paths])
