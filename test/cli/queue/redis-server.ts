import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../../src/bench/replications/queue.ts';

export const HAS_REDIS = spawnSync('redis-server', ['--version']).status === 0;

/** A server of its own on this machine that writes down every change (append-only file), in a temporary folder. */
export class RedisServer {
  readonly url: string;
  readonly port: number;
  /** To look behind the scenes; waits while the server is away. */
  readonly client: Redis;
  readonly #folder = mkdtempSync(join(tmpdir(), 'proxysim-redis-'));
  #process: ChildProcess;

  private constructor(port: number) {
    this.port = port;
    this.url = `redis://127.0.0.1:${port}`;
    this.#process = this.#spawn();
    const retryStrategy = (): number => 50;
    this.client = new Redis(this.url, { maxRetriesPerRequest: null, retryStrategy });
    this.client.on('error', () => undefined);
  }

  static async start(): Promise<RedisServer> {
    const server = new RedisServer(await freePort());
    await server.client.ping();
    return server;
  }

  /** Kills it as a power cut would and starts it again on what it had written. */
  async restart(): Promise<void> {
    await this.#kill();
    this.#process = this.#spawn();
    await this.client.ping();
  }

  async stop(): Promise<void> {
    this.client.disconnect();
    await this.#kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #spawn(): ChildProcess {
    const options = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'yes', '--dir', this.#folder];
    return spawn('redis-server', ['--port', `${this.port}`, ...options], { stdio: 'ignore' });
  }

  async #kill(): Promise<void> {
    const exited = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGKILL');
    await exited;
  }
}
