"""llama.cpp's `llama-batched-bench`, for `npm run bench:serving`: its prompts' and tokens' seconds, added up.

Needs the program, named in --program.
"""

import json
import resource
import subprocess
import sys

from serving_job import arguments, report

args = arguments(__doc__)
seconds = 0.0
for _ in range(args.orders // args.concurrency):
    length = args.concurrency * (args.prompt + args.new)
    # Settings stay as they come, but for sizes and the number of threads.
    sizes = ["-c", str(max(512, length)), "-npp", str(args.prompt), "-ntg", str(args.new), "-npl", str(args.concurrency)]
    threads = ["-t", str(args.threads), "-tb", str(args.threads)]
    command = [args.program, "-m", args.model, *sizes, *threads, "--output-format", "jsonl"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode != 0 or not lines:
        sys.exit(f"{args.program} ended with code {done.returncode}: {done.stderr.strip().splitlines()[-1:]}")
    seconds += json.loads(lines[-1])["t"]
report(args, seconds, resource.RUSAGE_CHILDREN)
