package io.rolloutoperator.gitsync.frontend.own;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.gitsync.GitSyncMessages;
import io.rolloutoperator.api.gitsync.GitSyncSpec;
import io.rolloutoperator.gitsync.render.TreePath;
import io.rolloutoperator.gitsync.unit.Destination;
import io.rolloutoperator.gitsync.unit.Repository;
import io.rolloutoperator.gitsync.unit.RolloutPolicies;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.gitsync.unit.UnitId;
import java.util.List;

/**
 * Makes a unit of a GitSync, with the defaults and rules of the API. The rules of the CRD are
 * checked again: that of the cluster may be older, or changed.
 */
public final class GitSyncFrontEnd {

  /** Kind of the units that are made here. */
  public static final String KIND = "GitSync";

  private final UnitId id;
  private final FrontEndSettings settings;
  private final SpecFields fields = new SpecFields(new SpecProblems());

  private GitSyncFrontEnd(UnitId id, FrontEndSettings settings) {
    this.id = id;
    this.settings = settings;
  }

  /**
   * Reads a GitSync.
   *
   * @param object whole, as the API server stores it
   */
  public static UnitResult toUnit(JsonNode object, FrontEndSettings settings) {
    JsonNode metadata = object.path("metadata");
    UnitId id =
        new UnitId(KIND, metadata.path("namespace").asText(), metadata.path("name").asText());
    JsonNode tree = object.path("spec");
    return switch (Decoder.decode(tree, GitSyncSpec.class, "spec")) {
      case Decoded.Malformed<GitSyncSpec> malformed ->
          new UnitResult.Invalid(List.of(malformed.message()));
      case Decoded.Valid<GitSyncSpec>(GitSyncSpec spec) ->
          new GitSyncFrontEnd(id, settings).read(spec, tree);
    };
  }

  private UnitResult read(GitSyncSpec spec, JsonNode tree) {
    SyncUnit unit = unit(spec);
    UnsupportedFields.refused(spec).forEach(fields.problems()::add);
    List<String> problems = fields.problems().messages();
    return problems.isEmpty()
        ? new UnitResult.Accepted(unit, UnsupportedFields.ignored(spec, tree))
        : new UnitResult.Invalid(problems);
  }

  private SyncUnit unit(GitSyncSpec spec) {
    Repository repository = new RepositoryReader(fields, settings).read(spec.repo());
    Destination destination = new DestinationReader(fields).read(spec, id);
    PoliciesReader policies = new PoliciesReader(fields, new ReferencesReader(fields, settings));
    WriteBackReader writeBack = new WriteBackReader(fields, settings);
    RolloutPolicies rollouts = writeBack.rollouts(spec);
    return new SyncUnit(
        id,
        repository,
        path(spec.path()),
        new RenderingReader(fields).read(spec.render()),
        destination,
        serviceAccount(spec),
        policies.read(spec, id, destination),
        rollouts,
        writeBack.read(spec, rollouts, repository.ref()));
  }

  private String path(String path) {
    boolean inside =
        !path.startsWith("/")
            && path.chars().noneMatch(c -> c == '\\' || Character.isISOControl(c))
            && !List.of(path.split("/", -1)).contains("..");
    if (!inside) {
      fields.problems().add(GitSyncMessages.PATH);
      return ".";
    }
    String normalised = TreePath.resolve("", path);
    return normalised.isEmpty() ? "." : normalised;
  }

  /**
   * The name becomes part of a user name that is impersonated, so it must be nothing but a name.
   */
  private String serviceAccount(GitSyncSpec spec) {
    String written = spec.serviceAccountName();
    return written == null
        ? settings.defaultServiceAccount()
        : fields.objectName("spec.serviceAccountName", written);
  }
}
