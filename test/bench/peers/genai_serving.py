"""onnxruntime-genai's generator, for `npm run bench:serving`. Greedy, one batch at a time.

Needs: pip install onnxruntime-genai, and a folder of its model builder.
"""

import json
import time
from pathlib import Path

from serving_job import arguments, prompts, report, timed

args = arguments(__doc__)

import numpy as np  # noqa: E402
import onnxruntime_genai as genai  # noqa: E402

# Its own settings stay as they are, but for the number of threads, which is the same for all.
settings = {"model": {"decoder": {"session_options": {"intra_op_num_threads": args.threads}}}}
config = genai.Config(args.model)
config.overlay(json.dumps(settings))
model = genai.Model(config)
vocabulary = json.loads((Path(args.model) / "genai_config.json").read_text())["model"]["vocab_size"]
ids = np.array(prompts(args, vocabulary), dtype=np.int32)


def batch(new: int) -> None:
    params = genai.GeneratorParams(model)
    length = args.prompt + new
    # As long at least as at most: the end token ends nothing.
    params.set_search_options(do_sample=False, min_length=length, max_length=length, batch_size=args.concurrency)
    generator = genai.Generator(model, params)
    generator.append_tokens(ids)
    while not generator.is_done():
        generator.generate_next_token()
    assert len(generator.get_sequence(0)) == length, len(generator.get_sequence(0))


report(args, timed(args, batch, time.perf_counter), version=genai.__version__)
