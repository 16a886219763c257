package io.rolloutoperator.kubectl.lint;

/** What the files say about an object that another one refers to. */
sealed interface Lookup {

  /** It is among them. */
  record Found(SourceObject object) implements Lookup {}

  /** They have others of its kind, but not this one. */
  record Absent() implements Lookup {}

  /** Nothing: they have none of its kind, or several of its name that are equally near. */
  record Untold() implements Lookup {}
}
