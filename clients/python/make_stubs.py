"""Makes the Python classes of Ordena's protos: python make_stubs.py [FOLDER] (default: build/ beside this file)."""

import shutil
import sys
from pathlib import Path

from grpc_tools import protoc

HERE = Path(__file__).resolve().parent
PROTOS = HERE.parent.parent / "proto"


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "build"
    aside = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    # google/rpc is left out: grpcio-status brings it.
    files = sorted(str(file) for file in (PROTOS / "ordena").rglob("*.proto"))
    code = protoc.main(
        [
            "protoc",
            f"--proto_path={PROTOS}",
            f"--python_out={aside}",
            f"--pyi_out={aside}",
            f"--grpc_python_out={aside}",
            *files,
        ]
    )
    if code != 0:
        shutil.rmtree(aside)
        print(f"make_stubs: protoc failed on {PROTOS}", file=sys.stderr)
        return code
    shutil.rmtree(folder, ignore_errors=True)
    aside.rename(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
