package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.gitsync.health.Health;
import io.rolloutoperator.gitsync.health.HealthSummary;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The health of a unit in a word and a sentence that names the objects that decide. */
record HealthText(HealthSummary summary, String message) {

  private static final int SHOWN = 3;

  static HealthText of(Map<ObjectId, Health> objects) {
    HealthSummary worst = HealthSummary.worst(objects.values());
    List<String> deciding =
        objects.entrySet().stream()
            .filter(object -> HealthSummary.of(object.getValue()) == worst)
            .sorted(Comparator.comparing(object -> object.getKey().inventoryId()))
            .map(object -> line(object.getKey(), object.getValue()))
            .toList();
    String shown = Lines.some(deciding, SHOWN, "; ");
    String share = deciding.size() + " of " + Lines.objects(objects.size());
    return new HealthText(
        worst,
        switch (worst) {
          case HEALTHY -> Lines.objects(objects.size()) + " healthy";
          case PAUSED -> shown;
          case PROGRESSING -> share + " in progress: " + shown;
          case DEGRADED -> share + " degraded: " + shown;
          case UNKNOWN -> share + " unknown: " + shown;
        });
  }

  private static String line(ObjectId object, Health health) {
    return health.message().isEmpty() ? object.toString() : object + ": " + health.message();
  }
}
