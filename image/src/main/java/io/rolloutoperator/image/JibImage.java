package io.rolloutoperator.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

/** Packs the files into layers, and describes how they are run. */
final class JibImage {
  static final List<String> ENTRY_POINT =
      List.of(
          JavaRuntime.HOME + "/bin/java",
          "@" + ApplicationFiles.OPTIONS,
          "-jar",
          ApplicationFiles.JAR);

  /** Of the flags --healthzPort and --metricsport; in an order, as all that is written down. */
  private static final Set<Port> PORTS =
      new LinkedHashSet<>(List.of(Port.tcp(8080), Port.tcp(8090)));

  private static final SortedMap<String, String> ENVIRONMENT =
      new TreeMap<>(
          Map.of("LANG", "C.UTF-8", "MALLOC_ARENA_MAX", "2", "PATH", JavaRuntime.HOME + "/bin"));

  /** What the JDK calls the processors that Docker calls otherwise. */
  private static final Map<String, String> ARCHITECTURES = Map.of("aarch64", "arm64");

  private final RootFileSystem root;
  private final Path target;

  JibImage(RootFileSystem root, Path target) {
    this.root = root;
    this.target = target;
  }

  /**
   * Writes an OCI layout.
   *
   * @return its folder
   */
  Path write(ImageName name, Labels labels) throws IOException, InterruptedException {
    Path tar = target.resolve("layout.tar");
    Path layout = target.resolve("layout");
    Folders.delete(layout);
    Folders.delete(target.resolve("jib"));
    try {
      var _ =
          describe(labels)
              .containerize(
                  Containerizer.to(TarImage.at(tar).named(name.familiar()))
                      .setApplicationLayersCache(target.resolve("jib"))
                      .setBaseImageLayersCache(target.resolve("jib"))
                      .setOfflineMode(true)
                      .setToolName("jib")
                      .setToolVersion("core"));
    } catch (InvalidImageReferenceException e) {
      throw new IOException("no image can be named " + name.familiar(), e);
    } catch (RegistryException | ExecutionException | CacheDirectoryCreationException e) {
      throw new IOException("cannot write the layers: " + e.getMessage(), e);
    }
    Files.createDirectories(layout);
    var _ = Command.run(List.of("tar", "-xf", tar.toString(), "-C", layout.toString()));
    Files.delete(tar);
    return layout;
  }

  private JibContainerBuilder describe(Labels labels) throws IOException {
    String user = SystemFiles.USER + ":" + SystemFiles.USER;
    return Jib.fromScratch()
        .setFormat(ImageFormat.OCI)
        .setPlatforms(Set.of(platform(System.getProperty("os.arch"))))
        .setFileEntriesLayers(layers())
        .setEntrypoint(ENTRY_POINT)
        .setEnvironment(ENVIRONMENT)
        .setExposedPorts(PORTS)
        .setLabels(labels.all())
        .setUser(user)
        .setWorkingDirectory(AbsoluteUnixPath.get("/"))
        .setCreationTime(labels.time());
  }

  /**
   * Returns a platform as registries know it.
   *
   * @param machine as Java names it
   */
  static Platform platform(String machine) {
    return new Platform(ARCHITECTURES.getOrDefault(machine, machine), "linux");
  }

  /** What changes seldom comes first. */
  private List<FileEntriesLayer> layers() throws IOException {
    Predicate<String> runtime = path -> path.startsWith(JavaRuntime.HOME + "/");
    Predicate<String> application = path -> path.startsWith(ApplicationFiles.HOME + "/");
    Predicate<String> libraries = path -> path.startsWith(ApplicationFiles.LIBRARIES + "/");
    Predicate<String> cache = path -> path.equals(ApplicationFiles.CACHE);
    return List.of(
        layer("system", runtime.or(application).negate()),
        layer("runtime", runtime),
        layer("libraries", libraries),
        layer("application", application.and(libraries.or(cache).negate())),
        layer("cache", cache));
  }

  private FileEntriesLayer layer(String name, Predicate<String> path) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    for (Path file : Folders.files(root.folder())) {
      String inside = "/" + root.folder().relativize(file);
      if (path.test(inside)) {
        add(layer, file, inside, Files.isExecutable(file) ? "755" : "644");
      }
    }
    for (String folder : SystemFiles.FOLDERS) {
      if (path.test(folder)) {
        add(layer, root.at(folder), folder, folder.equals("/tmp") ? "777" : "755");
      }
    }
    return layer.build();
  }

  private void add(FileEntriesLayer.Builder layer, Path file, String inside, String permissions) {
    var _ =
        layer.addEntry(
            file,
            AbsoluteUnixPath.get(inside),
            FilePermissions.fromOctalString(permissions),
            root.time());
  }
}
