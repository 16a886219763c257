package io.rolloutoperator.gitsync.writeback;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.source.CommitTree;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files in memory, seen as a commit's: what would be rendered if they were committed. */
public final class FileTree implements CommitTree {

  private final SortedMap<String, FileContent> files;

  public FileTree(SortedMap<String, FileContent> files) {
    this.files = new TreeMap<>(files);
  }

  @Override
  public Optional<Entry> entry(String path) {
    FileContent content = files.get(path);
    if (content != null) {
      return Optional.of(file(path, content));
    }
    SortedMap<String, FileContent> below = below(path);
    return below.isEmpty() ? Optional.empty() : Optional.of(folder(path, below));
  }

  @Override
  public List<Entry> children(String folder) {
    SortedMap<String, FileContent> below = below(folder);
    int start = prefix(folder).length();
    Map<String, Entry> children = new LinkedHashMap<>();
    below.forEach(
        (path, content) -> {
          int slash = path.indexOf('/', start);
          String child = slash < 0 ? path : path.substring(0, slash);
          children.computeIfAbsent(child, c -> slash < 0 ? file(c, content) : folder(c, below(c)));
        });
    return inGitsOrder(children);
  }

  /** Git sorts a folder as if its name ended in a slash. */
  private static List<Entry> inGitsOrder(Map<String, Entry> children) {
    SortedMap<String, Entry> sorted = new TreeMap<>();
    children.forEach(
        (path, entry) -> sorted.put(entry.type() == Type.FOLDER ? path + "/" : path, entry));
    return new ArrayList<>(sorted.values());
  }

  @Override
  public byte[] read(String path, int limit) {
    FileContent content = files.get(path);
    if (content == null) {
      throw BuildException.in(path, "is not a file");
    }
    if (content.size() > limit) {
      throw BuildException.in(path, "file larger than " + limit + " bytes");
    }
    return content.bytes();
  }

  private SortedMap<String, FileContent> below(String folder) {
    String prefix = prefix(folder);
    return prefix.isEmpty()
        ? files
        : files.subMap(prefix, prefix.substring(0, prefix.length() - 1) + (char) ('/' + 1));
  }

  private static String prefix(String folder) {
    return folder.isEmpty() ? "" : folder + "/";
  }

  private static Entry file(String path, FileContent content) {
    MessageDigest digest = sha1();
    digest.update(header("blob", content.size()));
    return new Entry(path, Type.FILE, HexFormat.of().formatHex(digest.digest(content.bytes())));
  }

  /** Not the id that Git would give a tree, but as good: it follows from paths and contents. */
  private static Entry folder(String path, SortedMap<String, FileContent> below) {
    MessageDigest digest = sha1();
    below.forEach(
        (file, content) -> {
          digest.update(header(file, content.size()));
          digest.update(content.bytes());
        });
    return new Entry(path, Type.FOLDER, HexFormat.of().formatHex(digest.digest()));
  }

  private static byte[] header(String name, int size) {
    return (name + " " + size + "\0").getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform has no SHA-1", e);
    }
  }
}
