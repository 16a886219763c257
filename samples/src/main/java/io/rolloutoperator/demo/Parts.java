package io.rolloutoperator.demo;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** What a stage is built from: set up in order, each part with a line, ended in opposite order. */
final class Parts implements AutoCloseable {

  private final Screen screen;
  private final Deque<Doing<Exception>> running = new ConcurrentLinkedDeque<>();

  Parts(Screen screen) {
    this.screen = screen;
  }

  /** Something of the start. */
  interface Start<T, E extends Exception> {
    T run() throws E;
  }

  /** Something of the start or the end that gives nothing back. */
  interface Doing<E extends Exception> {
    void run() throws E;
  }

  /** Starts something with a line on the screen that tells what and how long it took. */
  <T, E extends Exception> T part(String name, String what, Start<T, E> start) throws E {
    long from = System.nanoTime();
    screen.status(Line.of("   %-14s %s …".formatted(name, what)));
    T part = start.run();
    screen.line(
        Line.of("   ")
            .accent("%-14s".formatted(name))
            .text(" %-62s".formatted(what))
            .dim("%5.1f s".formatted((System.nanoTime() - from) / 1e9)));
    return part;
  }

  /** Does something with a line on the screen that tells what and how long it took. */
  <E extends Exception> void step(String name, String what, Doing<E> doing) throws E {
    this.<Boolean, E>part(
        name,
        what,
        () -> {
          doing.run();
          return true;
        });
  }

  /** Registers what {@link #close()} is to end. */
  <T extends AutoCloseable> T keep(T part) {
    atEnd(part::close);
    return part;
  }

  /** Registers what {@link #close()} is to do. */
  void atEnd(Doing<Exception> doing) {
    running.push(doing);
  }

  @Override
  public void close() {
    Doing<Exception> doing = running.poll();
    while (doing != null) {
      try {
        doing.run();
      } catch (Exception e) {
        screen.line("   could not end cleanly: " + e.getMessage());
      }
      doing = running.poll();
    }
  }
}
