import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** The id of a job that was added, as the server answers. */
const ANSWER = /^\$\d+\r\n[^\r]*\r\n/;

/** A wire to a server of this machine that is cut off once: when the first of several jobs is added and nothing is known of the others. */
export class CutOnce {
  readonly url: string;
  readonly #server: Server;
  readonly #sockets: ReadonlySet<Socket>;
  readonly #state: { isCut: boolean };

  private constructor(server: Server, sockets: ReadonlySet<Socket>, state: { isCut: boolean }) {
    this.#server = server;
    this.#sockets = sockets;
    this.#state = state;
    this.url = `redis://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async before(port: number): Promise<CutOnce> {
    const state = { isCut: false };
    const sockets = new Set<Socket>();
    const server = createServer((client) => {
      const there = connect(port, '127.0.0.1');
      let isAdding = false;
      sockets.add(client).add(there);
      const end = (): void => {
        client.destroy();
        there.destroy();
      };
      client.on('data', (piece) => {
        isAdding ||= /evalsha/i.test(piece.toString('latin1'));
        there.write(piece);
      });
      there.on('data', (piece) => {
        const first = isAdding && !state.isCut ? ANSWER.exec(piece.toString('latin1')) : null;
        if (first === null) return void client.write(piece);
        state.isCut = true;
        client.end(first[0]);
        there.destroy();
      });
      for (const socket of [client, there]) socket.on('close', end).on('error', end);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new CutOnce(server, sockets, state);
  }

  get isCut(): boolean {
    return this.#state.isCut;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
