"""Reads purchase orders in Spanish: python canonicalize.py "Manden 20 cajas de cloro". Prints canonical JSON."""

import argparse
import sys

import grpc

from ordena_client import (
    add_connection_arguments,
    again_while_busy,
    canonicalization_pb2,
    canonicalization_pb2_grpc,
    describe,
    open_channel,
)


def main() -> int:
    parser = argparse.ArgumentParser(description="Reads purchase orders in Spanish with a running Ordena.")
    parser.add_argument("text", nargs="?", default="-", help="the order; - or nothing: standard input")
    parser.add_argument("--model", help="alias or version of the model (default: the server's)")
    parser.add_argument("--lines", action="store_true", help="standard input has an order on each line: a stream")
    add_connection_arguments(parser)
    args = parser.parse_args()
    try:
        with open_channel(parser, args) as channel:
            service = canonicalization_pb2_grpc.CanonicalizationServiceStub(channel)
            return read_lines(service, args) if args.lines else read_one(service, args)
    except grpc.RpcError as error:
        print(f"canonicalize: {args.target}: {describe(error)}", file=sys.stderr)
        return 1


def read_one(service, args: argparse.Namespace) -> int:
    text = sys.stdin.read() if args.text == "-" else args.text
    request = canonicalization_pb2.CanonicalizeRequest(text=text, model=args.model)
    answer = again_while_busy(lambda left: service.Canonicalize(request, timeout=left), args.timeout)
    print(answer.order_json)
    return 0


def read_lines(service, args: argparse.Namespace) -> int:
    """Answers come as they are ready, each with the number of its line."""
    lines = (line.rstrip("\n") for line in sys.stdin)
    requests = (
        canonicalization_pb2.CanonicalizeRequest(text=line, request_id=str(number), model=args.model)
        for number, line in enumerate(lines, 1)
    )
    code = 0
    for result in service.CanonicalizeStream(requests, timeout=args.timeout):
        if result.WhichOneof("result") == "response":
            print(f"{result.request_id}\t{result.response.order_json}", flush=True)
        else:
            code = 1
            failure = result.failure
            print(f"canonicalize: line {result.request_id}: {failure.reason}: {failure.message}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
