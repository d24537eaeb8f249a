import { isatty } from 'node:tty';
import { EXIT } from '../exit-code.ts';

type Handler = () => void;

/**
 * Requests to end this process: Ctrl-C (SIGINT), SIGTERM from whatever supervises it, and SIGHUP from a terminal that is
 * closed. Without a handler the process exits as after Ctrl-C, so that the cleanup on `exit` runs.
 */
export class EndRequests {
  readonly #onInterrupt: Handler[] = [];
  readonly #onTerminate: Handler[] = [];
  #isHungUp = false;

  listen(): void {
    // A second request while the first is being handled means: stop now.
    process.on('SIGINT', () => answer(this.#onInterrupt.pop()));
    process.on('SIGTERM', this.#terminate);
    // Only if a terminal can be closed: `nohup` takes it away from standard input and means that the process goes on,
    // but a listener would end it.
    if (isatty(0)) process.on('SIGHUP', this.#hangUp);
  }

  /**
   * Call it last when the process exits. If its terminal has been closed, the signal ends the process for good, because
   * Node.js crashes on its way out when it resets a terminal that is gone.
   */
  endOfTerminal(): void {
    if (!this.#isHungUp) return;
    process.off('SIGHUP', this.#hangUp);
    process.kill(process.pid, 'SIGHUP');
  }

  /** Until the returned function is called, Ctrl-C calls `handler` and does nothing else. */
  onInterrupt(handler: Handler): () => void {
    return added(this.#onInterrupt, handler);
  }

  /** The same for SIGTERM and SIGHUP, which act like Ctrl-C if there is no handler. */
  onTerminate(handler: Handler): () => void {
    return added(this.#onTerminate, handler);
  }

  /**
   * Runs work that blocks this thread, so that no handler can run. SIGTERM and SIGHUP then end the process at once, as they
   * would without a handler; otherwise `timeout 60s` would wait for the end of very long work. Nothing is cleaned up.
   */
  whileBusy<T>(work: () => T): T {
    const hearsHangUp = process.listenerCount('SIGHUP') > 0;
    process.off('SIGTERM', this.#terminate);
    process.off('SIGHUP', this.#hangUp);
    try {
      return work();
    } finally {
      process.on('SIGTERM', this.#terminate);
      if (hearsHangUp) process.on('SIGHUP', this.#hangUp);
    }
  }

  readonly #terminate = (): void => answer(this.#onTerminate.pop() ?? this.#onInterrupt.pop());

  readonly #hangUp = (): void => {
    this.#isHungUp = true;
    this.#terminate();
  };
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
