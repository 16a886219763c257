package io.rolloutoperator.image;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An installed package that files of the image come from.
 *
 * @param name such as {@code libc6}
 * @param version such as {@code 2.36-9+deb12u14}
 * @param architecture such as {@code amd64}
 * @param status what the package manager keeps of it; scanners for vulnerabilities read that
 */
record DebianPackage(String name, String version, String architecture, String status) {
  private static final String FORMAT = "${Package}\\t${Version}\\t${Architecture}";

  /**
   * Finds the package of a file.
   *
   * @throws IOException if there is none, or the file is not as the package has it
   */
  static DebianPackage of(String file) throws IOException, InterruptedException {
    String owner = owner(file);
    String[] fields = Command.run(List.of("dpkg-query", "-W", "-f", FORMAT, owner)).split("\t", -1);
    for (String line : Command.run(List.of("dpkg", "--verify", owner)).lines().toList()) {
      if (line.endsWith(" " + file)) {
        throw new IOException(
            "%s is not the file of package %s: reinstall it".formatted(file, owner));
      }
    }
    String status = Command.run(List.of("dpkg-query", "--status", owner));
    return new DebianPackage(fields[0], fields[1], fields[2], status);
  }

  /** Packages know their files below /usr, or where they were before that was merged with /. */
  private static String owner(String file) throws IOException, InterruptedException {
    for (String path : List.of(file, "/usr" + file)) {
      try {
        String said = Command.run(List.of("dpkg-query", "--search", path));
        return said.substring(0, said.lastIndexOf(": "));
      } catch (IOException _) {
        // Not known by this path; perhaps by the other.
      }
    }
    throw new IOException(file + " belongs to no package: the image is built from packages only");
  }

  /** Its package URL, for the bill of materials. */
  String url(String distribution) {
    return "pkg:deb/debian/%s@%s?arch=%s&distro=%s"
        .formatted(
            name, URLEncoder.encode(version, StandardCharsets.UTF_8), architecture, distribution);
  }
}
