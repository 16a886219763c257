package io.rolloutoperator.api.template;

import static io.rolloutoperator.api.template.Defaults.at;
import static io.rolloutoperator.api.template.Defaults.each;
import static io.rolloutoperator.api.template.Defaults.whenAbsent;
import static io.rolloutoperator.api.template.Defaults.whenZero;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the API server fills in in a volume. */
final class VolumeDefaults {

  /** Permission bits 0644, in decimal as in JSON. */
  private static final int READABLE = 420;

  private static final int HOUR = 3600;

  private VolumeDefaults() {}

  static void fill(ObjectNode volume) {
    source(volume);
    for (String files : List.of("secret", "configMap", "downwardAPI", "projected")) {
      at(volume, files).forEach(source -> whenAbsent(source, "defaultMode", READABLE));
    }
    at(volume, "hostPath").forEach(path -> whenAbsent(path, "type", ""));
    at(volume, "downwardAPI").forEach(VolumeDefaults::downwardApi);
    at(volume, "projected").flatMap(p -> each(p, "sources")).forEach(VolumeDefaults::projection);
    at(volume, "ephemeral", "volumeClaimTemplate").forEach(VolumeDefaults::claim);
    at(volume, "image")
        .forEach(
            image ->
                whenZero(
                    image,
                    "pullPolicy",
                    ImageReference.pullPolicy(image.path("reference").asText())));
    network(volume);
  }

  /** A volume that names no source is an empty directory. */
  private static void source(ObjectNode volume) {
    boolean none =
        volume.properties().stream()
            .noneMatch(
                member -> !member.getKey().equals("name") && !Defaults.isAbsent(member.getValue()));
    if (none) {
      volume.set("emptyDir", JsonNodeFactory.instance.objectNode());
    }
  }

  private static void downwardApi(ObjectNode source) {
    each(source, "items")
        .flatMap(item -> at(item, "fieldRef"))
        .forEach(ContainerDefaults::fieldRef);
  }

  private static void projection(ObjectNode source) {
    at(source, "downwardAPI").forEach(VolumeDefaults::downwardApi);
    at(source, "serviceAccountToken")
        .forEach(token -> whenAbsent(token, "expirationSeconds", HOUR));
  }

  private static void claim(ObjectNode template) {
    whenAbsent(template, "spec", JsonNodeFactory.instance.objectNode());
    at(template, "spec").forEach(spec -> whenAbsent(spec, "volumeMode", "Filesystem"));
  }

  private static void network(ObjectNode volume) {
    at(volume, "iscsi").forEach(iscsi -> whenZero(iscsi, "iscsiInterface", "default"));
    at(volume, "rbd")
        .forEach(
            rbd -> {
              whenZero(rbd, "pool", "rbd");
              whenZero(rbd, "user", "admin");
              whenZero(rbd, "keyring", "/etc/ceph/keyring");
            });
    at(volume, "azureDisk")
        .forEach(
            disk -> {
              whenAbsent(disk, "cachingMode", "ReadWrite");
              whenAbsent(disk, "fsType", "ext4");
              whenAbsent(disk, "readOnly", false);
              whenAbsent(disk, "kind", "Shared");
            });
    at(volume, "scaleIO")
        .forEach(
            scaleIo -> {
              whenZero(scaleIo, "storageMode", "ThinProvisioned");
              whenZero(scaleIo, "fsType", "xfs");
            });
  }
}
