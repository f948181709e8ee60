/** What a process serves on /metrics. */
export interface ServedMetrics {
  /** The sum of a metric's samples that have all these labels; undefined when there are none. */
  value(name: string, labels?: Readonly<Record<string, string>>): number | undefined;
  /** Its help. */
  help(name: string): string | undefined;
}

/** Reads /metrics. */
export async function readMetrics(port: number): Promise<ServedMetrics> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  const lines = (await response.text()).split('\n');
  return {
    value: (name, labels = {}) => {
      const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
      const samples = lines.filter(
        (line) => /^[^{ ]+/.exec(line)?.[0] === name && wanted.every((label) => line.includes(label)),
      );
      if (samples.length === 0) return undefined;
      return samples.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
    },
    help: (name) => lines.find((line) => line.startsWith(`# HELP ${name} `))?.slice(`# HELP ${name} `.length),
  };
}
