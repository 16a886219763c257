/** The JUnit extension: a cluster for each module run, a namespace for each test class. */
@NullMarked
package io.rolloutoperator.testkit.junit;

import org.jspecify.annotations.NullMarked;
