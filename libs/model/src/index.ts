/**
 * Models: settings, weights on disk, quantisation, the graphs that decode and train.
 *
 * ```ts
 * const model = await loadModelFolder('my-model');
 * await saveQuantizedFolder('my-model-int8', quantizeModel(model));
 * ```
 * @module
 */
export { parseModelConfig, toHfConfig, type ModelConfig } from './config/model-config.js';
export { loadModelFolder, saveModelFolder, type LoadOptions } from './weights/model-folder.js';
export { importModel, type ImportOptions, type ImportedModel } from './gguf/import-model.js';
export type { Model, WeightTensor, Weights } from './weights/types.js';
export { quantizeModel, dequantizeModel, type QuantizedModel } from './quantize/quantized-model.js';
export {
  loadAnyModelFolder,
  loadQuantizedFolder,
  saveQuantizedFolder,
  type AnyModel,
} from './quantize/quantized-folder.js';
export { randomWeights } from './weights/random-weights.js';
export { ModelStore, modelStoreDir, type StoredVersion } from './store/model-store.js';
export type { StoredFile, VersionMetadata } from './store/manifest.js';
export { ModelError, type ModelErrorCode } from './errors.js';

// For our other libraries.
export { readGguf, type GgufModel } from './gguf/gguf-file.js';
export { allFinite } from './weights/finite.js';
export { checkTensors, expectedTensors, layerTensor, EMBEDDING, FINAL_NORM, HEAD } from './weights/tensor-names.js';
export { readSafetensors, writeSafetensors, toFloat32, bytesOf, type StoredTensor } from './weights/safetensors.js';
export { quantizeMatrix, dequantizeMatrix, type QuantizedMatrix } from './quantize/int8.js';

export { buildLogitsGraph, buildTrainingGraph, type TrainingGraph } from './training/training-graph.js';
export { TRAINING_IO } from './training/training-io.js';
export { LAYER_IO, buildLayerGraphs, layerShapes, type LayerGraphs, type LayerGraphsOptions } from './training/layer-graphs.js';
export { FLOAT_BASE, Int8Base, type FrozenBase } from './training/frozen-base.js';
export { HEAD_IO, buildHeadGraph } from './training/head-graph.js';
export {
  quantizeTwoWays,
  scalesFor,
  shapeOfHalf,
  type BlockMatrix,
  type IntMatrix,
  type ScaleReach,
  type TurnedRows,
  type TwoWayMatrix,
  type TwoWayScales,
} from './quantize/two-way.js';
export { listParameters, type ParameterSpec } from './training/parameters.js';
export { isAdapted, isAdapterTensor, loraNames, type LoraSettings, type TrainingMode } from './training/trainable.js';
export { rotaryTables, type RotaryTables } from './training/rotary-tables.js';
export { loadAdapterFolder, saveAdapterFolder, type Adapter } from './adapter/adapter-folder.js';
export { checkAdapter, mergeAdapter } from './adapter/merge-adapter.js';
export { newAdapterWeights } from './adapter/new-adapter.js';
export { DecodeSession, type DecodeRow, type DecodeSessionOptions } from './decode/decode-session.js';
export { SHORT_ROW } from './decode/cached-attention.js';
export type { Int8Scales } from './decode/linear.js';
