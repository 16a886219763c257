package io.rolloutoperator.gitsync.source;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.ByteSize;
import io.rolloutoperator.gitsync.source.remote.GitLimits;
import io.rolloutoperator.gitsync.source.remote.SourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The files of one commit in a repository: the names in memory, read in one walk, the contents on
 * disk. Any number of threads may read it.
 */
public final class GitTree implements CommitTree {

  private static final int DEEPEST = 1000;
  private static final int LFS_LONGEST = 1024;
  private static final byte[] LFS =
      "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);

  private final Repository repository;
  private final Map<String, Entry> entries;
  private final Map<String, List<Entry>> folders;

  private GitTree(
      Repository repository, Map<String, Entry> entries, Map<String, List<Entry>> folders) {
    this.repository = repository;
    this.entries = entries;
    this.folders = folders;
  }

  /**
   * Reads the names, and makes sure that every file is there.
   *
   * @throws SourceException if there are too many, or one is not safe
   */
  static GitTree load(Repository repository, ObjectId commit, int maxEntries) throws IOException {
    try (ObjectReader reader = repository.newObjectReader();
        RevWalk commits = new RevWalk(reader)) {
      RevCommit parsed = commits.parseCommit(commit);
      Map<String, Entry> entries = new HashMap<>();
      Map<String, List<Entry>> folders = new HashMap<>();
      AnyObjectId root = parsed.getTree().getId();
      entries.put("", new Entry("", Type.FOLDER, root.name()));
      folders.put("", new ArrayList<>());
      try (TreeWalk walk = new TreeWalk(reader)) {
        walk.addTree(root);
        while (walk.next()) {
          if (entries.size() > maxEntries) {
            throw GitLimits.tooManyFiles(maxEntries);
          }
          add(walk, reader, entries, folders);
        }
      }
      return new GitTree(repository, entries, folders);
    }
  }

  private static void add(
      TreeWalk walk,
      ObjectReader reader,
      Map<String, Entry> entries,
      Map<String, List<Entry>> folders)
      throws IOException {
    if (walk.getDepth() >= DEEPEST || !isSafe(walk.getNameString())) {
      throw SourceException.refused("repository contains an unsafe path");
    }
    String path = walk.getPathString();
    ObjectId id = walk.getObjectId(0);
    Entry entry = new Entry(path, type(walk.getFileMode(0)), id.name());
    entries.put(path, entry);
    folders.computeIfAbsent(parent(path), _ -> new ArrayList<>()).add(entry);
    switch (entry.type()) {
      case FOLDER -> {
        folders.put(path, new ArrayList<>());
        walk.enterSubtree();
      }
      case FILE, SYMLINK -> {
        if (!reader.has(id, Constants.OBJ_BLOB)) {
          throw SourceException.refused("received pack is corrupt");
        }
      }
      case SUBMODULE -> {}
    }
  }

  /** Git's own checks, made on arrival, let backslashes and control characters pass. */
  private static boolean isSafe(String name) {
    return name.chars().allMatch(c -> c >= ' ' && c != '\\' && c != 127);
  }

  private static Type type(FileMode mode) throws SourceException {
    if (FileMode.TREE.equals(mode)) {
      return Type.FOLDER;
    }
    if (FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode)) {
      return Type.FILE;
    }
    if (FileMode.SYMLINK.equals(mode)) {
      return Type.SYMLINK;
    }
    if (FileMode.GITLINK.equals(mode)) {
      return Type.SUBMODULE;
    }
    throw SourceException.refused("received pack is corrupt");
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  @Override
  public Optional<Entry> entry(String path) {
    return Optional.ofNullable(entries.get(path));
  }

  @Override
  public List<Entry> children(String folder) {
    return List.copyOf(folders.getOrDefault(folder, List.of()));
  }

  /** How many files and folders there are, the root included. */
  public int size() {
    return entries.size();
  }

  @Override
  public byte[] read(String path, int limit) {
    Entry entry = entries.get(path);
    if (entry == null) {
      throw BuildException.in(path, "no such file");
    }
    byte[] content =
        switch (entry.type()) {
          case FOLDER -> throw BuildException.in(path, "is a folder, not a file");
          case SYMLINK -> throw BuildException.in(path, "symbolic link not allowed");
          case SUBMODULE -> throw BuildException.in(path, "Git submodules are not supported");
          case FILE -> blob(path, ObjectId.fromString(entry.id()), limit);
        };
    if (content.length < LFS_LONGEST
        && content.length >= LFS.length
        && Arrays.equals(content, 0, LFS.length, LFS, 0, LFS.length)) {
      throw BuildException.in(path, "is a Git LFS pointer; LFS is not supported");
    }
    return content;
  }

  private byte[] blob(String path, ObjectId id, int limit) {
    try (ObjectReader reader = repository.newObjectReader()) {
      if (reader.getObjectSize(id, Constants.OBJ_BLOB) > limit) {
        throw BuildException.in(path, "file larger than " + ByteSize.text(limit));
      }
      return reader.open(id, Constants.OBJ_BLOB).getCachedBytes(limit);
    } catch (IOException e) {
      throw BuildException.in(path, "cannot be read from the local copy of the repository");
    }
  }
}
