package io.rolloutoperator.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The C library that the runtime needs, and the few files that it reads. */
final class SystemFiles {
  /** As in other images without root; safety.md's number. */
  static final int USER = 65_532;

  /** Where container runtimes mount something. */
  static final List<String> FOLDERS = List.of("/dev", "/proc", "/sys", "/tmp");

  private final RootFileSystem root;

  SystemFiles(RootFileSystem root) {
    this.root = root;
  }

  /** Copies them, and returns the packages that they come from. */
  List<DebianPackage> copy() throws IOException, InterruptedException {
    for (String folder : FOLDERS) {
      Files.createDirectories(root.at(folder));
    }
    root.write(
        "/etc/passwd",
        """
        root:x:0:0:root:/nonexistent:/sbin/nologin
        nonroot:x:%1$d:%1$d:nonroot:/nonexistent:/sbin/nologin
        """
            .formatted(USER));
    root.write("/etc/group", "root:x:0:\nnonroot:x:%d:\n".formatted(USER));
    root.write("/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n");
    root.copy(Path.of("/etc/os-release"), "/etc/os-release");
    TreeMap<String, DebianPackage> packages = new TreeMap<>();
    for (String library : libraries()) {
      DebianPackage origin = DebianPackage.of(library);
      packages.put(origin.name(), origin);
      root.copy(Path.of(library), library);
    }
    for (DebianPackage origin : packages.values()) {
      describe(origin);
    }
    return new ArrayList<>(packages.values());
  }

  private void describe(DebianPackage origin) throws IOException {
    root.write("/var/lib/dpkg/status.d/" + origin.name(), origin.status());
    String licence = "/usr/share/doc/%s/copyright".formatted(origin.name());
    if (Files.exists(Path.of(licence))) {
      root.copy(Path.of(licence), licence);
    }
  }

  /** What the dynamic linker finds outside of the runtime. */
  private SortedSet<String> libraries() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ldd"));
    for (Path file : Folders.files(root.at(JavaRuntime.HOME))) {
      if (file.toString().endsWith(".so") || file.endsWith("bin/java")) {
        command.add(file.toString());
      }
    }
    SortedSet<String> libraries = new TreeSet<>(Comparator.naturalOrder());
    for (String line : Command.run(command).lines().map(String::strip).toList()) {
      String path = line.substring(line.indexOf("=> ") < 0 ? 0 : line.indexOf("=> ") + 3);
      if (path.startsWith("/") && path.contains(" (0x") && !path.startsWith(root.folder() + "/")) {
        libraries.add(path.substring(0, path.indexOf(" (0x")));
      }
    }
    return libraries;
  }
}
