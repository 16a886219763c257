package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A judgement of Kayenta. */
public record KayentaMetric(
    @Field(value = "Address of the server.", required = true) String address,
    @Field(value = "Application in Kayenta.", required = true) String application,
    @Field(value = "Name of the canary configuration.", required = true) String canaryConfigName,
    @Field(value = "Account for metrics.", required = true) String metricsAccountName,
    @Field(value = "Account for configurations.", required = true) String configurationAccountName,
    @Field(value = "Account for storage.", required = true) String storageAccountName,
    @Field(value = "Scores that decide.", required = true) @Nullable KayentaThreshold threshold,
    @Field(value = "Scopes to compare.", required = true) List<KayentaScope> scopes,
    @Field("Looks at the time before the measurement.") boolean lookback) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public KayentaMetric {
    address = Absent.text(address);
    application = Absent.text(application);
    canaryConfigName = Absent.text(canaryConfigName);
    metricsAccountName = Absent.text(metricsAccountName);
    configurationAccountName = Absent.text(configurationAccountName);
    storageAccountName = Absent.text(storageAccountName);
    scopes = Absent.list(scopes);
  }
}
