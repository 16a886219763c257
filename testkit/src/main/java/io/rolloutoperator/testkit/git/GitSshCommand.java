package io.rolloutoperator.testkit.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Objects;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** A command at the end of an SSH channel; an empty one does nothing and does not end. */
final class GitSshCommand implements Command {

  /** What carries commands out. */
  interface Service {
    /**
     * Returns when the command has ended.
     *
     * @param variables that the client has sent
     */
    void serve(String command, Map<String, String> variables, Streams streams) throws IOException;
  }

  /** Of a command. */
  record Streams(InputStream in, OutputStream out, OutputStream error) {}

  private final Service service;
  private final String command;
  private @Nullable InputStream in;
  private @Nullable OutputStream out;
  private @Nullable OutputStream error;
  private @Nullable ExitCallback exit;

  GitSshCommand(Service service, String command) {
    this.service = service;
    this.command = command;
  }

  @Override
  public void setInputStream(InputStream in) {
    this.in = in;
  }

  @Override
  public void setOutputStream(OutputStream out) {
    this.out = out;
  }

  @Override
  public void setErrorStream(OutputStream error) {
    this.error = error;
  }

  @Override
  public void setExitCallback(ExitCallback exit) {
    this.exit = exit;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) {
    Map<String, String> variables = environment.getEnv();
    if (!command.isEmpty()) {
      Thread.ofVirtual().name("git-ssh").start(() -> run(variables));
    }
  }

  private void run(Map<String, String> variables) {
    ExitCallback end = Objects.requireNonNull(exit);
    try {
      service.serve(
          command,
          variables,
          new Streams(
              Objects.requireNonNull(in),
              Objects.requireNonNull(out),
              Objects.requireNonNull(error)));
      end.onExit(0);
    } catch (IOException | RuntimeException e) {
      end.onExit(1, e.toString());
    }
  }

  @Override
  public void destroy(ChannelSession channel) {
    // The streams are closed, which ends the thread.
  }
}
