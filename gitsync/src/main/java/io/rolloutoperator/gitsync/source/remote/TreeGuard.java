package io.rolloutoperator.gitsync.source.remote;

import java.util.EnumSet;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectChecker;
import org.jspecify.annotations.Nullable;

/**
 * Checks every object that arrives. Trees with names that would leave the repository are told from
 * trees that are merely broken; oddities of old commits that hurt nobody pass.
 */
final class TreeGuard extends ObjectChecker {

  private static final Set<ErrorType> BROKEN =
      EnumSet.of(
          ErrorType.DUPLICATE_ENTRIES,
          ErrorType.TREE_NOT_SORTED,
          ErrorType.NULL_SHA1,
          ErrorType.ZERO_PADDED_FILEMODE);

  private final Exchange exchange;

  TreeGuard(Exchange exchange) {
    this.exchange = exchange;
    setAllowInvalidPersonIdent(true);
    setAllowLeadingZeroFileMode(true);
  }

  @Override
  public void checkTree(@Nullable AnyObjectId id, byte[] raw) throws CorruptObjectException {
    try {
      super.checkTree(id, raw);
    } catch (CorruptObjectException e) {
      // A name with a NUL ends early: what follows is no tree, and the error has no type.
      if (e.getErrorType() == null || !BROKEN.contains(e.getErrorType())) {
        exchange.fail(unsafePath());
      }
      throw e;
    }
  }

  static SourceException unsafePath() {
    return SourceException.refused("repository contains an unsafe path");
  }
}
