package io.rolloutoperator.gitsync.webhook;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All hooks that are known at one moment. */
public final class Hooks {
  private static final Hooks NONE = of(List.of());

  private final Map<String, Hook> byIndex;

  private Hooks(Map<String, Hook> byIndex) {
    this.byIndex = byIndex;
  }

  public static Hooks none() {
    return NONE;
  }

  /**
   * Takes hooks. Of two with the same path the first counts: their token is the same, and name and
   * namespace are the same text in a row.
   */
  public static Hooks of(Collection<Hook> hooks) {
    return new Hooks(
        hooks.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    hook -> WebhookPath.indexOf(hook.path().value()),
                    Function.identity(),
                    (first, _) -> first)));
  }

  /**
   * Finds the hook at a path. The time taken tells nobody how much of a path was guessed right:
   * paths themselves are only compared in constant time.
   */
  public Optional<Hook> at(String path) {
    return Optional.ofNullable(byIndex.get(WebhookPath.indexOf(path)))
        .filter(hook -> hook.path().matches(path));
  }

  public int size() {
    return byIndex.size();
  }
}
