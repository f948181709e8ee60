import type { Engine, ExecutionProvider } from '@ordena/inference';

import { writeNote } from './output.js';

/** How an engine is started. */
export interface EngineChoice {
  modelDir: string;
  /** Threads of one model step. Not set: the engine's own choice. */
  threads?: number | undefined;
  /** Where the model runs. Not set: the processor. */
  provider?: ExecutionProvider | undefined;
}

/** Runs work with a started engine and closes it, however the work ends. */
export async function withEngine<T>(choice: EngineChoice, work: (engine: Engine) => Promise<T>): Promise<T> {
  const { Engine: EngineClass } = await import('@ordena/inference');
  const { modelDir, threads, provider } = choice;
  const engine = await EngineClass.start({
    modelDir,
    ...(threads === undefined ? {} : { threads }),
    ...(provider === undefined ? {} : { provider }),
  });
  if (engine.calibration === 'stale')
    writeNote(`${modelDir}: its calibration is of other weights and not used: run ordena calibrate`);
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}
