package io.rolloutoperator.api.gitsync;

/** Expressions of the schema's rules. */
final class Cel {

  /** Whether plain http is allowed is an option of the operator, which refuses it otherwise. */
  static final String URL =
      "self.matches(r'^(https?|ssh)://[^/?#\\s[:cntrl:]]+(/[^\\s[:cntrl:]]*)?$')"
          + " || self.matches(r'^[^/@:\\s[:cntrl:]]+@[A-Za-z0-9][A-Za-z0-9._-]*:[^\\s[:cntrl:]]+$')"
          + " || "
          + Cel.CREDENTIALS_THERE;

  static final String CREDENTIALS_THERE =
      "(self.matches(r'^https?://[^/?#]*@') || self.matches(r'^(ssh://)?[^/@]*:[^/@]*@'))";

  static final String NO_CREDENTIALS = "!" + CREDENTIALS_THERE;

  static final String ONE_REF =
      "[has(self.branch), has(self.tag), has(self.semver), has(self.name), has(self.commit)]"
          + ".filter(set, set).size() <= 1";

  static final String INSIDE =
      "!self.startsWith('/') && !self.matches(r'(^|/)[.][.](/|$)')"
          + " && !self.matches(r'[\\\\[:cntrl:]]')";

  static final String INTERVAL =
      "duration(self) >= duration('5s') && duration(self) <= duration('24h')";

  static final String GIT_TIMEOUT =
      "duration(self) >= duration('5s') && duration(self) <= duration('10m')";

  static final String SECOND_TO_DAY =
      "duration(self) >= duration('1s') && duration(self) <= duration('24h')";

  private static final String COMMITS =
      "(has(self.rollouts) && ((has(self.rollouts.onAbort) && self.rollouts.onAbort != 'Mark')"
          + " || (has(self.rollouts.promoteTo) && size(self.rollouts.promoteTo) > 0)))"
          + " || (has(self.imagePolicies) && size(self.imagePolicies) > 0)";

  static final String WRITE_BACK_SECRET =
      "!(" + COMMITS + ") || (has(self.writeBack) && has(self.writeBack.secretRef))";

  static final String WRITE_BACK_REF =
      "!("
          + COMMITS
          + ") || !has(self.repo.ref) || !(has(self.repo.ref.tag) || has(self.repo.ref.semver)"
          + " || has(self.repo.ref.name) || has(self.repo.ref.commit))";

  static final String AUTHOR =
      "(!has(self.name) || !self.name.matches(r'[<>[:cntrl:]\\x{85}\\x{2028}\\x{2029}]'))"
          + " && (!has(self.email)"
          + " || !self.email.matches(r'[<>[:cntrl:]\\x{85}\\x{2028}\\x{2029}]'))";

  private Cel() {}
}
