package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.gitsync.manifest.YamlLimits;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.config.ReadProblem;
import io.rolloutoperator.kubectl.lint.Lint;
import io.rolloutoperator.kubectl.lint.LintReport;
import io.rolloutoperator.kubectl.lint.SourceFile;
import io.rolloutoperator.kubectl.lint.SourceFile.Choice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the files and folders that lint is given. One that cannot be read is a finding. */
final class LintFiles {

  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");
  private static final String STANDARD_INPUT = "-";

  private final InputStream in;
  private final List<SourceFile> named = new ArrayList<>();
  private final List<SourceFile> found = new ArrayList<>();
  private final Set<Path> read = new LinkedHashSet<>();

  private LintFiles(InputStream in) {
    this.in = in;
  }

  static LintFiles of(Session session) {
    return new LintFiles(session.around().in());
  }

  /** Reads them in their order, each once. */
  LintFiles read(List<String> paths) {
    List<Path> folders = new ArrayList<>();
    for (String path : paths) {
      if (path.equals(STANDARD_INPUT)) {
        named.add(standardInput());
      } else {
        read(path, folders);
      }
    }
    folders.forEach(this::folder);
    return this;
  }

  LintReport report() {
    return Lint.of(named, found);
  }

  /** Named files come first: in a folder they count as found. */
  private void read(String path, List<Path> folders) {
    Path file;
    try {
      file = Path.of(path);
    } catch (InvalidPathException e) {
      named.add(SourceFile.unreadable(path, "cannot be read: " + e.getReason()));
      return;
    }
    if (Files.isDirectory(file)) {
      folders.add(file);
    } else if (read.add(file.normalize())) {
      named.add(file(file, Choice.NAMED));
    }
  }

  private SourceFile standardInput() {
    try {
      return SourceFile.read("stdin", in.readNBytes(YamlLimits.DEFAULT.bytes() + 1), Choice.NAMED);
    } catch (IOException e) {
      return unreadable("stdin", e);
    }
  }

  private void folder(Path folder) {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(folder, new Manifests(folder, files));
    } catch (IOException e) {
      named.add(unreadable(shown(folder), e));
    }
    Collections.sort(files);
    files.stream()
        .filter(file -> read.add(file.normalize()))
        .forEach(file -> found.add(file(file, Choice.FOUND)));
  }

  private static SourceFile file(Path file, Choice choice) {
    String name = shown(file);
    try (InputStream in = Files.newInputStream(file)) {
      return SourceFile.read(name, in.readNBytes(YamlLimits.DEFAULT.bytes() + 1), choice);
    } catch (IOException e) {
      return unreadable(name, e);
    }
  }

  private static SourceFile unreadable(String name, IOException e) {
    return SourceFile.unreadable(name, "cannot be read: " + ReadProblem.text(e));
  }

  private static String shown(Path file) {
    return file.normalize().toString().replace('\\', '/');
  }

  /** Collects what may hold manifests; hidden folders, such as those of Git, do not. */
  private static final class Manifests extends SimpleFileVisitor<Path> {

    private final Path root;
    private final List<Path> files;

    Manifests(Path root, List<Path> files) {
      this.root = root;
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes facts) {
      Path name = folder.getFileName();
      boolean hidden = name != null && name.toString().startsWith(".");
      boolean below = !folder.equals(root) && (hidden || isOfChart(folder));
      return below ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    /** Helm's templates are no YAML before Helm has filled them in. */
    private static boolean isOfChart(Path folder) {
      return folder.endsWith("templates")
          && Files.isRegularFile(folder.resolveSibling("Chart.yaml"));
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
      String name = file.toString().toLowerCase(Locale.ROOT);
      boolean readable =
          facts.isRegularFile() || (facts.isSymbolicLink() && Files.isRegularFile(file));
      if (readable && ENDINGS.stream().anyMatch(name::endsWith)) {
        files.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      files.add(file);
      return FileVisitResult.CONTINUE;
    }
  }
}
