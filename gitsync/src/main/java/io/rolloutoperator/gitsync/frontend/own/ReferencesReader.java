package io.rolloutoperator.gitsync.frontend.own;

import io.rolloutoperator.api.OneLine;
import io.rolloutoperator.api.gitsync.GitSyncDependency;
import io.rolloutoperator.api.gitsync.GitSyncHealthCheck;
import io.rolloutoperator.api.gitsync.GitSyncIgnoreRule;
import io.rolloutoperator.api.gitsync.ObjectSelector;
import io.rolloutoperator.gitsync.unit.SyncPolicies;
import io.rolloutoperator.gitsync.unit.UnitId;
import java.util.ArrayList;
import java.util.List;

/** Reads what a spec says about other objects. */
final class ReferencesReader {

  private static final int MOST_DEPENDENCIES = 50;
  private static final int MOST = 100;

  private final SpecFields fields;
  private final FrontEndSettings settings;

  ReferencesReader(SpecFields fields, FrontEndSettings settings) {
    this.fields = fields;
    this.settings = settings;
  }

  List<SyncPolicies.Dependency> dependencies(List<GitSyncDependency> list, UnitId id) {
    fields.limited("spec.dependsOn", list, MOST_DEPENDENCIES);
    List<SyncPolicies.Dependency> dependencies = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String field = "spec.dependsOn[" + i + "]";
      String name = fields.objectName(field + ".name", list.get(i).name());
      String namespace =
          fields.namespace(field + ".namespace", list.get(i).namespace(), id.namespace());
      fields
          .problems()
          .require(
              settings.allowCrossNamespaceRefs() || namespace.equals(id.namespace()),
              "cross-namespace reference to "
                  + shown(namespace)
                  + "/"
                  + shown(name)
                  + " is not allowed");
      dependencies.add(new SyncPolicies.Dependency(namespace, name));
    }
    return dependencies;
  }

  private static String shown(String name) {
    return ObjectNames.isSubdomain(name) ? name : OneLine.quoted(name);
  }

  List<SyncPolicies.ObjectRef> healthChecks(List<GitSyncHealthCheck> list, String namespace) {
    fields.limited("spec.healthChecks", list, MOST);
    List<SyncPolicies.ObjectRef> checks = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String field = "spec.healthChecks[" + i + "]";
      GitSyncHealthCheck check = list.get(i);
      checks.add(
          new SyncPolicies.ObjectRef(
              fields.required(field + ".apiVersion", check.apiVersion()),
              fields.required(field + ".kind", check.kind()),
              fields.namespace(field + ".namespace", check.namespace(), namespace),
              fields.required(field + ".name", check.name())));
    }
    return checks;
  }

  List<SyncPolicies.IgnoreRule> ignoreRules(List<GitSyncIgnoreRule> list) {
    fields.limited("spec.ignore", list, MOST);
    List<SyncPolicies.IgnoreRule> rules = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String field = "spec.ignore[" + i + "].paths";
      List<String> paths = fields.limited(field, list.get(i).paths(), MOST);
      fields.problems().require(!paths.isEmpty(), field + ": required");
      for (int j = 0; j < paths.size(); j++) {
        fields
            .problems()
            .require(
                isPointer(paths.get(j)),
                field + "[" + j + "]: " + OneLine.quoted(paths.get(j)) + " is not a JSON pointer");
      }
      rules.add(new SyncPolicies.IgnoreRule(paths, target(list.get(i).target())));
    }
    return rules;
  }

  /** RFC 6901, without the empty one, which would ignore the whole object. */
  private static boolean isPointer(String text) {
    for (int tilde = text.indexOf('~'); tilde >= 0; tilde = text.indexOf('~', tilde + 1)) {
      if (!text.startsWith("0", tilde + 1) && !text.startsWith("1", tilde + 1)) {
        return false;
      }
    }
    return text.startsWith("/");
  }

  private static SyncPolicies.Target target(ObjectSelector target) {
    return new SyncPolicies.Target(
        target.group(),
        target.version(),
        target.kind(),
        target.name(),
        target.namespace(),
        target.labelSelector(),
        target.annotationSelector());
  }
}
