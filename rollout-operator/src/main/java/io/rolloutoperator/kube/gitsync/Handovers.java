package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.frontend.own.FrontEndSettings;
import io.rolloutoperator.gitsync.frontend.own.GitSyncFrontEnd;
import io.rolloutoperator.gitsync.frontend.own.UnitResult;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.Handover;
import io.rolloutoperator.gitsync.plan.ObjectMarks;
import io.rolloutoperator.gitsync.render.RenderResult;
import io.rolloutoperator.gitsync.source.CommitTree;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.gitsync.unit.UnitId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Finds out which objects move between units: what the other units of the repository make of the
 * same commit is rendered here, so that it does not matter which unit comes to it first.
 */
final class Handovers {

  /** What another unit has in a commit; no ids if its folder cannot be rendered. */
  private record Claim(String commit, ObjectNode spec, SyncUnit unit, Optional<Set<ObjectId>> ids) {
    boolean isOf(Revision revision, JsonNode written) {
      return commit.equals(revision.commit()) && spec.equals(written);
    }
  }

  private final StoredUnits units;
  private final FrontEndSettings settings;
  private final Accounts accounts;
  private final UnitRenderer renderer;
  private final Map<UnitId, Claim> claims = new ConcurrentHashMap<>();

  /** Renders nothing yet. */
  Handovers(
      StoredUnits units, FrontEndSettings settings, Accounts accounts, UnitRenderer renderer) {
    this.units = units;
    this.settings = settings;
    this.accounts = accounts;
    this.renderer = renderer;
  }

  /**
   * One commit as a unit sees it.
   *
   * @param leaving objects that it had and no longer has
   * @param live all its objects that there are
   */
  record Question(
      SyncUnit unit,
      String installation,
      Revision revision,
      CommitTree tree,
      List<ObjectId> leaving,
      Map<ObjectId, ObjectNode> live) {}

  /** What moves; other units are looked at only if something may. */
  Handover of(Question question) {
    Map<ObjectId, String> foreign = foreign(question);
    if (question.leaving().isEmpty() && foreign.isEmpty()) {
      return Handover.NONE;
    }
    Map<ObjectId, String> takenOver = new HashMap<>();
    Set<ObjectId> givenUp = new HashSet<>();
    for (Claim claim : others(question)) {
      question.leaving().stream()
          .filter(id -> mayHave(claim, id))
          .forEach(id -> takenOver.put(id, name(claim.unit().id())));
      String label = claim.unit().id().label(question.installation());
      claim
          .ids()
          .ifPresent(
              ids ->
                  foreign.entrySet().stream()
                      .filter(object -> object.getValue().equals(label))
                      .map(Map.Entry::getKey)
                      .filter(id -> !ids.contains(id))
                      .forEach(givenUp::add));
    }
    return new Handover(takenOver, givenUp);
  }

  void forget(UnitId unit) {
    claims.remove(unit);
  }

  /** A folder that cannot be rendered may have anything of its namespace. */
  private static boolean mayHave(Claim claim, ObjectId id) {
    return claim
        .ids()
        .map(ids -> ids.contains(id))
        .orElseGet(() -> claim.unit().destination().namespace().equals(id.namespace()));
  }

  /** Labels of objects that are marked as another unit's. */
  private static Map<ObjectId, String> foreign(Question question) {
    String own = question.unit().id().label(question.installation());
    Map<ObjectId, String> foreign = new HashMap<>();
    question
        .live()
        .forEach(
            (id, object) -> {
              String label =
                  object.path("metadata").path("labels").path(ObjectMarks.SYNC_LABEL).asText();
              if (!label.isEmpty() && !label.equals(own)) {
                foreign.put(id, label);
              }
            });
    return foreign;
  }

  private List<Claim> others(Question question) {
    return units
        .following(question.unit().repository().url())
        .filter(object -> !Finalizer.isDeleted(object))
        .flatMap(object -> claim(question, object).stream())
        .toList();
  }

  private Optional<Claim> claim(Question question, ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    UnitId id =
        new UnitId(
            GitSyncFrontEnd.KIND,
            metadata.path("namespace").asText(),
            metadata.path("name").asText());
    boolean same =
        !id.equals(question.unit().id())
            && SameRef.is(question.unit().repository().ref(), object.at("/spec/repo/ref"));
    if (!same || !(object.path("spec") instanceof ObjectNode spec)) {
      return Optional.empty();
    }
    Claim known = claims.get(id);
    if (known != null && known.isOf(question.revision(), spec)) {
      return Optional.of(known);
    }
    Optional<Claim> made =
        GitSyncFrontEnd.toUnit(object, settings)
                instanceof UnitResult.Accepted(SyncUnit unit, var _)
            ? Optional.of(claim(question, spec, unit))
            : Optional.empty();
    made.ifPresent(claim -> claims.put(id, claim));
    return made;
  }

  private Claim claim(Question question, ObjectNode spec, SyncUnit unit) {
    RenderResult result =
        renderer.fresh(unit, question.revision(), question.tree(), accounts.of(unit));
    return new Claim(
        question.revision().commit(),
        spec,
        unit,
        result instanceof RenderResult.Rendered rendered
            ? Optional.of(
                rendered.manifests().stream().map(Manifest::id).collect(Collectors.toSet()))
            : Optional.empty());
  }

  private static String name(UnitId unit) {
    return unit.kind() + " " + unit.namespace() + "/" + unit.name();
  }
}
