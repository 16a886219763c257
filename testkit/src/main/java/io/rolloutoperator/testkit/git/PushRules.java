package io.rolloutoperator.testkit.git;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;

/** What stands in the way of a push. */
public final class PushRules {

  private volatile Optional<String> refusal = Optional.empty();
  private final AtomicReference<Runnable> before = new AtomicReference<>(() -> {});

  /** A hook refuses every push from now on, and prints this. */
  public void refuse(String text) {
    refusal = Optional.of(text);
  }

  /** No hook refuses from now on. */
  public void allow() {
    refusal = Optional.empty();
  }

  /** Something happens once, after a push has been sent and before refs are moved. */
  public void before(Runnable action) {
    before.set(action);
  }

  ReceivePack receivePack(Repository repository) {
    ReceivePack pack = new ReceivePack(repository);
    pack.setAllowNonFastForwards(true);
    pack.setPreReceiveHook(
        (receiving, commands) -> {
          before.getAndSet(() -> {}).run();
          Optional<String> text = refusal;
          if (text.isPresent()) {
            receiving.sendMessage(text.get());
            commands.forEach(
                command ->
                    command.setResult(
                        ReceiveCommand.Result.REJECTED_OTHER_REASON, "pre-receive hook declined"));
          }
        });
    return pack;
  }
}
