"""Shows a training run as it goes on: python watch_run.py RUN. Exit code 1 when the run failed."""

import argparse
import sys

import grpc
from google.protobuf import json_format

from ordena_client import add_connection_arguments, describe, open_channel, training_pb2, training_pb2_grpc


def main() -> int:
    parser = argparse.ArgumentParser(description="Shows the events of a training run until it is over.")
    parser.add_argument("run", help="the run's id")
    parser.add_argument("--after", type=int, default=0, metavar="N", help="only events behind this number")
    add_connection_arguments(parser)
    args = parser.parse_args()
    last = ""
    try:
        with open_channel(parser, args) as channel:
            service = training_pb2_grpc.TrainingServiceStub(channel)
            request = training_pb2.WatchRunRequest(run_id=args.run, after_sequence=args.after)
            for event in service.WatchRun(request, timeout=args.timeout):
                last = event.WhichOneof("event")
                fields = json_format.MessageToJson(getattr(event, last), indent=None)
                print(f"{event.sequence}\t{last}\t{fields}", flush=True)
    except grpc.RpcError as error:
        print(f"watch_run: {args.target}: {describe(error)}", file=sys.stderr)
        return 1
    return 1 if last == "failed" else 0


if __name__ == "__main__":
    sys.exit(main())
