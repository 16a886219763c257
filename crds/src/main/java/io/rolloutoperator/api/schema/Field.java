package io.rolloutoperator.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a record component means on the wire beyond its Java type: the source of its schema in the
 * CRD and of whether it is written when empty. A component without it would have no description,
 * which a test forbids.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD, ElementType.FIELD})
public @interface Field {

  /** One line that describes the field to users. */
  String value();

  /**
   * The schema demands the field; a number, truth value or text is written even if it is 0, false
   * or empty.
   */
  boolean required() default false;

  /** Least number accepted by the schema. */
  long minimum() default Long.MIN_VALUE;

  /** Greatest number accepted by the schema. */
  long maximum() default Long.MAX_VALUE;

  /** Least length of a text accepted by the schema, in code points. */
  int minLength() default 0;

  /**
   * Greatest length of a text accepted by the schema, in code points; 0 is no limit. A text that a
   * {@link Rule} reads needs one: the API server multiplies it into what the rule may cost.
   */
  int maxLength() default 0;

  /** What a text must match, a regular expression of RE2; empty is no limit. */
  String pattern() default "";

  /** Greatest length of a list accepted by the schema; 0 is no limit. */
  int maxItems() default 0;

  /** The only texts accepted by the schema; none is no limit. */
  String[] oneOf() default {};

  /** Once set, the value cannot be changed. */
  boolean immutable() default false;

  /**
   * What the API server writes into a stored object that has the parent but not the field, as text;
   * empty is no default.
   */
  String absentBecomes() default "";

  /** Where the schema comes from, for components that are raw trees. */
  Shape shape() default Shape.RECORD;

  /** Sources of a schema. */
  enum Shape {
    /** The component's own Java type; a raw tree may be anything. */
    RECORD,
    /** An object with any content, or a list of such. */
    OPEN_OBJECT,
    /** A Kubernetes pod template. */
    POD_TEMPLATE,
    /** The spec of a Kubernetes Job. */
    JOB_SPEC
  }
}
