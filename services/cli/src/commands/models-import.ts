import { Option, type Command } from 'commander';

import { writeResult } from '../output.js';

interface ImportArguments {
  readonly out: string;
  readonly quantize?: 'int8';
  readonly json?: boolean;
}

/** `ordena models import`: a model from elsewhere as a folder that the engine loads. */
export function addModelsImport(models: Command): void {
  models
    .command('import')
    .description('make a model folder of a Hugging Face folder or a GGUF file')
    .argument('<source>', 'a folder with config.json and model.safetensors, or FILE.gguf')
    .requiredOption('--out <dir>', 'the folder to make')
    .addOption(new Option('--quantize <format>', 'weights in blocks of fewer bits').choices(['int8']))
    .option('--json', 'print one line of JSON')
    .action(async (source: string, { out, quantize, json }: ImportArguments) => {
      const { importModel } = await import('@ordena/model');
      const { config, kind, formats } = await importModel(source, out, quantize ? { quantize } : {});
      const { architecture, numHiddenLayers: layers, vocabSize: vocabulary } = config;
      if (json === true) {
        await writeResult(JSON.stringify({ out, architecture, layers, vocabulary, kind, formats }));
        return;
      }
      const read = Object.entries(formats).map(([format, count]) => `${String(count)} ${format}`);
      const made = `${architecture}, ${String(layers)} layers, vocabulary of ${String(vocabulary)}`;
      await writeResult(`${out}: ${made}; tensors: ${read.join(', ')}; written as ${kind}`);
    });
}
