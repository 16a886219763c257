package io.rolloutoperator.kubectl.cli;

import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.config.Access;
import java.io.PrintStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a command works with. The cluster is looked for only when it is asked for. */
public final class Session implements AutoCloseable {

  /** Opens the way to a cluster. */
  interface Connector {
    Access access() throws CommandFailure;

    Cluster open(Access access) throws CommandFailure;
  }

  private final Surroundings around;
  private final boolean colours;
  private final Connector connector;

  private @Nullable Access access;
  private @Nullable Cluster cluster;

  Session(Surroundings around, boolean colours, Connector connector) {
    this.around = around;
    this.colours = colours;
    this.connector = connector;
  }

  /** Where results go. */
  public PrintStream out() {
    return around.out();
  }

  /** The same for lines with colours, in which nothing else steers the terminal. */
  public PrintStream screen() {
    return around.screen();
  }

  /** Where notes go that are no results. */
  public PrintStream err() {
    return around.err();
  }

  public Surroundings around() {
    return around;
  }

  public boolean colours() {
    return colours;
  }

  public Instant now() {
    return around.clock().instant();
  }

  /** The namespace of flag or context. */
  public String namespace() throws CommandFailure {
    return access().namespace();
  }

  /** The context's name, "" without one. */
  public String context() throws CommandFailure {
    return access().context();
  }

  private Access access() throws CommandFailure {
    Access known = access;
    if (known == null) {
      known = connector.access();
      access = known;
    }
    return known;
  }

  /** The cluster of flags and context. */
  public Cluster cluster() throws CommandFailure {
    Cluster known = cluster;
    if (known == null) {
      known = connector.open(access());
      cluster = known;
    }
    return known;
  }

  /**
   * Connections of their own to the same cluster, with the credentials that the kubeconfig has now:
   * a process that lives for hours goes on after a new login. The caller closes them.
   */
  public Cluster another() throws CommandFailure {
    Access first = access();
    Access fresh = connector.access();
    boolean same = fresh.context().equals(first.context()) && fresh.server().equals(first.server());
    return connector.open(same ? fresh : first);
  }

  @Override
  public void close() {
    if (cluster != null) {
      cluster.close();
    }
  }
}
