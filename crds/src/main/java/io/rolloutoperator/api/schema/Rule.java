package io.rolloutoperator.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A rule that the API server checks before it stores an object, on a record component or on a whole
 * record. The CRD on a cluster may be older or have no rules, so whatever matters is checked by the
 * operator too.
 */
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Rules.class)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Rule {

  /** An expression in CEL that is true for what is valid; {@code self} is the value. */
  String valid();

  /** What the user reads otherwise: one line that begins with the field. */
  String message();
}
