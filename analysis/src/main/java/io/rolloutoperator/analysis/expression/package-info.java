/**
 * The language of success and failure conditions: lexer, parser, type checker, evaluator.
 *
 * <p>The language is that of {@code expr-lang/expr} 1.17 with the functions that conditions add to
 * it. Everything here is pure: no clock, no I/O, no reflection, no threads. An expression comes
 * from a tenant and is bounded in source size, nodes, nesting, evaluation steps and memory; the
 * bounds count work, never time, so the same expression on the same result always ends the same
 * way.
 */
@NullMarked
package io.rolloutoperator.analysis.expression;

import org.jspecify.annotations.NullMarked;
