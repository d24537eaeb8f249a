import { EXIT } from '../exit-code.ts';

type Handler = () => void;

/**
 * Requests to end this process: Ctrl-C (SIGINT), and SIGTERM from whatever supervises it. SIGHUP is ignored, because
 * `nohup` means that the process goes on. Without a handler the process exits with the exit code of Ctrl-C, so that
 * the cleanup on `exit` runs.
 */
export class EndRequests {
  readonly #onInterrupt: Handler[] = [];
  readonly #onTerminate: Handler[] = [];

  listen(): void {
    // A second request while the first is being handled means: stop now.
    process.on('SIGINT', () => answer(this.#onInterrupt.pop()));
    process.on('SIGTERM', this.#terminate);
  }

  /** Until the returned function is called, Ctrl-C calls `handler` and does nothing else. */
  onInterrupt(handler: Handler): () => void {
    return added(this.#onInterrupt, handler);
  }

  /** The same for SIGTERM, which acts like Ctrl-C if there is no handler. */
  onTerminate(handler: Handler): () => void {
    return added(this.#onTerminate, handler);
  }

  /**
   * Runs work that blocks this thread, so that no handler can run. SIGTERM then ends the process at once, as it would
   * without a handler; otherwise `timeout 60s` would wait for the end of a very long run. Temporary files left behind
   * are removed when a file of the same name is next written.
   */
  whileBusy<T>(work: () => T): T {
    process.off('SIGTERM', this.#terminate);
    try {
      return work();
    } finally {
      process.on('SIGTERM', this.#terminate);
    }
  }

  readonly #terminate = (): void => answer(this.#onTerminate.pop() ?? this.#onInterrupt.pop());
}

function answer(handler: Handler | undefined): void {
  if (handler === undefined) process.exit(EXIT.interrupted);
  handler();
}

function added(handlers: Handler[], handler: Handler): () => void {
  handlers.push(handler);
  return () => {
    const at = handlers.indexOf(handler);
    if (at >= 0) handlers.splice(at, 1);
  };
}
