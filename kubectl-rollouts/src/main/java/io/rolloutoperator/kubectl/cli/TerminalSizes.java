package io.rolloutoperator.kubectl.cli;

/** What standard output is: people change the size of a window while they look at it. */
public interface TerminalSizes {

  /** The terminal as it was when it was last asked about: at the start, if nobody did since. */
  Terminal now();

  /** Asks again, which may cost another process: for screens that last, and not too often. */
  Terminal again();

  /** One that stays as it is. */
  static TerminalSizes fixed(Terminal terminal) {
    return new TerminalSizes() {
      @Override
      public Terminal now() {
        return terminal;
      }

      @Override
      public Terminal again() {
        return terminal;
      }
    };
  }
}
