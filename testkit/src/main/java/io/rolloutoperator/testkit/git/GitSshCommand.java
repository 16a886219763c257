package io.rolloutoperator.testkit.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/**
 * What {@code git-upload-pack} and {@code git-receive-pack} do at the end of an SSH channel; an
 * empty command does nothing and does not end.
 */
final class GitSshCommand implements Command {

  private final Repository repository;
  private final PushRules pushes;
  private final String command;
  private @Nullable InputStream in;
  private @Nullable OutputStream out;
  private @Nullable OutputStream error;
  private @Nullable ExitCallback exit;

  GitSshCommand(Repository repository, PushRules pushes, String command) {
    this.repository = repository;
    this.pushes = pushes;
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
      serve(variables);
      end.onExit(0);
    } catch (IOException | RuntimeException e) {
      end.onExit(1, e.toString());
    }
  }

  private void serve(Map<String, String> variables) throws IOException {
    InputStream input = Objects.requireNonNull(in);
    OutputStream output = Objects.requireNonNull(out);
    if (command.startsWith("git-upload-pack")) {
      UploadPack pack = new UploadPack(repository);
      String protocol = variables.get("GIT_PROTOCOL");
      if (protocol != null) {
        pack.setExtraParameters(List.of(protocol.split(":", -1)));
      }
      pack.upload(input, output, error);
    } else if (command.startsWith("git-receive-pack")) {
      pushes.receivePack(repository).receive(input, output, error);
    } else {
      throw new IOException("unknown command");
    }
  }

  @Override
  public void destroy(ChannelSession channel) {
    // The streams are closed, which ends the thread.
  }
}
