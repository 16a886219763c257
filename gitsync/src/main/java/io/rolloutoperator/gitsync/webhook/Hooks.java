package io.rolloutoperator.gitsync.webhook;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** All hooks that are known at one moment. */
public final class Hooks {
  private static final Hooks NONE = new Hooks(List.of());

  private final List<Hook> hooks;

  private Hooks(List<Hook> hooks) {
    this.hooks = hooks;
  }

  public static Hooks none() {
    return NONE;
  }

  public static Hooks of(Collection<Hook> hooks) {
    return new Hooks(List.copyOf(hooks));
  }

  /**
   * Finds the hook at a path. Each one is compared, to the last character, so that the time taken
   * tells nobody how much of a path was guessed right; a map would.
   */
  public Optional<Hook> at(String path) {
    List<Hook> found = new ArrayList<>(1);
    for (Hook hook : hooks) {
      if (hook.path().matches(path)) {
        found.add(hook);
      }
    }
    // Two can share a path: same token, and names that are the same text in a row.
    return found.stream().findFirst();
  }

  public int size() {
    return hooks.size();
  }
}
