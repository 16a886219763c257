package io.rolloutoperator.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * From the operator's build to an archive of its image.
 *
 * @param project the project's folder
 * @param target where files are made and left
 * @param name of the image
 * @param version of the operator
 * @param commit that it was built from
 * @param time of all files: the same input gives the same bytes
 */
record Build(
    Path project, Path target, ImageName name, String version, String commit, Instant time) {

  /** Where a build leaves the archive. */
  static final String ARCHIVE = "rollout-operator-image.tar";

  /** And the bill of materials, which is in the image too. */
  static final String BILL = "rollout-operator-image.cdx.json";

  void run() throws IOException, InterruptedException {
    Path operator = project.resolve("rollout-operator/target");
    Folders.delete(target.resolve("rootfs"));
    RootFileSystem root = new RootFileSystem(target.resolve("rootfs"), time);
    new JavaRuntime(root).link();
    List<DebianPackage> packages = new SystemFiles(root).copy();
    ApplicationFiles application = new ApplicationFiles(root, project);
    application.copy(operator);
    String bill =
        BillOfMaterials.read(operator.resolve("bom.json"))
            .with(new JavaRuntime(root).release())
            .with(packages)
            .of(name, version);
    root.write(ApplicationFiles.HOME + "/bom.json", bill);
    Files.writeString(target.resolve(BILL), bill);
    root.settle();
    new ClassCache(root, project.resolve("rollout-operator/classes.list")).make();
    root.settle();
    Path layout = new JibImage(root, target).write(name, new Labels(version, commit, time));
    String digest = new ImageArchive(layout, name, time).write(target.resolve(ARCHIVE));
    System.out.printf("%s %s %s%n", target.resolve(ARCHIVE), name.familiar(), digest);
  }
}
