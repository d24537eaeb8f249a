import { EXIT } from '../exit-code.ts';

type Handler = () => void;

/**
 * Requests to end this process: Ctrl-C (SIGINT), and the polite one of whoever supervises it (SIGTERM). Nobody hears SIGHUP: `nohup`
 * means that it goes on. Whoever does not hear is ended with the exit code of Ctrl-C, so that what `exit` cleans up is cleaned up.
 */
export class EndRequests {
  readonly #onInterrupt: Handler[] = [];
  readonly #onTerminate: Handler[] = [];

  listen(): void {
    // Whoever asked for it once and is asked again is meant to stop now.
    process.on('SIGINT', () => answer(this.#onInterrupt.pop()));
    process.on('SIGTERM', this.#terminate);
  }

  /** Until the function that it gives is called, Ctrl-C calls `handler` and nothing more. */
  onInterrupt(handler: Handler): () => void {
    return added(this.#onInterrupt, handler);
  }

  /** Likewise of SIGTERM; where nobody asks for that, it is as good as Ctrl-C. */
  onTerminate(handler: Handler): () => void {
    return added(this.#onTerminate, handler);
  }

  /**
   * Work that keeps this thread busy, so that it hears nothing: SIGTERM then ends the process at once, as if nobody listened, or
   * `timeout 60s` would wait for the end of a run that has none. What that leaves behind goes with the next file of its name.
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
