package io.rolloutoperator.gitsync.render;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a kustomize binary is given: these files and no others.
 *
 * @param file the kustomization file that is built, from the repository's root
 * @param folder it stands in; empty for the root
 * @param files by path from the repository's root
 */
public record KustomizeBuild(String file, String folder, SortedMap<String, byte[]> files) {

  /** Copies the map. */
  public KustomizeBuild {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }
}
