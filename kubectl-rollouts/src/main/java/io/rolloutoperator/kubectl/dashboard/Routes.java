package io.rolloutoperator.kubectl.dashboard;

import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import java.util.List;

/** All addresses. A new one is a line here and an endpoint in a file of its own. */
final class Routes {

  private final Settings settings;
  private final PageFiles files;
  private final SessionEndpoint session;
  private final NamespacesEndpoint namespaces;
  private final Feeds feeds;
  private final Actions actions;

  Routes(Settings settings, Keys keys, int port, Clusters clusters, Feeds feeds, Actions actions) {
    this.settings = settings;
    this.files = new PageFiles(settings, keys, port);
    this.session = new SessionEndpoint(settings, keys);
    this.namespaces = new NamespacesEndpoint(clusters);
    this.feeds = feeds;
    this.actions = actions;
  }

  /**
   * What a path leads to.
   *
   * @throws Rejected with 400 or 404 if it leads nowhere
   */
  Route find(Call call) throws Rejected {
    if (call.path().equals("/") || call.path().equals(settings.root())) {
      return Route.file(files.redirect());
    }
    List<String> path = PathSegments.of(call.path(), settings.root());
    return switch (path.getFirst()) {
      case "" -> Route.file(files.page());
      case "assets" -> Route.file(files.asset(only(path, 2).get(1)));
      case "rollout" -> {
        rollout(only(path, 3));
        yield Route.file(files.page());
      }
      case "api" -> api(path.subList(1, path.size()), call);
      default -> throw nowhere();
    };
  }

  /**
   * {@code session}, {@code namespaces}, {@code rollouts?namespace=NS}, {@code rollout/NS/NAME},
   * {@code rollout/NS/NAME/ACTION}.
   */
  private Route api(List<String> path, Call call) throws Rejected {
    return switch (path.isEmpty() ? "" : path.getFirst()) {
      case "session" -> Route.read(alone(path, session));
      case "namespaces" -> Route.read(alone(path, namespaces));
      case "rollouts" -> Route.read(alone(path, list(call)));
      case "rollout" ->
          path.size() == 4
              ? Route.change(actions.named(path.getLast(), rollout(path)))
              : Route.read(follow(new Topic.OfRollout(rollout(only(path, 3)))));
      default -> throw nowhere();
    };
  }

  private Endpoint list(Call call) throws Rejected {
    String namespace = call.parameter("namespace").orElse("");
    return follow(new Topic.OfNamespace(namespace.isEmpty() ? "" : PathSegments.name(namespace)));
  }

  private Endpoint follow(Topic topic) {
    return (call, body) -> new Answer.Stream(feeds.join(topic));
  }

  private static ObjectRef rollout(List<String> path) throws Rejected {
    return new ObjectRef(
        Kind.ROLLOUT, PathSegments.name(path.get(1)), PathSegments.name(path.get(2)));
  }

  private static List<String> only(List<String> path, int length) throws Rejected {
    if (path.size() != length) {
      throw nowhere();
    }
    return path;
  }

  private static Endpoint alone(List<String> path, Endpoint endpoint) throws Rejected {
    only(path, 1);
    return endpoint;
  }

  private static Rejected nowhere() {
    return new Rejected(404, "nothing is here");
  }
}
