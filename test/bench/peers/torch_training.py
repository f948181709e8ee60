"""Full training of the bench model in PyTorch float32, for `npm run bench:training`. Prints one line of JSON.

Needs: pip install torch transformers. The model is transformers' Qwen3ForCausalLM; attention and AdamW have variants in
PyTorch whose speed differs by machine: `--choose` times all of them and names the fastest, which the bench then passes
to every measured process.
"""

import argparse
import json
import resource
import time

import torch
from transformers import Qwen3Config, Qwen3ForCausalLM

ATTENTIONS = ["sdpa", "eager"]
OPTIMIZERS = {"fused": {"fused": True}, "foreach": {"foreach": True}}


class Training:
    def __init__(self, job: dict, attention: str, optimizer: str):
        torch.manual_seed(1)
        shape = {key: job[key] for key in job if key not in ("batch", "length", "threads")}
        config = Qwen3Config(**shape, use_cache=False, attention_dropout=0.0)
        config._attn_implementation = attention
        self.model = Qwen3ForCausalLM(config).float().train()
        self.optimizer = torch.optim.AdamW(
            self.model.parameters(), lr=1e-3, weight_decay=0.01, **OPTIMIZERS[optimizer]
        )
        self.batch = [job["batch"], job["length"]]
        self.vocabulary = job["vocab_size"]

    def step(self) -> float:
        ids = torch.randint(0, self.vocabulary, self.batch)
        labels = torch.randint(0, self.vocabulary, self.batch)
        self.optimizer.zero_grad(set_to_none=True)
        logits = self.model(input_ids=ids).logits
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), labels.flatten())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        return loss.item()

    def seconds(self, warmup: int, steps: int) -> tuple[float, float]:
        for _ in range(warmup):
            self.step()
        start = time.perf_counter()
        for _ in range(steps):
            loss = self.step()
        return time.perf_counter() - start, loss


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--job", type=json.loads, required=True, help="sizes, batch, length and threads, as JSON")
    parser.add_argument("--choose", action="store_true", help="time every variant, print the fastest")
    parser.add_argument("--attention", choices=ATTENTIONS, default="sdpa")
    parser.add_argument("--optimizer", choices=list(OPTIMIZERS), default="fused")
    parser.add_argument("--warmup", type=int, default=2)
    parser.add_argument("--steps", type=int, default=8)
    args = parser.parse_args()
    torch.set_num_threads(args.job["threads"])
    if args.choose:
        # The two choices do not depend on each other.
        attention = min(ATTENTIONS, key=lambda a: Training(args.job, a, "fused").seconds(1, 3))
        optimizer = min(OPTIMIZERS, key=lambda o: Training(args.job, attention, o).seconds(1, 3))
        print(json.dumps({"attention": attention, "optimizer": optimizer, "torch": torch.__version__}))
        return
    training = Training(args.job, args.attention, args.optimizer)
    seconds, loss = training.seconds(args.warmup, args.steps)
    tokens = args.steps * args.job["batch"] * args.job["length"]
    print(
        json.dumps(
            {
                "rate": tokens / seconds,
                "peakMiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "loss": loss,
                "parameters": sum(p.numel() for p in training.model.parameters()),
            }
        )
    )


if __name__ == "__main__":
    main()
