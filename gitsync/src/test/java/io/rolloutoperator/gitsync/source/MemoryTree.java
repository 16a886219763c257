package io.rolloutoperator.gitsync.source;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.ByteSize;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A commit in memory, immutable: {@code MemoryTree.of().with("a/x.yaml", "kind: ...")}. Folders are
 * there as soon as something lies in them. Equal content has equal ids, as in Git.
 */
public final class MemoryTree implements CommitTree {

  private static final class Node {
    private final Type type;
    private final byte[] content;

    Node(Type type, byte[] content) {
      this.type = type;
      this.content = content;
    }

    Type type() {
      return type;
    }

    byte[] content() {
      return content;
    }
  }

  private final NavigableMap<String, Node> leaves;

  private MemoryTree(NavigableMap<String, Node> leaves) {
    this.leaves = leaves;
  }

  /** A commit without files. */
  public static MemoryTree of() {
    return new MemoryTree(new TreeMap<>());
  }

  /** With files: path to text. */
  public static MemoryTree of(Map<String, String> files) {
    MemoryTree tree = of();
    files.forEach((path, text) -> tree.leaves.put(path, file(bytes(text))));
    return tree;
  }

  /** With a file more, or another content of one. */
  public MemoryTree with(String path, String text) {
    return with(path, bytes(text));
  }

  /** With a file of any bytes. */
  public MemoryTree with(String path, byte[] content) {
    return with(path, file(content));
  }

  /** With a symbolic link. */
  public MemoryTree withSymlink(String path, String target) {
    return with(path, new Node(Type.SYMLINK, bytes(target)));
  }

  /** With a submodule. */
  public MemoryTree withSubmodule(String path) {
    return with(path, new Node(Type.SUBMODULE, bytes(path)));
  }

  /** Without a file. */
  public MemoryTree without(String path) {
    NavigableMap<String, Node> changed = new TreeMap<>(leaves);
    changed.remove(path);
    return new MemoryTree(changed);
  }

  private MemoryTree with(String path, Node node) {
    NavigableMap<String, Node> changed = new TreeMap<>(leaves);
    changed.put(path, node);
    return new MemoryTree(changed);
  }

  @Override
  public Optional<Entry> entry(String path) {
    Node leaf = leaves.get(path);
    if (leaf != null) {
      return Optional.of(new Entry(path, leaf.type(), id(leaf.content())));
    }
    Map<String, Node> below = below(path);
    if (below.isEmpty() && !path.isEmpty()) {
      return Optional.empty();
    }
    String content =
        below.entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue().type() + " " + id(e.getValue().content()))
            .collect(Collectors.joining("\n"));
    return Optional.of(new Entry(path, Type.FOLDER, id(bytes(content))));
  }

  @Override
  public List<Entry> children(String folder) {
    int skip = folder.isEmpty() ? 0 : folder.length() + 1;
    return below(folder).keySet().stream()
        .map(
            path -> path.indexOf('/', skip) < 0 ? path : path.substring(0, path.indexOf('/', skip)))
        .distinct()
        .map(path -> entry(path).orElseThrow())
        .toList();
  }

  @Override
  public byte[] read(String path, int limit) {
    Node leaf = leaves.get(path);
    if (leaf == null || leaf.type() != Type.FILE) {
      throw BuildException.in(path, "is no file");
    }
    if (leaf.content().length > limit) {
      throw BuildException.in(path, "file larger than " + ByteSize.text(limit));
    }
    return leaf.content().clone();
  }

  private Map<String, Node> below(String folder) {
    return folder.isEmpty() ? leaves : leaves.subMap(folder + "/", folder + "0");
  }

  private static Node file(byte[] content) {
    return new Node(Type.FILE, content.clone());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String id(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
