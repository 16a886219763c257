package io.rolloutoperator.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Requests of an operator that RBAC refuses because of a class or a method; it need not. */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface ExpectRefusals {
  /** Returns texts, one of which the API server's answer contains. */
  String[] value();
}
