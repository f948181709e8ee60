"""What the examples share: the generated classes, a channel, calls that are made again, failures in words."""

import argparse
import os
import random
import sys
import time
from pathlib import Path
from typing import Callable, Iterator, TypeVar

import grpc
from google.rpc import error_details_pb2
from grpc_status import rpc_status

sys.path.insert(0, os.environ.get("ORDENA_STUBS", str(Path(__file__).resolve().parent / "build")))
try:
    from ordena.v1 import canonicalization_pb2, canonicalization_pb2_grpc, training_pb2, training_pb2_grpc
except ModuleNotFoundError as missing:
    if not (missing.name or "").startswith("ordena"):
        raise
    sys.exit("the classes of the protos are not there: run python make_stubs.py first")

__all__ = [
    "add_connection_arguments",
    "again_while_busy",
    "canonicalization_pb2",
    "canonicalization_pb2_grpc",
    "describe",
    "open_channel",
    "training_pb2",
    "training_pb2_grpc",
]

Answer = TypeVar("Answer")

ATTEMPTS = 4
MAX_WAIT_S = 10.0


def add_connection_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the service is and how the channel is secured."""
    parser.add_argument("--target", default="127.0.0.1:50051", help="host:port (default %(default)s)")
    parser.add_argument("--ca", metavar="FILE", help="certificates of the server's authority (PEM): TLS")
    parser.add_argument("--cert", metavar="FILE", help="our certificate (PEM), with --key")
    parser.add_argument("--key", metavar="FILE", help="its key (PEM)")
    parser.add_argument("--token", metavar="FILE", help="file with the bearer token; needs --ca")
    parser.add_argument("--timeout", type=float, metavar="S", help="seconds (default: 60 for one answer, none for a stream)")


def open_channel(parser: argparse.ArgumentParser, args: argparse.Namespace) -> grpc.Channel:
    """A channel by the arguments. Ends the program when they do not fit."""
    if (args.cert is None) != (args.key is None):
        parser.error("--cert and --key need each other")
    if args.ca is None:
        if args.token or args.cert:
            parser.error("--token and --cert need --ca: without TLS whoever listens can read them")
        return grpc.insecure_channel(args.target)
    try:
        pem = [Path(file).read_bytes() if file else None for file in (args.ca, args.key, args.cert)]
        secured = grpc.ssl_channel_credentials(*pem)
        if args.token:
            token = Path(args.token).read_text().strip()
            secured = grpc.composite_channel_credentials(secured, grpc.access_token_call_credentials(token))
    except OSError as error:
        parser.error(str(error))
    return grpc.secure_channel(args.target, secured)


def again_while_busy(call: Callable[[float], Answer], timeout: float | None) -> Answer:
    """Makes a call again while the service says when to come back (RetryInfo), or cannot be reached.

    call: gets the seconds that are left of the timeout, 60 by default.
    """
    ends = time.monotonic() + (60.0 if timeout is None else timeout)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return call(max(0.001, ends - time.monotonic()))
        except grpc.RpcError as error:
            wait = retry_after(error)
            if wait is None and error.code() == grpc.StatusCode.UNAVAILABLE:
                wait = 0.1 * 2**attempt
            if wait is None or attempt == ATTEMPTS or wait > min(MAX_WAIT_S, ends - time.monotonic()):
                raise
            # Those who were sent away together do not come back together.
            time.sleep(wait * (1 + random.random() / 5))
    raise AssertionError("not reached")


def retry_after(error: grpc.RpcError) -> float | None:
    """Seconds after which the service wants to be asked again; None where it did not say."""
    info = error_details_pb2.RetryInfo()
    for detail in details_of(error):
        if detail.Unpack(info):
            return info.retry_delay.seconds + info.retry_delay.nanos / 1e9
    return None


def describe(error: grpc.RpcError) -> str:
    """A failed call in one line: status, reason, message and every field at fault."""
    info, bad = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest()
    reason, faults = "", []
    for detail in details_of(error):
        if detail.Unpack(info):
            reason = info.reason
        elif detail.Unpack(bad):
            faults = [f"{fault.field}: {fault.description}" for fault in bad.field_violations]
    name = error.code().name
    head = name if reason in ("", name) else f"{name} {reason}"
    return f"{head}: {error.details()}" + "".join(f" [{fault}]" for fault in faults)


def details_of(error: grpc.RpcError) -> Iterator:
    status = rpc_status.from_call(error)
    return iter(()) if status is None else iter(status.details)
