"""transformers' `generate`, for `npm run bench:serving`. Greedy, with its own KV cache, one padding-free batch at a time.

Needs: pip install torch transformers
"""

import time

from serving_job import arguments, prompts, report, timed

args = arguments(__doc__)

import torch  # noqa: E402
from transformers import AutoModelForCausalLM, GenerationConfig  # noqa: E402

torch.set_num_threads(args.threads)
model = AutoModelForCausalLM.from_pretrained(args.model, dtype=getattr(torch, args.dtype)).eval()
ids = torch.tensor(prompts(args, model.config.vocab_size))


@torch.inference_mode()
def batch(new: int) -> None:
    # No end token: each row gets just as many tokens as are asked for.
    settings = GenerationConfig(do_sample=False, max_new_tokens=new, pad_token_id=0, eos_token_id=None)
    made = model.generate(ids, attention_mask=torch.ones_like(ids), generation_config=settings)
    assert made.shape[1] == args.prompt + new, made.shape


model.generation_config = GenerationConfig(do_sample=False, eos_token_id=None, pad_token_id=0)
report(args, timed(args, batch, time.perf_counter), torch=torch.__version__)
