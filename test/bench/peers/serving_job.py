"""What the Python sides of `npm run bench:serving` share: their arguments, the prompts, and the line they print."""

import argparse
import json
import os
import random
import resource
from collections.abc import Callable


def arguments(description: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--model", required=True)
    parser.add_argument("--concurrency", type=int, required=True, help="orders that are worked on at once")
    parser.add_argument("--orders", type=int, required=True, help="in all, a multiple of --concurrency")
    parser.add_argument("--prompt", type=int, default=60, help="tokens of each prompt")
    parser.add_argument("--new", type=int, default=60, help="tokens generated for each order")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--dtype", default="float32")
    parser.add_argument("--program", help="for a peer that is a program of its own")
    args = parser.parse_args()
    # Before the libraries read it.
    os.environ["OMP_NUM_THREADS"] = str(args.threads)
    return args


def prompts(args: argparse.Namespace, vocabulary: int) -> list[list[int]]:
    """As many rows of random tokens as are worked on at once; low and high ids are left out, special tokens among them."""
    draw = random.Random(7)
    return [[draw.randrange(1000, min(vocabulary, 49_000)) for _ in range(args.prompt)] for _ in range(args.concurrency)]


def report(args: argparse.Namespace, seconds: float, who: int = resource.RUSAGE_SELF, **more: object) -> None:
    peak = resource.getrusage(who).ru_maxrss / 1024
    print(json.dumps({"rate": args.orders / seconds, "peakMiB": peak, "seconds": seconds, **more}))


def timed(args: argparse.Namespace, batch: Callable[[int], None], clock: Callable[[], float]) -> float:
    """Seconds for all batches, after a short one that warms up."""
    batch(2)
    start = clock()
    for _ in range(args.orders // args.concurrency):
        batch(args.new)
    return clock() - start
