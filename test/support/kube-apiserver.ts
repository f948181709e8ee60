import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** As much of a Job as the stand-in reads and writes. */
export interface KubeJob {
  metadata: {
    name: string;
    labels: Record<string, string>;
    annotations: Record<string, string>;
    resourceVersion?: string;
    uid?: string;
  };
  spec: {
    backoffLimit: number;
    podReplacementPolicy: string;
    template: { spec: { containers: [Container]; volumes: object[] } };
  };
  status?: object;
}

interface Container {
  image: string;
  command: string[];
  args: string[];
  env: { name: string; value: string }[];
  resources: { limits: Record<string, string> };
  volumeMounts: { name: string; mountPath: string }[];
}

interface Running {
  readonly job: KubeJob;
  pod: ChildProcess | undefined;
  starts: number;
}

/** What stands in for a cluster. */
export interface KubeApiserver {
  /** A kubeconfig for it. */
  kubeconfig: string;
  /** Every Job that was ever made. */
  readonly made: readonly KubeJob[];
  /** Names of the Jobs there are. */
  jobs(): string[];
  /** How often pods of a Job were started. */
  starts(name: string): number;
  /** SIGKILL to the pod of a Job, as a node out of memory does it. */
  killPod(name: string): void;
  /** What the next requests for making a Job are answered with. undefined: as usual. */
  refuse: { code: number; reason: string; message: string } | undefined;
  close(): Promise<void>;
}

const JOBS = '/apis/batch/v1/namespaces/training/jobs';
const TOKEN = 'a-service-account-token';

/**
 * Answers about Jobs as a kube-apiserver does (the bodies are those of version 1.33: Job, Status, watch events), and
 * runs their pods as processes, starting them again as a Job does. It knows nothing of images, volumes or nodes.
 *
 * @param folder where its kubeconfig goes.
 */
export async function startKubeApiserver(folder: string): Promise<KubeApiserver> {
  const jobs = new Map<string, Running>();
  const watchers = new Set<{ name: string; response: ServerResponse }>();
  const made: KubeJob[] = [];
  let version = 1000;

  const tell = (type: string, job: KubeJob): void => {
    job.metadata.resourceVersion = String(++version);
    for (const { name, response } of watchers) {
      if (name === job.metadata.name) response.write(`${JSON.stringify({ type, object: job })}\n`);
    }
  };
  const runPod = (running: Running): void => {
    const [{ command, args, env }] = running.job.spec.template.spec.containers;
    const [program = '', ...first] = command;
    const extra = Object.fromEntries(env.map(({ name, value }) => [name, value]));
    running.starts++;
    running.pod = spawn(program, [...first, ...args], { stdio: 'ignore', env: { ...process.env, ...extra } });
    running.pod.once('exit', (code) => {
      if (jobs.get(running.job.metadata.name) !== running) return;
      if (code === 0) {
        running.job.status = { succeeded: 1, conditions: [condition('Complete', 'CompletionsReached', '')] };
      } else if (running.starts > running.job.spec.backoffLimit) {
        const message = 'Job has reached the specified backoff limit';
        running.job.status = { conditions: [condition('Failed', 'BackoffLimitExceeded', message)] };
      } else {
        running.job.status = { failed: running.starts };
        runPod(running);
      }
      tell('MODIFIED', running.job);
    });
  };
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  const api: KubeApiserver = {
    kubeconfig: join(folder, 'kubeconfig.yaml'),
    made,
    jobs: () => [...jobs.keys()],
    starts: (name) => jobs.get(name)?.starts ?? 0,
    killPod: (name) => jobs.get(name)?.pod?.kill('SIGKILL'),
    refuse: undefined,
    close: async () => {
      for (const { pod } of jobs.values()) pod?.kill('SIGKILL');
      jobs.clear();
      server.closeAllConnections();
      if (server.listening) await once(server.close(), 'close');
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://cluster');
    const send = (code: number, body: object): void => {
      response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (request.headers.authorization !== `Bearer ${TOKEN}`) {
      send(401, status(401, 'Unauthorized', 'Unauthorized'));
      return;
    }
    if (url.pathname === JOBS && request.method === 'POST') {
      const job = JSON.parse(await textOf(request)) as KubeJob;
      const { name } = job.metadata;
      if (api.refuse !== undefined) {
        const { code, reason, message } = api.refuse;
        send(code, status(code, reason, message));
      } else if (jobs.has(name)) {
        send(409, status(409, 'AlreadyExists', `jobs.batch "${name}" already exists`));
      } else {
        job.metadata.uid = `uid-${made.length}`;
        const running: Running = { job, pod: undefined, starts: 0 };
        jobs.set(name, running);
        made.push(job);
        tell('ADDED', job);
        send(201, job);
        runPod(running);
      }
    } else if (url.pathname === JOBS && url.searchParams.get('watch') === 'true') {
      const name = url.searchParams.get('fieldSelector')?.replace('metadata.name=', '') ?? '';
      const watcher = { name, response };
      watchers.add(watcher);
      response.on('close', () => watchers.delete(watcher));
      response.writeHead(200, { 'content-type': 'application/json' });
      const now = jobs.get(name);
      if (now !== undefined) response.write(`${JSON.stringify({ type: 'ADDED', object: now.job })}\n`);
      else response.flushHeaders();
    } else {
      const name = url.pathname.slice(JOBS.length + 1);
      const found = jobs.get(name);
      if (found === undefined) send(404, status(404, 'NotFound', `jobs.batch "${name}" not found`));
      else if (request.method === 'GET') send(200, found.job);
      else {
        jobs.delete(name);
        found.pod?.kill('SIGKILL');
        tell('DELETED', found.job);
        send(200, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success' });
      }
    }
  }

  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await writeFile(api.kubeconfig, kubeconfig(`http://127.0.0.1:${port}`));
  return api;
}

function condition(type: string, reason: string, message: string): object {
  const at = new Date().toISOString();
  return { type, status: 'True', lastProbeTime: at, lastTransitionTime: at, reason, message };
}

function status(code: number, reason: string, message: string): object {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** The client takes plain HTTP only from a cluster whose certificates it is told not to check. */
function kubeconfig(server: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    clusters: [{ name: 'test', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'trainer', user: { token: TOKEN } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'trainer', namespace: 'training' } }],
  });
}
