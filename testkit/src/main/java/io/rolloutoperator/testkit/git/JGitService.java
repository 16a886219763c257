package io.rolloutoperator.testkit.git;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.UploadPack;

/**
 * {@code git-upload-pack} and {@code git-receive-pack} as JGit does them.
 *
 * @param pushes what stands in the way of pushes
 */
record JGitService(Repository repository, PushRules pushes) implements GitSshCommand.Service {

  @Override
  public void serve(String command, Map<String, String> variables, GitSshCommand.Streams streams)
      throws IOException {
    if (command.startsWith("git-upload-pack")) {
      UploadPack pack = new UploadPack(repository);
      String protocol = variables.get("GIT_PROTOCOL");
      if (protocol != null) {
        pack.setExtraParameters(List.of(protocol.split(":", -1)));
      }
      pack.upload(streams.in(), streams.out(), streams.error());
    } else if (command.startsWith("git-receive-pack")) {
      pushes.receivePack(repository).receive(streams.in(), streams.out(), streams.error());
    } else {
      throw new IOException("unknown command");
    }
  }
}
