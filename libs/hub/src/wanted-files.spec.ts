import { describe, expect, it } from 'vitest';
import { wantedFiles } from './wanted-files.js';

const file = (path: string, size: number) => ({ path, size, checksum: { kind: 'git' as const, hex: '' } });

describe('wantedFiles', () => {
  it('takes what a model folder is made of, small files first', () => {
    const files = [
      file('model-00001-of-00002.safetensors', 900),
      file('pytorch_model.bin', 900),
      file('onnx/model.onnx', 5),
      file('sub/config.json', 5),
      file('config.json', 20),
      file('tokenizer.json', 10),
      file('model.safetensors.index.json', 15),
      file('README.md', 1),
    ];
    expect(wantedFiles(files).map(({ path }) => path)).toEqual([
      'tokenizer.json',
      'model.safetensors.index.json',
      'config.json',
      'model-00001-of-00002.safetensors',
    ]);
  });
});
