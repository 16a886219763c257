package io.rolloutoperator.gitsync.manifest;

/** The files of a commit are more than the operator takes as it is set up. */
public final class LimitException extends BuildException {
  private static final long serialVersionUID = 1L;

  /** What the operator's administrator can raise. */
  public enum Setting {
    /** Files and folders of a commit. */
    TREE_ENTRIES("--gitsync-max-tree-entries"),
    /** Bytes of all objects of a unit. */
    RENDERED_SIZE("--gitsync-max-rendered-size"),
    /** Documents of a file. */
    DOCUMENTS("--gitsync-max-documents");

    private final String flag;

    Setting(String flag) {
      this.flag = flag;
    }

    public String flag() {
      return flag;
    }

    /** {@code more than 10 documents; --gitsync-max-documents raises the limit}. */
    public String advice(String message) {
      return message + "; " + flag + " raises the limit";
    }
  }

  private final Setting setting;

  /**
   * More than a limit.
   *
   * @param message without the flag: it is not the operator alone that reads files
   */
  public LimitException(String message, Setting setting) {
    super(message);
    this.setting = setting;
  }

  /** The message with what can be done about it. */
  public String advice() {
    return setting.advice(String.valueOf(getMessage()));
  }
}
