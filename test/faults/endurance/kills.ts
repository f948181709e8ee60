import { EngineError, Supervisor } from '@ordena/inference';

export interface KillSettings {
  /** The built script of the engine's thread. */
  readonly worker: URL;
  readonly modelDir: string;
  readonly texts: readonly string[];
  readonly kills: number;
  /** Requests at once. */
  readonly clients: number;
  /** Whole numbers from 0 up to what is asked for. */
  readonly random: (size: number) => number;
  /** After so long a request counts as hanging, in milliseconds. */
  readonly hangMs: number;
}

export interface KillReport {
  readonly answered: number;
  readonly unavailable: number;
  /** Requests that ended in neither of these ways, or not at all. */
  readonly other: readonly string[];
  readonly kills: number;
}

/** The engine's thread killed again and again under load: every request ends, with an answer or with UNAVAILABLE. */
export async function kills(settings: KillSettings): Promise<KillReport> {
  const { worker, modelDir, texts, random, hangMs } = settings;
  // Started anew at once, so that there is load at every kill.
  const restarts = { stableMs: 0, firstPauseMs: 0, longestPauseMs: 0 };
  const engine = await Supervisor.start(worker, { modelDir, threads: 1 }, restarts);
  let answered = 0;
  let unavailable = 0;
  const other: string[] = [];
  let isOver = false;
  let id = 1;
  const client = async (): Promise<void> => {
    while (!isOver) {
      const mine = id++;
      const text = texts[mine % texts.length] ?? '';
      const outcome = await withTimeout(engine.canonicalize(mine, text, {}), hangMs).catch(
        (error: unknown) => error,
      );
      if (outcome instanceof EngineError && outcome.code === 'UNAVAILABLE') unavailable++;
      else if (outcome instanceof Error) other.push(outcome.message);
      else answered++;
    }
  };
  try {
    const clients = Array.from({ length: settings.clients }, client);
    for (let kill = 0; kill < settings.kills; kill++) {
      const before = answered;
      // Some answers, then at any moment of the work on the next ones.
      while (answered < before + settings.clients && other.length === 0) await sleep(5);
      await sleep(random(40));
      await engine.kill();
    }
    isOver = true;
    await Promise.all(clients);
    return { answered, unavailable, other, kills: settings.kills };
  } finally {
    isOver = true;
    await engine.close();
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
