package io.rolloutoperator.kubectl.dashboard;

import java.util.List;

/** All addresses. A new one is a line here or in {@link ApiRoutes}, and an endpoint in a file. */
final class Routes {

  private final Settings settings;
  private final PageFiles files;
  private final ApiRoutes api;

  Routes(Settings settings, PageFiles files, ApiRoutes api) {
    this.settings = settings;
    this.files = files;
    this.api = api;
  }

  /**
   * What a path leads to.
   *
   * @throws Rejected with 400 or 404 if it leads nowhere
   */
  Route find(Call call) throws Rejected {
    boolean above = call.path().equals("/") && !settings.root().isEmpty();
    if (above || call.path().equals(settings.root())) {
      return Route.file(files.redirect());
    }
    List<String> path = PathSegments.of(call.path(), settings.root());
    return switch (path.size() + " " + path.getFirst()) {
      case "1 " -> Route.file(files.page());
      case "2 assets" -> Route.file(files.asset(path.getLast()));
      case "3 rollout" -> pageOf(path);
      default -> {
        if (path.size() > 1 && path.getFirst().equals("api")) {
          yield api.find(path.subList(1, path.size()), call);
        }
        throw new Rejected(404, "nothing is here");
      }
    };
  }

  /** The page asks for the Rollout itself; only its name is looked at here. */
  private Route pageOf(List<String> path) throws Rejected {
    ApiRoutes.rollout(path);
    return Route.file(files.page());
  }
}
