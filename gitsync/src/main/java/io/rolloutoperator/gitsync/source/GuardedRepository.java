package io.rolloutoperator.gitsync.source;

import io.rolloutoperator.gitsync.source.remote.GitLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.transport.PackParser;

/** A repository that looks into packs before it unpacks them. */
final class GuardedRepository extends FileRepository {

  private final GitLimits limits;
  private LongConsumer passed = _ -> {};

  GuardedRepository(Path folder, GitLimits limits) throws IOException {
    super(folder.toFile());
    this.limits = limits;
  }

  /** Who is told of the bytes of packs from now on. */
  void receiving(LongConsumer packBytes) {
    passed = packBytes;
  }

  @Override
  public ObjectInserter newObjectInserter() {
    ObjectInserter inserter = super.newObjectInserter();
    return new ObjectInserter.Filter() {
      @Override
      protected ObjectInserter delegate() {
        return inserter;
      }

      @Override
      public PackParser newPackParser(InputStream in) throws IOException {
        return delegate().newPackParser(new PackScanner(in, limits, passed));
      }
    };
  }
}
