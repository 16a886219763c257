package io.rolloutoperator.kubectl.dashboard;

import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import java.util.List;

/** The addresses below {@code api}, which are all for the page alone. */
final class ApiRoutes {

  private final SessionEndpoint session;
  private final NamespacesEndpoint namespaces;
  private final Feeds feeds;
  private final Actions actions;

  ApiRoutes(SessionEndpoint session, NamespacesEndpoint namespaces, Feeds feeds, Actions actions) {
    this.session = session;
    this.namespaces = namespaces;
    this.feeds = feeds;
    this.actions = actions;
  }

  /**
   * {@code session}, {@code namespaces}, {@code rollouts?namespace=NS}, {@code rollout/NS/NAME},
   * {@code rollout/NS/NAME/ACTION}.
   *
   * @throws Rejected with 400 or 404 if the path leads nowhere
   */
  Route find(List<String> path, Call call) throws Rejected {
    String last = path.getLast();
    return switch (path.size() + " " + path.getFirst()) {
      case "1 session" -> Route.read(session);
      case "1 namespaces" -> Route.read(namespaces);
      case "1 rollouts" -> Route.read(follow(new Topic.OfNamespace(namespace(call))));
      case "3 rollout" -> Route.read(follow(new Topic.OfRollout(rollout(path))));
      case "4 rollout" -> Route.change(actions.named(last, rollout(path)));
      default -> throw new Rejected(404, "nothing is here");
    };
  }

  /** "" for all. */
  private static String namespace(Call call) throws Rejected {
    String namespace = call.parameter("namespace").orElse("");
    return namespace.isEmpty() ? "" : PathSegments.name(namespace);
  }

  private Endpoint follow(Topic topic) {
    return (call, body) -> new Answer.Stream(feeds.join(topic));
  }

  /** {@code rollout/NS/NAME} and what comes behind it. */
  static ObjectRef rollout(List<String> path) throws Rejected {
    return new ObjectRef(
        Kind.ROLLOUT, PathSegments.name(path.get(1)), PathSegments.name(path.get(2)));
  }
}
